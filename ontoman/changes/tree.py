"""What the derived facts ask of both states: all that is above or below, and who says something of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes.context import Context
from ontoman.changes.descendants import below
from ontoman.model.terms import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ontoman.model import Line, Node
    from ontoman.model.terms import Triple


class Tree(Context):
    """Both states, and the whole tree of them."""

    def ancestors_old(self, node: Node) -> frozenset[Node]:
        """Return all that is above *node* in the old state; itself too where it is in a cycle."""
        return self._above(node, self.parents_old)

    def ancestors_new(self, node: Node) -> frozenset[Node]:
        """Return all that is above *node* in the new state; itself too where it is in a cycle."""
        return self._above(node, self.parents_new)

    def _above(self, node: Node, parents: Callable[[Node], frozenset[Node]]) -> frozenset[Node]:
        seen: set[Node] = set()
        waiting = [node]
        while waiting:
            child = waiting.pop()
            new = parents(child) - seen
            seen |= new
            waiting.extend(new)
        return frozenset(seen)

    def near(self, nodes: Iterable[Node]) -> frozenset[Node]:
        """Return *nodes* and all that is above them in either state: cheap, and enough to see that nothing is there."""
        seen = set(nodes)
        waiting = list(seen)
        while waiting:
            new = self._up(waiting.pop()) - seen
            seen |= new
            waiting.extend(new)
        return frozenset(seen)

    def subjects_new(self, predicate: Node) -> Mapping[Node, tuple[Node, ...]]:
        """Return the subjects of each object of *predicate* in the new state: a walk over all of it."""
        return self._lookup.new_inverse((predicate,))

    def subjects_old(self, predicate: Node) -> dict[Node, tuple[Node, ...]]:
        """Return the subjects of each object of *predicate* in the old state: the new ones without the delta."""
        found = {obj: set(subjects) for obj, subjects in self.subjects_new(predicate).items()}
        for triple in _with(predicate, self._come):
            found.get(triple.object, set()).discard(triple.subject)
        for triple in _with(predicate, self._gone):
            found.setdefault(triple.object, set()).add(triple.subject)
        return {obj: tuple(sorted(subjects)) for obj, subjects in found.items() if subjects}

    def below(self, nodes: Iterable[Node]) -> Mapping[Node, frozenset[Node]]:
        """Return all that is below each of *nodes* in the new state; what has nothing below it is left out."""
        return below(frozenset(nodes), self._lookup.new_children)

    def children(self, parents: Iterable[Node]) -> Mapping[Node, Sequence[Node]]:
        """Return what is right below each of *parents* in the new state; one with nothing below it is left out."""
        return self._lookup.new_children(frozenset(parents))


def _with(predicate: Node, lines: Mapping[Node, list[Line]]) -> Iterator[Triple]:
    found = (split(line) for of_one in lines.values() for line in of_one if predicate in line)
    return (triple for triple in found if triple.predicate == predicate)
