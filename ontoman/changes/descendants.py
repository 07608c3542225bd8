"""What stands below a category, however deep."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ontoman.model import Node

    Children = Mapping[Node, Iterable[Node]]


def below(nodes: frozenset[Node], children: Callable[[frozenset[Node]], Children]) -> dict[Node, frozenset[Node]]:
    """Return all that is below each of *nodes*; *children* is asked level by level, for many parents at once.

    A node that stands in a circle is below itself.

    >>> below(frozenset({"a"}), lambda parents: {"a": ["b"], "b": ["c"]})
    {'a': frozenset({'b', 'c'})}
    """
    found: dict[Node, Iterable[Node]] = {}
    asked: frozenset[Node] = frozenset()
    level = nodes
    while level:
        asked |= level
        come = children(level)
        found.update((parent, come[parent]) for parent in level & come.keys())
        level = frozenset(child for parent in level & come.keys() for child in come[parent]) - asked
    return {node: _reached(node, found) for node in sorted(nodes) if node in found}


def _reached(node: Node, children: Children) -> frozenset[Node]:
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        new = set(children.get(waiting.pop(), ())) - seen
        seen |= new
        waiting += new
    return frozenset(seen)
