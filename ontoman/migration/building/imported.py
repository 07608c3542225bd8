"""Maps made from plain pairs: this label becomes that one, perhaps under a condition."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontoman import conditions
from ontoman.errors import BadInput
from ontoman.migration.curies import percent_encode
from ontoman.migration.defaults import record_id_of
from ontoman.migration.guessing import guessed_fields
from ontoman.migration.values import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    GroupOp,
    MapDisposition,
    MapHeader,
    MapRow,
    MigrationMap,
)
from ontoman.model.names import EXACT_MATCH, NARROW_MATCH, TERM_REPLACED_BY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FROM_SPACE = "urn:ontoman:from:"
TO_SPACE = "urn:ontoman:to:"
UNSPECIFIED_LICENSE = "https://w3id.org/sssom/license/unspecified"


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a plain map; `place` is where it stands, for letters."""

    source: str
    target: str
    when: str | None
    place: str


def map_of(pairs: Sequence[Pair], retire: Mapping[str, MapDisposition] | None = None) -> MigrationMap:
    """Make a map that stands alone from plain pairs: terms are `from:LABEL` and `to:LABEL`.

    Rows of one label with conditions are read first to last; the row without one is the otherwise.
    Raises BadInput: OM521 where one label has two targets and no condition tells which, OM522 where a target to
    retire is nobody's, OM30x for a condition outside the language.
    """
    retire = retire or {}
    _refuse_unknown_targets(pairs, retire)
    by_source: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_source.setdefault(pair.source, []).append(pair)
    groups = (_rows(_without_repeats(group), retire) for _, group in sorted(by_source.items()))
    rows = tuple(row for group in groups for row in group)
    header = MapHeader(
        mapping_set_id=f"urn:ontoman:map:{_digest(rows)}",
        license=UNSPECIFIED_LICENSE,
        curie_map={"from": FROM_SPACE, "to": TO_SPACE},
    )
    return MigrationMap(header, with_merges(rows))


def with_merges(rows: Sequence[MapRow]) -> tuple[MapRow, ...]:
    """Mark the rows by which several subjects become one: they share a decision, and there is no way back."""
    subjects: dict[str, set[str]] = {}
    for row in rows:
        subjects.setdefault(row.object_id, set()).add(row.subject_id)
    merged = {iri for iri, found in subjects.items() if len(found) > 1 and iri not in {NO_TERM_FOUND, UNDECIDED}}
    return tuple(_merged(row) if row.object_id in merged else row for row in rows)


def _merged(row: MapRow) -> MapRow:
    predicate = TERM_REPLACED_BY if row.action is Action.REPLACE and row.when is None else row.predicate_id
    loss = "both" if row.loss in {"both", "lossy_forward"} else "lossy_backward"
    return replace(
        row,
        predicate_id=predicate,
        loss=loss,
        decision=row.decision or f"merge into {row.object_label or row.object_id}",
    )


def _refuse_unknown_targets(pairs: Sequence[Pair], retire: Mapping[str, MapDisposition]) -> None:
    targets = sorted({pair.target for pair in pairs})
    unknown = sorted(set(retire) - set(targets))
    if unknown:
        raise BadInput(
            "OM522",
            f"--retire names {', '.join(map(repr, unknown))}, and no row has that target.",
            fix=f"The targets are: {', '.join(targets[:40])}.",
            details={"unknown": unknown, "targets": targets},
        )


def _without_repeats(pairs: Iterable[Pair]) -> list[Pair]:
    first: dict[tuple[str, str | None], Pair] = {}
    for pair in pairs:
        first.setdefault((pair.target, pair.when), pair)
    return list(first.values())


def _rows(pairs: list[Pair], retire: Mapping[str, MapDisposition]) -> list[MapRow]:
    _refuse_contradictions(pairs)
    plain = [pair for pair in pairs if pair.when is None]
    conditional = [pair for pair in pairs if pair.when is not None]
    if not conditional:
        return [_with_id(_row(plain[0], retire))]
    rows = [_row(pair, retire) for pair in (*conditional, *plain)]
    if not plain:
        rows.append(_undecided(pairs[0].source))
    return [_with_id(_placed(row, place)) for place, row in enumerate(rows, 1)]


def _refuse_contradictions(pairs: list[Pair]) -> None:
    seen: dict[str | None, Pair] = {}
    for pair in pairs:
        other = seen.setdefault(pair.when, pair)
        if other is not pair:
            raise BadInput(
                "OM521",
                f"{pair.source!r} becomes {other.target!r} ({other.place}) and {pair.target!r} ({pair.place})"
                + (f", both when {pair.when}." if pair.when else ", and no condition tells which."),
                fix="Keep one of them, or give each a condition (--when-column) so that the first that holds decides.",
                details={"label": pair.source, "targets": [other.target, pair.target]},
            )


def _row(pair: Pair, retire: Mapping[str, MapDisposition]) -> MapRow:
    when = None if pair.when is None else _checked(pair)
    row = MapRow(
        record_id="",
        subject_id=FROM_SPACE + percent_encode(pair.source),
        subject_label=pair.source,
        predicate_id=EXACT_MATCH,
        object_id=TO_SPACE + percent_encode(pair.target),
        object_label=pair.target,
        action=Action.KEEP if pair.source == pair.target else Action.REPLACE,
        when=when,
    )
    disposition = retire.get(pair.target)
    if disposition is None:
        return row if when is None else replace(row, predicate_id=NARROW_MATCH, action=Action.CONDITIONAL)
    residual = row.object_id if disposition is MapDisposition.RESIDUAL else None
    return replace(row, object_id=NO_TERM_FOUND, action=Action.RETIRE, disposition=disposition, residual=residual)


def _checked(pair: Pair) -> str:
    text = pair.when or ""
    try:
        return conditions.parse(text, guessed_fields(text)).text
    except BadInput as error:
        raise BadInput(
            error.code, f"{pair.place}, {pair.source!r}: {error.message}", fix=error.fix, details=error.details
        ) from error


def _undecided(source: str) -> MapRow:
    return MapRow(
        record_id="",
        subject_id=FROM_SPACE + percent_encode(source),
        subject_label=source,
        predicate_id=NARROW_MATCH,
        object_id=UNDECIDED,
        object_label="",
        action=Action.CONDITIONAL,
        need="human",
    )


def _placed(row: MapRow, place: int) -> MapRow:
    """Put a row in its label's first_of group, where the predicate must be safe without our extensions."""
    predicate = row.predicate_id if row.action is Action.RETIRE else NARROW_MATCH
    return replace(row, group=row.subject_label, group_op=GroupOp.FIRST_OF, order=place, predicate_id=predicate)


def _with_id(row: MapRow) -> MapRow:
    return replace(row, record_id=record_id_of(row))


def _digest(rows: Sequence[MapRow]) -> str:
    said = "\n".join(f"{row.record_id} {row.action} {row.disposition} {row.order}" for row in rows)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
