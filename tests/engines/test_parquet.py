"""Parquet: the label column changes in place; schema, order and every other value stay."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from engines.support import Bench, a_map, balanced, counts, keep, pick, retire, split, to, undecided_value, value
from hypothesis import given, settings, strategies as st

from ontoman.conditions import Field
from ontoman.migration import Decider, Fate, GroupOp, Item, MapDisposition
from ontoman.model import ValueKind
from ontoman.operations.relabel.undo import undo

GROUPS = (
    to("cat", "feline"),
    keep("cow"),
    split("van", ("wheels > 2 and parked", "truck"), ("height >= 2.5", "bus"), (None, "minivan")),
    split("cart", ("colour = 'red'", "red-cart")),
    retire("train"),
    retire("sled", MapDisposition.DROP),
    pick("boat", "ship", "canoe"),
    value("colour", "blue", "azure"),
    undecided_value("colour", "grey"),
)
SCHEMA = pa.schema(
    [
        pa.field("id", pa.int64()),
        pa.field("label", pa.string()),
        pa.field("wheels", pa.int32()),
        pa.field("height", pa.float64()),
        pa.field("parked", pa.bool_()),
        pa.field("colour", pa.string()),
        pa.field("at", pa.timestamp("us", tz="UTC")),
        pa.field("box", pa.struct([("x", pa.list_(pa.float32()))])),
    ],
    metadata={"made": "by hand"},
)
FIELDS = {
    "wheels": Field("wheels", ValueKind.INTEGER),
    "height": Field("height", ValueKind.DECIMAL),
    "parked": Field("parked", ValueKind.BOOLEAN),
    "colour": Field("colour", ValueKind.TEXT),
}
ROW = st.fixed_dictionaries(
    {
        "label": st.sampled_from(("cat", "cow", "van", "van", "cart", "train", "sled", "boat", "", None)),
        "wheels": st.sampled_from((None, 1, 2, 3, 4)),
        "height": st.sampled_from((None, float("nan"), float("inf"), -0.0, 2.5, 3.0)),
        "parked": st.sampled_from((None, True, False)),
        "colour": st.sampled_from((None, "red", "blue", "grey", "")),
    }
)


def table(rows, schema=SCHEMA) -> pa.Table:
    full = [
        {"id": n, "at": datetime(2024, 5, 1, n % 24, tzinfo=UTC), "box": {"x": [n / 2]}, **row}
        for n, row in enumerate(rows)
    ]
    return pa.Table.from_pylist(full, schema=schema)


def write(bench: Bench, rows, schema=SCHEMA, **more):
    path = bench.folder / "in.parquet"
    pq.write_table(table(rows, schema), path, **more)
    return path


def same(a, b) -> bool:
    """Tell whether two files hold the same schema, order and values; NaN is NaN."""
    left, right = pq.read_table(a), pq.read_table(b)
    return left.schema.equals(right.schema, check_metadata=True) and repr(left.to_pylist()) == repr(right.to_pylist())


@given(st.lists(ROW, min_size=1, max_size=25))
@settings(max_examples=40)
def test_every_row_is_what_the_reference_decides_and_undo_brings_the_file_back(tmp_path_factory, rows):
    bench = Bench(tmp_path_factory.mktemp("parquet"))
    bench.map(*GROUPS)
    result = bench.run(write(bench, rows))
    decider = Decider(a_map(*GROUPS), FIELDS)
    expected, fates = [], []
    for number, row in enumerate(rows):
        if not row["label"]:
            expected.append((number, row["label"], row["colour"]))
            continue
        outcome = decider.decide(Item(row["label"], {key: row[key] for key in FIELDS}))
        fates.append(outcome.fate)
        if outcome.labels:
            expected.append((number, outcome.labels[0], dict(outcome.set).get("colour", row["colour"])))
    found = pq.read_table(bench.folder / "out.parquet")
    assert [(row["id"], row["label"], row["colour"]) for row in found.to_pylist()] == expected
    assert {fate.value: result.report[fate.value] for fate in Fate} == {fate.value: fates.count(fate) for fate in Fate}
    assert balanced(result.report)
    assert found.schema.equals(pq.read_schema(bench.folder / "in.parquet"), check_metadata=True)
    assert undo(bench.folder / "out.parquet", bench.folder / "back.parquet")["exact"]
    assert same(bench.folder / "in.parquet", bench.folder / "back.parquet")


@pytest.mark.parametrize("compression", ["snappy", "zstd", "gzip", "none"])
def test_compression_and_required_columns_stay(bench, compression):
    bench.map(to("cat", "feline"), keep("cow"))
    schema = pa.schema([pa.field(f.name, f.type, nullable=f.name not in {"id", "label", "at"}) for f in SCHEMA])
    rows = [{"label": "cat", "wheels": 1, "height": 1.0, "parked": True, "colour": "red"}] * 3
    bench.run(write(bench, rows, schema, compression=compression))
    out = bench.folder / "out.parquet"
    assert pq.read_schema(out).equals(schema)
    assert pq.ParquetFile(out).metadata.row_group(0).column(0).compression == {"none": "UNCOMPRESSED"}.get(
        compression, compression.upper()
    )
    undo(out, bench.folder / "back.parquet")
    assert same(bench.folder / "in.parquet", bench.folder / "back.parquet")


def many(bench: Bench, rows: int, required: bool = False):
    """Write a file of several row groups, each of which DuckDB may give to another thread."""
    numbers = range(rows)
    columns = {
        "id": pa.array(numbers, pa.int64()),
        "label": pa.array([f"l{n * 1009 % 3000}" for n in numbers], pa.string()),
        "wheels": pa.array([n % 7 for n in numbers], pa.int32()),
        "colour": pa.array([("red", "blue", None)[n % 3] for n in numbers], pa.string()),
    }
    schema = pa.schema(
        [pa.field(name, one.type, nullable=not required or name != "label") for name, one in columns.items()]
    )
    path = bench.folder / "in.parquet"
    pq.write_table(pa.table(columns, schema=schema), path, row_group_size=10_000)
    return path, columns


@pytest.mark.parametrize("required", [False, True])
@pytest.mark.parametrize("values", [(), (value("colour", "blue", "azure"),)])
def test_rows_keep_their_order_whatever_finds_their_result(bench, required, values):
    bench.map(
        *(split(f"l{n}", ("wheels > 3", f"m{n}"), (None, f"n{n}")) for n in range(0, 3000, 3)),
        *(to(f"l{n}", f"n{n}") for n in range(1, 3000, 3)),
        *(keep(f"l{n}") for n in range(2, 3000, 3)),
        *values,
    )
    path, columns = many(bench, 300_000, required)
    bench.run(path)

    def new(label: str, wheels: int) -> str:
        number = int(label[1:])
        return label if number % 3 == 2 else f"{'m' if number % 3 == 0 and wheels > 3 else 'n'}{number}"

    found = pq.read_table(bench.folder / "out.parquet")
    assert found["id"].to_pylist() == list(range(300_000))
    old = zip(columns["label"].to_pylist(), columns["wheels"].to_pylist(), strict=True)
    assert found["label"].to_pylist() == [new(label, wheels) for label, wheels in old]
    assert found.schema.field("label").nullable is not required
    azure = {"blue": "azure"} if values else {}
    assert found["colour"].to_pylist() == [azure.get(one, one) for one in columns["colour"].to_pylist()]


def test_rows_keep_their_order_where_people_decided_some(bench):
    bench.map(pick("l0", "ship", "canoe"), *(to(f"l{n}", f"n{n}") for n in range(1, 3000)))
    path, columns = many(bench, 60_000)
    bench.run(path)
    waiting = [n for n, label in enumerate(columns["label"].to_pylist()) if label == "l0"]
    answers = {n: ("ship", "canoe")[n % 2] for n in waiting[::3]}
    sheet = bench.decide("out.parquet", {(str(n), "l0"): answer for n, answer in answers.items()})
    bench.run(path, decisions=sheet, force=True)
    found = pq.read_table(bench.folder / "out.parquet")
    assert len(waiting) == 20
    assert found["id"].to_pylist() == list(range(60_000))
    assert found["label"].to_pylist() == [
        answers.get(n, label if label == "l0" else label.replace("l", "n"))
        for n, label in enumerate(columns["label"].to_pylist())
    ]


@pytest.mark.parametrize(
    ("kind", "before", "after", "options"),
    [
        (pa.list_(pa.string()), [["cat", "cow"], ["cat", "lion"], [], None], [["feline", "cow"], ["feline"], [], None], {}),
        (pa.string(), ["cat;cow", "cow", "lion;cat", ""], ["feline;cow", "cow", "feline", ""], {"sep": ";"}),
        (pa.dictionary(pa.int32(), pa.string()), ["cat", "cow", "lion", None], ["feline", "cow", "feline", None], {}),
        (pa.int32(), [0, 2, 1, None], [1, 0, 1, None], {"index": ("cat", "lion", "cow"), "out_index": ("cow", "feline")}),
        (pa.list_(pa.int64()), [[0, 2], [1, 0], [], None], [[0, 1], [1], [], None], {"index": ("cat", "lion", "cow"), "out_index": ("cow", "feline")}),
    ],
)  # fmt: skip
def test_cells_hold_names_lists_positions_or_dictionaries(bench, kind, before, after, options):
    bench.map(to("cat", "feline"), to("lion", "feline"), keep("cow"))
    for name in ("index", "out_index"):
        if name in options:
            options = {**options, name: bench.file(f"{name}.txt", "\n".join(options[name]))}
    schema = pa.schema([pa.field("n", pa.int64()), pa.field("label", kind)])
    path = bench.folder / "in.parquet"
    pq.write_table(pa.table({"n": [1, 2, 3, 4], "label": pa.array(before, kind)}, schema=schema), path)
    result = bench.run(path, **options)
    found = pq.read_table(bench.folder / "out.parquet")
    assert found["label"].to_pylist() == after
    assert found.schema == schema
    assert balanced(result.report)
    undo(bench.folder / "out.parquet", bench.folder / "back.parquet")
    assert same(path, bench.folder / "back.parquet")


def test_attributes_decide_cells_of_several_labels_too(bench):
    bench.map(
        split("van", ("wheels > 2", "truck"), (None, "minivan")),
        keep("cow"),
        split("both", ("wheels > 0", "a"), ("wheels > 2", "b"), op=GroupOp.ALL_OF),
    )
    rows = [("van;cow", 4), ("van", 2), ("van", None), ("both", 4), ("both;cow", 1)]
    result = bench.run(write(bench, [{"label": label, "wheels": wheels} for label, wheels in rows]), sep=";")
    assert pq.read_table(bench.folder / "out.parquet")["label"].to_pylist() == [
        "truck;cow",
        "minivan",
        "minivan",
        "a;b",
        "a;cow",
    ]
    assert counts(result) == {"read": 7, "unchanged": 2, "relabeled": 5, "written": 8, "added": 1}


def test_people_decide_row_by_row(bench):
    bench.map(pick("boat", "ship", "canoe"), keep("cow"))
    data = write(bench, [{"label": "boat"}, {"label": "cow"}, {"label": "boat"}])
    first = bench.run(data)
    assert (first.look, counts(first)) == (True, {"read": 3, "unchanged": 1, "review": 2, "written": 3})
    second = bench.run(data, decisions=bench.decide("out.parquet", {("2", "boat"): "canoe"}), force=True)
    assert pq.read_table(bench.folder / "out.parquet")["label"].to_pylist() == ["boat", "cow", "canoe"]
    assert counts(second) == {"read": 3, "unchanged": 1, "relabeled": 1, "review": 1, "written": 3}
    undo(bench.folder / "out.parquet", bench.folder / "back.parquet")
    assert same(data, bench.folder / "back.parquet")


def test_an_out_that_was_worked_on_is_undone_row_by_row(bench):
    bench.map(to("cat", "feline"), to("lion", "feline"), keep("cow"))
    data = write(bench, [{"label": label} for label in ("cat", "lion", "cow", "cat", "cow")])
    bench.run(data)
    out = bench.folder / "out.parquet"
    rows = pq.read_table(out).to_pylist()
    rows[1]["label"] = "cow"  # edited
    del rows[3]  # deleted
    rows.append({**rows[0], "id": 99})  # added
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), out)
    report = undo(out, bench.folder / "back.parquet")
    found = {row["id"]: row["label"] for row in pq.read_table(bench.folder / "back.parquet").to_pylist()}
    assert found == {0: "cat", 1: "cow", 2: "cow", 4: "cow", 99: "feline"}
    assert (report["exact"], report["restored"]) == (False, 1)
    assert [row["item"] for row in report["edited"]] == ["1"]
    assert report["added"] == [
        {"item": "99", "now": ["feline"], "relabeled": [], "old": [], "proposals": ["cat", "lion"]}
    ]
    assert [(row["item"], row["old"]) for row in report["deleted"]] == [("3", ["cat"])]
