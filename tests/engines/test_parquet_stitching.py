"""Columns that nothing changes pass through as bytes."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from engines.support import split, to

from ontoman.engines import parquet_writing
from ontoman.engines.parquet_footer import CREATED_BY, SORTED_BY, Footer, footer_bytes, put, read_footer
from ontoman.engines.parquet_stitching import group_size, stitch
from ontoman.engines.thrift import read_struct
from ontoman.operations.relabel.undo import undo

SIZE = 10_000
LABELS = [f"l{n % 7}" for n in range(SIZE)]
KEPT = pa.schema(
    [
        pa.field("id", pa.int64(), nullable=False),
        pa.field("label", pa.string()),
        pa.field("boxes", pa.list_(pa.field("element", pa.float32(), nullable=False))),
        pa.field("at", pa.timestamp("ns")),
        pa.field("wheels", pa.int32()),
    ]
)


@pytest.fixture
def table():
    columns = {
        "id": range(SIZE),
        "label": LABELS,
        "boxes": [[float(n), 0.5] if n % 3 else None for n in range(SIZE)],
        "at": [n * 1_000_001 for n in range(SIZE)],
        "wheels": [n % 5 for n in range(SIZE)],
    }
    return pa.table(columns, schema=KEPT)


@pytest.fixture
def streets(bench):
    """A map that renames six labels, and splits the seventh by an attribute."""
    bench.map(*(to(f"l{n}", f"n{n}") for n in range(6)), split("l6", ("wheels > 2", "big"), (None, "small")))
    return bench


def expected(row):
    label, wheels = LABELS[row], row % 5
    return f"n{label[1]}" if label != "l6" else ("big" if wheels > 2 else "small")


def chunks(path, column):
    """The bytes of a column's chunks, as they stand in the file."""
    data, found = path.read_bytes(), []
    metadata = pq.ParquetFile(path).metadata
    for group in range(metadata.num_row_groups):
        chunk = next(
            one
            for place in range(metadata.num_columns)
            if (one := metadata.row_group(group).column(place)).path_in_schema.split(".")[0] == column
        )
        start = min(at for at in (chunk.dictionary_page_offset, chunk.data_page_offset) if at)
        found.append(data[start : start + chunk.total_compressed_size])
    return found


