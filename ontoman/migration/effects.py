"""What becomes of attribute values: the rows of a map that are about values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ontoman.conditions.fields import number_of
from ontoman.migration.outcome import Effects, Fate, Outcome
from ontoman.migration.values import UNDECIDED, Action, MapDisposition, Status
from ontoman.model.names import BROAD_MATCH, EXACT_MATCH, TERM_REPLACED_BY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.migration.outcome import Item
    from ontoman.migration.values import MapRow

_AUTOMATIC = frozenset({EXACT_MATCH, TERM_REPLACED_BY, BROAD_MATCH})
_WAITING = frozenset({Fate.REVIEW, Fate.UNKNOWN})


def value_label(attribute: str, value: str) -> str:
    """Name a value in a map: `visibility=0-20`."""
    return f"{attribute}={value}"


def attribute_and_value(label: str) -> tuple[str, str]:
    """Read `visibility=0-20` back; attribute keys hold no `=`."""
    attribute, _, value = label.partition("=")
    return attribute, value


class ValueEffects:
    """The value rows of a map, as a table and as an effect on outcomes."""

    def __init__(self, rows: Iterable[MapRow]) -> None:
        of_value: dict[tuple[str, str], list[MapRow]] = {}
        for row in rows:
            of_value.setdefault(attribute_and_value(row.subject_label), []).append(row)
        self._records = {place: tuple(row.record_id for row in found) for place, found in of_value.items()}
        self.table: dict[str, dict[str, str | None]] = {}
        for (attribute, value), found in of_value.items():
            new = _new_value(value, found)
            if new != value:
                self.table.setdefault(attribute, {})[value] = new

    def applied(self, outcome: Outcome, item: Item) -> Outcome:
        """Add to *outcome* what becomes of the item's attribute values; where a person must choose, once one has."""
        outcome = converted(outcome, item)
        if not self.table or not _may_end_at_the_new_release(outcome):
            return outcome
        changed = {
            attribute: _mapped(item.attributes[attribute], table)
            for attribute, table in self.table.items()
            if attribute in item.attributes and _touches(item.attributes[attribute], table)
        }
        if not changed:
            return outcome
        known = {attribute: value for attribute, value in changed.items() if value is not None}
        written = {key for key, _ in outcome.set} | set(outcome.unset)
        new = (*((key, value) for key, value in known.items() if key not in written), *outcome.set)
        if outcome.fate in _WAITING:
            return replace(outcome, once_decided=Effects(new, outcome.unset, self._records_for(known, item)))
        records = (*outcome.record_ids, *self._records_for(changed, item))
        if len(known) < len(changed):
            then = Effects(new, outcome.unset, transform=outcome.transform)
            return Outcome(Fate.REVIEW, (item.label,), records, outcome.labels, once_decided=then)
        fate = Fate.RELABELED if outcome.fate is Fate.UNCHANGED else outcome.fate
        return replace(outcome, fate=fate, record_ids=records, set=new)

    def _records_for(self, attributes: Iterable[str], item: Item) -> tuple[str, ...]:
        return tuple(r for attribute in attributes for r in self._records_of(attribute, item.attributes[attribute]))

    def _records_of(self, attribute: str, value: object) -> tuple[str, ...]:
        return tuple(r for one in _texts(value) for r in self._records.get((attribute, one), ()))


def converted(outcome: Outcome, item: Item) -> Outcome:
    """Work out the numbers of *item* that *outcome* converts; what a row sets is set, and not converted."""
    if not outcome.transform and not any(effects.transform for _, effects in outcome.by_choice):
        return outcome
    now, later = _converted(Effects(outcome.set, outcome.unset, transform=outcome.transform), item), outcome.by_choice
    by_choice = tuple((label, _converted(effects, item)) for label, effects in later)
    return replace(outcome, set=now.set, transform=now.transform, by_choice=by_choice)


def _converted(effects: Effects, item: Item) -> Effects:
    written = {key for key, _ in effects.set} | set(effects.unset)
    asked = [(key, how) for key, how in effects.transform if key not in written]
    found = ((key, how, item.attributes.get(key)) for key, how in asked)
    new = tuple((key, how(number)) for key, how, raw in found if (number := number_of(raw)) is not None)
    rest = tuple((key, how) for key, how in asked if key not in item.attributes)
    return replace(effects, set=(*effects.set, *new), transform=rest)


def _new_value(value: str, rows: list[MapRow]) -> str | None:
    row = rows[0]
    if len(rows) > 1 or row.status is not Status.ACCEPTED or row.need == "human" or row.object_id == UNDECIDED:
        return None
    if row.action is Action.RETIRE:
        kept = row.disposition in {None, MapDisposition.KEEP, MapDisposition.IGNORE}
        return value if kept else attribute_and_value(row.object_label)[1] or None
    if row.action is Action.KEEP or (row.when is None and row.predicate_id in _AUTOMATIC):
        return attribute_and_value(row.object_label)[1]
    return None


def _may_end_at_the_new_release(outcome: Outcome) -> bool:
    if outcome.fate is Fate.RETIRED:
        return outcome.disposition is MapDisposition.RESIDUAL
    return True


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _touches(value: object, table: Mapping[str, str | None]) -> bool:
    return any(text in table for text in _texts(value))


def _mapped(value: object, table: Mapping[str, str | None]) -> str | tuple[str, ...] | None:
    """Map one value, or each of several: once each, in their order; None where a person must choose."""
    new = [table.get(text, text) for text in _texts(value)]
    known = [text for text in new if text is not None]
    if len(known) < len(new):
        return None
    return tuple(dict.fromkeys(known)) if isinstance(value, tuple) else known[0]
