"""Properties as OWL describes them: where they apply, what they take, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.plain import claim_all
from ontoman.changes.delta import NO_FACTS
from ontoman.model.terms import XSD, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import SubjectDelta
    from ontoman.changes.values import Change, Kind
    from ontoman.model import Node

_DOMAIN: Final = (k.DOMAIN_WIDENED, k.DOMAIN_NARROWED, k.DOMAIN_CHANGED)
_RANGE: Final = (k.RANGE_WIDENED, k.RANGE_NARROWED, k.RANGE_DISJOINT)
_WIDER_TYPES: Final = {f"<{XSD}integer>": f"<{XSD}decimal>", f"<{XSD}int>": f"<{XSD}integer>"}


def domains_and_ranges(delta: SubjectDelta) -> Iterator[Change]:
    """Claim `rdfs:domain` and `rdfs:range` where they name classes; several of them mean all at once."""
    for predicate, kinds in ((p.DOMAIN, _DOMAIN), (p.RANGE, _RANGE)):
        changed = (*delta.removed.of((predicate,)), *delta.added.of((predicate,)))
        if changed and not any(is_blank(s.object) for s in changed):
            yield from claim_all(delta, _direction(delta, predicate, kinds), frozenset({predicate}))


def _direction(delta: SubjectDelta, predicate: Node, kinds: tuple[Kind, Kind, Kind]) -> Kind:
    old, new = (frozenset(state.objects(predicate)) for state in (delta.old, delta.new))
    wider, narrower, other = kinds
    if new < old:
        return wider
    if old < new:
        return narrower
    if len(old) == len(new) == 1:
        (before,), (after,) = old, new
        if _WIDER_TYPES.get(before) == after or delta.context.is_above(after, before):
            return wider
        if _WIDER_TYPES.get(after) == before or delta.context.is_above(before, after):
            return narrower
    return other


def functional(delta: SubjectDelta) -> Iterator[Change]:
    """Whether a property has one value at most."""
    for half, kind in ((delta.removed, k.CARDINALITY_RELAXED), (delta.added, k.CARDINALITY_TIGHTENED)):
        found = [s for s in half.of((p.TYPE,)) if s.object == p.FUNCTIONAL]
        if found and half is delta.added:
            yield delta.claim(kind, added=found, new="FunctionalProperty")
        elif found:
            yield delta.claim(kind, removed=found, old="FunctionalProperty")


def characteristics(delta: SubjectDelta) -> Iterator[Change]:
    """Symmetric, transitive, inverse, subordinate: what follows from a statement with the property."""
    removed, added = (
        [
            *(s for s in half.of((p.TYPE,)) if s.object in p.CHARACTERISTICS),
            *(s for s in half.among(p.RELATIONS_OF_PROPERTIES) if not is_blank(s.object)),
        ]
        for half in (delta.removed, delta.added)
    )
    if removed or added:
        facts = frozenset({"entailments_removed"}) if removed else NO_FACTS
        old, new = (delta.context.words(s.object for s in found) for found in (removed, added))
        yield delta.claim(k.CHARACTERISTIC_CHANGED, removed, added, old=old, new=new, facts=facts)
