"""The tree as conditions ask for it, one key at a time; what was asked is remembered."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING

from ontoman.validation.live.neighbours import closure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontoman.model import Category, Iri
    from ontoman.validation.live.neighbours import Neighbours
    from ontoman.validation.live.state import Record


class Tree(Mapping[str, frozenset[str]]):
    """As `ontoman.conditions.categories_of`, for a state that changes.

    `listed` tells whether somebody wanted to see all keys, which is done where one is not known.
    """

    def __init__(self, records: Mapping[Iri, Record], neighbours: Neighbours) -> None:
        self._records = records
        self._neighbours = neighbours
        self._keys = sorted(record[0].key for record in records.values() if record[0])
        self._asked: dict[str, frozenset[Iri]] = {}
        self.listed = False

    def __getitem__(self, key: str) -> frozenset[str]:
        """Return the keys of a category and of all below it; of two with one key, the later IRI is meant."""
        if key not in self._asked:
            self._asked[key] = self._branch(key)
        branch = self._asked[key]
        if not branch:
            raise KeyError(key)
        return frozenset(category.key for iri in branch if (category := self._category(iri)))

    def _branch(self, key: str) -> frozenset[Iri]:
        start = max((iri for iri in self.with_key(key) if (c := self._category(iri)) and c.key == key), default=None)
        return frozenset() if start is None else frozenset(closure([start], self.children))

    def __iter__(self) -> Iterator[str]:
        self.listed = True
        last = None
        for key in self._keys:
            if key != last:
                yield key
            last = key

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def branches(self) -> set[Iri]:
        """All that stands in a branch that was asked for."""
        return set(chain.from_iterable(self._asked.values()))

    def asks(self, keys: Iterable[str]) -> bool:
        """Tell whether one of *keys* was asked for."""
        return not self._asked.keys().isdisjoint(keys)

    def forget(self) -> None:
        """Begin to remember anew."""
        self._asked.clear()
        self.listed = False

    def with_key(self, key: str) -> Iterator[Iri]:
        """Yield what has a key: categories, and perhaps others."""
        for iri in self._neighbours.with_key(key):
            if any(entity and entity.key == key for entity in self._records[iri]):
                yield iri

    def take(self, old: Category | None, new: Category | None) -> None:
        """Follow a change of one category."""
        if (old and old.key) == (new and new.key):
            return
        if old:
            del self._keys[bisect_left(self._keys, old.key)]
        if new:
            insort(self._keys, new.key)

    def children(self, iri: Iri) -> Iterator[Iri]:
        """Yield what stands right below a category."""
        for other in self._neighbours.referrers(iri):
            category = self._category(other)
            if category and iri in category.broader:
                yield other

    def _category(self, iri: Iri) -> Category | None:
        return self._records[iri][0] if iri in self._records else None
