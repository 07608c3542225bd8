"""Spark says what `evaluate` says: one query asks it about many conditions and many items."""

from __future__ import annotations

import pytest
from conditions_strategies import CELL_TRAPS, FIELDS, NASTY, TRAPS, cells, conditions, drawn, items
from conditions_tables import PANDAS, TEXTS, TYPED, items_of_pandas, write_items

from ontoman import conditions as c
from ontoman.model import ValueKind

pytestmark = pytest.mark.xdist_group("spark")

ITEMS, CONDITIONS = 60, 100
WITH_GAPS = [{"tags": ("y", None), "damage": (None, "dent")}, {"tags": (None,), "damage": ()}, {}]


@pytest.fixture(params=["true", "false"], ids=["ansi", "lenient"])
def strictness(spark, request):
    """Spark 4 fails where earlier ones gave NULL; both are in use."""
    spark.conf.set("spark.sql.ansi.enabled", request.param)
    yield
    spark.conf.unset("spark.sql.ansi.enabled")


@pytest.fixture
def stored(spark, tmp_path):
    """`stored(rows, types)` makes a Parquet file of them, which Spark knows as `items`."""

    def store(rows, types):
        path = tmp_path / "items.parquet"
        write_items(path, rows, types)
        spark.read.parquet(str(path)).createOrReplaceTempView("items")

    return store


def results(spark, asked, **options):
    """Give for each item its result for each condition."""
    columns = (f"({c.to_sql(one, dialect='spark', **options)}) AS c{n}" for n, one in enumerate(asked))
    found = spark.sql(f"SELECT id, {', '.join(columns)} FROM items").collect()
    return [tuple(row)[1:] for row in sorted(found, key=lambda row: row.id)]


def disagreements(rows, asked, found, *, cells_are_text=False):
    """Each condition and item of which Spark says another thing than `evaluate`: what is said, what Spark says."""
    tests = [c.compiled(one, cells_are_text=cells_are_text) for one in asked]
    return [
        (one.text, {key: row.get(key) for key in one.reads}, test(row), result)
        for row, results in zip(rows, found, strict=True)
        for one, test, result in zip(asked, tests, results, strict=True)
        if test(row) is not result
    ]


def parsed(traps):
    return [c.parse(text, FIELDS) for text, _ in traps]


@pytest.mark.usefixtures("strictness")
def test_typed_columns_give_what_evaluate_gives(spark, stored):
    rows = [*(item for _, item in TRAPS), *WITH_GAPS, *drawn(items(), ITEMS)]
    asked = [*parsed(TRAPS), *drawn(conditions(), CONDITIONS)]
    stored(rows, TYPED)
    assert disagreements(rows, asked, results(spark, asked)) == []


@pytest.mark.usefixtures("strictness")
def test_columns_of_text_give_what_evaluate_gives(spark, stored):
    rows = [*(item for _, item in CELL_TRAPS), *drawn(cells(), ITEMS)]
    asked = [*parsed(CELL_TRAPS), *drawn(conditions(), CONDITIONS)]
    stored(rows, TEXTS)
    assert disagreements(rows, asked, results(spark, asked, columns_are_text=True), cells_are_text=True) == []


def test_columns_as_pandas_writes_them_give_what_evaluate_gives(spark, stored):
    rows = drawn(items_of_pandas(), ITEMS)
    asked = drawn(conditions([FIELDS[key] for key in PANDAS]), CONDITIONS // 2)
    stored(rows, {**TYPED, **PANDAS})
    assert disagreements(rows, asked, results(spark, asked)) == []


@pytest.mark.usefixtures("strictness")
def test_columns_that_are_not_there_are_null(spark, stored):
    asked = [*parsed(TRAPS), *drawn(conditions(), CONDITIONS // 2)]
    stored([{"category": "car", "wheels": 2, "note": "a"}], TYPED)
    found = results(spark, asked, column={"category": "`category`"})
    assert disagreements([{"category": "car"}], asked, found) == []


def test_a_where_keeps_the_items_for_which_it_is_true(spark, stored):
    rows, asked = drawn(items(), ITEMS), drawn(conditions(), 20)
    stored(rows, TYPED)
    queries = (f"SELECT {n}, id FROM items WHERE {c.to_sql(one, dialect='spark')}" for n, one in enumerate(asked))
    kept = sorted(map(tuple, spark.sql(" UNION ALL ".join(queries)).collect()))
    assert kept == [(n, k) for n, one in enumerate(asked) for k, row in enumerate(rows) if c.evaluate(one, row)]


def test_a_literal_stays_a_literal_and_a_key_a_key(spark, stored):
    rows = [{"note": text} for text in NASTY]
    asked = [c.Condition(c.Compare(FIELDS["note"], "=", text)) for text in NASTY]
    stored(rows, TYPED)
    assert disagreements(rows, asked, results(spark, asked)) == []
    sql = c.to_sql(c.Condition(c.Flag(c.Field("x` OR true --", ValueKind.BOOLEAN))), dialect="spark")
    assert spark.sql(f"SELECT {sql} FROM (SELECT false AS `x`` OR true --`)").collect() == [(False,)]


def test_a_condition_of_two_thousand_parts_is_run(spark, stored):
    stored([{"parked": True}, {"parked": False}, {}], TYPED)
    assert results(spark, [c.any_of(*parsed([("parked", {})]) * 2000)]) == [(True,), (False,), (None,)]
