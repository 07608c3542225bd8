"""Conditions on Python's items: the reference that SQL and SPARQL must match.

Every field is first **read**: what is no value of its kind is NULL (NaN, an empty text, a text where a number belongs,
a key that an ordinal does not have). Then three-valued logic: TRUE, FALSE, None.
"""

from __future__ import annotations

import operator
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, assert_never

from ontoman.conditions.fields import date_of, number_of
from ontoman.conditions.values import And, Between, Compare, Flag, Has, In, IsA, IsNull, Not, Or, field_of
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ontoman.conditions.values import Condition, Expr, Field, Leaf, Op, Scalar

Test = "Callable[[Mapping[str, object]], bool | None]"
MULTI_SEPARATOR: Final = ","

COMPARE: Final[Mapping[Op, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_NUMBER_CELL: Final = re.compile(r" *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *")


def evaluate(
    condition: Condition,
    item: Mapping[str, object],
    *,
    cells_are_text: bool = False,
    multi_separator: str = MULTI_SEPARATOR,
) -> bool | None:
    """Tell whether *condition* holds for *item*: True, False, or None for NULL.

    An item has the values of its fields by key and its category's key under `category`; what is missing is NULL.
    With *cells_are_text* every value is the text of a table's cell, and read by the kind of its field.
    """
    return compiled(condition, cells_are_text=cells_are_text, multi_separator=multi_separator)(item)


def compiled(
    condition: Condition, *, cells_are_text: bool = False, multi_separator: str = MULTI_SEPARATOR
) -> Callable[[Mapping[str, object]], bool | None]:
    """Return *condition* as a function of items, for many of them."""
    return _compile(condition.root, cells_are_text, multi_separator)


def _compile(expr: Expr, text: bool, separator: str) -> Callable[[Mapping[str, object]], bool | None]:  # noqa: FBT001
    match expr:
        case And(parts):
            return _all([_compile(part, text, separator) for part in parts])
        case Or(parts):
            return _any([_compile(part, text, separator) for part in parts])
        case Not(part):
            return _not(_compile(part, text, separator))
        case _:
            return _leaf(expr, reader(field_of(expr), text, separator))


def _all(tests: list[Callable[[Mapping[str, object]], bool | None]]) -> Callable[[Mapping[str, object]], bool | None]:
    def test(item: Mapping[str, object]) -> bool | None:
        result: bool | None = True
        for part in tests:
            holds = part(item)
            if holds is False:
                return False
            if holds is None:
                result = None
        return result

    return test


def _any(tests: list[Callable[[Mapping[str, object]], bool | None]]) -> Callable[[Mapping[str, object]], bool | None]:
    def test(item: Mapping[str, object]) -> bool | None:
        result: bool | None = False
        for part in tests:
            holds = part(item)
            if holds:
                return True
            if holds is None:
                result = None
        return result

    return test


def _not(inner: Callable[[Mapping[str, object]], bool | None]) -> Callable[[Mapping[str, object]], bool | None]:
    def test(item: Mapping[str, object]) -> bool | None:
        holds = inner(item)
        return None if holds is None else not holds

    return test


def _leaf(leaf: Leaf, read: Callable[[object], Any]) -> Callable[[Mapping[str, object]], bool | None]:
    key = field_of(leaf).key
    if isinstance(leaf, IsNull):
        return lambda item: read(item.get(key)) is None
    decide = _decision(leaf)

    def test(item: Mapping[str, object]) -> bool | None:
        value = read(item.get(key))
        return None if value is None else decide(value)

    return test


def _decision(leaf: Compare | In | Between | Flag | IsA | Has) -> Callable[[Any], bool]:
    match leaf:
        case Compare(field, op, literal):
            compare, right = COMPARE[op], comparable(field, literal)
            return lambda value: compare(value, right)
        case In(field, literals):
            among = frozenset(comparable(field, literal) for literal in literals)
            return lambda value: value in among
        case Between(field, low, high):
            first, last = comparable(field, low), comparable(field, high)
            return lambda value: bool(first <= value <= last)
        case Flag():
            return bool
        case IsA(_, members):
            below = frozenset(members)
            return lambda value: value in below
        case Has(_, wanted):
            return lambda value: wanted in value
        case _:
            assert_never(leaf)


def comparable(field: Field, literal: Scalar) -> Any:  # noqa: ANN401 - texts, numbers, dates, ranks: of one kind in a field
    """Return what *literal* compares as: its rank for an ordinal, else itself."""
    return field.values.index(str(literal)) if field.kind is ValueKind.ORDINAL else literal


def reader(field: Field, text: bool, separator: str = MULTI_SEPARATOR) -> Callable[[object], Any]:  # noqa: FBT001
    """Return the function that reads a raw value of *field*; None is NULL."""
    typed = _typed_reader(field)
    return _cell_reader(field, typed, separator) if text else typed


def _typed_reader(field: Field) -> Callable[[object], Any]:
    match field.kind:
        case ValueKind.BOOLEAN:
            return lambda raw: raw if isinstance(raw, bool) else None
        case ValueKind.INTEGER | ValueKind.DECIMAL:
            return number_of
        case ValueKind.SINGLE | ValueKind.TEXT:
            return lambda raw: raw if isinstance(raw, str) and raw else None
        case ValueKind.ORDINAL:
            ranks = {value: rank for rank, value in enumerate(field.values) if value}
            return lambda raw: ranks.get(raw) if isinstance(raw, str) else None
        case ValueKind.MULTI:
            return lambda raw: raw if isinstance(raw, (list, tuple, set, frozenset)) else None
        case ValueKind.DATE:
            return _read_date
        case _:
            assert_never(field.kind)


def _read_date(raw: object) -> date | None:
    match raw:
        case datetime():
            return raw.date()
        case date():
            return raw
        case str():
            return date_of(raw)
        case _:
            return None


def _cell_reader(field: Field, typed: Callable[[object], Any], separator: str) -> Callable[[object], Any]:
    match field.kind:
        case ValueKind.BOOLEAN:
            words = {"true": True, "false": False}
            return lambda cell: words.get(cell.lower()) if isinstance(cell, str) else None
        case ValueKind.INTEGER | ValueKind.DECIMAL:
            return _number_cell
        case ValueKind.MULTI:
            return lambda cell: cell.split(separator) if isinstance(cell, str) and cell else None
        case _:
            return lambda cell: typed(cell) if isinstance(cell, str) else None


def _number_cell(cell: object) -> float | None:
    if isinstance(cell, str) and _NUMBER_CELL.fullmatch(cell):
        return number_of(float(cell))
    return None
