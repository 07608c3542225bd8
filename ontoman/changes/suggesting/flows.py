"""Split-offs: what a category that stays has lost is what a new one beside it or below it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.suggesting.candidates import Scene
    from ontoman.changes.suggesting.index import Weights
    from ontoman.changes.suggesting.terms import Term
    from ontoman.model import Iri

# A name that moved says most; words that moved from one definition to another say less.
_NAME: Final = 0.7
_WORDS: Final = 0.6
_AT_LEAST: Final = 0.5
_LOST: Final = 2


class Flow(NamedTuple):
    """A category that stays, a new one, and what went from the one to the other."""

    old: Term
    new: Term
    score: float
    because: str


def flows(scene: Scene, weights: Weights, free: set[Iri]) -> list[Flow]:
    """Return for each new term in *free* the term beside or above it from which most went to it, if any did."""
    best: dict[Iri, Flow] = {}
    for flow in _all(scene, weights, free):
        known = best.get(flow.new.iri)
        if known is None or (-flow.score, flow.old.iri) < (-known.score, known.old.iri):
            best[flow.new.iri] = flow
    return list(best.values())


def _all(scene: Scene, weights: Weights, free: set[Iri]) -> Iterator[Flow]:
    losers = [(old, new, _lost_names(old, new), _lost_words(old, new)) for old, new in scene.stayed.values()]
    losers = [loser for loser in losers if loser[2] or loser[3]]
    for iri in sorted(free):
        came = scene.came[iri]
        for old, new, names, words in losers:
            if new.iri in came.parents or not new.parents.isdisjoint(came.parents):
                yield from _flow(old, came, names, words, weights)


def _lost_names(old: Term, new: Term) -> dict[tuple[str, ...], str]:
    kept = {name.words for name in new.names}
    return {name.words: name.text for name in old.names if name.words not in kept}


def _lost_words(old: Term, new: Term) -> frozenset[str]:
    lost = old.definition - new.definition
    return lost if len(lost) >= _LOST else frozenset()


def _flow(
    old: Term, came: Term, names: dict[tuple[str, ...], str], words: frozenset[str], weights: Weights
) -> Iterator[Flow]:
    moved = [names[name.words] for name in came.names if name.words in names]
    said = {*came.definition, *(word for name in came.names for word in name.words)}
    share = sum(map(weights.of, words & said)) / (sum(map(weights.of, words)) or 1)
    score = 1 - (1 - _NAME * bool(moved)) * (1 - _WORDS * share)
    if score >= _AT_LEAST:
        found = [f"{old.key} lost the name {moved[0]!r}, and it has it"] if moved else []
        if share:
            found.append(f"{share:.0%} of what the definition of {old.key} no longer says, it says")
        yield Flow(old, came, round(score, 2), "; ".join(found))
