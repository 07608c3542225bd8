"""CSV, TSV and JSON Lines on their way to another release."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.formats.edits import write_edited
from ontoman.formats.index_files import read_index
from ontoman.formats.json_lines import open_json_lines
from ontoman.formats.label_cells import CellForm
from ontoman.formats.text_tables import open_table
from ontoman.operations.relabel.choices import read_choices
from ontoman.operations.relabel.headers import check_header
from ontoman.operations.relabel.layout import (
    attribute_columns,
    fields_for,
    id_column,
    keys_used,
    label_column,
)
from ontoman.operations.relabel.output import HashingFile, Records
from ontoman.operations.relabel.policy import decider_of, policy_of
from ontoman.operations.relabel.rows import duplicate_id, table_edits
from ontoman.operations.relabel.tables import TableJob, tables_plan
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ontoman.formats.edits import Edit
    from ontoman.formats.rows import Rows
    from ontoman.operations.relabel.cells import Tally
    from ontoman.operations.relabel.choices import Choices
    from ontoman.operations.relabel.layout import Layout
    from ontoman.operations.relabel.output import Output
    from ontoman.operations.relabel.request import Request
    from ontoman.operations.relabel.tables import Plans
    from ontoman.operations.relabel.way import Way


@dataclass
class TextCarrier:
    """A text table, decided; `write` splices the changed cells."""

    job: TableJob
    plans: Plans
    tally: Tally
    choices: Choices
    input_sha256: str
    lineage: bool
    warnings: tuple[str, ...]
    waiting: Counter[tuple[str, tuple[str, ...]]]

    def write(self, place: Output | None) -> str | None:
        """Write the table with its edits; without a place only what waits is counted."""
        records = Records(place.folder if place else None, self.lineage, self.input_sha256, self.waiting)
        edits = table_edits(self.job, self.plans, self.tally, self.choices, records)
        try:
            sha256 = self._spliced(edits, place)
        finally:
            records.close()
        self.choices.check_all_taken()
        return sha256

    def _spliced(self, edits: Iterable[Edit], place: Output | None) -> str | None:
        if place is None:
            deque(edits, maxlen=0)
            return None
        with place.file.open("wb") as file:
            hashing = HashingFile(file)
            write_edited(self.job.table.data, edits, hashing)
        return hashing.sha256


def open_text(request: Request, way: Way) -> TextCarrier:
    """Read a text table and decide every row of it."""
    layout, data = request.layout, read_bytes(request.data)
    table = open_rows(request.data, data, header=layout.header)
    job = _job(request, way, table, text=request.data.suffix.lower() in {".csv", ".tsv"})
    check_header(job, layout)
    plans, tally = tables_plan(job)
    sha256 = hashlib.sha256(data).hexdigest()
    choices = read_choices(request.decisions, sha256)
    if job.item_id and (request.lineage or plans.any_waits):
        job = _with_unique_ids(job, layout)
    return TextCarrier(job, plans, tally, choices, sha256, request.lineage, (), Counter())


def open_rows(path: Path, data: bytes, *, header: bool) -> Rows:
    """Open a text table by its suffix."""
    suffix = path.suffix.lower()
    if suffix in {".csv", ".tsv"}:
        return open_table(data, path.name, quoted=suffix == ".csv", header=header)
    return open_json_lines(data, path.name)


def cell_form(layout: Layout) -> CellForm:
    """Return how label cells are read and written; without --out-index the positions count in the same list."""
    if layout.sep == "":
        raise BadInput(
            "OM653",
            "--sep is empty: nothing stands between the labels of a cell.",
            fix="Name what separates labels, for example `--sep ';'`; leave --sep out where a cell holds one label.",
        )
    if layout.index is None:
        if layout.out_index is not None:
            raise BadInput(
                "OM648", "--out-index is given without --index.", fix="Name the list that the data counts in, too."
            )
        return CellForm(layout.sep)
    index = read_index(read_bytes(layout.index), layout.index.name)
    out = read_index(read_bytes(layout.out_index), layout.out_index.name) if layout.out_index else index
    return CellForm(layout.sep, index, out)


def _job(request: Request, way: Way, table: Rows, *, text: bool) -> TableJob:
    layout, columns = request.layout, table.columns
    label = label_column(columns, layout, table.name)
    keys = keys_used(way.map)
    # JSON Lines: a field may be rare, so each is asked for in every record.
    there = columns if text else (*columns, *sorted(keys - set(columns)))
    attributes = tuple(name for name in attribute_columns(there, layout, keys, table.name) if name != label)
    unknown = [name for name in attributes if name not in way.fields]
    fields = fields_for(way.fields, unknown, _values(table, unknown).__getitem__, text=text)
    decider = decider_of(way, fields, table.name)
    return TableJob(
        table,
        label,
        attributes,
        id_column(columns, layout, table.name),
        cell_form(layout),
        fields,
        decider,
        policy_of(request, way),
        text,
        request.progress,
    )


def _values(table: Rows, columns: Sequence[str]) -> dict[str, list[object]]:
    """Return every value of each of the columns, read in one pass."""
    seen: list[set[bytes | None]] = [set() for _ in columns]
    for row in table.rows(columns) if columns else ():
        for cells, cell in zip(seen, row.cells, strict=True):
            cells.add(cell)
    return {
        name: [table.value(cell) for cell in cells if cell is not None]
        for name, cells in zip(columns, seen, strict=True)
    }


def _with_unique_ids(job: TableJob, layout: Layout) -> TableJob:
    """Hold a named id column to its word; leave aside one that was only found, where two rows share an id."""
    twice = duplicate_id(job)
    if twice is None:
        return job
    if layout.id_column is None:
        return replace(job, item_id=None)
    raise BadInput(
        "OM619",
        f"{job.table.name}: {twice!r} stands twice in the column {layout.id_column!r}.",
        fix="Name a column that tells the rows apart; without --id-column their content does.",
        details={"id": twice},
    )
