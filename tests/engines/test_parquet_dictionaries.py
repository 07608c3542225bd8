"""What relabel writes, others read: pyarrow takes a column's dictionary as it stands in the file."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from engines.support import Bench, keep, pick, retire, to
from hypothesis import given, settings, strategies as st

from ontoman.migration import MapDisposition

LABELS = tuple("abcdefgh")
FATE = st.sampled_from(("keep", "to a", "to z", "drop", "pick"))


def rows_of(label, fate):
    match fate:
        case "keep":
            return keep(label)
        case "drop":
            return retire(label, MapDisposition.DROP)
        case "pick":
            return pick(label, f"m{label}", f"n{label}")
        case _:
            return to(label, fate[-1] + label)


def assert_readable(path):
    plain = pq.ParquetFile(path).read()
    assert pq.ParquetFile(path, read_dictionary=["label"]).read()["label"].to_pylist() == plain["label"].to_pylist()


@given(
    st.lists(st.sampled_from((*LABELS, "", None)), min_size=1, max_size=20),
    st.tuples(*(FATE for _ in LABELS)),
    st.booleans(),
    st.sampled_from((None, "omit")),
)
@settings(max_examples=15)
def test_the_dictionary_of_a_column_can_be_read(tmp_path_factory, labels, fates, as_dictionary, pending):
    bench = Bench(tmp_path_factory.mktemp("dictionary"))
    bench.map(*(rows_of(label, fate) for label, fate in zip(LABELS, fates, strict=True)))
    kind = pa.dictionary(pa.int32(), pa.string()) if as_dictionary else pa.string()
    table = pa.table({"id": range(len(labels)), "label": pa.array(labels, pa.string()).cast(kind)})
    path = bench.folder / "in.parquet"
    pq.write_table(table, path)
    result = bench.run(path, pending=pending)
    assert_readable(bench.folder / "out.parquet")
    if result.waiting:
        waits = {(str(n), label): f"n{label}" for n, label in enumerate(labels) if n % 2 and label}
        sheet = bench.decide("out.parquet", waits)
        bench.run(path, out="two.parquet", pending=pending, decisions=sheet)
        assert_readable(bench.folder / "two.parquet")


@pytest.mark.parametrize("by", ["sorted", "rare", "each"])
def test_the_dictionary_of_every_row_group_can_be_read(bench, by):
    """A row group that holds few of the texts has a dictionary of its own."""
    size = 300_000
    number = {
        "sorted": lambda n: n * 40 // size,
        "rare": lambda n: 39 if n == size // 2 else n % 30,
        "each": lambda n: n % 40,
    }[by]
    bench.map(*(to(f"l{n}", f"n{n}") for n in range(40)))
    path = bench.folder / "in.parquet"
    labels = pa.array([f"l{number(n)}" for n in range(size)]).dictionary_encode()
    pq.write_table(pa.table({"label": labels}), path)
    bench.run(path)
    assert_readable(bench.folder / "out.parquet")
    assert pq.ParquetFile(bench.folder / "out.parquet").read()["label"].to_pylist() == [
        f"n{number(n)}" for n in range(size)
    ]
