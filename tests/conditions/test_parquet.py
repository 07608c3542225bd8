"""SQL says what `evaluate` says of a Parquet file too, of which DuckDB believes its statistics."""

from __future__ import annotations

import duckdb
import pytest
from conditions_strategies import FIELDS, NAN, conditions
from conditions_tables import PANDAS, TYPED, items_of_pandas, write_items
from hypothesis import given, strategies as st

from ontoman import conditions as c


@pytest.fixture(scope="module")
def db():
    with duckdb.connect(config={"threads": 1}) as connection:
        yield connection


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("items") / "items.parquet"


def selected(db, path, condition):
    found = db.execute(f"SELECT {c.to_sql(condition)} FROM '{path}' ORDER BY id").fetchall()
    return [result for (result,) in found]


def kept(db, path, condition):
    found = db.execute(f"SELECT id FROM '{path}' WHERE {c.to_sql(condition)} ORDER BY id").fetchall()
    return [place for (place,) in found]


@given(
    conditions([FIELDS[key] for key in PANDAS]),
    st.lists(items_of_pandas(), min_size=1, max_size=6),
    st.sampled_from([1, 3, 1000]),
)
def test_a_parquet_file_gives_what_evaluate_gives(db, path, condition, rows, rows_a_group):
    write_items(path, rows, {**TYPED, **PANDAS}, rows_a_group)
    expected = [c.evaluate(condition, row) for row in rows]
    assert selected(db, path, condition) == expected
    assert kept(db, path, condition) == [place for place, result in enumerate(expected) if result]


# Writers leave NaN out of a column's least and greatest value; where nothing is missing, DuckDB 2.0 folds by them.
@pytest.mark.parametrize("values", [(1.0, NAN, 3.0), (2.0, NAN, 2.0), (NAN, None, 3.0), (NAN, NAN)], ids=str)
@pytest.mark.parametrize(
    "text",
    ["size > 0", "size < 5", "size = 2", "size <> 2", "size in (1, 2)", "size between 0 and 5", "size > 5", "size is null"],
)  # fmt: skip
def test_nan_is_null_in_a_parquet_file(db, path, text, values):
    rows = [{"size": value} for value in values]
    write_items(path, rows, TYPED)
    for condition in (c.parse(text, FIELDS), c.negated(c.parse(text, FIELDS))):
        expected = [c.evaluate(condition, row) for row in rows]
        assert selected(db, path, condition) == expected
        assert kept(db, path, condition) == [place for place, result in enumerate(expected) if result]
