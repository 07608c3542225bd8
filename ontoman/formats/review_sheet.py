"""review.csv: one line for each label that a person must decide, and the way back in."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.formats.edits import check_utf8
from ontoman.formats.text_tables import BOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

COLUMNS = ("item", "label", "attributes", "candidates", "why", "data", "decision")
_NEEDED = ("item", "label", "data", "decision")
BETWEEN = " | "
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One label occurrence that waits for a person."""

    item: str
    label: str
    attributes: tuple[tuple[str, str], ...]
    candidates: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person wrote into the sheet."""

    line: int
    item: str
    label: str
    choice: str
    data: str


def sheet(waiting: Iterable[Waiting], data_sha256: str) -> Iterator[bytes]:
    """Write the sheet; each line carries the hash of the data, so that it can't be used on another file."""
    yield _line(COLUMNS)
    for one in waiting:
        attributes = "; ".join(f"{key}={value}" for key, value in one.attributes)
        yield _line(
            (one.item, one.label, attributes, BETWEEN.join(one.candidates), one.why, data_sha256, ""), guard=True
        )


def read_decisions(data: bytes, name: str) -> tuple[Decision, ...]:
    """Read a filled sheet; lines without a decision are left out (they go on waiting)."""
    check_utf8(data, name)
    text = data.removeprefix(BOM).decode("utf-8")
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    lacking = [column for column in _NEEDED if column not in (reader.fieldnames or ())]
    if lacking:
        raise BadInput(
            "OM641",
            f"{name} is no review sheet: it has no column {', '.join(lacking)}.",
            fix="Fill in the column `decision` of the review.csv that `relabel` wrote; keep its other columns.",
        )
    return tuple(_decision(row, reader.line_num) for row in reader if (row["decision"] or "").strip())


def _decision(row: Mapping[str, str | None], line: int) -> Decision:
    item, label, data, choice = (_unguarded(row[column] or "") for column in _NEEDED)
    return Decision(line, item, label, choice.strip(), data.strip())


def _delimiter(text: str) -> str:
    """Spreadsheets of some languages save with semicolons."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _line(cells: Iterable[str], *, guard: bool = False) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow([_guarded(cell) for cell in cells] if guard else cells)
    return out.getvalue().encode("utf-8")


def _guarded(text: str) -> str:
    """Keep a spreadsheet from running a cell as a formula."""
    return f"'{text}" if text.startswith(_GUARDED) else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in _GUARDED and len(text) > 1 else text
