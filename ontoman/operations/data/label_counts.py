"""How often each label occurs in data: a list of counts, or a file of data that is counted here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from ontoman.formats.rows import Rows
    from ontoman.operations.relabel.layout import Layout

_COUNTS = ("label", "count")


def label_counts(path: Path, layout: Layout) -> Counter[str]:
    """Count the labels of a file; a table of exactly the columns `label` and `count` has them counted."""
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".jsonl" | ".ndjson":
            from ontoman.operations.relabel.text import open_rows  # noqa: PLC0415 - each format brings its own

            table = open_rows(path, read_bytes(path), header=layout.header)
            columns = tuple(column.strip().lower() for column in table.columns)
            return _listed(table) if columns == _COUNTS and layout.header else _of_rows(table, layout)
        case ".parquet":
            return _of_parquet(path, layout)
        case ".json":
            return _of_coco(path)
        case other:
            raise BadInput(
                "OM481",
                f"{path} is of no kind whose labels can be counted: {other or 'it has no suffix'}.",
                fix="Name a table of label and count, or data: .csv, .tsv, .jsonl, .parquet, or .json for COCO.",
            )


def _listed(table: Rows) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in table.rows(table.columns):
        label, count = (str(table.value(cell)) if cell is not None else "" for cell in row.cells)
        if not count.strip().isdecimal():
            raise BadInput(
                "OM482",
                f"{table.name}, line {row.line}: {count!r} is no count of the label {label!r}.",
                fix="A count is a whole number from 0.",
            )
        counts[label] += int(count)
    return counts


def _of_rows(table: Rows, layout: Layout) -> Counter[str]:
    from ontoman.operations.relabel.layout import label_column  # noqa: PLC0415 - each format brings its own
    from ontoman.operations.relabel.text import cell_form  # noqa: PLC0415

    form, column = cell_form(layout), label_column(table.columns, layout, table.name)
    cells = Counter(row.cells[0] for row in table.rows([column]))
    counts: Counter[str] = Counter()
    for cell, times in cells.items():
        for label in form.labels(table.value(cell)) if cell is not None else ():
            counts[label] += times
    return counts


def _of_parquet(path: Path, layout: Layout) -> Counter[str]:
    from ontoman.engines.counting import columns_of_parquet, counts_of_parquet  # noqa: PLC0415 - DuckDB
    from ontoman.operations.relabel.layout import label_column  # noqa: PLC0415
    from ontoman.operations.relabel.text import cell_form  # noqa: PLC0415

    form = cell_form(layout)
    column = label_column(columns_of_parquet(path), layout, path.name)
    counts: Counter[str] = Counter()
    for value, times in counts_of_parquet(path, column):
        for label in form.labels(value) if value is not None else ():
            counts[label] += times
    return counts


def _of_coco(path: Path) -> Counter[str]:
    from ontoman.formats.coco import open_coco  # noqa: PLC0415 - msgspec

    coco = open_coco(read_bytes(path), path.name)
    ids = Counter(one.id for _, found in coco.labeled(frozenset()) for one in found)
    ids.update(number for listed in coco.listed() for number in listed.ids)
    return Counter({coco.categories[number].name: times for number, times in ids.items()})
