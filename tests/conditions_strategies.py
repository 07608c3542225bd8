"""Fields, categories, and generated conditions and items over them: for every test of what reads conditions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from ontoman.conditions import (
    CATEGORY,
    Between,
    Compare,
    Condition,
    Field,
    Flag,
    Has,
    In,
    IsA,
    IsNull,
    Not,
)
from ontoman.conditions.values import conjunction, disjunction
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable

NS = "https://example.org/streets/"


def field(key: str, kind: ValueKind, *values: str, iris: bool = False) -> Field:
    return Field(
        key,
        kind,
        values,
        iri=NS + key if iris else None,
        value_iris=tuple(f"{NS}{key}/{n}" for n in range(len(values))) if iris else (),
    )


FIELDS = {
    one.key: one
    for one in (
        field("wheels", ValueKind.INTEGER),
        field("size", ValueKind.DECIMAL, iris=True),
        field("colour", ValueKind.SINGLE, "red", "green", "it's", iris=True),
        field("shape", ValueKind.SINGLE),
        field("visibility", ValueKind.ORDINAL, "low", "mid", "high", "full", iris=True),
        field("damage", ValueKind.MULTI, "dent", "rust", "gl\\ass", iris=True),
        field("tags", ValueKind.MULTI),
        field("parked", ValueKind.BOOLEAN),
        field("has_rider", ValueKind.BOOLEAN, iris=True),
        field("note", ValueKind.TEXT),
        field("day", ValueKind.DATE),
    )
}
TREE = {
    "thing": frozenset({"thing", "vehicle", "car", "cargo-van", "person"}),
    "vehicle": frozenset({"vehicle", "car", "cargo-van"}),
    "car": frozenset({"car"}),
    "cargo-van": frozenset({"cargo-van"}),
    "person": frozenset({"person"}),
}

_NOTES = ["", "a", "A", "it's", 'say "no"', "\\", "\\u0041", "100 %", "größer", "漢", "-- x", "1", "true", "null", "$1"]
_NOTES += ["${x}", "${env:PATH}", "$${", "/* x", "\\'", "a ", "🚲"]
NASTY = [
    "'; DROP TABLE typed; --",
    "\\'; --",
    "a\\",
    "%",
    '"',
    "''",
    "\u2019",
    "$$",
    "{{x}}",
    "?",
    "`",
    "/*",
    "${env:PATH}",
]
"""Texts that mean something where they get out of their quotes."""
_TAGS = ["x", "y", "x y", "'"]
_LETTERS = st.characters(exclude_categories=("Cs", "Cc"))

texts = st.sampled_from(_NOTES) | st.text(_LETTERS, max_size=4)
days = st.dates(date(2023, 12, 28), date(2024, 3, 2)) | st.sampled_from([date.min, date.max])
whole_numbers = st.integers(-3, 6) | st.sampled_from([2**53, 2**53 + 1, -(2**62), 10**15])
numbers = (
    st.sampled_from([-1.0, -0.0, 0.0, 0.1, 0.3, 2.0, 2.5, 3.0, 1e16, 1e300, 5e-324, 1 / 3])
    | st.floats(allow_nan=False, allow_infinity=False)
    | whole_numbers.map(float)
)


def literals(of: Field) -> st.SearchStrategy:
    match of.kind:
        case ValueKind.INTEGER | ValueKind.DECIMAL:
            return numbers.map(lambda number: number + 0.0)
        case ValueKind.DATE:
            return days
        case ValueKind.MULTI if not of.values:
            return st.sampled_from(_TAGS)
        case _ if of is CATEGORY:
            return st.sampled_from(sorted(TREE))
        case _:
            return st.sampled_from(of.values) if of.values else texts


def leaves(fields: Iterable[Field]) -> st.SearchStrategy:
    return st.sampled_from([*fields, CATEGORY]).flatmap(_leaves_of)


def _leaves_of(of: Field) -> st.SearchStrategy:
    literal = literals(of)
    null = st.just(IsNull(of))
    match of.kind:
        case ValueKind.BOOLEAN:
            return st.just(Flag(of)) | null
        case ValueKind.MULTI:
            return literal.map(lambda value: Has(of, value)) | null
    lists = st.lists(literal, min_size=1, max_size=3, unique=True).map(tuple)
    among = lists.map(lambda values: In(of, values))
    if of is CATEGORY:
        is_a = st.sampled_from(sorted(TREE)).map(lambda key: IsA(key, tuple(sorted(TREE[key]))))
        return st.builds(Compare, st.just(of), st.sampled_from(["=", "<>"]), literal) | among | is_a
    if of.kind in {ValueKind.SINGLE, ValueKind.TEXT}:
        return st.builds(Compare, st.just(of), st.sampled_from(["=", "<>"]), literal) | among | null
    compare = st.builds(Compare, st.just(of), st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), literal)
    return compare | among | null | st.builds(Between, st.just(of), literal, literal)


def conditions(fields: Iterable[Field] = tuple(FIELDS.values())) -> st.SearchStrategy[Condition]:
    """Conditions as `parse` would return them, over FIELDS and TREE."""

    def joined(inner: st.SearchStrategy) -> st.SearchStrategy:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return several.map(conjunction) | several.map(disjunction) | inner.map(Not)

    return st.recursive(leaves(fields), joined, max_leaves=6).map(Condition)


def drawn(strategy: st.SearchStrategy, count: int) -> list:
    """Draw up to *count* different examples, for a test that asks about all of them at once; nothing is shrunk."""
    found: list = []

    @settings(max_examples=count, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def collect(example: object) -> None:
        found.append(example)

    collect()
    return found


def _values(of: Field) -> st.SearchStrategy:  # noqa: PLR0911 - one line a kind
    match of.kind:
        case ValueKind.BOOLEAN:
            return st.booleans()
        case ValueKind.INTEGER:
            return whole_numbers
        case ValueKind.DECIMAL:
            return numbers | st.sampled_from([float("nan"), float("inf"), float("-inf")])
        case ValueKind.DATE:
            return days
        case ValueKind.MULTI:
            return st.lists(st.sampled_from(of.values or _TAGS), max_size=3).map(tuple)
        case ValueKind.TEXT:
            return texts | st.sampled_from(["a\n", "\t", "\r\n"])
        case _:
            return st.sampled_from([*of.values, "elsewhere", ""])


def items(fields: Iterable[Field] = tuple(FIELDS.values())) -> st.SearchStrategy[dict[str, object]]:
    """Items with typed values, None where one is missing; each has a category."""
    values = {of.key: st.none() | _values(of) for of in fields}
    return st.fixed_dictionaries({**values, "category": st.sampled_from(sorted(TREE))})


_CELLS = ["", " ", "0", "2", " 2", "2 ", "+2", "-3", "2.5", ".5", "3.", "1e3", "1e999", "1_000", "0x10", "nan", "inf"]
_CELLS += ["Infinity", "1d", "true", "TRUE", "False", "t", "yes", "2024-01-31", "2024-02-30", "2024-1-1", "0000-01-01"]
_CELLS += [
    "2024-01-31 10:00",
    "infinity",
    "low",
    "mid",
    "red",
    "dent,rust",
    "dent, rust",
    ",",
    "x,y",
    "it's",
    "gl\\ass",
    "2\n",
    "2\r\n",
    "2\u2028",
    "2024-01-31\n",
    "true\n",
]


def cells(fields: Iterable[Field] = tuple(FIELDS.values())) -> st.SearchStrategy[dict[str, object]]:
    """Items as a table of text has them: every value is the text of a cell, fitting or not."""
    cell = st.none() | st.sampled_from(_CELLS)
    values = {of.key: cell | _values(of).map(cell_of) for of in fields}
    return st.fixed_dictionaries({**values, "category": st.sampled_from(sorted(TREE))})


NAN = float("nan")
TRAPS = [
    ("not size > 5", {"size": NAN}),
    ("size is null", {"size": NAN}),
    ("wheels = 9007199254740992", {"wheels": 2**53 + 1}),
    ("visibility > 'low'", {"visibility": "high"}),
    ("not visibility < 'low'", {"visibility": None}),
    ("visibility < 'low'", {"visibility": "mid"}),
    ("visibility <> 'low'", {"visibility": "elsewhere"}),
    ("visibility is null", {"visibility": "elsewhere"}),
    ("colour <> 'red'", {"colour": "elsewhere"}),
    ("colour is null", {"colour": "elsewhere"}),
    ("colour is null", {"colour": ""}),
    ("colour <> 'red'", {"colour": ""}),
    ("not colour in ('red', 'green')", {"colour": ""}),
    ("shape is null", {"shape": ""}),
    ("visibility is null", {"visibility": ""}),
    ("note is null", {"note": ""}),
    ("note = ''", {"note": ""}),
    ("not (parked and has_rider or wheels > 2)", {"parked": True, "has_rider": False, "wheels": 2}),
    ("parked and (has_rider or wheels > 2)", {"parked": False, "wheels": 3}),
    ("not has(damage, 'dent')", {"damage": None}),
    ("day <= '0001-01-01'", {"day": date.min}),
    ("note = '${env:PATH}'", {"note": "${env:PATH}"}),
    ("note in ('$${', '${x}-${y}')", {"note": "${x}-${y}"}),
    ("note = 'a\\nb'", {"note": "a\\nb"}),
]
"""Conditions and items on which engines are known to differ."""
CELL_TRAPS = [
    ("day < '2024-01-01'", {"day": "0000-01-01"}),
    ("day < '2024-01-01'", {"day": "2023-1-1"}),
    ("day < '2024-01-01'", {"day": "2023-02-30"}),
    ("day > '2024-01-01'", {"day": "infinity"}),
    ("size > 1", {"size": "inf"}),
    ("size > 1", {"size": "1e999"}),
    ("size > 1", {"size": "1_000"}),
    ("size is null", {"size": "NaN"}),
    ("size > 1", {"size": " 2 "}),
    ("not parked", {"parked": "FALSE"}),
    ("parked is null", {"parked": "t"}),
    ("note is null", {"note": ""}),
    ("tags is null", {"tags": ""}),
    ("not has(tags, 'x')", {"tags": "xy,y"}),
    ("size > 1", {"size": "2\n"}),
    ("size is null", {"size": "2\r\n"}),
    ("day < '2024-01-01'", {"day": "2023-01-31\n"}),
    ("not parked", {"parked": "false\n"}),
]
"""The same for items whose values are the text of cells."""


def cell_of(value: object) -> str:
    """Write a value as the cell of a text table."""
    match value:
        case bool():
            return str(value)
        case float():
            return repr(value)
        case tuple():
            return ",".join(value)
        case _:
            return str(value)
