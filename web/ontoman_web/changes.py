"""A difference arranged for a reader: what needs attention first, the parts of a compound change inside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Document = Mapping[str, Any]
    ChangeDoc = Mapping[str, Any]

AXES = ("labels", "models", "consumers")
CLASSES = {
    "labels": {
        "L0": "safe",
        "L1": "rewritten automatically",
        "L2": "automatic, loses detail",
        "L3": "needs a condition or a person",
        "L4": "no target",
    },
    "models": {
        "M0": "safe",
        "M1": "head relabeled or merged",
        "M2": "retrain the classes affected",
        "M3": "old metrics not comparable",
    },
    "consumers": {"Q0": "safe", "Q1": "additive", "Q2": "queries or schemas break"},
}
_TITLES = {"labels": "Old labels", "models": "Models", "consumers": "Queries and schemas"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see; None is everything."""

    labels: str | None = None
    models: str | None = None
    consumers: str | None = None
    kind: str | None = None
    text: str = ""

    def takes(self, change: ChangeDoc) -> bool:
        """Tell whether a change is wanted."""
        compat = change["compat"]
        return (
            all(getattr(self, axis) in {None, compat[axis]} for axis in AXES)
            and self.kind in {None, change["kind"]}
            and self.text.casefold() in f"{change['key']}\n{change['label']}\n{change['about']}".casefold()
        )


@dataclass(frozen=True, slots=True)
class Card:
    """One compound change with its parts, or all other changes of one subject."""

    compound: ChangeDoc | None
    changes: tuple[ChangeDoc, ...]

    @property
    def head(self) -> ChangeDoc:
        """The change that names the card."""
        return self.compound or self.changes[0]

    @property
    def all(self) -> tuple[ChangeDoc, ...]:
        """Every change of the card."""
        return (self.compound, *self.changes) if self.compound else self.changes

    @property
    def worst(self) -> Mapping[str, str]:
        """The worst class on each axis."""
        judged = (self.compound,) if self.compound else self.changes
        return {axis: max(change["compat"][axis] for change in judged) for axis in AXES}

    @property
    def urgency(self) -> tuple[int, ...]:
        """Sort key: old labels first, then models, then queries; the worst first."""
        return tuple(-int(self.worst[axis][1:]) for axis in AXES)


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of compatibility with what its classes mean and how many changes have each."""

    name: str
    title: str
    classes: tuple[tuple[str, str, int], ...]


def cards(document: Document, wanted: Filter) -> tuple[Card, ...]:
    """Return the cards that hold a wanted change, the most urgent first."""
    found = (card for card in _cards(document["changes"]) if any(wanted.takes(change) for change in card.all))
    return tuple(sorted(found, key=lambda c: (c.urgency, c.compound is None, c.head["key"] or "", c.head["id"])))


def _cards(changes: Iterable[ChangeDoc]) -> Iterator[Card]:
    by_id = {change["id"]: change for change in changes}
    inside = {part for change in by_id.values() for part in change["parts"]}
    alone: defaultdict[str, list[ChangeDoc]] = defaultdict(list)
    for change in by_id.values():
        if change["parts"]:
            yield Card(change, tuple(by_id[part] for part in change["parts"] if part in by_id))
        elif change["id"] not in inside:
            alone[change["about"] or change["id"]].append(change)
    for group in alone.values():
        yield Card(None, tuple(group))


def axes(document: Document) -> tuple[Axis, ...]:
    """Count the changes of each class on each axis; the worst first."""
    return tuple(_axis(name, Counter(c["compat"][name] for c in document["changes"])) for name in AXES)


def _axis(name: str, counts: Counter[str]) -> Axis:
    rows = tuple((code, CLASSES[name][code], counts[code]) for code in sorted(CLASSES[name], reverse=True))
    return Axis(name, _TITLES[name], rows)
