"""What an ontology says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.plain import claim_all, list_of
from ontoman.model.terms import is_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import SubjectDelta
    from ontoman.changes.values import Change


def versions(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the version, its IRI, and the one before."""
    if delta.kind == "header":
        yield from claim_all(delta, k.VERSION_CHANGED, p.VERSIONS)


def imports(delta: SubjectDelta) -> Iterator[Change]:
    """Other ontologies that this one takes in."""
    yield from claim_all(delta, k.IMPORT_CHANGED, frozenset({p.IMPORTS}))


def authorship(delta: SubjectDelta) -> Iterator[Change]:
    """Who made it, and what others may do with it."""
    if delta.kind == "header":
        yield from claim_all(delta, k.AUTHORSHIP_CHANGED, p.AUTHORSHIP)


def namespaces(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the namespace and the prefix that its terms are said to have."""
    removed, added = (
        [s for verb in sorted(p.NAMESPACES) for s in list_of(half, verb)] for half in (delta.removed, delta.added)
    )
    if removed or added:
        old, new = (delta.context.words(s.object for s in found if is_literal(s.object)) for found in (removed, added))
        yield delta.claim(k.NAMESPACE_CHANGED, removed, added, old=old, new=new)


def other_annotations(delta: SubjectDelta) -> Iterator[Change]:
    """Everything else that the header says: one change a predicate."""
    if delta.kind != "header":
        return
    for predicate in sorted({*delta.removed.own, *delta.added.own}):
        if not predicate.startswith(p.RESERVED) or predicate in p.NOTES:
            yield from claim_all(delta, k.HEADER_ANNOTATION_CHANGED, frozenset({predicate}))
