"""Suggestions: renames with new IRIs, merges, splits and successors that nobody declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes.suggesting.candidates import scene_of
from ontoman.changes.suggesting.evidence import Judge
from ontoman.changes.suggesting.family import Families
from ontoman.changes.suggesting.flows import flows
from ontoman.changes.suggesting.index import Weights
from ontoman.changes.suggesting.matching import matches
from ontoman.changes.suggesting.shaping import shaped, split_offs
from ontoman.changes.suggesting.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ontoman.changes.values import Catalogue, Change, ChangeSet
    from ontoman.model import Line


def suggest(changes: ChangeSet, old: Sequence[Line], new: Sequence[Line], catalogue: Catalogue) -> tuple[Change, ...]:
    """Return what may have become of the categories that *changes* lets go without a word, the surest first.

    *old* and *new* are the sorted lines of both states, of which *changes* are the difference. A suggestion
    claims nothing and is never applied: its evidence is `suggested`, and it has a score.

    >>> suggest(ChangeSet(()), [], [], Catalogue(()))
    ()
    """
    before, after = terms_of(old), terms_of(new)
    scene = scene_of(changes, before, after)
    every = [*before.values(), *after.values()]
    definitions = Weights(term.definition for term in every)
    judge = Judge(Weights(frozenset(word for name in term.names for word in name.words) for term in every), definitions)
    pairs = [judge.pair(one, other) for one, other in scene.pairs()]
    found = shaped(matches(pairs, Families(before, after), scene), scene)
    named = {part for change in found for part in change.parts}
    free = {iri for iri in scene.came if scene.parts[iri].id not in named}
    known = catalogue.by_kind
    every_one = [*found, *split_offs(flows(scene, definitions, free), scene)]
    return tuple(sorted((change for change in every_one if change.kind in known), key=_surest))


def _surest(change: Change) -> tuple[float, str, str]:
    return -(change.score or 0.0), change.about or "", change.kind
