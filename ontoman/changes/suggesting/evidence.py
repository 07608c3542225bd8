"""How alike two terms are, and by what: names, definitions, shared mappings, keys, neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ontoman.changes.suggesting.index import Weights
    from ontoman.changes.suggesting.terms import Term
    from ontoman.changes.suggesting.words import Name

# Chosen on street scenes 1.0.0 to 2.0.0 and nuScenes 2018 to 2019; the other pairs only measure them.
NAME: Final = 0.5
DEFINITION: Final = 0.3
NEIGHBOURS: Final = 0.2
SHARED: Final = 0.6
KEY: Final = 0.3
PARENTS: Final = 0.5
CHILDREN: Final = 0.35
SIBLINGS: Final = 0.15
# A name that became an alternative label counts nearly as one that stayed; two alternative labels less.
ROLES: Final = {2: 1.0, 1: 0.95, 0: 0.85}
# A parent that is an ancestor now, because something was inserted between.
ABOVE: Final = 0.8
# Who says the same in other words than the name's is the same; a short definition says too little for that.
SAID: Final = 0.8
SAID_WORDS: Final = 6
CONTAINED: Final = 0.7
COMPOUND: Final = 0.5
LONG_ENOUGH: Final = 3
# Where there is only a name to go by, even the same one may be chance.
SURE_OF_A_HALF: Final = 0.85


class Names(NamedTuple):
    """The two names that are most alike, and how much."""

    likeness: float
    old: Name | None = None
    new: Name | None = None


@dataclass(frozen=True)
class Pair:
    """What two terms have in common, whatever became of their neighbours."""

    old: Term
    new: Term
    names: Names
    definition: float | None
    shared: tuple[str, ...]
    same_key: bool


@dataclass(frozen=True)
class Neighbours:
    """How far the neighbours of two terms are each other's successors; None where that can't be told."""

    parents: tuple[str, ...] | None
    above: tuple[str, ...]
    children: tuple[int, int] | None
    siblings: tuple[int, int] | None

    @cached_property
    def likeness(self) -> float | None:
        """Return the share that agrees, from 0 to 1."""
        parts = [
            (PARENTS, self._parents),
            (CHILDREN, _share(self.children)),
            (SIBLINGS, _share(self.siblings)),
        ]
        return weighted([(weight, found) for weight, found in parts if found is not None])

    @property
    def _parents(self) -> float | None:
        if self.parents is None:
            return None
        return 1.0 if self.parents else ABOVE * bool(self.above)


def _share(counts: tuple[int, int] | None) -> float | None:
    return None if counts is None else counts[0] / counts[1]


def weighted(parts: list[tuple[float, float]]) -> float | None:
    """Return the weighted mean, None of nothing."""
    return sum(weight * found for weight, found in parts) / sum(weight for weight, _ in parts) if parts else None


class Judge:
    """Compares terms; words that few terms have count more."""

    def __init__(self, names: Weights, definitions: Weights) -> None:
        self._names = names
        self._definitions = definitions

    def pair(self, old: Term, new: Term) -> Pair:
        """Compare what two terms say."""
        both = bool(old.definition and new.definition)
        return Pair(
            old,
            new,
            self._nearest(old, new),
            self._definitions.likeness(old.definition, new.definition) if both else None,
            tuple(sorted(old.shared & new.shared)),
            bool(old.telling_key) and old.telling_key == new.telling_key,
        )

    def _nearest(self, old: Term, new: Term) -> Names:
        best = Names(0.0)
        common = {name.lang for name in old.names} & {name.lang for name in new.names}
        for one in old.names:
            for other in new.names:
                if one.lang == other.lang or not (common and one.lang and other.lang):
                    found = self._alike(one, other) * ROLES[one.main + other.main]
                    best = max(best, Names(found, one, other), key=lambda names: names.likeness)
        return best

    def _alike(self, one: Name, other: Name) -> float:
        if one.words == other.words:
            return 1.0
        letters = 2 * len(one.grams & other.grams) / ((len(one.grams) + len(other.grams)) or 1)
        return max((self._names.likeness(one.bag, other.bag) + letters) / 2, _contained(one, other))


def _contained(one: Name, other: Name) -> float:
    """Return how likely a name is that of a narrower or broader term: `City bus` and `Reisebus` of `Bus`."""
    short, long = (one, other) if len(one.text) <= len(other.text) else (other, one)
    if short.bag and short.bag < long.bag:
        return CONTAINED
    ends = len(long.words) == len(short.words) == 1 and long.words[0].endswith(short.words[0])
    return COMPOUND if ends and len(short.words[0]) >= LONG_ENOUGH <= len(long.words[0]) - len(short.words[0]) else 0.0


def score(pair: Pair, neighbours: Neighbours) -> float:
    """Return how sure it is that two terms are one, from 0 to 1: what is known, weighted, and what only ever adds."""
    parts = [(NAME, pair.names.likeness)]
    if pair.definition is not None:
        parts = [(NAME + DEFINITION, _words(pair, pair.definition))]
    if neighbours.likeness is not None:
        parts.append((NEIGHBOURS, neighbours.likeness))
    known = sum(weight for weight, _ in parts)
    mean = weighted(parts) or 0.0
    doubt = 1 - mean * min(1.0, SURE_OF_A_HALF + (1 - SURE_OF_A_HALF) * (known - NAME) / (1 - NAME))
    doubt *= 1 - SHARED * bool(pair.shared)
    doubt *= 1 - KEY * pair.same_key
    return round(1 - doubt, 4)


def _words(pair: Pair, definition: float) -> float:
    """Return how alike name and definition are together; the same long definition is enough by itself."""
    mean = (NAME * pair.names.likeness + DEFINITION * definition) / (NAME + DEFINITION)
    long = min(len(pair.old.definition), len(pair.new.definition)) >= SAID_WORDS
    return max(mean, SAID * definition) if long else mean


def because(pair: Pair, neighbours: Neighbours) -> tuple[str, ...]:
    """Say what speaks for a pair, and what against it, in words."""
    found = [_of_names(pair.names)]
    if pair.definition is not None:
        found.append(f"definitions alike by {pair.definition:.2f}")
    if pair.shared:
        found.append(f"both are {', '.join(pair.shared[:3])} elsewhere")
    if pair.same_key:
        found.append(f"the same key {pair.new.key!r}")
    found += _of_neighbours(neighbours)
    return tuple(found)


def _of_names(names: Names) -> str:
    if names.old is None or names.new is None:
        return "no name in common"
    if names.old.words != names.new.words:
        return f"names alike by {names.likeness:.2f} ({names.old.text!r}, {names.new.text!r})"
    match names.old.main, names.new.main:
        case True, True:
            return f"the same name {names.new.text!r}"
        case True, False:
            return f"its name {names.old.text!r} is an alternative label there"
        case False, True:
            return f"its alternative label {names.old.text!r} is the name there"
    return f"the same alternative label {names.old.text!r}"


def _of_parents(parents: tuple[str, ...], above: tuple[str, ...]) -> str:
    if parents:
        return f"the same parent {parents[0]!r}"
    return f"its parent {above[0]!r} is an ancestor there" if above else "another parent"


def _of_neighbours(neighbours: Neighbours) -> list[str]:
    found = []
    if neighbours.parents is not None:
        found.append(_of_parents(neighbours.parents, neighbours.above))
    for counts, word in ((neighbours.children, "children"), (neighbours.siblings, "siblings")):
        if counts is not None:
            found.append(f"{counts[0]} of {counts[1]} {word} agree")
    return found
