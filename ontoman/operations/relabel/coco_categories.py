"""Which categories a COCO file declares after relabeling, and under which ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontoman.migration import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ontoman.formats.coco import Category
    from ontoman.migration import Outcome, Subject

_MOVES = frozenset({Fate.RELABELED, Fate.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Declared:
    """One entry of the new list: the old entry that it is made from, or None for a new one."""

    name: str
    id: int
    old: Category | None
    deprecated: bool = False


@dataclass(frozen=True)
class NewCategories:
    """The new list, the id of each live label, and the ids under which old categories stay declared."""

    entries: tuple[Declared, ...]
    live: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[int, int] = field(default_factory=dict)

    def id_of(self, label: str, source: Category, fate: Fate) -> int:
        """Return the id for a label that is written in place of *source*."""
        if label == source.name and fate not in _MOVES and source.id in self.kept:
            return self.kept[source.id]
        return self.live[label]


def outcomes_of(subject: Subject) -> tuple[Outcome, ...]:
    """Return everything that a category may come to."""
    return (*(branch.outcome for branch in subject.branches), subject.otherwise)


def plan_categories(
    old: Sequence[Category],
    subjects: Mapping[str, Subject | None],
    *,
    written: Iterable[str],
    staying: set[int],
    indices: Mapping[str, int],
) -> NewCategories:
    """Plan the new list.

    *written* are the labels that items carry, *staying* the ids of old categories whose label still stands at items
    that wait or are frozen. A category that goes to one label alone keeps its id; *indices* are the class indices
    of the new release, which win.
    """
    aims = {category.id: _aims(category, subjects.get(category.name)) for category in old}
    sources: dict[str, list[Category]] = {}
    for category in old:
        for label in aims[category.id]:
            sources.setdefault(label, []).append(category)
    for label in written:
        if all(label != category.name or category.id not in staying for category in old):
            sources.setdefault(label, [])
    owners = {label: _owner(label, found, subjects, staying) for label, found in sources.items()}
    kept = [c for c in old if (c.id in staying or _frozen(subjects.get(c.name))) and c not in owners.values()]
    ids = _Ids({c.id for c in old} | set(indices.values()), indices)
    live = {label: ids.take(label, owner) for label, owner in owners.items() if label in indices}
    live |= {label: ids.take(label, owner) for label, owner in owners.items() if label not in indices and owner}
    under = {c.id: ids.keep(c.id) for c in kept}
    live |= {label: ids.take(label, None) for label in owners if label not in live}
    return NewCategories(_entries(old, owners, kept, live, under), live, under)


def _aims(category: Category, subject: Subject | None) -> tuple[str, ...]:
    """Return the labels of the new release that a category may lead to; what no row knows stays itself."""
    if subject is None:
        return (category.name,)
    found: dict[str, None] = {}
    for outcome in outcomes_of(subject):
        if outcome.fate is Fate.REVIEW:
            found |= dict.fromkeys(outcome.candidates)
        elif outcome.fate is Fate.RETIRED:
            found |= dict.fromkeys(label for label in outcome.labels if label != category.name)
        else:
            found |= dict.fromkeys(outcome.labels)
    return tuple(found)


def _owner(
    label: str, sources: Sequence[Category], subjects: Mapping[str, Subject | None], staying: set[int]
) -> Category | None:
    """Return the old category whose entry carries *label* on: its namesake, or the only one that leads to it."""
    for category in sources:
        if category.name == label and _goes_on(subjects.get(label), label):
            return category
    if len(sources) != 1 or sources[0].id in staying:
        return None
    subject = subjects.get(sources[0].name)
    alone = subject is not None and not subject.branches and subject.otherwise.labels == (label,)
    return sources[0] if alone and subject is not None and subject.otherwise.fate in _MOVES else None


def _goes_on(subject: Subject | None, label: str) -> bool:
    """Tell whether a category goes on under its own name."""
    if subject is None:
        return True
    return any(one.fate is Fate.UNCHANGED and one.labels == (label,) for one in outcomes_of(subject))


def _frozen(subject: Subject | None) -> bool:
    return subject is not None and any(
        one.fate is Fate.RETIRED and one.labels == (subject.label,) for one in outcomes_of(subject)
    )


class _Ids:
    def __init__(self, used: set[int], indices: Mapping[str, int]) -> None:
        self._taken = set(indices.values())
        self._indices = indices
        self._next = max(used, default=0) + 1

    def take(self, label: str, owner: Category | None) -> int:
        if label in self._indices:
            return self._indices[label]
        return self.keep(owner.id) if owner else self._fresh()

    def keep(self, number: int) -> int:
        if number in self._taken:
            return self._fresh()
        self._taken.add(number)
        return number

    def _fresh(self) -> int:
        self._next += 1
        self._taken.add(self._next - 1)
        return self._next - 1


def _entries(
    old: Sequence[Category],
    owners: Mapping[str, Category | None],
    kept: Sequence[Category],
    live: Mapping[str, int],
    under: Mapping[int, int],
) -> tuple[Declared, ...]:
    carried = {owner.id: label for label, owner in owners.items() if owner}
    entries = []
    for category in old:
        if category.id in carried:
            label = carried[category.id]
            entries.append(Declared(label, live[label], category))
        elif category in kept:
            entries.append(Declared(category.name, under[category.id], category, deprecated=True))
    entries += [Declared(label, live[label], None) for label, owner in owners.items() if owner is None]
    return tuple(entries)
