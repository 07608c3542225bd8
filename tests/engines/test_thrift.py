"""Thrift's compact protocol: what is read is written again, and a cut is seen."""

from __future__ import annotations

import io

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, strategies as st

from ontoman.engines import thrift
from ontoman.engines.parquet_footer import footer_bytes, read_footer
from ontoman.engines.thrift import Malformed, read_struct, write_struct

INTEGERS = st.integers(-(2**63), 2**63 - 1)


def values(struct):
    plain = {
        thrift.BYTE: st.integers(0, 255),
        thrift.I16: INTEGERS,
        thrift.I32: INTEGERS,
        thrift.I64: INTEGERS,
        thrift.DOUBLE: st.binary(min_size=8, max_size=8),
        thrift.BINARY: st.binary(max_size=200),
        thrift.UUID: st.binary(min_size=16, max_size=16),
    }
    lists = st.sampled_from([*plain, thrift.STRUCT]).flatmap(
        lambda kind: st.tuples(st.just(kind), st.lists(plain.get(kind, struct), max_size=20))
    )
    pairs = st.lists(st.tuples(plain[thrift.BINARY], plain[thrift.I32]), min_size=1, max_size=3)
    maps = st.tuples(st.just(thrift.BINARY), st.just(thrift.I32), pairs)
    return st.one_of(
        *(st.tuples(st.just(kind), of) for kind, of in plain.items()),
        st.sampled_from([(thrift.TRUE, None), (thrift.FALSE, None), (thrift.MAP, (0, 0, []))]),
        st.tuples(st.sampled_from([thrift.LIST, thrift.SET]), lists),
        st.tuples(st.just(thrift.MAP), maps),
        st.tuples(st.just(thrift.STRUCT), struct),
    )


STRUCTS = st.recursive(
    st.just({}), lambda inner: st.dictionaries(st.integers(1, 300), values(inner), max_size=5), max_leaves=12
)


@given(STRUCTS, st.binary(max_size=5))
def test_what_is_written_is_read(struct, after):
    data = write_struct(struct)
    assert read_struct(data + after) == (struct, len(data))


@given(STRUCTS)
def test_a_structure_that_is_cut_off_is_none(struct):
    data = write_struct(struct)
    for end in range(len(data)):
        with pytest.raises(Malformed):
            read_struct(data[:end])


@pytest.mark.parametrize("by", ["pyarrow", "duckdb"])
def test_a_footer_is_written_as_it_was_read(tmp_path, by):
    path = tmp_path / "in.parquet"
    if by == "pyarrow":
        table = pa.table({"a": [[1], None], "ä": pa.array(["x", None]).dictionary_encode(), "d": [1.5, 2.5]})
        pq.write_table(table.replace_schema_metadata({"k": "v"}), path, row_group_size=1, write_page_index=True)
    else:
        duckdb.execute(f"COPY (SELECT range AS a, 'x' AS b FROM range(300000)) TO '{path}' (KV_METADATA {{k: 'v'}})")
    data = path.read_bytes()
    assert data.endswith(footer_bytes(read_footer(io.BytesIO(data))))


def test_what_is_no_footer_is_said():
    for data in (b"", b"PAR1", b"PAR1\x00\x00\x00\x00PARE", b"PAR1\xff\xff\x00\x00PAR1"):
        with pytest.raises(Malformed):
            read_footer(io.BytesIO(data))
