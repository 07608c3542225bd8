"""Conditions with their literals taken out: a map of thousands of conditions has few shapes.

`wheels > 2` and `wheels > 4` share the template `wheels > n0`; the literal becomes a column of the table of labels,
so that DuckDB plans one CASE with a handful of arms, however long the map is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from ontoman import conditions
from ontoman.conditions import And, Between, Compare, Condition, Flag, Has, In, IsA, IsNull, Not, Or
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ontoman.conditions import Field
    from ontoman.conditions.values import Expr, Leaf, Scalar

_LONG = 8  # a longer list stays in the template: each literal taken out is a column
_MARK = "\ue000"  # private use: in nobody's data
_NUMBER = 8_888_777_766_660_000  # below 2**53: exact as DOUBLE
_LABEL = "\ue001label."
_OF_LABEL = re.compile(rf"{_LABEL}(\w+)")
_OF_VALUES = re.compile(r'v\."((?:[^"]|"")*?)(\ue001(?:value|rank))"')
_MARKED = re.compile(rf"'{_MARK}(\d+){_MARK}'|\b888877776666(\d{{4}})\b")
RANK = "\ue001rank"
VALUE = "\ue001value"


@dataclass(frozen=True, slots=True)
class Instance:
    """One condition as a template in SQL, with the literals that fill its columns `n0…` and `t0…`."""

    sql: str
    numbers: tuple[float, ...]
    texts: tuple[str, ...]


def instance(condition: Condition, numbers: int = 0, texts: int = 0) -> Instance:
    """Take the literals out of *condition*; its columns count from *numbers* and *texts*.

    The SQL reads `v.KEY` + `VALUE` (typed), `v.KEY` + `RANK` for the rank of an ordinal (or what `with_values` puts in
    their place), and what `of_label` names of the label: `key`, `n0`, `t0`.
    """
    taker = _Taker(numbers, texts)
    shape = taker.expr(condition.root)
    return Instance(_sql(Condition(shape)), tuple(taker.numbers), tuple(taker.texts))


def column(key: str) -> str:
    """Return the SQL of a field's column."""
    if key == "category":
        return of_label("key")
    return f"v.{quoted(key if key.endswith(RANK) else key + VALUE)}"


def of_label(name: str) -> str:
    """Name a column of the label's row; `with_labels` says where it is."""
    return _LABEL + name


def with_labels(sql: str, read: Callable[[str], str]) -> str:
    """Put the SQL that reads a column of the label's row where `of_label` named it."""
    return _OF_LABEL.sub(lambda match: read(match[1]), sql)


def with_values(sql: str, read: Callable[[str, bool], str]) -> str:
    """Put the SQL of a field's value, or of its rank, where a condition reads its column: *read* takes key and rank."""
    doubled = '""'
    return _OF_VALUES.sub(lambda match: "(" + read(match[1].replace(doubled, '"'), match[2] == RANK) + ")", sql)


def quoted(name: str) -> str:
    """Quote an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Quote an SQL string."""
    return "'" + value.replace("'", "''") + "'"


@lru_cache(maxsize=4096)
def _sql(shape: Condition) -> str:
    return _MARKED.sub(_place, conditions.to_sql(shape, column=column))


def _place(match: re.Match[str]) -> str:
    return of_label(f"t{match[1]}" if match[1] else f"n{int(match[2])}")


@dataclass
class _Taker:
    first_number: int
    first_text: int
    numbers: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def expr(self, expr: Expr) -> Expr:
        match expr:
            case And(parts):
                return And(tuple(map(self.expr, parts)))
            case Or(parts):
                return Or(tuple(map(self.expr, parts)))
            case Not(part):
                return Not(self.expr(part))
            case _:
                return self.leaf(expr)

    def leaf(self, leaf: Leaf) -> Leaf:
        match leaf:
            case Compare(of, op, value):
                return Compare(_ranked(of), op, self.literal(of, value))
            case In(of, values):
                return In(_ranked(of), tuple(self.literal(of, value, keep=len(values) > _LONG) for value in values))
            case Between(of, low, high):
                return Between(_ranked(of), self.literal(of, low), self.literal(of, high))
            case Has(of, value):
                return Has(of, str(self.literal(of, value)))
            case IsNull(of):
                return IsNull(_ranked(of))
            case Flag() | IsA():
                return leaf
            case _:
                assert_never(leaf)

    def literal(self, of: Field, value: Scalar, *, keep: bool = False) -> Scalar:
        if of.kind is ValueKind.ORDINAL:
            value = float(of.values.index(str(value)))
        if keep or isinstance(value, date):
            return value
        if isinstance(value, str):
            self.texts.append(value)
            return f"{_MARK}{self.first_text + len(self.texts) - 1}{_MARK}"
        self.numbers.append(float(value))
        return float(_NUMBER + self.first_number + len(self.numbers) - 1)


def _ranked(of: Field) -> Field:
    """Ask for the rank of an ordinal, which is worked out once a row."""
    return replace(of, key=of.key + RANK, kind=ValueKind.DECIMAL) if of.kind is ValueKind.ORDINAL else of
