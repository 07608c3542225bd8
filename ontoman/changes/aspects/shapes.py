"""Shapes: what is checked, on what, how badly it weighs, and whether more or less conforms."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.lifecycle import is_true
from ontoman.changes.aspects.plain import claim_all
from ontoman.changes.aspects.trees import tree
from ontoman.changes.literals import text_of
from ontoman.model.terms import is_blank, is_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Half, Statement, SubjectDelta
    from ontoman.changes.values import Change, Kind
    from ontoman.model import Node

    _Constraints = dict[tuple[Node, Node], frozenset[Node]]

_PROPERTY: Final = f"{p.SHACL}property>"
_LISTS: Final = frozenset({f"{p.SHACL}in>", f"{p.SHACL}languageIn>", f"{p.SHACL}ignoredProperties>"})
_SAID: Final = p.SHAPE_NOTES | {p.PATH, p.SH_ORDER, p.TYPE}


def shapes(delta: SubjectDelta) -> Iterator[Change]:
    """Claim what a shape says in SHACL, apart from its names and messages."""
    if not _says_shacl(delta) or "shape" not in delta.old.kinds | delta.new.kinds:
        return
    yield from claim_all(delta, k.TARGET_CHANGED, p.TARGETS)
    yield from claim_all(delta, k.SEVERITY_CHANGED, frozenset({p.SEVERITY}))
    switched_off = is_true(delta.new.one(p.SWITCHED_OFF))
    yield from claim_all(delta, k.DEACTIVATED if switched_off else k.ACTIVATED, frozenset({p.SWITCHED_OFF}))
    removed, added = _statements(delta.removed), _statements(delta.added)
    if removed or added:
        kind = _kind(_constraints(delta.removed), _constraints(delta.added))
        yield delta.claim(kind, removed, added)


def _says_shacl(delta: SubjectDelta) -> bool:
    return any(predicate.startswith(p.SHACL) for half in (delta.removed, delta.added) for predicate in half.own)


def _statements(half: Half) -> list[Statement]:
    own = [s for verb, found in half.own.items() if _constrains(verb) for s in found]
    return [*own, *tree(half, own)]


def _constrains(predicate: Node) -> bool:
    return predicate.startswith(p.SHACL) and predicate not in p.SHAPE_NOTES


def _constraints(half: Half) -> _Constraints:
    """Return what a side constrains: by path (none for the shape itself) and predicate."""
    found: dict[tuple[Node, Node], set[Node]] = {}
    for verb, statements in half.own.items():
        for statement in statements if _constrains(verb) else ():
            nested = half.nested.get(statement.object, ()) if verb == _PROPERTY else ()
            path = _path(half, nested)
            for inner in nested or (statement,):
                key = (path, inner.predicate)
                found.setdefault(key, set()).update(_values(half, inner))
    return {key: frozenset(values) for key, values in found.items()}


def _path(half: Half, nested: object) -> Node:
    paths = sorted(v for s in nested if s.predicate == p.PATH for v in _values(half, s))  # type: ignore[attr-defined]
    return " ".join(paths)  # type: ignore[return-value]


def _values(half: Half, statement: Statement) -> list[Node]:
    """Return the object; for a blank node, what its lines say."""
    if not is_blank(statement.object):
        return [statement.object]
    lines = tree(half, [statement])
    if statement.predicate in _LISTS:
        return [s.object for s in lines if s.predicate == p.FIRST]
    return [f"{s.predicate} {s.object}" for s in lines if not is_blank(s.object)]  # type: ignore[misc]


def _kind(old: _Constraints, new: _Constraints) -> Kind:
    """Say what a change comes to; one that goes both ways, or that nobody can tell, counts as tightened."""
    none: frozenset[Node] = frozenset()
    changed = [key for key in old.keys() | new.keys() if old.get(key, none) != new.get(key, none)]
    found = {
        _verdict(predicate, old.get((path, predicate), none), new.get((path, predicate), none))
        for path, predicate in changed
    }
    return next((kind for kind in _HEAVIEST_FIRST if kind in found), k.ANNOTATION_REPLACED)


_HEAVIEST_FIRST: Final = (k.SHAPE_TIGHTENED, k.ACTIVATED, k.SHAPE_RELAXED, k.DEACTIVATED, k.SEVERITY_CHANGED)


def _verdict(predicate: Node, old: frozenset[Node], new: frozenset[Node]) -> Kind:
    if predicate in _SAID:
        return k.ANNOTATION_REPLACED
    if predicate == p.SEVERITY:
        return k.SEVERITY_CHANGED
    if predicate == p.SWITCHED_OFF:
        return k.DEACTIVATED if any(map(is_true, new)) else k.ACTIVATED
    return k.SHAPE_RELAXED if _relaxed(predicate, old, new) else k.SHAPE_TIGHTENED


def _relaxed(predicate: Node, old: frozenset[Node], new: frozenset[Node]) -> bool:
    if predicate in _LISTS and old and new:
        return old < new
    if predicate in p.AT_LEAST | p.AT_MOST and len(old) == len(new) == 1:
        before, after = (_number(next(iter(side))) for side in (old, new))
        if before is not None and after is not None:
            return after < before if predicate in p.AT_LEAST else before < after
    return new < old


def _number(node: Node) -> Decimal | None:
    try:
        return Decimal(text_of(node)) if is_literal(node) else None
    except InvalidOperation:
        return None
