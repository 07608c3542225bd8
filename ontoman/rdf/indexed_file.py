"""A sorted file that is read forward once through a window, and after that anywhere through a sparse index."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, cast

from ontoman.errors import BadInput
from ontoman.rdf.edges import EdgeFile
from ontoman.system.files import cannot_read, read_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ontoman.model import Line, Node

_WINDOW: Final = 1 << 17
_INDEXED: Final = 1 << 12  # bytes between two entries of the index


class IndexedFile:
    """A release file; `about` and `edges` answer once it was read to its end.

    One that is hardly ever asked need not be indexed on the way. *read* hears how many bytes were read.
    """

    def __init__(self, path: Path, *, indexed: bool = True, read: Callable[[int], None] | None = None) -> None:
        self.path = path
        self._read_so_far = read
        try:
            self._file = path.open("rb", buffering=0)
        except OSError as error:
            raise cannot_read(path, error) from error
        self.window = b""
        self.at = 0
        self._ended = False
        self._base = 0  # where the window starts in the file
        self._next_entry = 0
        self._subjects: list[bytes] = []
        self._offsets: list[int] = []
        self._indexes = indexed
        self.edges = EdgeFile(self._read)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def fill(self) -> bool:
        """Drop the lines before the one at hand and read on; False at the end of the file."""
        more = b"" if self._ended else self._file.read(_WINDOW)
        if not more:
            self._ended = True
            if self.window and not self.window.endswith(b"\n"):
                raise _no_release_file(self.path, "ends in the middle of a line")
            return False
        start = self.window.rfind(b"\n", 0, self.at) + 1
        self._base += start
        self.window = self.window[start:] + more
        self.at -= start
        if self._indexes:
            self._index()
        if self._read_so_far is not None:
            self._read_so_far(self._base + len(self.window))
        return True

    def _index(self) -> None:
        while (place := self._next_entry - self._base) < len(self.window):
            start = self.window.find(b"\n", place - 1) + 1 if place > 0 else 0
            end = self.window.find(b" ", start)
            if (place > 0 and not start) or end < 0:
                return  # the line ends in the next window
            self._subjects.append(self.window[start : end + 1])
            self._offsets.append(self._base + start)
            self._next_entry = self._base + max(place, start) + _INDEXED

    def line_end(self) -> int:
        """Return where the line at hand ends, after its line feed; 0 at the end of the file."""
        while not (end := self.window.find(b"\n", self.at) + 1):
            if not self.fill():
                return 0
        return end

    def rest(self) -> Iterator[bytes]:
        """Yield all lines from here on."""
        while end := self.line_end():
            yield self.window[self.at : end]
            self.at = end

    def lines(self, found: list[bytes]) -> tuple[Line, ...]:
        """Return lines as text; OM402 where one is no statement."""
        try:
            lines = b"".join(found).decode().split("\n")
        except UnicodeDecodeError as error:
            raise _no_release_file(self.path, "is not UTF-8") from error
        del lines[-1]
        for line in lines:
            if not line.endswith(" .") or line.count(" ") < 3:  # noqa: PLR2004 - subject, predicate, object, dot
                raise _no_release_file(self.path, f"holds a line that is no statement: {line[:100]!r}")
        return cast("tuple[Line, ...]", tuple(lines))

    def about(self, subject: Node) -> Sequence[Line]:
        """Return the lines of one subject: read on from the index until something shows that they are over."""
        if not self._indexes:
            self._read_again()
        if not self._offsets:
            return ()
        place = max(bisect_left(self._subjects, f"{subject} ".encode()) - 1, 0)
        needle, size = f"\n{subject} ".encode(), 2 * _INDEXED
        while (lines := self._run(needle, self._offsets[place], size)) is None:
            size *= 4
        return lines

    def _run(self, needle: bytes, offset: int, size: int) -> Sequence[Line] | None:
        """Return the run of lines with a subject that start within *size* bytes; None where more must be read."""
        data = self._read(offset - 1, size) if offset else b"\n" + self._read(0, size)
        over = len(data) < size
        first = data.find(needle)
        if first < 0:
            last_line = data[data.rfind(b"\n", 0, -1) :]
            return () if over or last_line > needle else None
        end = data.find(b"\n", data.rfind(needle) + 1)
        if end < 0 or (len(data) - end < len(needle) and not over):  # the next line may be of the subject, too
            return None
        return cast("list[Line]", data[first + 1 : end].decode().split("\n"))

    def _read_again(self) -> None:
        """Read the file once more for the index that the first time did without."""
        self._indexes = True
        self.window, self.at, self._base, self._ended = b"", 0, 0, False
        self._file.seek(0)
        while self.fill():
            self.at = len(self.window)

    def _read(self, offset: int, size: int) -> bytes:
        return read_at(self._file, offset, size)


def _no_release_file(path: Path, what: str) -> BadInput:
    return BadInput(
        "OM402",
        f"{path} is not the canonical N-Triples of a release: it {what}.",
        fix="It was changed or cut off: restore it from a backup, or import it.",
        details={"path": str(path)},
    )
