"""Lines that are written differently and say the same: an inverse, another lexical form, an absence spelled out."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.literals import literal_of
from ontoman.model.terms import XSD, is_iri, is_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Half, Statement, SubjectDelta
    from ontoman.changes.values import Change
    from ontoman.model import Node

_NUMBERS = frozenset(
    XSD + name for name in ("integer", "decimal", "int", "long", "nonNegativeInteger", "positiveInteger", "short")
)
_EDGES = p.HIERARCHY | {p.RELATED}
_TOP = frozenset({p.TOP_CONCEPT_OF, p.HAS_TOP_CONCEPT})
_FORMS_OF_TOP = ((p.TOP_CONCEPT_OF,), (p.HAS_TOP_CONCEPT,))
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def same_meaning(delta: SubjectDelta) -> Iterator[Change]:
    """One change for all lines of a subject whose meaning stands on both sides."""
    removed, added = [*_absences(delta.removed, delta.added)], [*_absences(delta.added, delta.removed)]
    if delta.touches(_EDGES):
        removed += [s for s in delta.removed.among(_EDGES) if _stands(delta, s, delta.removed, delta.added)]
        added += [s for s in delta.added.among(_EDGES) if _stands(delta, s, delta.added, delta.removed)]
    for gone, come in _same_values(delta):
        removed.append(gone)
        added.append(come)
    if removed or added:
        yield delta.claim(k.REPRESENTATION_CHANGED, removed, added)


def _stands(delta: SubjectDelta, statement: Statement, here: Half, there: Half) -> bool:
    """Tell whether the side that lacks *statement* says the same in another form."""
    verb = statement.predicate
    other = _other_end(statement)
    if other == p.THING:
        return True
    if not is_iri(other):
        return False
    if verb == p.RELATED:
        return (delta.context.new if there is delta.added else delta.context.old)(other).says(verb, delta.home)
    up, down = _FORMS_OF_TOP if verb in _TOP else (p.TO_PARENT, p.FROM_ABOVE)
    if any(_other_end(s) == other for s in there.of((*up, *down))):
        return True
    # What the new state says and did not come with this delta stands in both states.
    state, from_above = delta.context.new(delta.home), delta.context.new(other)
    said = sum(state.says(verb, other) for verb in up) + sum(from_above.says(verb, delta.home) for verb in down)
    came = [s for s in here.of((*up, *down)) if _other_end(s) == other] if here is delta.added else ()
    return said > len(came)


def _other_end(statement: Statement) -> Node:
    return statement.subject if statement.predicate in p.ABOUT_OBJECT else statement.object


def _absences(half: Half, opposite: Half) -> Iterator[Statement]:
    for predicate in half.own.keys() & p.SAID_BY_ABSENCE.keys():
        statements, said = half.own[predicate], p.SAID_BY_ABSENCE[predicate]
        if len(statements) == 1 and predicate not in opposite.own:
            node = statements[0].object
            if is_literal(node) and literal_of(node).text in said:
                yield statements[0]


def _same_values(delta: SubjectDelta) -> Iterator[tuple[Statement, Statement]]:
    for predicate in sorted(delta.removed.own.keys() & delta.added.own.keys()):
        added = {_value(s.object): s for s in reversed(delta.added.own[predicate])}
        for statement in delta.removed.own[predicate]:
            value = _value(statement.object)
            if value is not None and value in added:
                yield statement, added.pop(value)


def _value(node: Node) -> Decimal | bool | None:
    """Return what a number or a boolean says, whatever its lexical form; None for anything else."""
    if not node.endswith(">") or not is_literal(node):
        return None
    literal = literal_of(node)
    if literal.datatype == XSD + "boolean":
        return _BOOLEANS.get(literal.text)
    if literal.datatype not in _NUMBERS:
        return None
    try:
        return Decimal(literal.text)
    except InvalidOperation:
        return None
