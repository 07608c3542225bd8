"""SQL says what `evaluate` says, for typed columns and for columns of text."""

from __future__ import annotations

import duckdb
import pytest
from conditions_strategies import CELL_TRAPS, FIELDS, NASTY, TRAPS, TREE, cells, conditions, items
from hypothesis import example, given, strategies as st

from ontoman import conditions as c
from ontoman.model import ValueKind

TYPES = {
    ValueKind.BOOLEAN: "BOOLEAN",
    ValueKind.SINGLE: "VARCHAR",
    ValueKind.MULTI: "VARCHAR[]",
    ValueKind.ORDINAL: "VARCHAR",
    ValueKind.INTEGER: "BIGINT",
    ValueKind.DECIMAL: "DOUBLE",
    ValueKind.TEXT: "VARCHAR",
    ValueKind.DATE: "DATE",
}
COLUMNS = {**{key: TYPES[field.kind] for key, field in FIELDS.items()}, "category": "VARCHAR"}


@pytest.fixture(scope="module")
def db():
    connection = duckdb.connect(config={"threads": 1})
    typed = ", ".join(f'"{key}" {column_type}' for key, column_type in COLUMNS.items())
    texts = ", ".join(f'"{key}" VARCHAR' for key in COLUMNS)
    connection.execute(f"CREATE TABLE typed (id INTEGER, {typed})")
    connection.execute(f"CREATE TABLE texts (id INTEGER, {texts})")
    yield connection
    connection.close()


def results(db, table: str, rows: list[dict[str, object]], sql: str) -> list[bool | None]:
    db.execute(f"DELETE FROM {table}")
    row = f"({', '.join('?' * (len(COLUMNS) + 1))})"
    values = [value for n, item in enumerate(rows) for value in (n, *(_value(item.get(key)) for key in COLUMNS))]
    db.execute(f"INSERT INTO {table} VALUES {', '.join([row] * len(rows))}", values)
    return [result for (result,) in db.execute(f"SELECT {sql} FROM {table} ORDER BY id").fetchall()]


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@given(conditions(), st.lists(items(), min_size=1, max_size=6))
def test_typed_columns_give_what_evaluate_gives(db, condition, rows):
    found = results(db, "typed", rows, c.to_sql(condition))
    assert found == [c.evaluate(condition, item) for item in rows]


@given(conditions(), st.lists(cells(), min_size=1, max_size=6))
def test_columns_of_text_give_what_evaluate_gives(db, condition, rows):
    found = results(db, "texts", rows, c.to_sql(condition, columns_are_text=True))
    assert found == [c.evaluate(condition, item, cells_are_text=True) for item in rows]


@given(conditions(), items())
@example(c.parse("wheels > 2", FIELDS), {"wheels": None, "category": "car"})
def test_a_column_that_is_not_there_is_null(db, condition, item):
    sql = c.to_sql(condition, column={"category": '"category"'})
    assert results(db, "typed", [item], sql) == [c.evaluate(condition, {"category": item["category"]})]


@pytest.mark.parametrize(("text", "item"), TRAPS)
def test_typed_columns_keep_clear_of_a_known_trap(db, text, item):
    condition = c.parse(text, FIELDS)
    assert results(db, "typed", [item], c.to_sql(condition)) == [c.evaluate(condition, item)]


@pytest.mark.parametrize(("text", "item"), CELL_TRAPS)
def test_columns_of_text_keep_clear_of_a_known_trap(db, text, item):
    condition = c.parse(text, FIELDS)
    found = results(db, "texts", [item], c.to_sql(condition, columns_are_text=True))
    assert found == [c.evaluate(condition, item, cells_are_text=True)]


def test_some_columns_may_be_text_and_others_typed(db):
    condition = c.parse("wheels > 2 and size < 1", FIELDS)
    sql = c.to_sql(condition, column={"wheels": "'3'", "size": "0.5::DOUBLE"}, columns_are_text={"wheels"})
    assert db.execute(f"SELECT {sql}").fetchall() == [(True,)]


def test_an_expression_may_stand_for_a_column(db):
    condition = c.parse("not parked and wheels = 2", FIELDS)
    sql = c.to_sql(condition, column=lambda key: {"parked": "false or false", "wheels": "1 + 1"}[key])
    assert db.execute(f"SELECT {sql}").fetchall() == [(True,)]


@pytest.mark.parametrize("text", NASTY)
def test_a_literal_stays_a_literal(db, text):
    condition = c.parse("note = 'X'".replace("X", text.replace("'", "''")), FIELDS)
    rows = [{"note": text, "category": "car"}, {"note": "other", "category": "car"}]
    assert results(db, "typed", rows, c.to_sql(condition)) == [True, False]


def test_a_key_stays_a_key(db):
    field = c.Field('x" OR true --', ValueKind.TEXT)
    sql = c.to_sql(c.Condition(c.Compare(field, "=", "b")))
    assert db.execute(f"""SELECT {sql} FROM (SELECT 'a' AS "x"" OR true --")""").fetchall() == [(False,)]


def test_a_condition_of_two_thousand_parts_is_written(db):
    condition = c.any_of(*[c.parse("parked", FIELDS)] * 2000)
    assert results(db, "typed", [{"parked": True}], c.to_sql(condition)) == [True]


def test_is_a_lists_the_descendants():
    sql = c.to_sql(c.parse("is_a('vehicle')", FIELDS, categories=TREE))
    assert sql == "NULLIF(\"category\", '') IN ('car', 'cargo-van', 'vehicle')"


def test_an_ordinal_that_has_no_values_yet_is_null(db):
    field = c.Field("visibility", ValueKind.ORDINAL)
    assert results(db, "typed", [{"visibility": "low"}], c.to_sql(c.Condition(c.IsNull(field)))) == [True]
