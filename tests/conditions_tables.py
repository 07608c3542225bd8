"""Items as Parquet, typed or as the text of cells: what SQL engines are asked about."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from conditions_strategies import FIELDS, NAN
from hypothesis import strategies as st

from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_TYPES = {
    ValueKind.BOOLEAN: pa.bool_(),
    ValueKind.SINGLE: pa.string(),
    ValueKind.MULTI: pa.list_(pa.string()),
    ValueKind.ORDINAL: pa.string(),
    ValueKind.INTEGER: pa.int64(),
    ValueKind.DECIMAL: pa.float64(),
    ValueKind.TEXT: pa.string(),
    ValueKind.DATE: pa.date32(),
}
TYPED = {**{key: _TYPES[field.kind] for key, field in FIELDS.items()}, "category": pa.string()}
TEXTS = dict.fromkeys(TYPED, pa.string())
PANDAS = {"wheels": pa.float64(), "size": pa.float32(), "day": pa.timestamp("us")}
"""A whole number that may be missing is a DOUBLE with NaN, a day a time."""


def items_of_pandas() -> st.SearchStrategy[dict[str, object]]:
    """Items of which few differ, many are NaN, and none is missing as often as not."""
    number = st.sampled_from([NAN, NAN, -1.0, 0.0, 2.0, 2.5, 3.0, 1e9, float("inf")])
    times = st.datetimes(datetime(2023, 12, 28), datetime(2024, 3, 2))  # noqa: DTZ001 - they have no zone
    return st.fixed_dictionaries({"wheels": number, "size": number, "day": times | st.none()})


def write_items(
    path: Path, items: Sequence[Mapping[str, object]], types: Mapping[str, pa.DataType], rows_a_group: int = 1000
) -> None:
    """Write *items* with their place as `id`; a value that an item lacks is NULL."""
    columns = {key: pa.array([item.get(key) for item in items], kind) for key, kind in types.items()}
    pq.write_table(pa.table({"id": range(len(items)), **columns}), path, row_group_size=rows_a_group)
