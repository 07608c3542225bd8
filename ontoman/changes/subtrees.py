"""Compound changes of several categories that hang together: added, deleted, moved or retired at once."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.derived import EDGES
from ontoman.model.terms import iri_node, iri_of, is_iri, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set as AbstractSet

    from ontoman.changes.derived import MovedEdges
    from ontoman.changes.values import Change, Kind
    from ontoman.model import Node

_MOVES: Final = (k.MOVED, k.DEMOTED, k.PROMOTED, k.MULTI_MOVE, k.BECAME_TOP, k.LEFT_TOP)
_RETIRED: Final = (k.DEPRECATED, k.DEPRECATED_CONSIDER)


def subtrees(moved: MovedEdges) -> Iterator[Change]:
    """Every compound change of a subtree."""
    yield from _whole(moved, k.SUBTREE_ADDED, k.ENTITY_ADDED)
    yield from _whole(moved, k.SUBTREE_DELETED, k.ENTITY_DELETED)
    for node in sorted(moved.below):
        parts = moved.atoms.about(iri_of(node), _MOVES)
        if parts:
            old, new = (moved.context.words(side.get(node, ())) for side in (moved.gone, moved.come))
            yield moved.atoms.compound(k.SUBTREE_MOVED, iri_of(node), parts, old=old, new=new, evidence="derived")
    yield from _retired_together(moved)


def _whole(moved: MovedEdges, kind: Kind, atom: Kind) -> Iterator[Change]:
    """Yield each root that came, or went, with others below it."""
    changes = {iri_node(c.about): c for c in moved.atoms.of((atom,)) if c.about and "on_category" in c.facts}
    parents = {node: _parents(change) & changes.keys() for node, change in changes.items()}
    for group in _connected(parents):
        roots = sorted(node for node in group if not parents[node]) or sorted(group)[:1]
        keys = moved.context.words(group - {roots[0]})
        sides = {"new" if kind == k.SUBTREE_ADDED else "old": keys}
        parts = [changes[node] for node in group]
        yield moved.atoms.compound(kind, iri_of(roots[0]), parts, **sides, evidence="derived")  # type: ignore[arg-type]


def _parents(change: Change) -> set[Node]:
    found = set()
    for line in (*change.removed, *change.added):
        subject, predicate, obj = split(line)
        if predicate in p.TO_PARENT and is_iri(obj):
            found.add(obj)
        elif predicate in p.FROM_ABOVE:
            found.add(subject)
    return found


def _connected(parents: Mapping[Node, Iterable[Node]]) -> list[set[Node]]:
    """Return the groups of two or more that hang together, in order of their first member."""
    group: dict[Node, set[Node]] = {node: {node} for node in parents}
    for node, above in parents.items():
        for other in above:
            if group[node] is not group[other]:
                small, large = sorted((group[node], group[other]), key=len)
                large |= small
                group.update(dict.fromkeys(small, large))
    unique = {id(members): members for members in group.values() if len(members) > 1}
    return sorted(unique.values(), key=min)


def _retired_together(moved: MovedEdges) -> Iterator[Change]:
    """Yield retired categories that stood above one another, with what was put under the next parent that stays."""
    atoms, context = moved.atoms, moved.context
    retired = {iri_node(c.about): c for c in atoms.of(_RETIRED) if c.about and "on_category" in c.facts}
    for group in _connected(_above_one_another(moved, retired.keys())):
        before = {node: context.parents_old(node) for node in group}
        heirs = sorted(node for node, gone in moved.gone.items() if gone & group and node not in group)
        rewired = chain.from_iterable(atoms.about(iri_of(node), EDGES) for node in heirs)
        above = {parent for node in group for parent in before[node]} - group
        yield atoms.compound(
            k.RETIRED_TOGETHER,
            iri_of(min(group, key=lambda node: (bool(before[node] & group), node))),
            [*(retired[node] for node in group), *rewired],
            old=context.words(group),
            new=context.words(above),
            evidence="derived",
        )


def _above_one_another(moved: MovedEdges, nodes: AbstractSet[Node]) -> dict[Node, set[Node]]:
    """Return those of *nodes* that are right above each, now or before it moved."""
    found = {node: moved.gone.get(node, set()) & nodes for node in nodes}
    for parent, children in (moved.context.children(nodes) if len(nodes) > 1 else {}).items():
        for child in nodes & set(children):
            found[child].add(parent)
    return found
