"""Which nodes of sqlglot are conditions; whatever is not named here is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlglot import exp

from ontoman.conditions.fields import named, usage
from ontoman.conditions.operands import category_of, field_of, literal_at, read_literal, typed
from ontoman.conditions.source import WRITE_AGAIN, bare
from ontoman.conditions.values import (
    CATEGORY,
    Between,
    Compare,
    Flag,
    Has,
    In,
    IsA,
    IsNull,
    Not,
    conjunction,
    disjunction,
)
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from ontoman.conditions.source import Node, Source
    from ontoman.conditions.values import Expr, Op

_OPS: Final[dict[type, Op]] = {exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">="}


def expr_of(source: Source, node: Node) -> Expr:
    """Read a node that has a truth value."""
    match node := bare(node):
        case exp.And():
            return conjunction(tuple(expr_of(source, part) for part in _operands(node)))
        case exp.Or():
            return disjunction(tuple(expr_of(source, part) for part in _operands(node)))
        case exp.Not():
            return Not(expr_of(source, node.this))
        case exp.Alias():
            raise source.refused(
                "OM301", source.span(node.args["alias"]), "An operator is missing before this", WRITE_AGAIN
            )
        case exp.Literal():
            raise source.foreign(source.span(node), "A literal alone is no condition")
        case _:
            return _leaf_of(source, node)


def _leaf_of(source: Source, node: Node) -> Expr:
    match node:
        case exp.EQ() | exp.NEQ() | exp.LT() | exp.LTE() | exp.GT() | exp.GTE():
            return _compare(source, node, _OPS[type(node)])
        case exp.In():
            return _in(source, node)
        case exp.Between():
            return _between(source, node)
        case exp.Is():
            return _is_null(source, node)
        case exp.Column():
            return _flag(source, node)
        case exp.Anonymous():
            return _call(source, node)
        case _:
            raise source.foreign(source.span(node), "This form is not part of conditions")


def _operands(node: Node) -> list[Node]:
    """Return the operands of a chain of one connector, in order; sqlglot nests them to the left."""
    waiting, found = [node], []
    while waiting:
        current = bare(waiting.pop())
        if type(current) is type(node):
            waiting += [current.expression, current.this]
        else:
            found.append(current)
    return found


def _flag(source: Source, node: Node) -> Expr:
    field = field_of(source, node)
    if field.kind is not ValueKind.BOOLEAN:
        raise source.refused(
            "OM305",
            source.span(node),
            f"{field.key} is {named(field)}, and cannot stand alone",
            usage(field),
        )
    return Flag(field)


def _is_null(source: Source, node: Node) -> Expr:
    field = field_of(source, node.this)
    if field is CATEGORY:
        raise source.refused("OM305", source.span(node), "An item always has a category", usage(field))
    return IsNull(field)


def _compare(source: Source, node: Node, op: Op) -> Expr:
    left, right = bare(node.this), bare(node.expression)
    if isinstance(left, exp.Literal) and isinstance(right, exp.Column):
        raise source.foreign(
            source.span(node), "On the left stands a key, on the right a literal", "Turn the comparison round."
        )
    if isinstance(left, exp.Literal):
        raise source.foreign(source.span(node), "Two literals are compared: on the left stands the key of an attribute")
    field = field_of(source, left)
    value = literal_at(source, field, op, right, source.span(node))
    if isinstance(value, bool):
        return Flag(field) if value is (op == "=") else Not(Flag(field))
    return Compare(field, op, value)


def _in(source: Source, node: Node) -> Expr:
    field = field_of(source, node.this)
    if not node.expressions:
        raise source.foreign(source.span(node), "After in comes a list of literals: ('red', 'green')")
    span = source.span(node)
    if field.kind is ValueKind.BOOLEAN:
        raise source.refused("OM305", span, f"{field.key} is {named(field)}: no list is needed", usage(field))
    values = (literal_at(source, field, "=", item, span) for item in node.expressions)
    return In(field, tuple(dict.fromkeys(values)))


def _between(source: Source, node: Node) -> Expr:
    field = field_of(source, node.this)
    span = source.span(node)
    low = literal_at(source, field, "<", node.args["low"], span)
    return Between(field, low, literal_at(source, field, "<", node.args["high"], span))


def _call(source: Source, node: Node) -> Expr:
    match node.name.lower(), [bare(argument) for argument in node.expressions]:
        case "is_a", [argument]:
            return _is_a(source, argument)
        case "has", [key, value]:
            return _has(source, key, value)
        case "is_a", _:
            raise source.foreign(source.span(node), "is_a takes one category: is_a('vehicle')")
        case _:
            raise source.foreign(source.span(node), "has takes a key and a value: has(damage, 'dent')")


def _is_a(source: Source, node: Node) -> Expr:
    literal = read_literal(source, node)
    if source.categories is None:
        raise source.refused(
            "OM308",
            literal.span,
            "is_a needs the categories of a release, and none are at hand",
            "Name the categories: category in ('car', 'van').",
        )
    key = category_of(source, literal)
    return IsA(key, tuple(sorted(source.categories[key])))


def _has(source: Source, key: Node, value: Node) -> Expr:
    field = field_of(source, key)
    if field.kind is not ValueKind.MULTI:
        raise source.refused(
            "OM305",
            source.span(key),
            f"has asks for a set of values; {field.key} is {named(field)}",
            usage(field),
        )
    return Has(field, str(typed(source, field, read_literal(source, value))))
