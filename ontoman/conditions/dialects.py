"""Where SQL engines mean different things by the same words; how each of them writes, sqlglot knows.

DuckDB and Spark are held to `evaluate` by tests that run them; the others by what their manuals say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlglot import exp

if TYPE_CHECKING:
    from ontoman.conditions.source import Node

# sqlglot writes TRY_CAST for Databricks only; Spark has had it since 3.2, and CAST fails on what is no date.
_WRITERS: Final = {"spark": "databricks"}
_SPARK: Final = "databricks"
_NAN_EQUALS_NAN: Final = frozenset({"materialize", "postgres", "redshift", "risingwave", "snowflake"})
# They read the text NaN as 0, or refuse it.
_NO_NAN: Final = frozenset({"mysql", "sqlite", "tsql"})


def writer(dialect: str) -> str:
    """Return the name under which sqlglot writes *dialect*."""
    return _WRITERS.get(dialect, dialect)


def without_nan(number: Node, dialect: str) -> Node:
    """Read a DOUBLE with NaN as NULL."""
    if dialect in _NO_NAN:
        return number
    if dialect in _NAN_EQUALS_NAN:
        return exp.Nullif(this=number, expression=exp.cast(exp.Literal.string("NaN"), "double"))
    if dialect == "duckdb":
        return exp.Case(ifs=[exp.If(this=_is_number(number), true=number.copy())])
    nan = exp.If(this=exp.IsNan(this=number), true=exp.Null())
    return exp.Case(ifs=[nan], default=number.copy())


def _is_number(number: Node) -> Node:
    # DuckDB 2.0 works out `x = NaN` and `isnan(x)` from a Parquet file's least and greatest value, and writers leave
    # NaN out of those. `isfinite` and `isinf` rise and fall again, so that the two ends tell it nothing.
    finite = exp.Anonymous(this="ISFINITE", expressions=[number])
    return exp.Or(this=finite, expression=exp.IsInf(this=number.copy()))


def contains(array: Node, value: Node, dialect: str) -> Node:
    """Tell whether a list has a value; NULL for no list, and for no other reason."""
    found = exp.ArrayContains(this=array, expression=value)
    if dialect == "duckdb":
        return found
    # Spark's array_contains is NULL where the value is missing and some element is NULL.
    missing = exp.Is(this=array.copy(), expression=exp.Null())
    known = exp.Coalesce(this=found, expressions=[exp.false()])
    return exp.Case(ifs=[exp.If(this=missing, true=exp.Null())], default=known)


def where_like(text: Node, pattern: str, to: str, dialect: str) -> Node:
    """Read a text that is like *pattern* from end to end as another type; NULL where it is not, or is none."""
    # Java's $ also stands before a line break at the end.
    whole = f"^{pattern}\\z" if dialect == _SPARK else f"^{pattern}$"
    matches = exp.RegexpLike(this=text, expression=exp.Literal.string(whole))
    # Snowflake casts nothing but texts so; sqlglot would write CAST, which fails, unless it is told that this is one.
    value = exp.TryCast(this=text.copy(), to=exp.DataType.build(to), requires_string=True)
    return exp.Case(ifs=[exp.If(this=matches, true=value)])


def literal(text: str, dialect: str) -> Node:
    """Write a text that stays what it is."""
    if dialect != _SPARK or "${" not in text:
        return exp.Literal.string(text)
    # Spark puts settings and the environment in for `${…}` before it parses, between quotes too.
    first, *others = text.split("${")
    pieces = [f"{first}$", *(f"{{{other}$" for other in others[:-1]), f"{{{others[-1]}"]
    return exp.Concat(expressions=[exp.Literal.string(piece) for piece in pieces])
