"""Who became whom: pairs scored in rounds, each round knowing more of the neighbours; the surest pair picks first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ontoman.changes.suggesting.evidence import because, score
from ontoman.changes.suggesting.family import Became

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ontoman.changes.suggesting.candidates import Scene
    from ontoman.changes.suggesting.evidence import Neighbours, Pair
    from ontoman.changes.suggesting.family import Families
    from ontoman.changes.suggesting.terms import Term
    from ontoman.model import Iri

SAME: Final = 0.7
"""From here on two terms are suggested to be one."""
LIKE: Final = 0.5
"""From here on one is suggested to take the other's place."""
# What stood beside it in the old state, under another IRI, was something else to its authors.
BESIDE: Final = 0.85
_TIE: Final = 0.005
_ROUNDS: Final = (0.85, SAME)


@dataclass(frozen=True)
class Match:
    """A pair with its score."""

    pair: Pair
    neighbours: Neighbours
    score: float
    ends: tuple[Iri, Iri]
    """The old and the new term."""

    @property
    def because(self) -> str:
        """What speaks for it."""
        return "; ".join(because(self.pair, self.neighbours))


def matches(pairs: Sequence[Pair], families: Families, scene: Scene) -> list[Match]:
    """Return all pairs with their scores, the surest first."""
    stayed = {iri: iri for iri in scene.stayed}
    known = Became(stayed)
    for least in _ROUNDS:
        sure = one_to_one(_scored(pairs, families, scene, known), scene, least)
        known = Became({**stayed, **dict(match.ends for match in sure)})
    return _scored(pairs, families, scene, known)


def _scored(pairs: Iterable[Pair], families: Families, scene: Scene, became: Became) -> list[Match]:
    found = []
    for pair in pairs:
        neighbours = families.neighbours(pair.old, pair.new, became)
        ends = pair.old.iri, pair.new.iri
        beside = BESIDE if pair.new.iri in scene.stayed else 1.0
        found.append(Match(pair, neighbours, round(score(pair, neighbours) * beside, 4), ends))
    return sorted(found, key=lambda match: (-match.score, match.ends))


def one_to_one(ranked: Sequence[Match], scene: Scene, least: float) -> list[Match]:
    """Let the surest pair pick first; a new term is taken once, one that stayed as often as it is wanted.

    Where two pairs of one term are equally sure, neither is suggested, for a coin would have decided; unless they
    are siblings, that may have been merged or split.
    """
    gone: set[Iri] = set()
    taken: set[Iri] = set()
    found: list[Match] = []
    rivals = _by_end(ranked)
    for match in ranked:
        if match.score < least:
            break
        old, new = match.ends
        if old not in gone and new not in taken:
            gone.add(old)
            taken.update({new} - scene.stayed.keys())
            if not any(_tied(match, other, gone, taken) for end in (0, 1) for other in rivals[end][match.ends[end]]):
                found.append(match)
    return found


def _by_end(ranked: Iterable[Match]) -> tuple[dict[Iri, list[Match]], dict[Iri, list[Match]]]:
    found: tuple[dict[Iri, list[Match]], dict[Iri, list[Match]]] = ({}, {})
    for match in ranked:
        for end in (0, 1):
            found[end].setdefault(match.ends[end], []).append(match)
    return found


def _tied(match: Match, other: Match, gone: set[Iri], taken: set[Iri]) -> bool:
    """Tell whether another pair is as sure of the same term, and was still free."""
    if other is match or other.score > match.score or other.score < match.score - _TIE:
        return False
    old, new = other.ends
    if old == match.ends[0]:
        return new not in taken and not siblings(match.pair.new, other.pair.new)
    return old not in gone and new in taken and not siblings(match.pair.old, other.pair.old)


def siblings(one: Term, other: Term) -> bool:
    """Tell whether two terms of one state share a parent; such terms may be parts of one, or become one."""
    return not one.parents.isdisjoint(other.parents)
