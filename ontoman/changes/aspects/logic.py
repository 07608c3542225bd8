"""OWL structures that a subject owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.plain import list_of
from ontoman.changes.aspects.trees import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Half, Statement, SubjectDelta
    from ontoman.changes.values import Change
    from ontoman.model import Node


def restrictions(delta: SubjectDelta) -> Iterator[Change]:
    """Restrictions on a class: replaced where one went and one came, else added and removed."""
    removed, added = _restrictions(delta.removed), _restrictions(delta.added)
    if len(removed) == len(added) == 1:
        yield delta.claim(k.RESTRICTION_CHANGED, removed[0], added[0])
        return
    for statements in added:
        yield delta.claim(k.RESTRICTION_ADDED, added=statements)
    for statements in removed:
        yield delta.claim(k.RESTRICTION_REMOVED, removed=statements)


def complements(delta: SubjectDelta) -> Iterator[Change]:
    """Classes that are everything that another one is not; a named one, or the definition of a named one."""
    words = delta.context.words
    for found in _complements(delta.added):
        yield delta.claim(k.COMPLEMENT_SET, added=found, new=words(_of_what(found)))
    for found in _complements(delta.removed):
        yield delta.claim(k.COMPLEMENT_UNSET, removed=found, old=words(_of_what(found)))


def _complements(half: Half) -> list[list[Statement]]:
    definitions = [s for s in half.of((p.EQUIVALENT_CLASS,)) if _says(half, s.object, p.COMPLEMENT_OF)]
    return apart(half, [*half.of((p.COMPLEMENT_OF,)), *definitions])


def _of_what(found: list[Statement]) -> list[Node]:
    return [s.object for s in found if s.predicate == p.COMPLEMENT_OF]


def _says(half: Half, node: Node, predicate: Node) -> bool:
    return any(s.predicate == predicate for s in half.nested.get(node, ()))


def chains(delta: SubjectDelta) -> Iterator[Change]:
    """Properties that amount to several others, one after the other."""
    removed, added = (list_of(half, p.CHAIN) for half in (delta.removed, delta.added))
    if removed or added:
        words = delta.context.words
        before, after = ([s.object for s in found if s.predicate == p.FIRST] for found in (removed, added))
        yield delta.claim(k.CHAIN_CHANGED, removed, added, old=words(before), new=words(after))


def exclusions(delta: SubjectDelta) -> Iterator[Change]:
    """Many classes that exclude each other, written as one axiom of its own."""
    words = delta.context.words
    for half, kind in ((delta.added, k.DISJOINT_ADDED), (delta.removed, k.DISJOINT_REMOVED)):
        found = [*half.all()] if any(s.object == p.ALL_DISJOINT for s in half.of((p.TYPE,))) else []
        members = words(s.object for s in found if s.predicate == p.FIRST)
        if found and half is delta.added:
            yield delta.claim(kind, added=found, new=members)
        elif found:
            yield delta.claim(kind, removed=found, old=members)


def axioms(delta: SubjectDelta) -> Iterator[Change]:
    """Whatever else is said in OWL, RDF or RDFS: one opaque change a subject."""
    removed, added = ([*_axioms(half)] for half in (delta.removed, delta.added))
    if removed or added:
        yield delta.claim(k.LOGICAL_AXIOM_CHANGED, removed, added)


def _restrictions(half: Half) -> list[list[Statement]]:
    """Each `subClassOf` that leads to a restriction, with the restriction's own lines.

    A component that hangs together through several of them cannot be taken apart: it stays for the axioms.
    """
    return apart(half, [s for s in half.of((p.SUBCLASS_OF,)) if _is_restriction(half.nested.get(s.object, ()))])


def apart(half: Half, links: list[Statement]) -> list[list[Statement]]:
    """Return each link with the lines that it leads to; nothing where two of them lead to the same."""
    trees = [[link, *tree(half, [link])] for link in links]
    claimed = [s for found in trees for s in found]
    return trees if len(claimed) == len(set(claimed)) else []


def _is_restriction(statements: object) -> bool:
    return any(s.predicate == p.TYPE and s.object == p.RESTRICTION for s in statements)  # type: ignore[attr-defined]


def _axioms(half: Half) -> Iterator[Statement]:
    own = [s for predicate, found in half.own.items() if predicate.startswith(p.LOGIC) for s in found]
    yield from own
    yield from tree(half, own)
