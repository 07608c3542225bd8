"""Edges to parents, tops, the order of siblings, and whether a category may be used for labeling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.lifecycle import is_true
from ontoman.changes.aspects.plain import claim_all
from ontoman.changes.context import side
from ontoman.changes.delta import NO_FACTS
from ontoman.model.terms import is_iri, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Half, Statement, SubjectDelta
    from ontoman.changes.values import Change, Kind
    from ontoman.model import Node

_TOPS = (p.TOP_CONCEPT_OF, p.HAS_TOP_CONCEPT)


def tops(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the way to the top or from it: as declared, or because all parents went or the first came."""
    gone, come = edges(delta.removed), edges(delta.added)
    after = delta.context.parents_new(delta.home)
    before = gone.keys() | (after - come.keys())
    risen = [s for found in gone.values() for s in found] if not after and before else []
    sunk = [s for found in come.values() for s in found] if not before and after else []
    if risen or delta.added.of(_TOPS):
        yield delta.claim(k.BECAME_TOP, risen, delta.added.of(_TOPS), old=delta.context.words(gone if risen else ()))
    if sunk or delta.removed.of(_TOPS):
        yield delta.claim(k.LEFT_TOP, delta.removed.of(_TOPS), sunk, new=delta.context.words(come if sunk else ()))


def edge_predicates(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the same two ends under another predicate: a parent that is a related category now."""
    gone, come = (_by_end(half) for half in (delta.removed, delta.added))
    for end in sorted(gone.keys() & come.keys()):
        families = [{_family(s.predicate) for s in found[end]} for found in (gone, come)]
        if families[0].isdisjoint(families[1]):
            old, new = (side(local_name(s.predicate[1:-1]) for s in found[end]) for found in (gone, come))
            yield delta.claim(k.EDGE_PREDICATE_CHANGED, gone[end], come[end], old=old, new=new)


def _by_end(half: Half) -> dict[Node, list[Statement]]:
    found: dict[Node, list[Statement]] = {}
    for statement in half.among(p.EDGES):
        if is_iri(statement.object):
            found.setdefault(statement.object, []).append(statement)
    return found


def _family(predicate: Node) -> str:
    return "parent" if predicate in p.TO_PARENT else "mapping" if predicate in p.MAPPINGS else predicate


def parents(delta: SubjectDelta) -> Iterator[Change]:
    """Other parents than before, named by where the new ones stand to the old ones."""
    gone, come = edges(delta.removed), edges(delta.added)
    if not (gone or come):
        return
    yield delta.claim(
        _kind_of_move(delta, sorted(gone), sorted(come)),
        [s for found in gone.values() for s in found],
        [s for found in come.values() for s in found],
        old=delta.context.words(gone),
        new=delta.context.words(come),
    )


def _kind_of_move(delta: SubjectDelta, gone: list[Node], come: list[Node]) -> Kind:
    if not gone:
        return k.PARENT_ADDED
    if not come:
        return k.PARENT_REMOVED
    if len(gone) > 1 or len(come) > 1:
        return k.MULTI_MOVE
    if delta.context.is_above(gone[0], come[0]):
        return k.DEMOTED
    return k.PROMOTED if delta.context.is_above(come[0], gone[0]) else k.MOVED


def edges(half: Half) -> dict[Node, list[Statement]]:
    """Return the statements of each parent that only this side has, however they are written."""
    found: dict[Node, list[Statement]] = {}
    for statement in half.of(p.TO_PARENT):
        if is_iri(statement.object):
            found.setdefault(statement.object, []).append(statement)
    for statement in half.of(p.FROM_ABOVE):
        found.setdefault(statement.subject, []).append(statement)
    return dict(sorted(found.items()))


def orders(delta: SubjectDelta) -> Iterator[Change]:
    """Claim where something stands among its siblings; for a value, its rank."""
    kind = k.VALUE_ORDER_CHANGED if delta.kind == "value" else k.SIBLING_ORDER_CHANGED
    yield from claim_all(delta, kind, frozenset({p.SH_ORDER}), frozenset(_facts_of_order(delta)))


def _facts_of_order(delta: SubjectDelta) -> Iterator[str]:
    if delta.kind == "category" and not delta.new.objects(p.CLASS_INDEX):
        yield "indexed_by_order"
    attribute = delta.new.one(p.VALUE_OF)
    if attribute is not None and delta.context.either(attribute).one(p.VALUE_KIND) == f"{p.OM}Ordinal>":
        yield "ordinal"


def selectable(delta: SubjectDelta) -> Iterator[Change]:
    """Whether a category may be used for labeling; absence means that it may."""
    was, now = (_selectable(state.objects(p.SELECTABLE)) for state in (delta.old, delta.new))
    facts = NO_FACTS if was == now else frozenset({"turned_on" if now else "turned_off"})
    yield from claim_all(delta, k.ANNOTATABLE_CHANGED, frozenset({p.SELECTABLE}), facts)


def _selectable(objects: object) -> bool:
    return all(is_true(node) for node in objects)  # type: ignore[attr-defined]
