"""Conditions as SQL of any dialect that sqlglot writes; a WHERE takes them as they are.

Columns are read as `evaluating` reads values: NaN is NULL, ordinals are ranks, text cells are read by kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from sqlglot import exp

from ontoman.conditions.evaluating import MULTI_SEPARATOR, comparable
from ontoman.conditions.values import CATEGORY, And, Between, Compare, Flag, Has, In, IsA, IsNull, Not, Or
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
_NUMBER_CELL: Final = "^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *$"
_DATE_CELL: Final = "^(000[1-9]|00[1-9][0-9]|0[1-9][0-9][0-9]|[1-9][0-9][0-9][0-9])-[0-9][0-9]-[0-9][0-9]$"
# sqlglot writes TRY_CAST for Databricks only; Spark has had it since 3.2, and CAST fails on what is no date.
_WRITTEN_AS: Final = {"spark": "databricks"}


def to_sql(
    condition: Condition,
    *,
    dialect: str = "duckdb",
    column: Callable[[str], str] | Mapping[str, str] | None = None,
    columns_are_text: bool | Collection[str] = False,
    multi_separator: str = MULTI_SEPARATOR,
) -> str:
    """Return *condition* as an SQL expression; see `ontoman.conditions.to_sql`."""
    columns = _Columns(column, columns_are_text, multi_separator)
    return _expr(condition.root, columns, _WRITTEN_AS.get(dialect, dialect))


# Connectors are joined as text: sqlglot nests them, and a long chain would recurse.
def _expr(expr: Expr, columns: _Columns, dialect: str) -> str:
    match expr:
        case And(parts):
            return " AND ".join(_operand(part, columns, dialect) for part in parts)
        case Or(parts):
            return " OR ".join(_operand(part, columns, dialect) for part in parts)
        case Not(part):
            return f"NOT {_operand(part, columns, dialect)}"
        case _:
            return str(_leaf(expr, columns, dialect).sql(dialect=dialect))


def _operand(part: Expr, columns: _Columns, dialect: str) -> str:
    text = _expr(part, columns, dialect)
    return f"({text})" if isinstance(part, (And, Or, Not)) else text


def _leaf(leaf: Leaf, columns: _Columns, dialect: str) -> Node:  # noqa: PLR0911 - one line a form
    match leaf:
        case Compare(field, op, value):
            return _OPS[op](this=columns.read(field), expression=_literal(field, value))
        case In(field, values):
            return exp.In(this=columns.read(field), expressions=[_literal(field, value) for value in values])
        case Between(field, low, high):
            return exp.Between(this=columns.read(field), low=_literal(field, low), high=_literal(field, high))
        case IsNull(field):
            return exp.Is(this=columns.read(field), expression=exp.Null())
        case Flag(field):
            return columns.read(field)
        case IsA(_, members):
            return exp.In(this=columns.read(CATEGORY), expressions=[exp.Literal.string(key) for key in members])
        case Has(field, value):
            return _has(columns.read(field), value, dialect)
        case _:
            assert_never(leaf)


def _has(array: Node, value: str, dialect: str) -> Node:
    found = exp.ArrayContains(this=array, expression=exp.Literal.string(value))
    if dialect == "duckdb":
        return found
    # Spark's array_contains is NULL where the value is missing and some element is NULL.
    missing = exp.Is(this=array.copy(), expression=exp.Null())
    known = exp.Coalesce(this=found, expressions=[exp.false()])
    return exp.Case(ifs=[exp.If(this=missing, true=exp.Null())], default=known)


def _literal(field: Field, value: Scalar) -> Node:
    comparing = comparable(field, value)
    match field.kind:
        case ValueKind.ORDINAL:
            return exp.Literal.number(comparing)
        case ValueKind.INTEGER | ValueKind.DECIMAL:
            return _double(exp.Literal.number(number_text(comparing)))
        case ValueKind.DATE:
            return exp.cast(exp.Literal.string(comparing.isoformat()), "date")
        case _:
            return exp.Literal.string(comparing)


def _double(node: Node) -> Node:
    return exp.cast(node, "double")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the values of fields stand, and how they are read."""

    column: Callable[[str], str] | Mapping[str, str] | None
    are_text: bool | Collection[str]
    separator: str

    def read(self, field: Field) -> Node:
        """Return the value of *field* as it compares; NULL for what is none of its kind."""
        raw = self._raw(field.key)
        is_text = self.are_text if isinstance(self.are_text, bool) else field.key in self.are_text
        return _cell(field, raw, self.separator) if is_text else _typed(field, raw)

    def _raw(self, key: str) -> Node:
        if self.column is None:
            return exp.to_identifier(key, quoted=True)
        text = self.column(key) if callable(self.column) else self.column.get(key)
        if text is None:
            return exp.Null()
        return exp.Var(this=text if _PLAIN.fullmatch(text) else f"({text})")


def _typed(field: Field, raw: Node) -> Node:
    match field.kind:
        case ValueKind.INTEGER | ValueKind.DECIMAL:
            return exp.Nullif(this=_double(raw), expression=_double(exp.Literal.string("NaN")))
        case ValueKind.ORDINAL:
            return _rank(field, raw)
        case ValueKind.DATE:
            return exp.cast(raw, "date")
        case _:
            return raw


def _cell(field: Field, raw: Node, separator: str) -> Node:
    match field.kind:
        case ValueKind.BOOLEAN:
            return _case(exp.Lower(this=raw), {"true": exp.true(), "false": exp.false()})
        case ValueKind.ORDINAL:
            return _rank(field, raw)
        case ValueKind.MULTI:
            return exp.Split(this=_filled(raw), expression=exp.Literal.string(separator))
        case ValueKind.DATE:
            return _where_like(raw, _DATE_CELL, "date")
        case ValueKind.INTEGER | ValueKind.DECIMAL:
            return _where_like(raw, _NUMBER_CELL, "double")
        case _:
            return _filled(raw)


def _filled(raw: Node) -> Node:
    return exp.Nullif(this=raw, expression=exp.Literal.string(""))


def _rank(field: Field, raw: Node) -> Node:
    return _case(raw, {value: exp.Literal.number(rank) for rank, value in enumerate(field.values)})


def _case(raw: Node, results: Mapping[str, Node]) -> Node:
    ifs = [exp.If(this=exp.Literal.string(text), true=result) for text, result in results.items()]
    return exp.Case(this=raw, ifs=ifs)


def _where_like(raw: Node, pattern: str, to: str) -> Node:
    matches = exp.RegexpLike(this=raw, expression=exp.Literal.string(pattern))
    value = exp.TryCast(this=raw.copy(), to=exp.DataType.build(to))
    return exp.Case(ifs=[exp.If(this=matches, true=value)])
