"""Undo a CSV, TSV or JSON Lines file that was worked on since it was relabeled: row by row, by id."""

from __future__ import annotations

import json
from collections import Counter, deque
from typing import TYPE_CHECKING, Any

from ontoman.formats.edits import Edit
from ontoman.formats.index_files import IndexFile
from ontoman.formats.label_cells import CellForm
from ontoman.operations.relabel.output import ITEMS
from ontoman.operations.relabel.rows import content_id
from ontoman.operations.relabel.text import open_rows
from ontoman.operations.relabel.undo import Worked, lineage_of, proposals_by_label
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.formats.rows import Row, Rows
    from ontoman.operations.relabel.undo import Findings, Past

Records = dict[str, "deque[dict[str, Any]]"]


def undo_table_items(past: Past, findings: Findings) -> Iterator[Edit]:
    """Yield the edits that bring back every row that is still as relabel wrote it; the others are listed."""
    records = lineage_of(past)
    head = next(records)
    changed, dropped, pairs = _sorted_out(records)
    table = open_rows(past.out, read_bytes(past.out), header=head["header"])
    form = _form(head)
    items = _items(past)
    proposals = proposals_by_label(pairs)
    wanted = [head["label"], *head["attributes"], *([head["item_id"]] if head["item_id"] else [])]
    for row in table.rows(wanted):
        item = _item(table, row, head)
        cell = row.cells[0] or b""
        written = items.get(item)
        if not written:
            labels = form.labels(table.value(cell)) if cell else ()
            findings.added.append(Worked(item, now=labels, proposals=_proposed(labels, proposals)))
            continue
        as_written = written.popleft()
        record = changed[item].popleft() if changed.get(item) else None
        if cell.decode("utf-8") != as_written:
            labels = form.labels(table.value(cell)) if cell else ()
            findings.edited.append(_edited(item, labels, record, proposals))
        elif record is not None:
            findings.restored += 1
            yield from sorted(_cells_back(table, row, wanted, record))
    yield from _dropped_back(table, dropped, findings)
    _deleted(items, changed, findings)


def _sorted_out(records: Iterator[dict[str, Any]]) -> tuple[Records, list[dict[str, Any]], list[tuple[str, str]]]:
    changed: Records = {}
    dropped: list[dict[str, Any]] = []
    pairs: list[tuple[str, str]] = []
    for record in records:
        if record["out"] is None:
            dropped.append(record)
        else:
            changed.setdefault(record["out"], deque()).append(record)
        if len(record["old"]) == len(record["new"]):
            pairs += zip(record["old"], record["new"], strict=True)
        else:
            pairs += [(old, new) for old in record["old"] for new in record["new"]]
    return changed, dropped, pairs


def _items(past: Past) -> dict[str, deque[str]]:
    found: dict[str, deque[str]] = {}
    path = past.folder / ITEMS
    for line in path.read_bytes().splitlines() if path.is_file() else ():
        item, cell = json.loads(line)
        found.setdefault(item, deque()).append(cell)
    return found


def _form(head: Mapping[str, Any]) -> CellForm:
    out_index = IndexFile("the index", tuple(head["out_index"])) if head["out_index"] else None
    return CellForm(head["sep"], out_index, out_index)


def _item(table: Rows, row: Row, head: Mapping[str, Any]) -> str:
    if head["item_id"]:
        cell = row.cells[-1]
        return "" if cell is None else str(table.value(cell))
    return content_id(table.data[row.start : row.end])


def _cells_back(table: Rows, row: Row, wanted: list[str], record: Mapping[str, Any]) -> Iterator[Edit]:
    for name, was in record["cells"].items():
        place = wanted.index(name)
        if row.cells[place] is not None:
            start, end = table.span(row, place)
            yield Edit(start, end, was.encode("utf-8"))


def _dropped_back(table: Rows, dropped: list[dict[str, Any]], findings: Findings) -> Iterator[Edit]:
    """Put back the rows that relabel dropped, at the end: where they stood, others may have come and gone."""
    if dropped:
        size = len(table.data)
        rows = "".join(_ended(record["edits"][0][2]) for record in dropped).encode("utf-8")
        yield Edit(size, size, rows if table.data.endswith(b"\n") else b"\n" + rows)
        findings.restored += len(dropped)


def _ended(row: str) -> str:
    return row if row.endswith("\n") else row + "\n"


def _edited(
    item: str, labels: tuple[str, ...], record: Mapping[str, Any] | None, proposals: Mapping[str, tuple[str, ...]]
) -> Worked:
    if record is None:
        return Worked(item, now=labels, proposals=_proposed(labels, proposals))
    old, new = tuple(record["old"]), tuple(record["new"])
    return Worked(item, now=labels, relabeled=new, old=old, proposals=_proposed(labels, proposals))


def _proposed(labels: tuple[str, ...], proposals: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(old for label in labels for old in proposals.get(label, ())))


def _deleted(items: Mapping[str, deque[str]], changed: Records, findings: Findings) -> None:
    left = Counter({item: len(cells) for item, cells in items.items() if cells})
    for item in left:
        records = changed.get(item) or deque([None] * left[item])  # type: ignore[list-item]
        for record in list(records)[: left[item]] + [None] * (left[item] - len(records)):
            old, new = (tuple(record["old"]), tuple(record["new"])) if record else ((), ())
            findings.deleted.append(Worked(item, relabeled=new, old=old, proposals=old))
