"""OWL structures that a subject owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.model.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Half, Statement, SubjectDelta
    from ontoman.changes.values import Change


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


def axioms(delta: SubjectDelta) -> Iterator[Change]:
    """Whatever else is said in OWL, RDF or RDFS: one opaque change a subject."""
    removed, added = ([*_axioms(half)] for half in (delta.removed, delta.added))
    if removed or added:
        yield delta.claim(k.LOGICAL_AXIOM_CHANGED, removed, added)


def _restrictions(half: Half) -> list[list[Statement]]:
    """Each `subClassOf` that leads to a restriction, with the restriction's own lines.

    A component that hangs together through several of them cannot be taken apart: it stays for the axioms.
    """
    links = [s for s in half.of((p.SUBCLASS_OF,)) if _is_restriction(half.nested.get(s.object, ()))]
    trees = [[link, *tree(half, [link])] for link in links]
    claimed = [s for found in trees for s in found]
    return trees if len(claimed) == len(set(claimed)) else []


def _is_restriction(statements: object) -> bool:
    return any(s.predicate == p.TYPE and s.object == p.RESTRICTION for s in statements)  # type: ignore[attr-defined]


def tree(half: Half, links: list[Statement]) -> list[Statement]:
    """Return the lines of every blank node that *links* lead to."""
    found: list[Statement] = []
    seen = set()
    waiting = [s.object for s in links if is_blank(s.object)]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            found += half.nested.get(node, ())
            waiting += [s.object for s in half.nested.get(node, ()) if is_blank(s.object)]
    return found


def _axioms(half: Half) -> Iterator[Statement]:
    own = [s for predicate, found in half.own.items() if predicate.startswith(p.LOGIC) for s in found]
    yield from own
    yield from tree(half, own)
