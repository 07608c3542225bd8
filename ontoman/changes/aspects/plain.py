"""Claims that need no more than the predicate: all of it as one change, or one change a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.trees import tree
from ontoman.changes.delta import NO_FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Half, Statement, SubjectDelta
    from ontoman.changes.values import Change, Kind
    from ontoman.model import Node


def claim_all(
    delta: SubjectDelta, kind: Kind, predicates: frozenset[Node], facts: frozenset[str] = NO_FACTS
) -> Iterator[Change]:
    """Claim everything with these predicates as one change."""
    removed, added = delta.removed.among(predicates), delta.added.among(predicates)
    if removed or added:
        yield delta.claim(
            kind,
            removed,
            added,
            old=delta.context.words(s.object for s in removed),
            new=delta.context.words(s.object for s in added),
            facts=facts,
        )


def claim_each(delta: SubjectDelta, came: Kind, went: Kind, predicates: frozenset[Node]) -> Iterator[Change]:
    """Claim each statement as a change of its own: what came, and what went."""
    words = delta.context.words
    for statement in delta.added.among(predicates):
        yield delta.claim(came, added=[statement], new=words([statement.object]))
    for statement in delta.removed.among(predicates):
        yield delta.claim(went, removed=[statement], old=words([statement.object]))


def related(delta: SubjectDelta) -> Iterator[Change]:
    """Related categories."""
    yield from claim_each(delta, k.RELATED_ADDED, k.RELATED_REMOVED, frozenset({p.RELATED}))


def confusable(delta: SubjectDelta) -> Iterator[Change]:
    """Categories that people mix up."""
    yield from claim_each(delta, k.CONFUSABLE_ADDED, k.CONFUSABLE_REMOVED, frozenset({p.CONFUSABLE_WITH}))


def schemes(delta: SubjectDelta) -> Iterator[Change]:
    """Concept schemes that a category is in."""
    yield from claim_each(delta, k.ADDED_TO_SCHEME, k.REMOVED_FROM_SCHEME, frozenset({p.IN_SCHEME}))


def members(delta: SubjectDelta) -> Iterator[Change]:
    """Members of a collection: the change is about the member."""
    words = delta.context.words
    for statement in delta.added.among(_MEMBER):
        yield delta.claim(k.ADDED_TO_COLLECTION, added=[statement], new=words([delta.home]), about=statement.object)
    for statement in delta.removed.among(_MEMBER):
        yield delta.claim(
            k.REMOVED_FROM_COLLECTION, removed=[statement], old=words([delta.home]), about=statement.object
        )


def member_lists(delta: SubjectDelta) -> Iterator[Change]:
    """Members of an ordered collection, written as one list: who came, who went, or another order of the same."""
    removed, added = (list_of(half, p.MEMBER_LIST) for half in (delta.removed, delta.added))
    if not (removed or added):
        return
    before, after = ([s.object for s in found if s.predicate == p.FIRST] for found in (removed, added))
    gone, come = ([node for node in one if node not in other] for one, other in ((before, after), (after, before)))
    words = delta.context.words
    if gone and come:
        yield delta.claim(k.ADDED_TO_COLLECTION, added=added, new=words(come))
        yield delta.claim(k.REMOVED_FROM_COLLECTION, removed=removed, old=words(gone))
    else:
        kind = k.ADDED_TO_COLLECTION if come else k.REMOVED_FROM_COLLECTION if gone else k.SIBLING_ORDER_CHANGED
        yield delta.claim(kind, removed, added, old=words(gone), new=words(come))


def list_of(half: Half, predicate: Node) -> list[Statement]:
    """Return the statements of a predicate with the lines of the lists that they lead to."""
    links = half.of((predicate,))
    return [*links, *tree(half, links)]


def external_ids(delta: SubjectDelta) -> Iterator[Change]:
    """Ids of a category in tools."""
    yield from claim_all(delta, k.EXTERNAL_ID_CHANGED, frozenset({p.EXTERNAL_ID}))


def class_index(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the position that models and index files know a category by."""
    yield from claim_all(delta, k.CLASS_INDEX_CHANGED, frozenset({p.CLASS_INDEX}))


def role(delta: SubjectDelta) -> Iterator[Change]:
    """Claim what a category is for: ordinary, residual, cannot tell, ignore, not applicable."""
    yield from claim_all(delta, k.ROLE_CHANGED, frozenset({p.ROLE}))


def exclusive_groups(delta: SubjectDelta) -> Iterator[Change]:
    """Siblings that exclude each other; `tightened` where a group came."""
    facts = frozenset({"tightened"}) if p.EXCLUSIVE_GROUP in delta.added.own else NO_FACTS
    yield from claim_all(delta, k.EXCLUSIVE_GROUP_CHANGED, frozenset({p.EXCLUSIVE_GROUP}), facts)


def geometries(delta: SubjectDelta) -> Iterator[Change]:
    """Geometries and scopes that an annotation may have; `widened` where all that was allowed still is."""
    lost = any(predicate in delta.removed.own for predicate in p.GEOMETRIES)
    unlimited_before = any(s.predicate for s in delta.added.among(p.GEOMETRIES) if not delta.old.objects(s.predicate))
    facts = NO_FACTS if lost or unlimited_before else frozenset({"widened"})
    yield from claim_all(delta, k.ANNOTATION_GEOMETRY_CHANGED, p.GEOMETRIES, facts)


def colour(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the colour on screen."""
    yield from claim_all(delta, k.COLOUR_CHANGED, frozenset({p.COLOUR}))


_MEMBER = frozenset({p.MEMBER})
