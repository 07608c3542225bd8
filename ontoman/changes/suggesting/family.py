"""Where terms stand: parents, children and siblings, and who of them became whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes.suggesting.evidence import Neighbours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ontoman.changes.suggesting.terms import Term
    from ontoman.model import Iri

_NOBODY: frozenset[Iri] = frozenset()


class Became:
    """Who became whom, as far as it is known."""

    def __init__(self, pairs: Mapping[Iri, Iri]) -> None:
        self._pairs = pairs
        self.heirs = frozenset(pairs.values())
        self._old: dict[tuple[str, Iri], frozenset[Iri]] = {}
        self._new: dict[tuple[str, Iri], frozenset[Iri]] = {}

    def old_kin(self, kind: str, term: Term, kin: Callable[[], Iterable[Iri]]) -> frozenset[Iri]:
        """Return what the kin of an old term became; found once for all the pairs that it is in."""
        place = (kind, term.iri)
        if place not in self._old:
            self._old[place] = self.those(kin())
        return self._old[place]

    def new_kin(self, kind: str, term: Term, kin: Callable[[], frozenset[Iri]]) -> frozenset[Iri]:
        """Return those of the kin of a new term who were something before."""
        place = (kind, term.iri)
        if place not in self._new:
            self._new[place] = kin() & self.heirs
        return self._new[place]

    def those(self, iris: Iterable[Iri]) -> frozenset[Iri]:
        """Return what these became."""
        return frozenset(self._pairs[iri] for iri in iris if iri in self._pairs)


class Families:
    """Both states' trees; `neighbours` compares them under what is known of who became whom."""

    def __init__(self, old: Mapping[Iri, Term], new: Mapping[Iri, Term]) -> None:
        self._old, self._new = old, new
        self._below_old, self._below_new = _children(old), _children(new)
        self._above: dict[Iri, frozenset[Iri]] = {}

    def neighbours(self, old: Term, new: Term, became: Became) -> Neighbours:
        """Compare the neighbours of two terms; those of whom nothing is known are left out."""
        above = became.old_kin("parents", old, lambda: old.parents)
        higher = became.new_kin("ancestors", new, lambda: self._ancestors(new.iri))
        telling = above and higher
        return Neighbours(
            self._labels(above & new.parents) if telling else None,
            self._labels(above & higher) if telling else (),
            _shared(
                became.old_kin("children", old, lambda: self._below_old.get(old.iri, _NOBODY)),
                became.new_kin("children", new, lambda: self._below_new.get(new.iri, _NOBODY)),
            ),
            _shared(
                became.old_kin("siblings", old, lambda: _siblings(old, self._below_old)),
                became.new_kin("siblings", new, lambda: _siblings(new, self._below_new)),
            ),
        )

    def _labels(self, iris: Iterable[Iri]) -> tuple[str, ...]:
        return tuple(sorted(self._new[iri].label if iri in self._new else iri for iri in iris))

    def _ancestors(self, iri: Iri) -> frozenset[Iri]:
        if iri not in self._above:
            seen: set[Iri] = set()
            waiting = list(self._new[iri].parents)
            while waiting:
                if (parent := waiting.pop()) not in seen:
                    seen.add(parent)
                    waiting += self._new[parent].parents if parent in self._new else ()
            self._above[iri] = frozenset(seen)
        return self._above[iri]


def _children(terms: Mapping[Iri, Term]) -> dict[Iri, frozenset[Iri]]:
    found: dict[Iri, set[Iri]] = {}
    for term in terms.values():
        for parent in term.parents:
            found.setdefault(parent, set()).add(term.iri)
    return {iri: frozenset(members) for iri, members in found.items()}


def _siblings(term: Term, below: Mapping[Iri, frozenset[Iri]]) -> frozenset[Iri]:
    return frozenset(iri for parent in term.parents for iri in below.get(parent, ())) - {term.iri}


def _shared(before: frozenset[Iri], after: frozenset[Iri]) -> tuple[int, int] | None:
    """Return how many of the smaller side are on the other, and how many those are; new ones are on neither."""
    smaller = min(len(before), len(after))
    return (len(before & after), smaller) if smaller else None
