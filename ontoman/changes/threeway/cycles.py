"""Cycles that no side makes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from ontoman.changes.threeway.sides import edges

if TYPE_CHECKING:
    from collections.abc import Iterator, Set as AbstractSet

    from ontoman.changes.threeway.sides import Side
    from ontoman.changes.threeway.values import Edit, Slot
    from ontoman.model import Line, Node


def cycles(ours: Side, theirs: Side, undecided: AbstractSet[Slot]) -> Iterator[tuple[list[Slot], list[Slot]]]:
    """Yield the parent edits of each side that make a cycle together, whatever is chosen for the *undecided* slots."""
    mine, yours = _parent_edits(ours), _parent_edits(theirs)
    if not (mine and yours):
        return
    before = {line for lines in ours.base.hierarchy.values() for line in lines}
    graph = nx.DiGraph(edges(_possible(before, [*mine, *yours], undecided)))
    alone = [nx.DiGraph(edges(_possible(before, edits, frozenset()))) for edits in (mine, yours)]
    for group in nx.strongly_connected_components(graph):
        if len(group) > 1 and all(nx.is_directed_acyclic_graph(side.subgraph(group)) for side in alone):
            yield _within(mine, group), _within(yours, group)


def _parent_edits(side: Side) -> list[Edit]:
    return [edit for slot, edit in side.edits.items() if slot.aspect == "parents"]


def _possible(before: set[Line], edits: list[Edit], undecided: AbstractSet[Slot]) -> set[Line]:
    """Return the lines of the tree that may stand in the end: what an undecided slot lost may come back."""
    lost = {line for edit in edits if edit.slot not in undecided for line in edit.removed}
    return (before - lost).union(*(edit.added for edit in edits))


def _within(edits: list[Edit], group: set[Node]) -> list[Slot]:
    return [
        edit.slot
        for edit in edits
        if any(child in group and parent in group for child, parent in edges(edit.added | edit.removed))
    ]
