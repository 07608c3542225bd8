"""Property paths: where they lead, where they come from, and which nodes see a changed statement through them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ontoman.validation.shacl.index import Index

Statement: TypeAlias = "tuple[str, str, str]"


@dataclass(frozen=True, slots=True)
class Step:
    """One predicate, forth or back."""

    predicate: str
    back: bool = False

    def values(self, index: Index, node: str) -> Collection[str]:
        """Return the nodes that the path leads to from *node*."""
        return (index.subjects if self.back else index.objects)(self.predicate, node)

    def flipped(self) -> Path:
        """Return the way back."""
        return Step(self.predicate, not self.back)

    def origins(self, _: Index, changed: Iterable[Statement]) -> set[str]:
        """Return the nodes from which the path goes over one of the *changed* statements, all of which are there."""
        return {node if self.back else subject for subject, said, node in changed if said == self.predicate}


@dataclass(frozen=True, slots=True)
class Either:
    """One of several ways."""

    ways: tuple[Path, ...]

    def values(self, index: Index, node: str) -> Collection[str]:
        """As `Step.values`."""
        return set(chain.from_iterable(way.values(index, node) for way in self.ways))

    def flipped(self) -> Path:
        """As `Step.flipped`."""
        return Either(tuple(way.flipped() for way in self.ways))

    def origins(self, index: Index, changed: Iterable[Statement]) -> set[str]:
        """As `Step.origins`."""
        return set(chain.from_iterable(way.origins(index, changed) for way in self.ways))


@dataclass(frozen=True, slots=True)
class Chain:
    """One way after the other."""

    ways: tuple[Path, ...]

    def values(self, index: Index, node: str) -> Collection[str]:
        """As `Step.values`."""
        found: Collection[str] = (node,)
        for way in self.ways:
            found = set(chain.from_iterable(way.values(index, one) for one in found))
        return found

    def flipped(self) -> Path:
        """As `Step.flipped`."""
        return Chain(tuple(way.flipped() for way in reversed(self.ways)))

    def origins(self, index: Index, changed: Iterable[Statement]) -> set[str]:
        """As `Step.origins`."""
        found: set[str] = set()
        for way in reversed(self.ways):
            found = way.origins(index, changed) | sources(way, index, found)
        return found


@dataclass(frozen=True, slots=True)
class Repeated:
    """A way any number of times: from none or from one, up to one or without end."""

    way: Path
    may_stay: bool
    without_end: bool

    def values(self, index: Index, node: str) -> Collection[str]:
        """As `Step.values`."""
        found = set(self.way.values(index, node))
        waiting = list(found) if self.without_end else []
        while waiting:
            new = set(self.way.values(index, waiting.pop())) - found
            found |= new
            waiting.extend(new)
        return found | {node} if self.may_stay else found

    def flipped(self) -> Path:
        """As `Step.flipped`."""
        return Repeated(self.way.flipped(), self.may_stay, self.without_end)

    def origins(self, index: Index, changed: Iterable[Statement]) -> set[str]:
        """As `Step.origins`."""
        found = self.way.origins(index, changed)
        return found | sources(self, index, found) if self.without_end else found


Path: TypeAlias = "Step | Either | Chain | Repeated"


def sources(path: Path, index: Index, nodes: Iterable[str]) -> set[str]:
    """Return the nodes from which *path* leads to one of *nodes*."""
    wanted = set(nodes)
    if not wanted:
        return set()
    back = path.flipped()
    if isinstance(back, Repeated) and back.without_end:  # one walk for all of them
        return _walked(back, index, wanted)
    return set(chain.from_iterable(back.values(index, node) for node in wanted))


def _walked(back: Repeated, index: Index, starts: set[str]) -> set[str]:
    found: set[str] = set(starts) if back.may_stay else set()
    waiting, seen = list(starts), set(starts)
    while waiting:
        new = set(back.way.values(index, waiting.pop()))
        found |= new
        waiting.extend(new - seen)
        seen |= new
    return found
