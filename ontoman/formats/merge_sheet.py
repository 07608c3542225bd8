"""The conflicts of a merge as a table to fill in, and the way back in."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from ontoman.errors import BadInput
from ontoman.formats.edits import check_utf8
from ontoman.formats.text_tables import BOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COLUMNS: Final = ("conflict", "kind", "key", "label", "why", "ours", "theirs", "choices", "resolution")
_GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def sheet(rows: Iterable[Mapping[str, str]], delimiter: str) -> bytes:
    """Write one line a conflict; what is written already in `resolution` stays."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: _guarded(row[column]) for column in COLUMNS} for row in rows)
    return out.getvalue().encode()


def resolutions(data: bytes, name: str) -> tuple[tuple[str, str], ...]:
    """Read conflicts and their resolutions from a filled sheet; a line without one is left out (OM463 for no sheet)."""
    check_utf8(data, name)
    text = data.removeprefix(BOM).decode()
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    lacking = [column for column in ("conflict", "resolution") if column not in (reader.fieldnames or ())]
    if lacking:
        raise BadInput(
            "OM463",
            f"{name} is no sheet of conflicts: it has no column {', '.join(lacking)}.",
            fix="Write one with `ontoman merge … --conflicts FILE`, and fill in its column `resolution`.",
        )
    rows = (((row["conflict"] or "").strip(), (row["resolution"] or "").strip()) for row in reader)
    return tuple((conflict, choice) for conflict, choice in rows if choice)


def _guarded(text: str) -> str:
    """Keep a spreadsheet from running a cell as a formula."""
    return f"'{text}" if text.startswith(_GUARDED) else text
