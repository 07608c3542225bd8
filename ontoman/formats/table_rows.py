"""The rows of a table that holds an ontology: header found, cells trimmed, columns by name."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ontoman.errors import BadInput
from ontoman.rdf import decoded
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_HEADER_WITHIN: Final = 20
"""How many rows are searched for the header that has the columns which were named."""

_USUAL: Final = {
    "id": ("id", "key", "unique id", "code", "notation", "identifier"),
    "parent": ("parent", "parent id", "parent key", "broader"),
    "label": ("label", "name", "title", "preflabel"),
    "definition": ("definition", "description"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns that were asked for."""

    id: str | None
    parent: str | None
    label: str | None
    definition: str | None
    path: str | None
    levels: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """Those that have a name."""
        single = (self.id, self.parent, self.label, self.definition, self.path)
        return tuple(name for name in (*single, *self.levels) if name)


class Problem(NamedTuple):
    """What is wrong with a row; the number is that of its line in the file."""

    row: int
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a category; an empty text where the table has nothing."""

    number: int
    id: str
    parent: str
    label: str
    definition: str
    path: str | None
    levels: tuple[str, ...] | None


class _Numbered(NamedTuple):
    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in a row each column stands."""

    id: int
    parent: int | None
    label: int | None
    definition: int | None
    path: int | None
    levels: tuple[int, ...]

    def row(self, number: int, cells: Sequence[str]) -> Row:
        def cell(place: int | None) -> str:
            return "" if place is None else cells[place]

        return Row(
            number,
            cell(self.id),
            cell(self.parent),
            cell(self.label),
            cell(self.definition),
            None if self.path is None else cell(self.path),
            tuple(cell(place) for place in self.levels if cell(place)) if self.levels else None,
        )


def read_rows(path: Path, columns: Columns, skip: int, delimiter: str | None) -> tuple[list[Row], list[Problem]]:
    """Read the rows of a table, and what is wrong with those whose cells do not fit the header."""
    table = _cells(path, delimiter)[skip:]
    if not table:
        raise BadInput("OM222", f"{path} has no header row.", fix="Name a table with a header and rows.")
    start = _header_at(table, columns)
    header = table[start].cells
    places = _places(path, header, columns)
    width = max(place for place, name in enumerate(header) if name) + 1
    rows, problems = [], []
    for number, cells in table[start + 1 :]:
        if len(cells) < width or any(cells[len(header) :]):
            what = f"has {len(cells)} cells; the header has {len(header)}"
            problems.append(Problem(number, "ragged", what))
        else:
            rows.append(places.row(number, cells))
    return rows, problems


def _cells(path: Path, delimiter: str | None) -> list[_Numbered]:
    """Return every row that is not blank, its cells trimmed, with the number of its line."""
    try:
        text = decoded(read_bytes(path)).decode()
        return list(_parsed(text, delimiter or _delimiter(path, text)))
    except BadInput as letter:
        details = {"path": str(path), **letter.details}
        raise BadInput(letter.code, f"{path}: {letter.message}", fix=letter.fix, details=details) from letter
    except csv.Error as error:
        raise BadInput(
            "OM223", f"{path} cannot be read as a table: {error}.", fix="Check its quotes, or name another delimiter."
        ) from error


def _parsed(text: str, delimiter: str) -> Iterator[_Numbered]:
    # In TSV a quote is an ordinary character; in CSV an open quote at the end means that the file was cut off.
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    before = 0
    for cells in reader:
        trimmed = [cell.strip() for cell in cells]
        if any(trimmed):
            yield _Numbered(before + 1, trimmed)
        before = reader.line_num


def _delimiter(path: Path, text: str) -> str:
    if path.suffix.lower() in {".tsv", ".tab"}:
        return "\t"
    head = text[:4096]
    return max(",", ";", "\t", key=head.count)


def _header_at(table: Sequence[_Numbered], columns: Columns) -> int:
    """Return the first row that has the columns asked for; some tables have a row of titles above the header."""
    wanted = {name.strip().casefold() for name in columns.named}
    for place, row in enumerate(table[:_HEADER_WITHIN]):
        if (
            wanted <= {cell.casefold() for cell in row.cells}
            and (columns.id or _usual_place(row.cells, "id")) is not None
        ):
            return place
    return 0


def _usual_place(header: Sequence[str], what: str) -> int | None:
    return next((place for name in _USUAL[what] if (place := _place(header, name)) is not None), None)


def _places(path: Path, header: Sequence[str], columns: Columns) -> _Places:
    def named(what: str, name: str | None) -> int | None:
        if name is None:
            return _usual_place(header, what) if what in _USUAL else None
        place = _place(header, name)
        if place is None:
            raise _no_column(path, header, f"no column {name!r}, or two of that name")
        return place

    own = named("id", columns.id)
    if own is None:
        raise _no_column(path, header, "no column that is plainly the id")
    structured = bool(columns.path or columns.levels)
    return _Places(
        id=own,
        parent=None if structured and columns.parent is None else named("parent", columns.parent),
        label=named("label", columns.label),
        definition=named("definition", columns.definition),
        path=named("path", columns.path),
        levels=tuple(place for name in columns.levels if (place := named("level", name)) is not None),
    )


def _place(header: Sequence[str], name: str) -> int | None:
    """Find a column by its name as written, else whatever its case; None where there is none, or more than one."""
    exact = [place for place, cell in enumerate(header) if cell == name.strip()]
    loose = [place for place, cell in enumerate(header) if cell.casefold() == name.strip().casefold()]
    found = exact or loose
    return found[0] if len(found) == 1 else None


def _no_column(path: Path, header: Sequence[str], what: str) -> BadInput:
    known = ", ".join(repr(cell) for cell in header if cell)
    return BadInput(
        "OM220",
        f"{path} has {what}.",
        fix=f"Its header has {known}; name them with --id-column and its like, and rows above it with --skip-rows.",
        details={"path": str(path), "header": [cell for cell in header if cell]},
    )
