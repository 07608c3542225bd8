"""Mappings to other vocabularies, and classes that are the same or exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.plain import claim_each
from ontoman.model.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Statement, SubjectDelta
    from ontoman.changes.values import Change, Kind
    from ontoman.model import Node


def mappings(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the same target under another predicate, another target under the same one, and what only came or went."""
    come = {s.object: s for s in reversed(delta.added.among(p.MAPPINGS))}
    for gone in delta.removed.among(p.MAPPINGS):
        twin = come.pop(gone.object, None)
        if twin is not None:
            yield delta.claim(
                k.MAPPING_PREDICATE_CHANGED, [gone], [twin], old=_local(gone.predicate), new=_local(twin.predicate)
            )
    for predicate in sorted(p.MAPPINGS):
        removed, added = delta.removed.of((predicate,)), delta.added.of((predicate,))
        if len(removed) == len(added) == 1:
            words = delta.context.words
            yield delta.claim(
                k.MAPPING_REPLACED, removed, added, old=words([removed[0].object]), new=words([added[0].object])
            )
    yield from claim_each(delta, k.MAPPING_ADDED, k.MAPPING_REMOVED, p.MAPPINGS)


def equivalents(delta: SubjectDelta) -> Iterator[Change]:
    """Classes, and properties, that are said to be the same."""
    for predicate in (p.EQUIVALENT_CLASS, p.EQUIVALENT_PROPERTY):
        yield from _named(delta, predicate, k.EQUIVALENT_ADDED, k.EQUIVALENT_REMOVED)


def disjoints(delta: SubjectDelta) -> Iterator[Change]:
    """Classes that are said to exclude each other."""
    yield from _named(delta, p.DISJOINT_WITH, k.DISJOINT_ADDED, k.DISJOINT_REMOVED)


def _named(delta: SubjectDelta, predicate: Node, came: Kind, went: Kind) -> Iterator[Change]:
    words = delta.context.words
    for statement in _with_names(delta.added.of((predicate,))):
        yield delta.claim(came, added=[statement], new=words([statement.object]))
    for statement in _with_names(delta.removed.of((predicate,))):
        yield delta.claim(went, removed=[statement], old=words([statement.object]))


def _with_names(statements: list[Statement]) -> list[Statement]:
    return [s for s in statements if not is_blank(s.object)]


def _local(node: Node) -> str:
    return node[1:-1].rpartition("#")[2]
