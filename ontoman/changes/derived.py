"""Facts that follow from moved edges: what came between, cycles, other ancestors, inherited attributes.

They claim no lines. What costs a walk over a whole state is asked once, and only where an edge changed.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.model.terms import iri_of, is_iri, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontoman.changes.context import State
    from ontoman.changes.grouping import Atoms
    from ontoman.changes.tree import Tree
    from ontoman.changes.values import Change, Kind, Side
    from ontoman.model import Line, Node

EDGES: Final = (
    k.BECAME_TOP,
    k.LEFT_TOP,
    k.PARENT_ADDED,
    k.PARENT_REMOVED,
    k.DEMOTED,
    k.PROMOTED,
    k.MOVED,
    k.MULTI_MOVE,
    k.EDGE_PREDICATE_CHANGED,
)
_WENT: Final = (k.DEPRECATED, k.DEPRECATED_REPLACED, k.DEPRECATED_CONSIDER, k.ENTITY_DELETED)


class MovedEdges:
    """The parents that each category lost and won in a diff."""

    def __init__(self, atoms: Atoms, context: Tree) -> None:
        self.atoms = atoms
        self.context = context
        self.gone: dict[Node, set[Node]] = {}
        self.come: dict[Node, set[Node]] = {}
        for change in atoms.of(EDGES):
            _collect(change.removed, self.gone)
            _collect(change.added, self.come)

    @cached_property
    def movers(self) -> list[Node]:
        """The categories that stay and stand elsewhere now, in order."""
        return sorted(self.gone.keys() | self.come.keys())

    @cached_property
    def new(self) -> dict[Node, set[Node]]:
        """The parents of categories that are new."""
        found: dict[Node, set[Node]] = {}
        for change in self.atoms.of((k.ENTITY_ADDED,)):
            _collect(change.added, found)
        return found

    @cached_property
    def all_below(self) -> Mapping[Node, frozenset[Node]]:
        """All that is below each mover."""
        return self.context.below(self.movers) if self.movers else {}

    @cached_property
    def below(self) -> dict[Node, frozenset[Node]]:
        """What is below each mover and did not move itself."""
        rest = {node: others.difference(self.movers) for node, others in self.all_below.items()}
        return {node: others for node, others in rest.items() if others}

    def under(self, nodes: Iterable[Node]) -> set[Node]:
        """Return *nodes* and all that is below them now."""
        return set(nodes).union(*self.context.below(nodes).values())

    def fact(self, kind: Kind, about: Node, *, old: Side = None, new: Side = None) -> Change:
        """Make a derived change."""
        return self.atoms.compound(kind, iri_of(about), (), old=old, new=new, evidence="derived")


def _collect(lines: tuple[Line, ...], found: dict[Node, set[Node]]) -> None:
    for subject, predicate, obj in (split(line) for line in lines if line.split(" ", 2)[1] in p.HIERARCHY):
        if is_iri(obj) and is_iri(subject) and obj != p.THING:
            if predicate in p.TO_PARENT:
                found.setdefault(subject, set()).add(obj)
            elif predicate in p.FROM_ABOVE:
                found.setdefault(obj, set()).add(subject)


def derived(moved: MovedEdges) -> Iterator[Change]:
    """Every fact that follows from the edges that a diff moves."""
    if moved.movers or moved.new:
        yield from chain(_between(moved), _cycles(moved), _ancestors(moved), _inherited(moved))
    yield from _unsatisfiable(moved)


def _between(moved: MovedEdges) -> Iterator[Change]:
    """Yield new categories that came between a parent and its child, and those that went from there."""
    inserted: dict[Node, tuple[set[Node], set[Node]]] = {}
    removed: dict[Node, tuple[set[Node], set[Node]]] = {}
    for child in moved.movers:
        gone, come = moved.gone.get(child, set()), moved.come.get(child, set())
        for node in come & moved.new.keys():
            _note(inserted, node, gone & moved.new[node], child)
        for node in gone if come else ():
            if moved.atoms.about(iri_of(node), _WENT):
                _note(removed, node, come & moved.context.parents_old(node), child)
    for kind, found in ((k.INSERTED_BETWEEN, inserted), (k.REMOVED_BETWEEN, removed)):
        for node, (above, below) in sorted(found.items()):
            yield moved.fact(kind, node, old=moved.context.words(above), new=moved.context.words(below))


def _note(found: dict[Node, tuple[set[Node], set[Node]]], node: Node, above: set[Node], child: Node) -> None:
    if above:
        ends = found.setdefault(node, (set(), set()))
        ends[0].update(above)
        ends[1].add(child)


def _cycles(moved: MovedEdges) -> Iterator[Change]:
    """Yield the circles that categories stand in now and did not before, and the reverse."""
    # Who stands in a circle has something below: now, or before it moved from there.
    parents = moved.all_below.keys() | set().union(*moved.gone.values(), *moved.new.values())
    suspects = sorted(
        node
        for edges in (moved.gone, moved.come, moved.new)
        for node, above in edges.items()
        if node in parents and (node in above or node in moved.context.near(above))
    )
    context = moved.context
    states = ((context.ancestors_old, context.old), (context.ancestors_new, context.new))
    before, after = ({_circle(node, *state) for node in suspects} - {frozenset()} for state in states)
    for kind, circles in ((k.CYCLE_INTRODUCED, after - before), (k.CYCLE_REMOVED, before - after)):
        for circle in sorted(circles, key=min):
            sides = moved.context.words(circle)
            introduced = kind == k.CYCLE_INTRODUCED
            yield moved.fact(kind, min(circle), **{"new" if introduced else "old": sides})


def _circle(node: Node, above: _Ancestors, state: Callable[[Node], State]) -> frozenset[Node]:
    found = frozenset(other for other in above(node) if node in above(other))
    alone = not found and any(state(node).says(predicate, node) for predicate in p.TO_PARENT)
    return frozenset({node}) if alone else found


def _ancestors(moved: MovedEdges) -> Iterator[Change]:
    """Yield each move that gave what is below it other ancestors, with how many there are."""
    for node, others in sorted(moved.below.items()):
        if moved.context.ancestors_old(node) != moved.context.ancestors_new(node):
            yield moved.fact(k.INFERRED_ANCESTORS_CHANGED, node, new=str(len(others)))


def _inherited(moved: MovedEdges) -> Iterator[Change]:
    """Yield the attributes that a moved category inherits now, or does not any more."""
    if not moved.movers:
        return
    context = moved.context
    after = context.subjects_new(p.APPLIES_TO)
    before = context.subjects_old(p.APPLIES_TO) if after or moved.atoms.of(_DOMAINS) else {}
    named = before.keys() | after.keys()
    for node in moved.movers if named else ():
        if named.isdisjoint(context.near(moved.gone.get(node, set()) | moved.come.get(node, set()))):
            continue
        old = {a for parent in context.ancestors_old(node) for a in before.get(parent, ())}
        new = {a for parent in context.ancestors_new(node) for a in after.get(parent, ())}
        if new - old:
            yield moved.fact(k.ENTAILMENT_GAINED, node, new=context.words(new - old))
        if old - new:
            yield moved.fact(k.ENTAILMENT_LOST, node, old=context.words(old - new))


_DOMAINS: Final = (k.DOMAIN_WIDENED, k.DOMAIN_NARROWED, k.DOMAIN_CHANGED, k.ATTRIBUTE_REMOVED)


def _unsatisfiable(moved: MovedEdges) -> Iterator[Change]:
    """Yield categories that stand under two that exclude each other now: those whose edges or exclusions changed."""
    suspects = {*moved.come, *(node for node, parents in moved.new.items() if len(parents) > 1), *_excluded(moved)}
    pairs = moved.context.subjects_new(p.DISJOINT_WITH) if suspects else {}
    for node in sorted(suspects & moved.under(pairs)) if pairs else ():
        after = _clashes({node, *moved.context.ancestors_new(node)}, pairs)
        if after and not after <= _clashes_before(moved, node):
            yield moved.fact(k.CLASS_BECAME_UNSATISFIABLE, node, new=moved.context.words(chain.from_iterable(after)))


def _excluded(moved: MovedEdges) -> set[Node]:
    """Return what stands right below both of two categories that came to exclude each other."""
    found: set[Node] = set()
    for change in moved.atoms.of((k.DISJOINT_ADDED,)):
        for one, predicate, other in map(split, change.added):
            both = moved.under([one]) & moved.under([other]) if predicate == p.DISJOINT_WITH else set()
            found |= {node for node in both if moved.context.parents_new(node).isdisjoint(both)}
    return found


def _clashes_before(moved: MovedEdges, node: Node) -> set[frozenset[Node]]:
    pairs = moved.context.subjects_old(p.DISJOINT_WITH)
    return _clashes({node, *moved.context.ancestors_old(node)}, pairs)


def _clashes(nodes: set[Node], pairs: _Inverse) -> set[frozenset[Node]]:
    return {frozenset({node, other}) for node in nodes & pairs.keys() for other in nodes.intersection(pairs[node])}


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    _Ancestors = Callable[[Node], frozenset[Node]]
    _Inverse = Mapping[Node, tuple[Node, ...]]
