"""Maps made from plain pairs: this label becomes that one, perhaps under a condition."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontoman import conditions
from ontoman.errors import BadInput
from ontoman.migration.building.meanings import ROWS, Meaning
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
    """One line of a plain map; `place` is where it stands, for letters.

    The target is empty where there is none; `meaning` then says what becomes of the label. `flag` is a remark that
    nobody has explained, `of_several` the cell of which the target is one of several, `written` what stood there
    before a repair.
    """

    source: str
    target: str
    when: str | None
    place: str
    meaning: Meaning | None = None
    flag: str | None = None
    of_several: str | None = None
    written: str | None = None

    @property
    def remark(self) -> str | None:
        """What a reader of the map should know about where it came from."""
        said = [f"{self.place}: {self.of_several!r} is a choice"] if self.of_several else []
        said += [f"{self.place}: {self.written!r} reads {self.source!r}"] if self.written else []
        return "; ".join(said) or None


def map_of(
    pairs: Sequence[Pair], retire: Mapping[str, MapDisposition] | None = None, *, pick: bool = False
) -> MigrationMap:
    """Make a map that stands alone from plain pairs: terms are `from:LABEL` and `to:LABEL`.

    Rows of one label with conditions are read first to last; the row without one is the otherwise. With *pick*, a
    person picks among several targets without a condition.
    Raises BadInput: OM521 where one label has two targets and no condition tells which, OM522 where a target to
    retire is nobody's, OM30x for a condition outside the language.
    """
    retire = retire or {}
    _refuse_unknown_targets(pairs, retire)
    by_source: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_source.setdefault(pair.source, []).append(pair)
    groups = (_rows(_without_repeats(group), retire, pick=pick) for _, group in sorted(by_source.items()))
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
    same = row.action is Action.REPLACE and row.when is None and row.predicate_id == EXACT_MATCH
    predicate = TERM_REPLACED_BY if same else row.predicate_id
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


def _rows(pairs: list[Pair], retire: Mapping[str, MapDisposition], *, pick: bool) -> list[MapRow]:
    _refuse_contradictions(pairs, pick=pick and all(pair.when is None for pair in pairs))
    plain = [pair for pair in pairs if pair.when is None]
    conditional = [pair for pair in pairs if pair.when is not None]
    if not conditional and len(plain) > 1:
        return [_with_id(_choice(_row(pair, retire))) for pair in plain]
    if not conditional:
        return [_with_id(_row(plain[0], retire))]
    rows = [_row(pair, retire) for pair in (*conditional, *plain)]
    if not plain:
        rows.append(_undecided(pairs[0].source))
    return [_with_id(_placed(row, place)) for place, row in enumerate(rows, 1)]


def _refuse_contradictions(pairs: list[Pair], *, pick: bool) -> None:
    seen: dict[str | None, Pair] = {}
    for pair in pairs:
        other = seen.setdefault(pair.when, pair)
        together = pair.of_several is not None and (pair.place, pair.of_several) == (other.place, other.of_several)
        if other is not pair and not pick and (not together or pair.when is not None):
            raise BadInput(
                "OM521",
                f"{pair.source!r} becomes {other.target!r} ({other.place}) and {pair.target!r} ({pair.place})"
                + (f", both when {pair.when}." if pair.when else ", and no condition tells which."),
                fix="Keep one of them, give each a condition (--when-column) so that the first that holds decides, or "
                "let a person pick (--pick).",
                details={"label": pair.source, "targets": [other.target, pair.target]},
            )


def _row(pair: Pair, retire: Mapping[str, MapDisposition]) -> MapRow:
    when = None if pair.when is None else _checked(pair)
    disposition = retire.get(pair.target) or (pair.meaning.disposition if pair.meaning else None)
    if not pair.target and disposition is None:
        return replace(_undecided(pair.source), flag=pair.flag, comment=pair.remark, action=Action.SPECIALISE)
    row = MapRow(
        record_id="",
        subject_id=FROM_SPACE + percent_encode(pair.source),
        subject_label=pair.source,
        predicate_id=EXACT_MATCH,
        object_id=TO_SPACE + percent_encode(pair.target),
        object_label=pair.target,
        action=Action.KEEP if pair.source == pair.target else Action.REPLACE,
        when=when,
        flag=pair.flag,
        comment=pair.remark,
    )
    if disposition is None:
        row = _as_meant(row, Meaning.CLOSE if pair.flag else pair.meaning)
        return row if when is None else replace(row, predicate_id=NARROW_MATCH, action=Action.CONDITIONAL)
    residual = row.object_id if disposition is MapDisposition.RESIDUAL else None
    return replace(row, object_id=NO_TERM_FOUND, action=Action.RETIRE, disposition=disposition, residual=residual)


def _as_meant(row: MapRow, meaning: Meaning | None) -> MapRow:
    if meaning is None or (row.action is Action.KEEP and meaning is Meaning.EXACT):
        return row
    predicate, action, need = ROWS[meaning]
    loss = "lossy_forward" if action is Action.GENERALISE else row.loss
    return replace(row, predicate_id=predicate, action=action, need=need, loss=loss)


def _choice(row: MapRow) -> MapRow:
    """Put a row in its label's one_of group: a person picks."""
    return replace(
        row,
        group=row.subject_label,
        group_op=GroupOp.ONE_OF,
        predicate_id=NARROW_MATCH,
        action=Action.SPECIALISE,
        need="human",
    )


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
