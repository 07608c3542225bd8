"""Who may have become whom: the pairs that are worth a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k
from ontoman.changes.suggesting.index import Index, name_features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.changes.suggesting.terms import Term
    from ontoman.changes.values import Change, ChangeSet, Kind
    from ontoman.model import Iri

_NEAR_BY_NAME: Final = 12
_NEAR_BY_DEFINITION: Final = 6
# Where a compound change says what became of a term, nobody needs to guess; a subtree that went says nothing.
_SETTLED: Final = frozenset(
    {
        k.RE_IDENTIFIED,
        k.MERGED_INTO_NEW,
        k.MERGED_INTO_EXISTING,
        k.SPLIT,
        k.SUPERSEDED,
        k.SPLIT_OFF,
        k.TAKES_FROM,
        k.REDISTRIBUTED,
        k.FACET_OUT,
        k.FACET_IN,
    }
)


@dataclass(frozen=True)
class Scene:
    """What went without a word, what came, what stayed; and the changes that say so, by term."""

    gone: Mapping[Iri, Term]
    came: Mapping[Iri, Term]
    stayed: Mapping[Iri, tuple[Term, Term]]
    parts: Mapping[Iri, Change]

    def pairs(self) -> list[tuple[Term, Term]]:
        """Return the pairs of an old and a new term that may be one, in a stable order."""
        after = {**self.came, **{iri: new for iri, (_, new) in self.stayed.items()}}
        before = {**self.gone, **{iri: old for iri, (old, _) in self.stayed.items()}}
        forth = {(old, new) for old, new in near(self.gone, after)}
        back = {(old, new) for new, old in near(self.came, before) if old in self.gone}
        return [(before[old], after[new]) for old, new in sorted(forth | back)]


def scene_of(changes: ChangeSet, before: Mapping[Iri, Term], after: Mapping[Iri, Term]) -> Scene:
    """Sort the categories of two states by what the diff says became of them."""
    settled = {part for change in changes.compound if change.kind in _SETTLED for part in change.parts}
    parts: dict[Iri, Change] = {}
    for change in changes.changes:
        if change.about is not None and change.id not in settled and _matters(change):
            parts[change.about] = change
    gone = {iri: before[iri] for iri, change in parts.items() if change.kind != k.ENTITY_ADDED and iri in before}
    came = {iri: after[iri] for iri, change in parts.items() if change.kind == k.ENTITY_ADDED and iri in after}
    stayed = {iri: (old, after[iri]) for iri, old in before.items() if old.live and iri in after and after[iri].live}
    return Scene(
        {iri: term for iri, term in gone.items() if term.live},
        {iri: term for iri, term in came.items() if term.live},
        stayed,
        parts,
    )


_OF_ONE: Final[frozenset[Kind]] = frozenset({k.ENTITY_ADDED, k.ENTITY_DELETED, k.DEPRECATED})


def _matters(change: Change) -> bool:
    """Tell whether a category came, or went with nothing said of what becomes of its labels."""
    return change.kind in _OF_ONE and "declared_disposition" not in change.facts


def near(asking: Mapping[Iri, Term], asked: Mapping[Iri, Term]) -> Iterator[tuple[Iri, Iri]]:
    """Yield pairs of terms that have rare words, letters or mappings in common."""
    names = Index({iri: name_features(term) for iri, term in asked.items()})
    definitions = Index({iri: term.definition for iri, term in asked.items()})
    shared = Index({iri: term.shared for iri, term in asked.items()})
    for iri, term in asking.items():
        yield from _with(iri, names.near(name_features(term), _NEAR_BY_NAME))
        yield from _with(iri, definitions.near(term.definition, _NEAR_BY_DEFINITION))
        yield from _with(iri, shared.near(term.shared, _NEAR_BY_NAME))


def _with(iri: Iri, others: Iterable[Iri]) -> Iterator[tuple[Iri, Iri]]:
    return ((iri, other) for other in others if other != iri)
