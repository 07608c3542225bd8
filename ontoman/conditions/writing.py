"""The canonical text of a condition: one way to write each meaning that was parsed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, assert_never

from ontoman.conditions.values import And, Between, Compare, Flag, Has, In, IsA, IsNull, Not, Or

if TYPE_CHECKING:
    from ontoman.conditions.values import Expr, Leaf, Scalar

_EXACT = 2.0**53  # from here on, whole numbers have gaps as DOUBLE: repr says which one is meant


def text_of(expr: Expr) -> str:
    """Write *expr* with no parentheses but those that it needs."""
    match expr:
        case Or(parts):
            return " or ".join(map(text_of, parts))
        case And(parts):
            return " and ".join(_inside(part, Or) for part in parts)
        case Not(part):
            return _not_text(part)
        case _:
            return _leaf_text(expr)


def _inside(part: Expr, *looser: type[Expr]) -> str:
    return f"({text_of(part)})" if isinstance(part, looser) else text_of(part)


def _not_text(part: Expr) -> str:
    match part:
        case In() | Between() | IsNull():
            return _leaf_text(part, "not ")
        case _:
            return f"not {_inside(part, And, Or)}"


def _leaf_text(leaf: Leaf, negation: str = "") -> str:  # noqa: PLR0911 - one line a form
    match leaf:
        case Compare(field, op, value):
            return f"{field.key} {op} {literal_text(value)}"
        case In(field, values):
            return f"{field.key} {negation}in ({', '.join(map(literal_text, values))})"
        case Between(field, low, high):
            return f"{field.key} {negation}between {literal_text(low)} and {literal_text(high)}"
        case IsNull(field):
            return f"{field.key} is {negation}null"
        case Flag(field):
            return field.key
        case IsA(key):
            return f"is_a({literal_text(key)})"
        case Has(field, value):
            return f"has({field.key}, {literal_text(value)})"
        case _:
            assert_never(leaf)


def literal_text(value: Scalar) -> str:
    """Write a literal: `'it''s'`, `2`, `0.5`, `'2024-05-01'`."""
    match value:
        case str():
            return "'" + value.replace("'", "''") + "'"
        case date():
            return f"'{value.isoformat()}'"
        case _:
            return number_text(value)


def number_text(value: float) -> str:
    """Write a number so that it reads back as the same DOUBLE: whole ones without a point."""
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
