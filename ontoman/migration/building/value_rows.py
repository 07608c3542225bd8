"""What becomes of attribute values: one row for each value of the old release that is another one now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontoman.changes.kinds import UNDEPRECATED
from ontoman.migration.effects import value_label
from ontoman.migration.values import UNDECIDED, Action, GroupOp, MapRow
from ontoman.model.names import (
    CONSIDER,
    EXACT_MATCH,
    IS_REPLACED_BY,
    MERGED_FROM,
    NARROW_MATCH,
    REPLACES,
    TERM_REPLACED_BY,
)
from ontoman.model.terms import iri_node, iri_of, is_iri, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ontoman.changes.values import ChangeSet
    from ontoman.model import Attribute, Iri, Ontology, Value

_FORWARD = frozenset({IS_REPLACED_BY, TERM_REPLACED_BY, CONSIDER})
_BACKWARD = frozenset({MERGED_FROM, REPLACES})


@dataclass(frozen=True, slots=True)
class _Found:
    """The new attribute that a value belongs to now, and the value."""

    attribute: Attribute
    value: Value


def value_rows(changes: ChangeSet, old: Ontology, new: Ontology) -> list[MapRow]:
    """Return the rows of every value that data would have to write otherwise, without ids and changes.

    Successors are what the added lines of *changes* declare: `dcterms:isReplacedBy`, `om:mergedFrom`, alternatives.
    """
    heirs, restored = _declared_heirs(changes), _restored(changes)
    now = {value.iri: _Found(a, value) for a in new.attributes.values() if not a.deprecated for value in a.values}
    rows: list[MapRow] = []
    for attribute in old.attributes.values():
        successor = new.attributes.get(attribute.iri)
        if attribute.deprecated or successor is None or successor.deprecated:
            continue  # the column goes as a whole: its values are archived, not mapped
        for value in attribute.values:
            if not value.deprecated:
                back = [now[iri] for iri in restored.get(value.iri, ()) if iri in now]
                rows += _rows(attribute, value, now, heirs) if not back else _taken_apart(attribute, value, now, back)
    return rows


def _taken_apart(attribute: Attribute, value: Value, now: Mapping[Iri, _Found], back: Sequence[_Found]) -> list[MapRow]:
    """Return the choice between a value, where it stays, and what had gone into it and is in use again."""
    same = now.get(value.iri)
    return _picked(attribute, value, [*([same] if same and not same.value.deprecated else []), *back])


def _rows(
    attribute: Attribute, value: Value, now: Mapping[Iri, _Found], heirs: Mapping[Iri, list[Iri]]
) -> list[MapRow]:
    same = now.get(value.iri)
    if same is not None and not same.value.deprecated:
        return [] if same.value.key == value.key else [_row(attribute, value, same)]
    found = [now[heir] for heir in heirs.get(value.iri, ()) if heir in now and not now[heir].value.deprecated]
    if len(found) == 1:
        return [_row(attribute, value, found[0])]
    if not found:
        return [_undecided(attribute, value)]
    return _picked(attribute, value, found)


def _picked(attribute: Attribute, value: Value, found: Sequence[_Found]) -> list[MapRow]:
    label = value_label(attribute.key, value.key)
    picked = [
        replace(_row(attribute, value, one), predicate_id=NARROW_MATCH, action=Action.SPECIALISE) for one in found
    ]
    return [replace(row, group=label, group_op=GroupOp.ONE_OF, need="human") for row in picked]


def _row(attribute: Attribute, value: Value, found: _Found) -> MapRow:
    return MapRow(
        record_id="",
        subject_id=value.iri,
        subject_label=value_label(attribute.key, value.key),
        predicate_id=EXACT_MATCH,
        object_id=found.value.iri,
        object_label=value_label(found.attribute.key, found.value.key),
        action=Action.REPLACE,
        of_value=True,
    )


def _undecided(attribute: Attribute, value: Value) -> MapRow:
    return MapRow(
        record_id="",
        subject_id=value.iri,
        subject_label=value_label(attribute.key, value.key),
        predicate_id=NARROW_MATCH,
        object_id=UNDECIDED,
        object_label="",
        action=Action.SPECIALISE,
        need="human",
        of_value=True,
    )


def _declared_heirs(changes: ChangeSet) -> dict[Iri, list[Iri]]:
    found: dict[Iri, dict[Iri, None]] = {}
    for change in changes.atomic:
        for line in change.added:
            subject, predicate, obj = split(line)
            if not is_iri(subject) or not is_iri(obj):
                continue
            before, after = iri_of(subject), iri_of(obj)
            if iri_of(predicate) in _FORWARD:
                found.setdefault(before, {})[after] = None
            elif iri_of(predicate) in _BACKWARD:
                found.setdefault(after, {})[before] = None
    return {iri: list(heirs) for iri, heirs in found.items()}


def _restored(changes: ChangeSet) -> dict[Iri, list[Iri]]:
    """Return for each value what had been merged into it, and is in use again."""
    back = {change.about for change in changes.atomic if change.kind == UNDEPRECATED}
    found: dict[Iri, list[Iri]] = {}
    for change in changes.atomic if back else ():
        for subject, predicate, obj in map(split, change.removed):
            if predicate == iri_node(MERGED_FROM) and is_iri(obj) and iri_of(obj) in back:
                found.setdefault(iri_of(subject), []).append(iri_of(obj))
    return found
