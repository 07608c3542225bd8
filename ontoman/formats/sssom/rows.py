"""The table of a map file: from cells to rows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ontoman.errors import BadInput
from ontoman.formats.sssom.columns import BY_NAME, reader_of
from ontoman.migration.defaults import action_of, record_id_of
from ontoman.migration.values import MapRow, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

REQUIRED: Final = ("subject_id", "predicate_id", "object_id")
_BLANK: Final = {
    "record_id": "",
    "subject_id": "",
    "subject_label": "",
    "predicate_id": "",
    "object_id": "",
    "object_label": "",
    "action": action_of(None),
}


@dataclass(frozen=True)
class Table:
    """The columns of a map file and its lines of cells, as text."""

    columns: Sequence[str]
    lines: Sequence[Sequence[str]]

    def column(self, name: str) -> Sequence[str]:
        """Return the cells of one column; empty texts where the file has no such column."""
        place = self._places.get(name)
        if place is None:
            return [""] * len(self.lines)
        return [line[place] if place < len(line) else "" for line in self.lines]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in reversed(list(enumerate(self.columns)))}

    def rows(self, curies: Mapping[str, str], name: str) -> tuple[MapRow, ...]:
        """Return the lines as rows; raises BadInput (OM502, OM504) naming the row that cannot be read."""
        readers = [
            (place, BY_NAME[column].field, reader_of(BY_NAME[column], curies))
            for column, place in self._places.items()
            if column in BY_NAME
        ]
        rows = [_row(line, readers, f"{name}, row {i}") for i, line in enumerate(self.lines, 1)]
        said = zip(rows, self.column("om_action"), self.column("predicate_modifier"), strict=True)
        return tuple(_completed(row, action, modifier) for row, action, modifier in said)


def _row(line: Sequence[str], readers: Sequence[tuple[int, str, Callable[[str, str], object]]], place: str) -> MapRow:
    values: dict[str, object] = dict(_BLANK)
    for position, field, read in readers:
        text = line[position] if position < len(line) else ""
        if text:
            values[field] = read(text, place)
    missing = [name for name in REQUIRED if not values[BY_NAME[name].field]]
    if missing:
        raise BadInput("OM502", f"{place} has no {' and no '.join(missing)}.", fix="Fill the cell or drop the row.")
    return MapRow(**values)  # type: ignore[arg-type]


def _completed(row: MapRow, action: str, modifier: str) -> MapRow:
    """Add what other makers leave out: the action that the predicate comes to, an id; a `Not` maps nothing."""
    if not action:
        row = replace(row, action=action_of(row))
    if modifier == "Not":
        row = replace(row, status=Status.REJECTED)
    return row if row.record_id else replace(row, record_id=record_id_of(row))


def table_of(text: str, name: str) -> Table:
    """Take a table of tab-separated values apart.

    Raises BadInput: OM501 where it is none, OM502 where columns are missing, OM505 where it has no rows.
    """
    try:
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True) if any(line)]
    except csv.Error as error:
        raise BadInput(
            "OM501", f"{name} is not a table of tab-separated values: {error}.", fix="Save the map as SSSOM TSV."
        ) from error
    columns = lines[0] if lines else []
    _refuse_missing(columns, name)
    if not lines[1:]:
        raise BadInput("OM505", f"{name} has no rows.", fix="A map needs a row for every label in the data.")
    for i, line in enumerate(lines[1:], 1):
        if len(line) > len(columns):
            raise BadInput(
                "OM501",
                f"{name}, row {i} has {len(line)} cells, the header has {len(columns)}.",
                fix="Quote cells that hold a tab.",
            )
    return Table(columns, lines[1:])


def _refuse_missing(columns: Sequence[str], name: str) -> None:
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise BadInput(
            "OM502",
            f"{name} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"it has {', '.join(columns[:20]) or 'none'}.",
            fix="A map is an SSSOM TSV file. `ontoman map import` makes one from a table of two columns.",
            details={"missing": missing, "columns": list(columns)},
        )
