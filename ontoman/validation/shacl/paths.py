"""Property paths, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection

    from ontoman.validation.shacl.index import Index


@dataclass(frozen=True, slots=True)
class Step:
    """One predicate, forth or back."""

    predicate: str
    back: bool = False

    def values(self, index: Index, node: str) -> Collection[str]:
        """Return the nodes that the path leads to from *node*."""
        return (index.subjects if self.back else index.objects)(self.predicate, node)


@dataclass(frozen=True, slots=True)
class Either:
    """One of several ways."""

    ways: tuple[Path, ...]

    def values(self, index: Index, node: str) -> Collection[str]:
        """As `Step.values`."""
        return set(chain.from_iterable(way.values(index, node) for way in self.ways))


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


Path: TypeAlias = "Step | Either | Chain | Repeated"
