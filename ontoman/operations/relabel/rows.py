"""The rows of a text table on their way out: edits, lineage, review sheet, list of items."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ontoman.formats.edits import Edit, placed
from ontoman.formats.review_sheet import Waiting
from ontoman.operations.relabel.tables import make_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontoman.formats.rows import Row
    from ontoman.operations.relabel.cells import Tally
    from ontoman.operations.relabel.choices import Choices
    from ontoman.operations.relabel.output import Records
    from ontoman.operations.relabel.tables import Key, Plan, Plans, TableJob


def table_edits(job: TableJob, plans: Plans, tally: Tally, choices: Choices, records: Records) -> Iterator[Edit]:
    """Yield the edits that relabel the table, while lineage, review sheet and list of items are written."""
    shift = 0
    records.head(_layout(job))
    for row in job.rows("Writing"):
        plan = plans.of(row)
        if not (plan.touches or plan.cell.waits or records.lists_items):
            continue
        item = item_id(job, row) if records.lists_items or plan.cell.waits else ""
        if plan.cell.waits:
            plan = _chosen(job, plans.kinds.key(row), plan, item, tally, choices)
            records.review(_waiting(job, row, plan, item))
        edits = tuple(_edits(job, row, plan))
        if records.lists_items:
            _record(job, row, plan, item, edits, shift, records)
            shift += sum(len(edit.new) - (edit.end - edit.start) for edit in edits)
        yield from edits


def _record(
    job: TableJob, row: Row, plan: Plan, item: str, edits: tuple[Edit, ...], shift: int, records: Records
) -> None:
    """List the item as it stands in OUT, and keep where it came from."""
    out_item = item if job.item_id or not edits else _hash_of(job, row, edits)
    if not plan.drop:
        records.item(out_item, _written_cell(row, plan))
    if edits:
        records.lineage(_lineage(job, row, plan, item, out_item), placed(job.table.data, edits, shift))


def item_id(job: TableJob, row: Row) -> str:
    """Return the id of a row: its own, else a hash of its content."""
    if job.item_id:
        cell = row.cells[job.width]
        return "" if cell is None else str(job.table.value(cell))
    return content_id(job.table.data[row.start : row.end])


def duplicate_id(job: TableJob) -> str | None:
    """Return an id that two rows have, or None."""
    seen: set[bytes | None] = set()
    for row in job.table.rows([job.item_id or job.label]):
        if row.cells[0] in seen:
            return str(job.table.value(row.cells[0] or b'""'))
        seen.add(row.cells[0])
    return None


def content_id(content: bytes) -> str:
    """Return an id that stays with the content wherever it goes."""
    return hashlib.sha256(content.rstrip(b"\r\n")).hexdigest()[:16]


def _chosen(job: TableJob, key: Key, plan: Plan, item: str, tally: Tally, choices: Choices) -> Plan:
    """Apply what people decided for this row, if they did."""
    picked = [choices.take(item, one) if one.waits else None for one in plan.cell.settled]
    if not any(picked):
        return plan
    labels = [one.label for one in plan.cell.settled]
    decided = make_plan(job, key, labels, plan.outcomes, picked)
    tally.add(plan.cell, -1)
    tally.add(decided.cell)
    return decided


# -- writing ----------------------------------------------------------------------------------------------------------


def _edits(job: TableJob, row: Row, plan: Plan) -> Iterator[Edit]:
    if plan.drop:
        yield Edit(row.start, row.end, b"")
        return
    spans = ((*job.table.span(row, position), new) for position, new in plan.new)
    yield from sorted(Edit(start, end, new) for start, end, new in spans)


def _hash_of(job: TableJob, row: Row, edits: Iterable[Edit]) -> str:
    content, data = b"", job.table.data
    at = row.start
    for start, end, new in edits:
        content += data[at:start] + new
        at = end
    return content_id(content + data[at : row.end])


def _written_cell(row: Row, plan: Plan) -> str:
    """Return the label cell as it stands in OUT."""
    new = next((new for position, new in plan.new if position == 0), row.cells[0])
    return (new or b"").decode("utf-8")


def _layout(job: TableJob) -> dict[str, object]:
    form = job.form
    return {
        "label": job.label,
        "attributes": list(job.attributes),
        "item_id": job.item_id,
        "header": getattr(job.table, "header", True),
        "sep": form.sep,
        "index": list(form.index.names) if form.index else None,
        "out_index": list(form.out_index.names) if form.out_index else None,
    }


def _waiting(job: TableJob, row: Row, plan: Plan, item: str) -> Iterator[Waiting]:
    attributes = tuple(
        (name, str(job.table.value(cell)))
        for name, cell in zip(job.attributes, row.cells[1 : job.width], strict=True)
        if cell is not None
    )
    return (Waiting(item, one.label, attributes, one.candidates, one.why) for one in plan.cell.settled if one.waits)


def _lineage(job: TableJob, row: Row, plan: Plan, item: str, out_item: str) -> dict[str, object]:
    cells = {job.wanted[position]: (row.cells[position] or b"").decode("utf-8") for position, _ in plan.new}
    return {
        "item": item,
        "out": None if plan.drop else out_item,
        "old": [one.label for one in plan.cell.settled],
        "new": list(plan.cell.labels),
        "attributes": {name: cell for name, cell in cells.items() if name != job.label},
        "mapping": list(plan.cell.record_ids),
        "cells": cells,
    }
