"""SQL for engines that are not at hand: as their manuals have it, and as sqlglot reads it back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
import sqlglot
from conditions_strategies import FIELDS, TREE, conditions, items
from hypothesis import example, given, strategies as st
from sqlglot import exp

from ontoman import conditions as c
from ontoman.conditions.dialects import writer
from ontoman.conditions.values import field_of, leaves
from ontoman.model import ValueKind

DIALECTS = ["duckdb", "spark", "bigquery", "snowflake", "postgres"]


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [
        ("duckdb", """CASE WHEN ISFINITE(CAST("wheels" AS DOUBLE)) OR ISINF(CAST("wheels" AS DOUBLE)) THEN CAST("wheels" AS DOUBLE) END > CAST(2 AS DOUBLE)"""),
        ("spark", """CASE WHEN ISNAN(CAST(`wheels` AS DOUBLE)) THEN NULL ELSE CAST(`wheels` AS DOUBLE) END > CAST(2 AS DOUBLE)"""),
        ("bigquery", """CASE WHEN IS_NAN(CAST(`wheels` AS FLOAT64)) THEN NULL ELSE CAST(`wheels` AS FLOAT64) END > CAST(2 AS FLOAT64)"""),  # NaN equals nothing
        ("snowflake", """NULLIF(CAST("wheels" AS DOUBLE), CAST('NaN' AS DOUBLE)) > CAST(2 AS DOUBLE)"""),  # NaN equals NaN; there is no function
        ("postgres", """NULLIF(CAST("wheels" AS DOUBLE PRECISION), CAST('NaN' AS DOUBLE PRECISION)) > CAST(2 AS DOUBLE PRECISION)"""),
        ("mysql", """CAST(`wheels` AS DOUBLE) > CAST(2 AS DOUBLE)"""),  # there is no NaN
    ],
)  # fmt: skip
def test_nan_is_null_in_each_dialect(dialect, sql):
    assert c.to_sql(c.parse("wheels > 2", FIELDS), dialect=dialect) == sql


TYPED = {
    "note = 'it''s' or not note in ('a\\b', '${x}')": {
        "spark": r"""NULLIF(`note`, '') = 'it\'s' OR (NOT NULLIF(`note`, '') IN ('a\\b', CONCAT('$', '{x}')))""",
        "bigquery": r"""NULLIF(`note`, '') = 'it\'s' OR (NOT NULLIF(`note`, '') IN ('a\\b', '${x}'))""",
        "snowflake": r"""NULLIF("note", '') = 'it\'s' OR (NOT NULLIF("note", '') IN ('a\\b', '${x}'))""",
    },
    "visibility >= 'mid'": {
        "spark": """CASE `visibility` WHEN 'low' THEN 0 WHEN 'mid' THEN 1 WHEN 'high' THEN 2 WHEN 'full' THEN 3 END >= 1""",
        "bigquery": """CASE `visibility` WHEN 'low' THEN 0 WHEN 'mid' THEN 1 WHEN 'high' THEN 2 WHEN 'full' THEN 3 END >= 1""",
        "snowflake": """CASE "visibility" WHEN 'low' THEN 0 WHEN 'mid' THEN 1 WHEN 'high' THEN 2 WHEN 'full' THEN 3 END >= 1""",
    },
    "not has(damage, 'dent')": {
        "spark": """NOT CASE WHEN `damage` IS NULL THEN NULL ELSE COALESCE(ARRAY_CONTAINS(`damage`, 'dent'), FALSE) END""",
        "bigquery": """NOT CASE WHEN `damage` IS NULL THEN NULL ELSE COALESCE(EXISTS(SELECT 1 FROM UNNEST(`damage`) AS _col WHERE _col = 'dent'), FALSE) END""",
        "snowflake": """NOT CASE WHEN "damage" IS NULL THEN NULL ELSE COALESCE(ARRAY_CONTAINS(CAST('dent' AS VARIANT), "damage"), FALSE) END""",
    },
    "day between '2023-12-30' and '2024-01-31'": {
        "spark": """CAST(`day` AS DATE) BETWEEN CAST('2023-12-30' AS DATE) AND CAST('2024-01-31' AS DATE)""",
        "bigquery": """CAST(`day` AS DATE) BETWEEN CAST('2023-12-30' AS DATE) AND CAST('2024-01-31' AS DATE)""",
        "snowflake": """CAST("day" AS DATE) BETWEEN CAST('2023-12-30' AS DATE) AND CAST('2024-01-31' AS DATE)""",
    },
    "is_a('vehicle') and not (parked or has_rider)": {
        "spark": """NULLIF(`category`, '') IN ('car', 'cargo-van', 'vehicle') AND (NOT (`parked` OR `has_rider`))""",
        "bigquery": """NULLIF(`category`, '') IN ('car', 'cargo-van', 'vehicle') AND (NOT (`parked` OR `has_rider`))""",
        "snowflake": """NULLIF("category", '') IN ('car', 'cargo-van', 'vehicle') AND (NOT ("parked" OR "has_rider"))""",
    },
}  # fmt: skip
TEXTS = {
    "wheels = 2 and note is null": {
        "spark": r"""CASE WHEN REGEXP_LIKE(`wheels`, '^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *\\z') THEN TRY_CAST(`wheels` AS DOUBLE) END = CAST(2 AS DOUBLE) AND NULLIF(`note`, '') IS NULL""",
        "bigquery": """CASE WHEN REGEXP_CONTAINS(`wheels`, '^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *$') THEN SAFE_CAST(`wheels` AS FLOAT64) END = CAST(2 AS FLOAT64) AND NULLIF(`note`, '') IS NULL""",
        "snowflake": """CASE WHEN REGEXP_LIKE("wheels", '^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *$') THEN TRY_CAST("wheels" AS DOUBLE) END = CAST(2 AS DOUBLE) AND NULLIF("note", '') IS NULL""",
    },
    "day < '2024-01-31'": {
        "spark": r"""CASE WHEN REGEXP_LIKE(`day`, '^(000[1-9]|00[1-9][0-9]|0[1-9][0-9][0-9]|[1-9][0-9][0-9][0-9])-[0-9][0-9]-[0-9][0-9]\\z') THEN TRY_CAST(`day` AS DATE) END < CAST('2024-01-31' AS DATE)""",
        "bigquery": """CASE WHEN REGEXP_CONTAINS(`day`, '^(000[1-9]|00[1-9][0-9]|0[1-9][0-9][0-9]|[1-9][0-9][0-9][0-9])-[0-9][0-9]-[0-9][0-9]$') THEN SAFE_CAST(`day` AS DATE) END < CAST('2024-01-31' AS DATE)""",
        "snowflake": """CASE WHEN REGEXP_LIKE("day", '^(000[1-9]|00[1-9][0-9]|0[1-9][0-9][0-9]|[1-9][0-9][0-9][0-9])-[0-9][0-9]-[0-9][0-9]$') THEN TRY_CAST("day" AS DATE) END < CAST('2024-01-31' AS DATE)""",
    },
    "has(tags, 'x')": {
        "spark": r"""CASE WHEN SPLIT(NULLIF(`tags`, ''), CONCAT('\\Q', ',', '\\E')) IS NULL THEN NULL ELSE COALESCE(ARRAY_CONTAINS(SPLIT(NULLIF(`tags`, ''), CONCAT('\\Q', ',', '\\E')), 'x'), FALSE) END""",
        "bigquery": """CASE WHEN SPLIT(NULLIF(`tags`, ''), ',') IS NULL THEN NULL ELSE COALESCE(EXISTS(SELECT 1 FROM UNNEST(SPLIT(NULLIF(`tags`, ''), ',')) AS _col WHERE _col = 'x'), FALSE) END""",
        "snowflake": """CASE WHEN SPLIT(NULLIF("tags", ''), ',') IS NULL THEN NULL ELSE COALESCE(ARRAY_CONTAINS(CAST('x' AS VARIANT), SPLIT(NULLIF("tags", ''), ',')), FALSE) END""",
    },
    "not parked": {
        "spark": """NOT CASE LOWER(`parked`) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END""",
        "bigquery": """NOT CASE LOWER(`parked`) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END""",
        "snowflake": """NOT CASE LOWER("parked") WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END""",
    },
}  # fmt: skip
GOLDEN = [
    (text, are_text, dialect, sql)
    for table, are_text in ((TYPED, False), (TEXTS, True))
    for text, written in table.items()
    for dialect, sql in written.items()
]


@pytest.mark.parametrize(("text", "are_text", "dialect", "sql"), GOLDEN)
def test_each_dialect_writes_in_its_own_way(text, are_text, dialect, sql):
    condition = c.parse(text, FIELDS, categories=TREE)
    assert c.to_sql(condition, dialect=dialect, columns_are_text=are_text) == sql


@pytest.mark.parametrize("dialect", DIALECTS)
@given(conditions(), st.booleans())
def test_what_is_written_is_read_back_with_its_texts(dialect, condition, are_text):
    sql = c.to_sql(condition, dialect=dialect, columns_are_text=are_text)
    read = sqlglot.parse_one(sql, read=writer(dialect))
    assert read.sql(dialect=writer(dialect)) == sql
    found = [text.this for text in read.find_all(exp.Literal) if text.is_string] + _joined(read)
    assert set(_texts(condition)) <= set(found)


def _texts(condition):
    """The texts that a condition asks for."""
    for leaf in leaves(condition.root):
        if field_of(leaf).kind in {ValueKind.SINGLE, ValueKind.TEXT, ValueKind.MULTI}:
            for name in ("value", "values", "members"):
                found = getattr(leaf, name, ())
                yield from (found,) if isinstance(found, str) else found


def _joined(read):
    """The texts that are written in pieces."""
    return ["".join(piece.this for piece in text.expressions) for text in read.find_all(exp.Concat)]


# -- SQLite is at hand: no lists, no expressions for texts, and a NaN is NULL before it is stored ---------------------

PLAIN = [field for field in FIELDS.values() if field.kind is not ValueKind.MULTI]


@given(conditions(PLAIN), st.lists(items(), min_size=1, max_size=6))
@example(c.parse("wheels = 0", FIELDS), [{"wheels": 0}])
def test_sqlite_gives_what_evaluate_gives(condition, rows):
    with closing(sqlite3.connect(":memory:")) as db:
        keys = [*(field.key for field in PLAIN), "category"]
        db.execute(f"CREATE TABLE items (id, {', '.join(keys)})")
        values = [(n, *(_stored(row.get(key)) for key in keys)) for n, row in enumerate(rows)]
        db.executemany(f"INSERT INTO items VALUES ({', '.join('?' * (len(keys) + 1))})", values)
        sql = c.to_sql(condition, dialect="sqlite")
        found = [result for (result,) in db.execute(f"SELECT {sql} FROM items ORDER BY id")]
    assert found == [c.evaluate(condition, row) for row in rows]  # 1 == True


def _stored(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
