"""The two sides of a comparison: a key that is known, a literal of its kind."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sqlglot import exp

from ontoman.conditions.fields import OPERATORS, literal_of, named, usage
from ontoman.conditions.letters import nearest
from ontoman.conditions.source import bare
from ontoman.conditions.values import CATEGORY
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from ontoman.conditions.scanning import Token
    from ontoman.conditions.source import Node, Source
    from ontoman.conditions.values import Field, Op, Scalar


class Written(NamedTuple):
    """A literal as written: what kind it is, its value, its place."""

    kind: str
    value: Scalar | bool
    span: tuple[int, int]


def field_of(source: Source, node: Node) -> Field:
    """Return the field on the left; OM302 where none stands there, OM303 where it is unknown."""
    node = bare(node)
    if not isinstance(node, exp.Column):
        raise source.foreign(source.span(node), "On the left stands the key of an attribute")
    token = source.token_of(node)
    field = source.field_named(token.text)
    if field is None:
        known = [*source.fields, CATEGORY.key]
        raise source.refused(
            "OM303", token.span, f"No attribute or field has the key {token.text}", nearest(token.text, known)
        )
    return field


def literal_at(source: Source, field: Field, op: Op, node: Node, span: tuple[int, int]) -> Scalar | bool:
    """Return the literal on the right, as *field* compares it; OM305 where *op* is none of its kind's."""
    literal = read_literal(source, node)
    if op not in OPERATORS[field.kind]:
        raise source.refused("OM305", span, f"{field.key} is {named(field)}: it cannot be compared so", usage(field))
    return typed(source, field, literal)


def typed(source: Source, field: Field, literal: Written) -> Scalar | bool:
    """Return the literal as *field* compares it; OM304 where it is not among its values, OM305 for another kind."""
    if field is CATEGORY:
        return category_of(source, literal)
    value = literal_of(field, literal.kind, literal.value)
    if value is None:
        raise source.refused("OM305", literal.span, f"{field.key} is {named(field)}, and this is not", usage(field))
    if (field.values or field.kind is ValueKind.ORDINAL) and value not in field.values:
        raise source.refused(
            "OM304",
            literal.span,
            f"{field.key} has no value {literal.value}",
            nearest(str(literal.value), field.values),
        )
    return value


def category_of(source: Source, literal: Written) -> str:
    """Return the key of a category; OM306 where none has it."""
    key = str(literal.value)
    if literal.kind != "string":
        raise source.refused("OM305", literal.span, "A category is named by its key in quotes", usage(CATEGORY))
    if source.categories is not None and key not in source.categories:
        raise source.refused("OM306", literal.span, f"No category has the key {key}", nearest(key, source.categories))
    return key


def read_literal(source: Source, node: Node) -> Written:
    """Return the literal that *node* stands for; OM302 where it is none."""
    match node := bare(node):
        case exp.Literal():
            return _written(source, source.token_of(node))
        case exp.Column():
            word = source.token_of(node).text
            raise source.foreign(
                source.span(node),
                "A literal goes here, not a key",
                f"If {word} is a value, write it in quotes: '{word}'.",
            )
        case _:
            raise source.foreign(source.span(node), "A literal goes here")


def _written(source: Source, token: Token) -> Written:
    if token.kind == "string":
        return Written("string", token.text[1:-1].replace("''", "'"), token.span)
    if token.kind == "word":
        return Written("boolean", token.word == "true", token.span)
    number = float(token.text)
    if math.isinf(number):
        raise source.refused("OM305", token.span, "This number is too large", "Numbers go up to 1.79e308.")
    return Written("number", number + 0.0, token.span)  # -0.0 becomes 0.0
