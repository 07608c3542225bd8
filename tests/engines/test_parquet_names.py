"""Parquet whose file or columns have names that mean something elsewhere, and files that must be refused."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from engines.support import keep, pick, retire, split, to, value

from ontoman.errors import BadInput
from ontoman.migration import MapDisposition
from ontoman.operations.relabel.undo import undo

TEXT = pa.string()
NAMES = ("k0", "k1", "item", "nth", "number", "out", "row", "place", "old", "new", "cell", "ontoman_row", "results",
         "labels", "chosen", "w", "v", "l", "file_row_number", "filename", "select", 'a"b', "rows")  # fmt: skip


def relabeled(bench, table, name="in.parquet", out="out.parquet", **more):
    path = bench.folder / name
    path.parent.mkdir(exist_ok=True)
    pq.write_table(table, path, **more.pop("parquet", {}))
    result = bench.run(path, out=out, **more)
    return path, bench.folder / out, result


def read(path):
    return pq.ParquetFile(path).read()


def assert_undone(path, out):
    undo(out, out.with_name("back.parquet"))
    back, was = read(out.with_name("back.parquet")), read(path)
    assert back.schema.equals(was.schema, check_metadata=True)
    assert back.to_pylist() == was.to_pylist()


@pytest.mark.parametrize("folder", ["class=dog", "year=2024", "label=dog"])
def test_a_folder_named_like_a_partition_is_a_folder(bench, folder):
    bench.map(to("cat", "feline"), keep("cow"))
    table = pa.table({"id": [1, 2], "class": ["cat", "cow"]})
    path, out, _ = relabeled(bench, table, f"{folder}/in.parquet", f"{folder}/out.parquet")
    assert read(out).to_pylist() == [{"id": 1, "class": "feline"}, {"id": 2, "class": "cow"}]
    assert_undone(path, out)


@pytest.mark.parametrize("name", ["in*.parquet", "in[1].parquet", "in?.parquet", "in[!1].parquet", "i[*]n.parquet"])
def test_a_file_name_is_no_pattern(bench, name):
    bench.map(to("cat", "feline"), to("dog", "canine"), retire("sled", MapDisposition.DROP))
    for other in ("in1.parquet", "in2.parquet", "in.parquet", "i*n.parquet"):
        pq.write_table(pa.table({"id": [2], "label": ["dog"]}), bench.folder / other)
    path, out, _ = relabeled(bench, pa.table({"id": [1, 2], "label": ["cat", "sled"]}), name, f"out-{name}")
    assert read(out).to_pylist() == [{"id": 1, "label": "feline"}]
    assert_undone(path, out)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("cells", ["single", "list"])
def test_a_column_may_be_called_what_it_likes(bench, name, cells):
    bench.map(
        to("cat", "feline"),
        split("van", ("wheels > 2", "truck"), (None, "mini")),
        retire("sled", MapDisposition.DROP),
        value("colour", "blue", "azure"),
    )
    labels, new = ["cat", "van", "sled", "van"], ["feline", "truck", "sled", "mini"]
    kind = pa.list_(TEXT) if cells == "list" else TEXT
    one = (lambda text: [text]) if cells == "list" else str
    columns = {
        "label": pa.array([one(label) for label in labels], kind),
        "wheels": [1, 4, 1, 2],
        "colour": ["blue", "red", "blue", "blue"],
        name: [4, 3, 2, 1],
    }
    path, out, _ = relabeled(bench, pa.table(columns), label_column="label")
    found = read(out)
    rows = [0, 1, 3] if cells == "single" else [0, 1, 2, 3]
    assert found[name].to_pylist() == [[4, 3, 2, 1][row] for row in rows]
    assert found["label"].to_pylist() == [[] if cells == "list" and row == 2 else one(new[row]) for row in rows]
    assert_undone(path, out)
    edited = pa.concat_tables([found, found.slice(0, 1)])
    pq.write_table(edited, out)
    undo(out, bench.folder / "item-by-item.parquet")
    assert read(bench.folder / "item-by-item.parquet")[name].to_pylist()[: len(rows)] == found[name].to_pylist()


@pytest.mark.parametrize("names", [("A", "a"), ("x", ""), ("x", "x"), ("Label", "x")])
def test_columns_that_would_be_read_under_another_name_are_refused(bench, names):
    bench.map(to("cat", "feline"))
    table = pa.table([pa.array(["cat"]), pa.array([1]), pa.array([2])], names=["label", *names])
    with pytest.raises(BadInput) as letter:
        relabeled(bench, table, label_column="label")
    assert letter.value.code == "OM656"
    assert not (bench.folder / "out.parquet").exists()


def test_a_label_that_is_missing_inside_a_list_is_said_to_be_missing(bench):
    bench.map(to("cat", "feline"))
    with pytest.raises(BadInput, match="missing") as letter:
        relabeled(bench, pa.table({"label": [["cat", None]]}))
    assert letter.value.code == "OM607"
    assert "--index" not in letter.value.fix


# -- values that a column cannot hold ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "fits"), [("4", True), ("many", False), ("4.5", False)])
def test_a_value_that_its_column_cannot_hold_is_refused_before_anything_is_written(bench, text, fits):
    bench.map(to("cat", "feline", set=(("wheels", text),)), keep("cow"))
    table = pa.table({"label": ["cat", "cow"], "wheels": pa.array([1, 2], pa.int32())})
    if fits:
        assert read(relabeled(bench, table)[1])["wheels"].to_pylist() == [4, 2]
        return
    with pytest.raises(BadInput) as letter:
        relabeled(bench, table)
    assert letter.value.code == "OM618"
    assert not (bench.folder / "out.parquet").exists()


@pytest.mark.parametrize("kind", [pa.float64(), pa.int32(), pa.bool_()])
def test_a_row_on_values_leaves_numbers_alone(bench, kind):
    bench.map(keep("cow"), value("size", "1", "2"))
    table = pa.table({"label": ["cow", "cow"], "size": pa.array([1, 0]).cast(kind)})
    assert read(relabeled(bench, table)[1]).equals(table)


def test_lists_of_one_size_are_refused_where_a_cell_would_get_another(bench):
    bench.map(to("cat", "pet"), to("dog", "pet"), to("cow", "cattle"))
    kind = pa.list_(TEXT, 2)
    table = pa.table({"n": [1], "label": pa.array([["cat", "cow"]], kind)})
    path, out, _ = relabeled(bench, table)
    assert read(out)["label"].to_pylist() == [["pet", "cattle"]]
    assert_undone(path, out)
    with pytest.raises(BadInput, match="2 entries") as letter:
        relabeled(bench, pa.table({"label": pa.array([["cat", "dog"]], kind)}), out="two.parquet")
    assert letter.value.code == "OM616"
    assert not (bench.folder / "two.parquet").exists()


# -- columns that must not be empty -----------------------------------------------------------------------------------


def required(**columns):
    fields = [pa.field(name, one.type, nullable=name == "free") for name, one in columns.items()]
    return pa.table(list(columns.values()), schema=pa.schema(fields))


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_required_columns_stay_required(bench, rows):
    bench.map(to("cat", "feline", set=(("colour", "red"),)), value("shape", "a", "z"))
    table = required(
        label=pa.array(["cat"] * rows, TEXT),
        colour=pa.array(["blue"] * rows, TEXT),
        shape=pa.array(["a"] * rows, TEXT),
        box=pa.array([[1.0]] * rows, pa.list_(pa.float64())),
        more=pa.array([{"x": 1}] * rows, pa.struct([("x", pa.int64())])),
        free=pa.array([1] * rows, pa.int64()),
    )
    path, out, _ = relabeled(bench, table)
    assert read(out).schema.equals(table.schema)
    assert read(out)["colour"].to_pylist() == ["red"] * rows
    assert_undone(path, out)


def test_a_required_label_stays_required_where_people_decide(bench):
    bench.map(pick("boat", "ship", "canoe"), keep("cow"))
    table = required(id=pa.array([1, 2]), label=pa.array(["boat", "cow"]), free=pa.array([1, None]))
    path, _, _ = relabeled(bench, table)
    sheet = bench.decide("out.parquet", {("1", "boat"): "ship"})
    bench.run(path, out="two.parquet", decisions=sheet)
    assert read(bench.folder / "two.parquet")["label"].to_pylist() == ["ship", "cow"]
    assert read(bench.folder / "two.parquet").schema.equals(table.schema)
    assert_undone(path, bench.folder / "two.parquet")


def test_a_required_column_cannot_be_emptied(bench):
    bench.map(to("cat", "feline", unset=("colour",)))
    with pytest.raises(BadInput) as letter:
        relabeled(bench, required(label=pa.array(["cat"]), colour=pa.array(["blue"])))
    assert letter.value.code == "OM618"
    assert not (bench.folder / "out.parquet").exists()
