"""What every text table offers, whatever its syntax: rows, the cells asked for, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Row(NamedTuple):
    """One record: its line (from 1), the span it fills with its line end, and the cells asked for.

    A cell is its bytes as written; None where the record lacks it. `place` is the table's own business.
    """

    line: int
    start: int
    end: int
    cells: tuple[bytes | None, ...]
    place: Any


class Rows(Protocol):
    """A text table in memory."""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""

    @property
    def name(self) -> str:
        """The name of the file, for letters."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns; numbers from 1 where there are no names."""

    def rows(self, wanted: Sequence[str]) -> Iterator[Row]:
        """Yield every record with the cells of the *wanted* columns, in that order."""

    def span(self, row: Row, position: int) -> tuple[int, int]:
        """Return where the cell at *position* of the wanted columns stands in the file."""

    def value(self, cell: bytes) -> object:
        """Read a cell: text, or a JSON value."""

    def cell(self, value: object, old: bytes) -> bytes:
        """Write a cell, in the manner of the *old* one."""
