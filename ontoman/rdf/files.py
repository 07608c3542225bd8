"""Release files: sorted canonical lines on the disk, read whole, in order, or by subject."""

from __future__ import annotations

import mmap
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, Self, cast

from ontoman.errors import BadInput
from ontoman.system.files import cannot_read, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

    from ontoman.model import Line, Node

_BLOCK: Final = 1 << 16  # stays in the cache: three times as fast as a megabyte


def file_bytes(lines: Iterable[Line]) -> bytes:
    """Write canonical lines as the bytes of `ontology.nt`: UTF-8, each line with a line feed."""
    return "".join([f"{line}\n" for line in lines]).encode()


def read_lines(path: Path) -> tuple[Line, ...]:
    """Read a release file whole; OM232 where it is not canonical: not UTF-8, not sorted, a line twice, no end."""
    data = read_bytes(path)
    try:
        lines = data.decode().split("\n")  # splitlines would break at U+0085 and U+2028 too
    except UnicodeDecodeError as error:
        raise _not_canonical(path, data.count(b"\n", 0, error.start) + 1, "is not UTF-8") from error
    if lines.pop():
        raise _not_canonical(path, len(lines) + 1, "has no line feed: the file was cut off")
    for number, (before, line) in enumerate(pairwise(lines), 2):
        if before >= line:
            raise _not_canonical(path, number, "is not in order, or stands twice")
    return cast("tuple[Line, ...]", tuple(lines))


def _not_canonical(path: Path, number: int, what: str) -> BadInput:
    return BadInput(
        "OM232",
        f"{path} is not the canonical N-Triples of a release: line {number} {what}.",
        fix="It was changed or cut off: restore it from a backup, or import it.",
        details={"path": str(path), "line": number},
    )


class SortedFile:
    """A release file that stays on the disk: its lines in order, and what it says of one subject.

    with SortedFile(path) as file:
        lines = list(file)
        about = file.about(Node("<https://example.org/streets#Truck>"))
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        """Open the file (OM201 where that cannot be done)."""
        try:
            self._file: BinaryIO = self.path.open("rb")
        except OSError as error:
            raise cannot_read(self.path, error) from error
        empty = not self.path.stat().st_size  # an empty file cannot be mapped
        self._map = None if empty else mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        if self._map is not None:
            self._map.close()
        self._file.close()

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines in order, as text."""
        return chain.from_iterable(self._blocks())

    def _blocks(self) -> Iterator[list[Line]]:
        """Yield the lines in blocks: with no Python step for each line, twice as fast as `for line in file`."""
        position = 0
        while self._map is not None and position < len(self._map):
            end = self._map.find(b"\n", position + _BLOCK) + 1 or len(self._map)
            yield self._lines(position, end)
            position = end

    def about(self, subject: Node) -> tuple[Line, ...]:
        """Return the lines whose subject is *subject*, in order."""
        if self._map is None:
            return ()
        prefix = f"{subject} ".encode()
        start = self._first_not_before(prefix)
        end = start
        while self._map[end : end + len(prefix)] == prefix:
            end = self._map.find(b"\n", end) + 1 or len(self._map)
        return tuple(self._lines(start, end))

    def _lines(self, start: int, end: int) -> list[Line]:
        data = self._map[start:end] if self._map else b""
        try:
            return cast("list[Line]", data.decode().split("\n")[:-1])
        except UnicodeDecodeError as error:
            number = self._map[: start + error.start].count(b"\n") + 1 if self._map else 1
            raise _not_canonical(self.path, number, "is not UTF-8") from error

    def _first_not_before(self, prefix: bytes) -> int:
        """Return where the first line starts that is not less than *prefix*."""
        if self._map is None:
            return 0
        low, high = 0, len(self._map)
        while low < high:
            start = self._map.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._map.find(b"\n", start) + 1 or len(self._map)
            if self._map[start:end] < prefix:
                low = end
            else:
                high = start
        return low
