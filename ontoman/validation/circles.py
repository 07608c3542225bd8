"""Circles in what points to what: above itself, its own successor, an exception to itself."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from networkx import DiGraph

T = TypeVar("T", bound=str)


def circles(arrows: Mapping[T, Collection[T]]) -> Iterator[tuple[T, ...]]:
    """Yield circles, the shortest through each first member; what was in one is not reported again.

    >>> list(circles({"a": ["b"], "b": ["a"], "c": ["a"]}))
    [('a', 'b')]
    """
    if _has_none(arrows):
        return
    import networkx as nx  # noqa: PLC0415 - heavy, and circles are rare

    graph = nx.DiGraph([(node, target) for node, targets in arrows.items() for target in targets])
    home = {node: part for part in nx.strongly_connected_components(graph) for node in part}
    reported: set[T] = set()
    for start in sorted(node for node, part in home.items() if len(part) > 1 or graph.has_edge(node, node)):
        if start not in reported:
            circle = _way_back(start, graph.subgraph(home[start]))
            reported.update(circle)
            yield circle


def _has_none(arrows: Mapping[T, Collection[T]]) -> bool:
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError:
        return False
    return True


def _way_back(start: T, graph: DiGraph[T]) -> tuple[T, ...]:
    """Return the shortest way from *start* to itself; of equal ones, the first in order."""
    import networkx as nx  # noqa: PLC0415 - heavy

    tree = nx.bfs_tree(graph, start, sort_neighbors=sorted)
    end = next(node for node in tree if graph.has_edge(node, start))
    return tuple(nx.shortest_path(tree, start, end))
