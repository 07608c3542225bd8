"""Conditions as SQL of any dialect that sqlglot writes; a WHERE takes them as they are.

Columns are read as `evaluating` reads values: NaN and an empty text are NULL, ordinals are ranks, text cells are read
by kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from sqlglot import exp

from ontoman.conditions import dialects
from ontoman.conditions.evaluating import MULTI_SEPARATOR, comparable
from ontoman.conditions.values import And, Between, Compare, Flag, Has, In, IsA, IsNull, Not, Or, field_of
from ontoman.conditions.writing import number_text
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ontoman.conditions.source import Node
    from ontoman.conditions.values import Condition, Expr, Field, Leaf, Op, Scalar

_PLAIN: Final = re.compile(r"""([A-Za-z_]\w*|"([^"]|"")*"|`[^`]*`)([.]([A-Za-z_]\w*|"([^"]|"")*"|`[^`]*`))*""")
_OPS: Final[Mapping[Op, type]] = {
    "=": exp.EQ,
    "<>": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}
# What a cell must look like to be a number or a date: DuckDB, Spark and Python each accept more, and not the same.
_NUMBER_CELL: Final = " *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *"
_DATE_CELL: Final = "(000[1-9]|00[1-9][0-9]|0[1-9][0-9][0-9]|[1-9][0-9][0-9][0-9])-[0-9][0-9]-[0-9][0-9]"


def to_sql(
    condition: Condition,
    *,
    dialect: str = "duckdb",
    column: Callable[[str], str] | Mapping[str, str] | None = None,
    columns_are_text: bool | Collection[str] = False,
    multi_separator: str = MULTI_SEPARATOR,
) -> str:
    """Return *condition* as an SQL expression; see `ontoman.conditions.to_sql`."""
    writer = dialects.writer(dialect)
    return _expr(condition.root, _Columns(column, columns_are_text, multi_separator, writer))


# Connectors are joined as text: sqlglot nests them, and a long chain would recurse.
def _expr(expr: Expr, columns: _Columns) -> str:
    match expr:
        case And(parts):
            return " AND ".join(_operand(part, columns) for part in parts)
        case Or(parts):
            return " OR ".join(_operand(part, columns) for part in parts)
        case Not(part):
            return f"NOT {_operand(part, columns)}"
        case _:
            return str(_leaf(expr, columns).sql(dialect=columns.dialect))


def _operand(part: Expr, columns: _Columns) -> str:
    text = _expr(part, columns)
    return f"({text})" if isinstance(part, (And, Or, Not)) else text


def _leaf(leaf: Leaf, columns: _Columns) -> Node:  # noqa: PLR0911 - one line a form
    value = columns.read(field_of(leaf))
    if value is None:
        return exp.true() if isinstance(leaf, IsNull) else exp.cast(exp.Null(), "boolean")
    match leaf:
        case Compare(field, op, literal):
            return _OPS[op](this=value, expression=columns.literal(field, literal))
        case In(field, literals):
            return exp.In(this=value, expressions=[columns.literal(field, literal) for literal in literals])
        case Between(field, low, high):
            return exp.Between(this=value, low=columns.literal(field, low), high=columns.literal(field, high))
        case IsNull():
            return exp.Is(this=value, expression=exp.Null())
        case Flag():
            return value
        case IsA(_, members):
            return exp.In(this=value, expressions=[columns.text(key) for key in members])
        case Has(_, wanted):
            return dialects.contains(value, columns.text(wanted), columns.dialect)
        case _:
            assert_never(leaf)


def _double(node: Node) -> Node:
    return exp.cast(node, "double")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the values of fields stand, how they are read, and how literals are written beside them."""

    column: Callable[[str], str] | Mapping[str, str] | None
    are_text: bool | Collection[str]
    separator: str
    dialect: str

    def read(self, field: Field) -> Node | None:
        """Return the value of *field* as it compares, NULL for what is none of its kind; None for no value at all."""
        raw = self._raw(field.key)
        if raw is None or (field.kind is ValueKind.ORDINAL and not field.values):
            return None
        is_text = self.are_text if isinstance(self.are_text, bool) else field.key in self.are_text
        return self._cell(field, raw) if is_text else self._typed(field, raw)

    def literal(self, field: Field, value: Scalar) -> Node:
        """Return a literal as *field* compares it."""
        comparing = comparable(field, value)
        match field.kind:
            case ValueKind.ORDINAL:
                return exp.Literal.number(comparing)
            case ValueKind.INTEGER | ValueKind.DECIMAL:
                return _double(exp.Literal.number(number_text(comparing)))
            case ValueKind.DATE:
                return exp.cast(exp.Literal.string(comparing.isoformat()), "date")
            case _:
                return self.text(comparing)

    def text(self, text: str) -> Node:
        """Return a text as a literal."""
        return dialects.literal(text, self.dialect)

    def _raw(self, key: str) -> Node | None:
        if self.column is None:
            return exp.to_identifier(key, quoted=True)
        text = self.column(key) if callable(self.column) else self.column.get(key)
        if text is None:
            return None
        return exp.Var(this=text if _PLAIN.fullmatch(text) else f"({text})")

    def _typed(self, field: Field, raw: Node) -> Node:
        match field.kind:
            case ValueKind.INTEGER | ValueKind.DECIMAL:
                return dialects.without_nan(_double(raw), self.dialect)
            case ValueKind.ORDINAL:
                return self._rank(field, raw)
            case ValueKind.DATE:
                return exp.cast(raw, "date")
            case ValueKind.SINGLE | ValueKind.TEXT:
                return _filled(raw)
            case _:
                return raw

    def _cell(self, field: Field, raw: Node) -> Node:
        match field.kind:
            case ValueKind.BOOLEAN:
                return self._case(exp.Lower(this=raw), {"true": exp.true(), "false": exp.false()})
            case ValueKind.ORDINAL:
                return self._rank(field, raw)
            case ValueKind.MULTI:
                return exp.Split(this=_filled(raw), expression=self.text(self.separator))
            case ValueKind.DATE:
                return dialects.where_like(raw, _DATE_CELL, "date", self.dialect)
            case ValueKind.INTEGER | ValueKind.DECIMAL:
                return dialects.where_like(raw, _NUMBER_CELL, "double", self.dialect)
            case _:
                return _filled(raw)

    def _rank(self, field: Field, raw: Node) -> Node:
        return self._case(raw, {value: exp.Literal.number(rank) for rank, value in enumerate(field.values)})

    def _case(self, raw: Node, results: Mapping[str, Node]) -> Node:
        ifs = [exp.If(this=self.text(text), true=result) for text, result in results.items()]
        return exp.Case(this=raw, ifs=ifs)


def _filled(raw: Node) -> Node:
    return exp.Nullif(this=raw, expression=exp.Literal.string(""))
