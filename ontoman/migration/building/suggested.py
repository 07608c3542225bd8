"""Suggestions as rows that a person accepts or not: nothing of them runs before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ontoman.migration.building.lineage import SAMPLE
from ontoman.migration.defaults import record_id_of
from ontoman.migration.values import UNDECIDED, Action, GroupOp, MapRow, Status
from ontoman.model import Iri
from ontoman.model.names import BROAD_MATCH, CLOSE_MATCH, EXACT_MATCH, NARROW_MATCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ontoman.changes.values import Change, Side
    from ontoman.migration.building.lineage import LineageReader
    from ontoman.model import Category

JUSTIFICATION = "semapv:CompositeMatching"
_SPLIT_OFF = "SplitOff"
_MERGES = frozenset({"MergeIntoNew", "MergeIntoExisting"})


def with_suggestions(
    rows: Sequence[MapRow], suggestions: Iterable[Change], reader: LineageReader
) -> tuple[MapRow, ...]:
    """Put suggestions where nobody has decided; a row that says anything else stays as it is."""
    found: dict[str, tuple[Change, tuple[Category, ...]]] = {}
    for change in suggestions:
        targets = _categories(change.new, reader.new.categories_by_key)
        for source in _categories(change.old, reader.old.categories_by_key):
            found.setdefault(source.iri, (change, targets))
    told = (_told(row, *found[row.subject_id], reader) if row.subject_id in found else [row] for row in rows)
    return tuple(row for some in told for row in some)


def _categories(side: Side, by_key: Mapping[str, Category]) -> tuple[Category, ...]:
    keys = (side,) if isinstance(side, str) else side or ()
    return tuple(by_key[key] for key in keys if key in by_key)


def _told(row: MapRow, change: Change, targets: Sequence[Category], reader: LineageReader) -> list[MapRow]:
    if change.kind == _SPLIT_OFF:
        return [_looked_at(row, change)]
    if row.object_id != UNDECIDED or row.group is not None:
        return [row]
    key = reader.old.entities[Iri(row.subject_id)].key
    shaped = _shaped(row, change)
    made = [
        replace(shaped, object_id=t.iri, object_label=reader.text(t), comment=_why(change, key, t.key)) for t in targets
    ]
    return [replace(one, record_id=record_id_of(one)) for one in made] or [row]


def _why(change: Change, old: str, new: str) -> str:
    """Return what speaks for one pair; where several make one suggestion, each says first which it is about."""
    own = [text for text in change.because if text.startswith(f"{old} → {new} ")]
    return " · ".join(own or change.because)


def _looked_at(row: MapRow, change: Change) -> MapRow:
    """Ask for a look at a sample of a category that stays; its labels go on as they are."""
    if row.need != "none":
        return row
    return replace(row, need=SAMPLE, comment=f"Some of it may have gone elsewhere: {' · '.join(change.because)}")


def _shaped(row: MapRow, change: Change) -> MapRow:
    """Say how a suggestion would be carried out, and that it is only proposed."""
    proposed = replace(row, status=Status.PROPOSED, justification=JUSTIFICATION, confidence=change.score)
    if change.kind == "Split" or "narrow" in change.facts:
        return _picked(replace(proposed, predicate_id=NARROW_MATCH, action=Action.SPECIALISE))
    if "broad" in change.facts:
        return replace(proposed, predicate_id=BROAD_MATCH, action=Action.GENERALISE, need="none", loss="both")
    if "close" in change.facts:
        return _picked(replace(proposed, predicate_id=CLOSE_MATCH, action=Action.REPLACE))
    merged = change.kind in _MERGES
    return replace(
        proposed,
        predicate_id=EXACT_MATCH,
        action=Action.REPLACE,
        need="none",
        loss="lossy_backward" if merged else "none",
        decision=f"merge into {change.new}" if merged else None,
    )


def _picked(row: MapRow) -> MapRow:
    return replace(row, group=row.subject_label, group_op=GroupOp.ONE_OF, need="human")
