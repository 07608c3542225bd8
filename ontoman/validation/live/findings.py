"""Findings by what made them and where, with the results that they read as."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ontoman.validation.results import rank

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from ontoman.validation.results import Found, Result

    Coded: TypeAlias = tuple[str, Found]
    Place: TypeAlias = tuple[str, str]
    """A shape or a check, and the focus node there."""


class Findings:
    """What every shape and check found; *worded* puts a finding in the words of the day."""

    def __init__(self, worded: Callable[[str, Found], Result]) -> None:
        self._worded = worded
        self._held: defaultdict[str, dict[str, list[tuple[str, Found, Result]]]] = defaultdict(dict)
        self._mentions: defaultdict[str, set[Place]] = defaultdict(set)
        self._counts: Counter[Result] = Counter()
        self._before: dict[Result, int] = {}
        self._order: list[Result] | None = None

    def put(self, unit: str, found: Mapping[str, Collection[Coded]], scope: Iterable[str] = ()) -> None:
        """Take what *unit* found, in place of all that it found in *scope* before."""
        for focus in {*scope, *found}:
            self._drop((unit, focus))
            if focus in found:
                self._keep((unit, focus), found[focus])

    def places(self, unit: str) -> list[str]:
        """Return where a unit found something."""
        return list(self._held[unit])

    def reword(self, iris: Iterable[str]) -> None:
        """Say again what names one of *iris*, which are called otherwise by now."""
        for place in sorted({place for iri in iris for place in self._mentions.get(iri, ())}):
            held = [(code, found) for code, found, _ in self._held[place[0]][place[1]]]
            self._drop(place)
            self._keep(place, held)

    def _keep(self, place: Place, found: Collection[Coded]) -> None:
        unit, focus = place
        self._held[unit][focus] = [(code, one, self._worded(code, one)) for code, one in found]
        for _, one, result in self._held[unit][focus]:
            self._count(result, 1)
            for name in _named(one):
                self._mentions[name].add(place)

    def _drop(self, place: Place) -> None:
        for _, one, result in self._held[place[0]].pop(place[1], ()):
            self._count(result, -1)
            for name in _named(one):
                self._mentions[name].discard(place)

    def _count(self, result: Result, by: int) -> None:
        self._before.setdefault(result, self._counts[result])
        self._counts[result] += by

    def settle(self) -> tuple[list[Result], list[Result]]:
        """Return which results went and which came since the last time."""
        gone = [one for one, before in self._before.items() if before and not self._counts[one]]
        come = [one for one, before in self._before.items() if not before and self._counts[one]]
        for one in self._before:
            if not self._counts[one]:
                del self._counts[one]
        self._before = {}
        self._reorder(gone, come)
        return sorted(gone, key=rank), sorted(come, key=rank)

    def _reorder(self, gone: Iterable[Result], come: Iterable[Result]) -> None:
        if self._order is not None:
            for one in gone:
                del self._order[bisect_left(self._order, rank(one), key=rank)]
            for one in come:
                self._order.insert(bisect_left(self._order, rank(one), key=rank), one)

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result once, in the order of a report."""
        if self._order is None:
            self._order = sorted(self._counts, key=rank)
        return tuple(self._order)


def _named(found: Found) -> set[str]:
    """Return what the words of a finding may call by name."""
    value = found.value
    return {found.focus, value} if value is not None and ":" in value else {found.focus}