WAYS = {
    "plain": {},
    "page index": {"write_page_index": True},
    "pages of the second kind": {"data_page_version": "2.0", "use_dictionary": False},
    "a codec a column": {"compression": {"id": "none", "label": "gzip", "at": "snappy", "wheels": "zstd"}},
    "few rows a page": {"data_page_size": 256, "write_page_index": True, "compression": "none"},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rows", [4096, 2048, SIZE])
def test_all_but_the_label_is_as_it_was(streets, table, way, rows):
    path, out = streets.folder / "in.parquet", streets.folder / "out.parquet"
    pq.write_table(table, path, row_group_size=rows, **WAYS[way])
    assert group_size(path)
    streets.run(path)
    labels = pa.array([expected(row) for row in range(SIZE)])
    assert pq.read_table(out).equals(table.set_column(1, KEPT.field("label"), labels), check_metadata=True)
    assert duckdb.execute(f"SELECT label FROM '{out}'").fetchall() == [(text,) for text in labels.to_pylist()]
    for column in ("id", "boxes", "at", "wheels"):
        assert chunks(out, column) == chunks(path, column)
    undo(out, streets.folder / "again.parquet")
    assert pq.read_table(streets.folder / "again.parquet").equals(table)


@pytest.mark.parametrize("rows", [1000, 3000])
def test_row_groups_that_duckdb_cannot_cut_are_written_anew(streets, table, rows):
    path = streets.folder / "in.parquet"
    pq.write_table(table, path, row_group_size=rows)
    assert group_size(path) is None
    streets.run(path)
    assert pq.read_table(streets.folder / "out.parquet")["label"].to_pylist() == [expected(n) for n in range(SIZE)]


def test_page_indexes_say_where_pages_are_now(streets, table):
    path, out = streets.folder / "in.parquet", streets.folder / "out.parquet"
    pq.write_table(table, path, row_group_size=4096, write_page_index=True, data_page_size=512, use_dictionary=False)
    streets.run(path)
    before, after = (pq.ParquetFile(file).metadata for file in (path, out))
    assert before.row_group(1).column(1).has_offset_index
    assert not after.row_group(1).column(1).has_offset_index  # the label's pages are other ones
    for group in range(before.num_row_groups):
        for column in (0, 3, 4):
            was, now = (footer_of(file).groups[group][1][1][1][column] for file in (path, out))
            assert pages(out, now) == pages(path, was)


def footer_of(path):
    with path.open("rb") as file:
        return read_footer(file)


def pages(path, chunk):
    """The bytes of each page that the page index names, and the index of what they hold."""
    data = path.read_bytes()
    at, size, holds_at, holds_size = (chunk[number][1] for number in (4, 5, 6, 7))
    places = [(page[1][1], page[2][1]) for page in read_struct(data[at : at + size])[0][1][1][1]]
    return [data[start : start + length] for start, length in places], data[holds_at : holds_at + holds_size]


def test_bloom_filters_come_along(bench):
    bench.map(*(to(f"l{n}", f"n{n}") for n in range(6)))
    path, out = bench.folder / "in.parquet", bench.folder / "out.parquet"
    duckdb.execute(
        f"COPY (SELECT 'l' || range % 6 AS label, 'c' || range % 1000 AS city FROM range(250000)) TO '{path}'"
    )
    bench.run(path)
    probe = "SELECT bloom_filter_excludes FROM parquet_bloom_probe(?, 'city', ?) ORDER BY row_group_id"
    told = {text: duckdb.execute(probe, [str(out), text]).fetchall() for text in ("c7", *(f"x{n}" for n in range(9)))}
    assert told == {text: duckdb.execute(probe, [str(path), text]).fetchall() for text in told}
    assert set(told["c7"]) == {(False,)}
    assert (True,) in told["x0"]


def test_rows_are_said_to_be_sorted_only_by_what_stays(streets, table):
    path, out = streets.folder / "in.parquet", streets.folder / "out.parquet"
    for columns, left in (([0, 1, 4], [0]), ([1, 0], [])):
        order = [pq.SortingColumn(column) for column in columns]
        pq.write_table(table.drop_columns("boxes"), path, row_group_size=4096, sorting_columns=order)
        streets.run(path, force=True)
        kept = pq.ParquetFile(out).metadata.row_group(1).sorting_columns
        assert [column.column_index for column in kept or ()] == left
        assert (SORTED_BY in footer_of(out).groups[0]) == bool(left)


def test_old_writers_that_counted_wrongly_are_written_anew(tmp_path, table):
    path = tmp_path / "in.parquet"
    pq.write_table(table, path)
    for writer, size in ((b"parquet-mr version 1.2.5 (build x)", None), (b"parquet-mr version 1.13.1", 10_240)):
        say(path, CREATED_BY, writer)
        assert group_size(path) == size


def say(path, number, value):
    footer, data = footer_of(path), path.read_bytes()
    body = data[: len(data) - len(footer_bytes(footer))]
    put(footer.data, number, value)
    path.write_bytes(body + footer_bytes(Footer(footer.data)))


def test_columns_of_another_type_do_not_fit(tmp_path, table):
    one, other, out = (tmp_path / f"{name}.parquet" for name in ("one", "other", "out"))
    pq.write_table(table, one)
    pq.write_table(pa.table({"wheels": pa.array(range(SIZE), pa.int64())}), other)
    assert not stitch(one, other, out, {"wheels": "wheels"})
    pq.write_table(pa.table({"wheels": pa.array(range(SIZE - 1), pa.int32())}), other)
    assert not stitch(one, other, out, {"wheels": "wheels"})
    assert not out.exists()


def test_where_the_parts_do_not_fit_the_whole_is_written(streets, table, monkeypatch):
    monkeypatch.setattr(parquet_writing, "stitch", lambda *_: False)
    path = streets.folder / "in.parquet"
    pq.write_table(table, path)
    streets.run(path)
    assert pq.read_table(streets.folder / "out.parquet")["label"].to_pylist() == [expected(n) for n in range(SIZE)]
    assert not list(streets.folder.glob("**/*.columns"))


@pytest.mark.parametrize("ids", [True, False])
@pytest.mark.parametrize("way", ["as bytes", "anew"])
def test_the_lineage_has_a_row_for_each_row(streets, table, way, ids, monkeypatch):
    if way == "anew":
        monkeypatch.setattr(parquet_writing, "stitch", lambda *_: False)
    table = table.set_column(1, KEPT.field("label"), pa.array(["other" if n == 8 else LABELS[n] for n in range(SIZE)]))
    path = streets.folder / "in.parquet"
    pq.write_table(table if ids else table.drop_columns("id"), path, row_group_size=4096)
    streets.run(path, unknown="keep")
    found = pq.read_table(streets.folder / "out.parquet.ontoman" / "lineage.parquet")
    assert found["old"].to_pylist() == table["label"].to_pylist()
    assert found["new"].to_pylist() == ["other" if n == 8 else expected(n) for n in range(SIZE)]
    records = [f"to-{LABELS[n]}" if LABELS[n] != "l6" else f"split-l6-{int(n % 5 <= 2)}" for n in range(SIZE)]
    assert found["mapping"].to_pylist() == [None if n == 8 else records[n] for n in range(SIZE)]
    assert set(found.column_names) == {"item", "old", "new", "mapping"} | (set() if ids else {"out"})
    if ids:
        assert found["item"].to_pylist() == list(range(SIZE))
    else:
        assert len(set(found["item"].to_pylist())) == len(set(found["out"].to_pylist())) == SIZE
