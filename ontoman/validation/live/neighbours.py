"""Who must be looked at together: what refers to whom, and who shares a key, a name, an index, a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ontoman.validation.checks.texts import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from ontoman.model import Category, Example, Iri
    from ontoman.validation.live.state import Record

    Arrows: TypeAlias = Callable[[Iri], Iterable[Iri]]


class Neighbours:
    """For each entity those whose findings may depend on it: a check reads no further than its neighbours."""

    def __init__(self, records: Mapping[Iri, Record]) -> None:
        self._referrers: dict[Iri, set[Iri]] = {}
        self._sharers: dict[Hashable, set[Iri]] = {}
        for iri, record in records.items():
            self.add(iri, record)

    def add(self, iri: Iri, record: Record) -> None:
        """Note what an entity refers to and shares."""
        for other in references(record):
            self._referrers.setdefault(other, set()).add(iri)
        for key in _shared(record):
            self._sharers.setdefault(key, set()).add(iri)

    def remove(self, iri: Iri, record: Record) -> None:
        """Undo `add`."""
        for other in references(record):
            self._referrers[other].discard(iri)
        for key in _shared(record):
            self._sharers[key].discard(iri)

    def of(self, iri: Iri, record: Record) -> set[Iri]:
        """Return an entity with its neighbours."""
        found = {iri, *references(record), *self._referrers.get(iri, ())}
        return found.union(*(self._sharers.get(key, ()) for key in _shared(record)))

    def referrers(self, iri: Iri) -> Iterable[Iri]:
        """Return what refers to an entity."""
        return self._referrers.get(iri, ())

    def with_key(self, key: str) -> Iterable[Iri]:
        """Return what has a key, upper and lower case aside."""
        return self._sharers.get(("key", key.casefold()), ())


def references(record: Record) -> Iterator[Iri]:
    """Yield the entities that checks look up from this one."""
    category, attribute, _, example = record
    if category:
        yield from category.broader
        yield from heirs(category)
        yield from category.lineage.consider
    if attribute:  # what is found at a value is found through its attribute
        yield from (value.iri for value in attribute.values)
    if example:
        yield from example.illustrates
        yield from example.expects


def heirs(category: Category) -> Iterator[Iri]:
    """Yield those that take over the labels of a category."""
    yield from category.lineage.replaced_by
    yield from (part.part for part in category.lineage.split)


def _shared(record: Record) -> Iterator[Hashable]:
    category, _, _, example = record
    yield from {("key", entity.key.casefold()) for entity in record if entity}
    if category:
        yield from _of_category(category)
    if example:
        yield from _of_example(example)


def _of_category(category: Category) -> Iterator[Hashable]:
    yield from {("label", folded(label.text), label.lang) for label in category.labels}
    yield from (("external", external) for external in category.external_ids)
    yield from (("group", parent, group) for group in category.exclusive_groups for parent in category.broader or ("",))
    if category.class_index is not None:
        yield ("index", category.class_index)


def _of_example(example: Example) -> Iterator[Hashable]:
    for iri in example.illustrates:
        yield from (("shown", iri, text.lang, text.text) for text in example.texts)


def closure(starts: Iterable[Iri], arrows: Arrows) -> set[Iri]:
    """Return *starts* and all that is ahead of them."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        new = set(arrows(waiting.pop())) - found
        found |= new
        waiting.extend(new)
    return found


def tangle(start: Iri, arrows: Arrows) -> set[Iri]:
    """Return *start* and all that stands in a circle with it."""
    ahead = closure([start], arrows)
    back: dict[Iri, list[Iri]] = {}
    for iri in ahead:
        for other in arrows(iri):
            back.setdefault(other, []).append(iri)
    return closure([start], lambda iri: back.get(iri, ()))
