"""The same change made to many: from scheme to scheme, and words replaced in labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k
from ontoman.changes.context import side
from ontoman.model.terms import iri_of, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.grouping import Atoms
    from ontoman.changes.values import Change
    from ontoman.model import Iri

_FEWEST_MEMBERS: Final = 2
_FEWEST_LABELS: Final = 3


def bulk(atoms: Atoms) -> Iterator[Change]:
    """Every change that was made to many at once."""
    yield from _schemes(atoms)
    yield from _replaced_words(atoms)


def _schemes(atoms: Atoms) -> Iterator[Change]:
    moves = _moves_between_schemes(atoms)
    splits: dict[Iri, dict[Iri, list[Change]]] = {}
    merges: dict[Iri, dict[Iri, list[Change]]] = {}
    for (old, new), parts in sorted(moves.items()):
        if len(parts) < _FEWEST_MEMBERS * 2:  # each member left one and joined the other
            continue
        gone = atoms.about(old, (k.ENTITY_DELETED, k.DEPRECATED, k.DEPRECATED_REPLACED, k.DEPRECATED_CONSIDER))
        came = atoms.about(new, (k.ENTITY_ADDED,))
        if gone and not came:
            merges.setdefault(new, {})[old] = [*parts, *gone]
        elif came and not gone:
            splits.setdefault(old, {})[new] = [*parts, *came]
    for scheme, others in splits.items():
        parts = [part for found in others.values() for part in found]
        keys = side(map(atoms.key, others))
        yield atoms.compound(k.SCHEME_SPLIT, scheme, parts, old=atoms.key(scheme), new=keys, evidence="derived")
    for scheme, others in merges.items():
        parts = [part for found in others.values() for part in found]
        keys = side(map(atoms.key, others))
        yield atoms.compound(k.SCHEME_MERGE, scheme, parts, old=keys, new=atoms.key(scheme), evidence="derived")


def _moves_between_schemes(atoms: Atoms) -> dict[tuple[Iri, Iri], list[Change]]:
    found: dict[tuple[Iri, Iri], list[Change]] = {}
    joined: dict[Iri, list[Change]] = {}
    for change in atoms.of((k.ADDED_TO_SCHEME,)):
        if change.about is not None:
            joined.setdefault(change.about, []).append(change)
    for left in atoms.of((k.REMOVED_FROM_SCHEME,)):
        for change in joined.get(left.about, ()) if left.about is not None else ():
            schemes = (iri_of(split(left.removed[0]).object), iri_of(split(change.added[0]).object))
            found.setdefault(schemes, []).extend((left, change))
    return found


def _replaced_words(atoms: Atoms) -> Iterator[Change]:
    """Yield words that were replaced by the same others in several preferred labels."""
    found: dict[tuple[str, str], dict[Iri, Change]] = {}
    for change in atoms.of((k.PREF_LABEL_CHANGED,)):
        if change.about is not None and isinstance(change.old, str) and isinstance(change.new, str):
            words = replaced_words(change.old, change.new)
            if all(words):
                found.setdefault(words, {}).setdefault(change.about, change)
    for (old, new), changes in sorted(found.items()):
        if len(changes) >= _FEWEST_LABELS:
            yield atoms.compound(
                k.LABELS_REPLACED, min(changes), changes.values(), old=old, new=new, evidence="derived"
            )


def replaced_words(old: str, new: str) -> tuple[str, str]:
    """Return the words of each text that are between what both begin and end with.

    >>> replaced_words("red lorry parked", "red truck parked")
    ('lorry', 'truck')
    """
    before, after = old.split(), new.split()
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    return " ".join(before[start : len(before) - end]), " ".join(after[start : len(after) - end])


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
