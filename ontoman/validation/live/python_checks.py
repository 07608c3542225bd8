"""The checks in Python over what an edit touches: each reads an entity and its neighbours, a circle, or the header."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ontoman.validation.checks import CHECKS
from ontoman.validation.live.faces import face
from ontoman.validation.live.neighbours import closure, heirs, references, tangle
from ontoman.validation.live.part import PartScene, part_of
from ontoman.validation.live.rule_checks import RULES
from ontoman.validation.live.state import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.model import Iri, Line
    from ontoman.validation.live.neighbours import Arrows, Neighbours
    from ontoman.validation.live.state import Rebuilt, Record, State
    from ontoman.validation.results import Found
    from ontoman.validation.scene import PriorKeys

HEADERS = frozenset({"no-header", "two-headers"})
CIRCLES = frozenset({"broader-cycle", "successor-cycle"})
LOCAL = frozenset(CHECKS) - HEADERS - CIRCLES - RULES


class PythonChecks:
    """The checks of some codes over a state with its neighbourhood."""

    def __init__(self, state: State, neighbours: Neighbours, codes: Iterable[str], prior_keys: PriorKeys) -> None:
        self._state = state
        self._neighbours = neighbours
        self._codes = list(codes)
        self._prior_keys = prior_keys
        self._examples = sum(1 for record in state.records.values() if record[3])

    def tangles(self, iris: Iterable[Iri], past: Mapping[Iri, Record] | None = None) -> dict[str, set[Iri]]:
        """Return for each check of circles what stands in one with *iris*, or stood, where *past* says what was."""
        asked = list(iris)
        was = past or {}
        arrows: dict[str, Arrows] = {
            "broader-cycle": lambda iri: _parents(was.get(iri) or self._record(iri)),
            "successor-cycle": lambda iri: _successors(was.get(iri) or self._record(iri)),
        }
        return {code: set().union(*(tangle(iri, way) for iri in asked)) for code, way in arrows.items()}

    def take(self, rebuilt: Rebuilt) -> set[Iri]:
        """Follow an edit, and return what it touches: what changed, and those who see it differently now."""
        seen = [iri for iri, old in rebuilt.before.items() if face(old) != face(rebuilt.after[iri])]
        found = self._around(seen, rebuilt.before).union(rebuilt.before)
        for iri, record in rebuilt.before.items():
            self._neighbours.remove(iri, record)
            self._examples -= record[3] is not None
        for iri, record in rebuilt.after.items():
            self._neighbours.add(iri, record)
            self._examples += record[3] is not None
        found |= self._around(seen, rebuilt.after) | self._below(rebuilt)
        return found.union(*(self._values(rebuilt, iri) for iri in found))

    def _around(self, iris: Iterable[Iri], records: Mapping[Iri, Record]) -> set[Iri]:
        return set().union(*(self._neighbours.of(iri, records.get(iri, NOTHING)) for iri in iris))

    def _values(self, rebuilt: Rebuilt, iri: Iri) -> set[Iri]:
        """Return the values that an attribute has or had."""
        attributes = (self._record(iri)[1], rebuilt.before.get(iri, NOTHING)[1])
        return {value.iri for attribute in attributes if attribute for value in attribute.values}

    def _below(self, rebuilt: Rebuilt) -> set[Iri]:
        """Return the examples that expect something below a category that moved, came or went."""
        moved = [iri for iri, old in rebuilt.before.items() if _place(old) != _place(rebuilt.after[iri])]
        if not self._examples or not moved:
            return set()
        under = closure(moved, self._children)
        near = chain.from_iterable(self._neighbours.referrers(iri) for iri in under)
        return {iri for iri in near if self._record(iri)[3]}

    def read(self, scope: set[Iri]) -> set[Iri]:
        """Return all that the local checks of *scope* read."""
        near = self._around(scope, self._state.records)
        named = {one for iri in near if (record := self._record(iri))[3] for one in references(record)}
        return near | closure(named, self._broader)  # `is_a` of what an example expects walks up to the top

    def local(self, scope: set[Iri], read: set[Iri], languages: tuple[str, ...]) -> Iterator[tuple[str, list[Found]]]:
        """Yield code and findings in *scope* of the checks that read neighbours only."""
        scene = PartScene(part_of(self._state, read), (), self._prior_keys, languages)
        for code in self._codes:
            if code in LOCAL:
                yield code, [found for found in CHECKS[code](scene) if found.focus in scope]

    def circles(self, scopes: Mapping[str, set[Iri]]) -> Iterator[tuple[str, list[Found]]]:
        """Yield the same of the checks of circles."""
        for code, scope in scopes.items():
            if code in self._codes:
                yield code, list(CHECKS[code](PartScene(part_of(self._state, scope))))

    def headers(self) -> Iterator[tuple[str, list[Found]]]:
        """Yield code and findings of the checks of the header."""
        lines: tuple[Line, ...] = tuple(sorted(self._state.head_lines()))
        scene = PartScene(part_of(self._state, ()), lines)
        yield from ((code, list(CHECKS[code](scene))) for code in self._codes if code in HEADERS)

    def _record(self, iri: Iri) -> Record:
        return self._state.records.get(iri, NOTHING)

    def _broader(self, iri: Iri) -> Iterable[Iri]:
        return _parents(self._record(iri))

    def _children(self, iri: Iri) -> Iterator[Iri]:
        return (other for other in self._neighbours.referrers(iri) if iri in self._broader(other))


def _parents(record: Record) -> Iterable[Iri]:
    return record[0].broader if record[0] else ()


def _successors(record: Record) -> Iterable[Iri]:
    return heirs(record[0]) if record[0] and record[0].deprecated else ()


def _place(record: Record) -> object:
    return record[0] and record[0].broader
