"""Numbers whose unit changed between two releases: each row that keeps such an attribute converts it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED, Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.changes.values import ChangeSet
    from ontoman.migration.conversions import Conversion
    from ontoman.migration.values import MapRow
    from ontoman.model import Iri, Ontology

_UNIT_CHANGED = "UnitOrScaleChanged"


@dataclass(frozen=True, slots=True)
class _Changed:
    """An attribute that is in another unit now, how to get there, and the change that says so."""

    key: str
    how: Conversion
    change: tuple[str, ...]


def with_conversions(
    rows: Iterable[MapRow], changes: ChangeSet, old: Ontology, new: Ontology, conversions: Iterable[Conversion]
) -> tuple[MapRow, ...]:
    """Add to each row the conversion of the numbers that stand beside its labels.

    A unit that no formula leads to is left to people: `map check` names it.
    """
    changed = _changed(changes, old, new, {(c.from_unit, c.to_unit): c for c in conversions})
    return tuple(_converting(row, changed, old, new) for row in rows) if changed else tuple(rows)


def _changed(
    changes: ChangeSet, old: Ontology, new: Ontology, formulas: Mapping[tuple[str, str], Conversion]
) -> dict[Iri, _Changed]:
    found = {}
    for iri, before in old.attributes.items():
        now = new.attributes.get(iri)
        if now is not None and before.unit and now.unit and now.key == before.key:
            how = formulas.get((before.unit, now.unit))
            if how is not None:
                ids = tuple(c.id for c in changes.changes if c.kind == _UNIT_CHANGED and c.about == iri)
                found[iri] = _Changed(before.key, how, ids)
    return found


def _converting(row: MapRow, changed: Mapping[Iri, _Changed], old: Ontology, new: Ontology) -> MapRow:
    source = old.categories.get(row.subject_id)  # type: ignore[call-overload]
    target = new.categories.get(row.residual or row.object_id)  # type: ignore[call-overload]
    if source is None or target is None or (row.object_id in {NO_TERM_FOUND, UNDECIDED} and not row.residual):
        return row
    kept = {a.iri for a in old.attributes_of(source.iri)} & {a.iri for a in new.attributes_of(target.iri)}
    mine = [one for iri, one in changed.items() if iri in kept]
    if not mine:
        return row
    return replace(
        row,
        action=Action.TRANSFORM if row.action is Action.KEEP else row.action,
        transform=tuple((one.key, one.how) for one in mine),
        change=(*row.change, *(change for one in mine for change in one.change)),
    )
