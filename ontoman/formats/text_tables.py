"""CSV and TSV as rows of raw fields, so that a changed cell leaves every other byte as it was.

CSV follows RFC 4180: a quoted field may hold commas, line feeds and doubled quotes. In TSV a quote is an
ordinary character and a field ends at a tab or at the end of the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.formats.edits import check_utf8
from ontoman.formats.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

BOM = b"\xef\xbb\xbf"
# RFC 4180, section 2. A quote inside an unquoted field is text: most writers leave it so.
_FIELD = re.compile(rb'("(?:[^"]|"")*"|[^,"\r\n][^,\r\n]*|)(,|\r?\n|\Z)')
_CLOSED = re.compile(rb'"(?:[^"]|"")*"')
_MUST_QUOTE = re.compile(r'[,"\r\n]')
_NOT_IN_TSV = re.compile(r"[\t\r\n]")

Record = tuple[int, int, int, list[bytes]]


@dataclass(frozen=True, slots=True)
class TextTable:
    r"""A CSV (*quoted*) or TSV file in memory.

    >>> table = TextTable(b"id,label\n1,cat\n", "a.csv", quoted=True, header=True)
    >>> table.columns
    ('id', 'label')
    >>> [row.cells for row in table.rows(["label"])]
    [(b'cat',)]
    """

    data: bytes
    name: str
    quoted: bool
    header: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, or their numbers from 1 where there is no header."""
        first = next(self._records(), None)
        if first is None:
            return ()
        if not self.header:
            return tuple(str(number) for number in range(1, len(first[3]) + 1))
        return tuple(self.value(field) for field in first[3])

    def rows(self, wanted: Sequence[str]) -> Iterator[Row]:
        """Yield the records below the header; empty lines are passed over. A short record is refused (OM608)."""
        columns = self.columns
        places = tuple(columns.index(name) for name in wanted)
        take = _taker(places)
        records = self._records()
        if self.header:
            next(records, None)
        for line, start, end, fields in records:
            if fields == [b""] and len(columns) > 1:
                continue
            try:
                yield Row(line, start, end, take(fields), (fields, places))
            except IndexError:
                raise _short(self.name, line, len(fields), max(places) + 1) from None

    def span(self, row: Row, position: int) -> tuple[int, int]:
        """Return where a cell stands in the file."""
        fields, places = row.place
        place = places[position]
        start = row.start + sum(map(len, fields[:place])) + place
        return start, start + len(fields[place])

    def value(self, cell: bytes) -> str:
        """Read a field: in CSV quotes off, doubled quotes single."""
        if self.quoted and cell[:1] == b'"':
            return cell[1:-1].decode("utf-8").replace('""', '"')
        return cell.decode("utf-8")

    def cell(self, value: object, old: bytes) -> bytes:
        """Write a field, in quotes where it must be or where the *old* one was."""
        text = str(value)
        if self.quoted and (old[:1] == b'"' or _MUST_QUOTE.search(text)):
            return b'"' + text.replace('"', '""').encode("utf-8") + b'"'
        if not self.quoted and _NOT_IN_TSV.search(text):
            raise BadInput(
                "OM617",
                f"{text!r} holds a tab or a line break, which no cell of a TSV file can.",
                fix="Give the term another label, or keep the data as CSV.",
            )
        return text.encode("utf-8")

    def _records(self) -> Iterator[Record]:
        start = len(BOM) if self.data.startswith(BOM) else 0
        return self._csv_records(start) if self.quoted else self._tsv_records(start)

    def _tsv_records(self, start: int) -> Iterator[Record]:
        for number, (begin, end) in enumerate(lines(self.data, start), 1):
            yield number, begin, end, self.data[begin:end].rstrip(b"\r\n").split(b"\t")

    def _csv_records(self, start: int) -> Iterator[Record]:
        data, size, number = self.data, len(self.data), 1
        while start < size:
            end = data.find(b"\n", start) + 1 or size
            line = data[start:end]
            if b'"' not in line:
                yield number, start, end, line.rstrip(b"\r\n").split(b",")
                number += 1
            else:
                fields, end = self._quoted_record(start, number)
                yield number, start, end, fields
                number += data.count(b"\n", start, end)
            start = end

    def _quoted_record(self, start: int, line: int) -> tuple[list[bytes], int]:
        fields: list[bytes] = []
        position = start
        while True:
            match = _FIELD.match(self.data, position)
            if match is None:
                raise _malformed(self, position, line + self.data.count(b"\n", start, position))
            fields.append(match[1])
            position = match.end()
            if match[2] != b",":
                return fields, position


def open_table(data: bytes, name: str, *, quoted: bool, header: bool) -> TextTable:
    """Take the bytes of a CSV (*quoted*) or TSV file; refuses what is binary (OM601) or not UTF-8 (OM602)."""
    if b"\x00" in data[:4096]:
        raise BadInput(
            "OM601",
            f"{name} is not a text table: it holds zero bytes.",
            fix="Name a file by what it is: .csv, .tsv, .jsonl, .parquet, or .json for COCO.",
        )
    check_utf8(data, name)
    return TextTable(data, name, quoted, header)


def lines(data: bytes, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the span of each line, with its line feed."""
    size = len(data)
    while start < size:
        end = data.find(b"\n", start) + 1 or size
        yield start, end
        start = end


def _taker(places: tuple[int, ...]) -> Callable[[list[bytes]], tuple[bytes, ...]]:
    """Return what takes several fields at once, as a tuple even where it is one."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda fields: tuple(fields[place] for place in places)


def _short(name: str, line: int, found: int, wanted: int) -> BadInput:
    return BadInput(
        "OM608",
        f"{name}, line {line}, has {found} field{'s' * (found != 1)}; column {wanted} is needed.",
        fix="Complete the line, or check that the file is not cut off and that its delimiter fits its suffix.",
        details={"line": line},
    )


def _malformed(table: TextTable, position: int, line: int) -> BadInput:
    opened = table.data[position : position + 1] == b'"' and _CLOSED.match(table.data, position) is None
    found = "a quote is opened and never closed; the file may be cut off" if opened else "text follows a closing quote"
    return BadInput(
        "OM603",
        f"{table.name}, line {line}: {found}.",
        fix='In CSV a field with a quote stands in quotes, and each quote inside is doubled: "5"" pipe".',
        details={"line": line},
    )
