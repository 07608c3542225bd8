"""Changes to a file as spans of bytes: what no edit names stays byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Edit(NamedTuple):
    """Put *new* where `start:end` of the old bytes stands."""

    start: int
    end: int
    new: bytes


class Placed(NamedTuple):
    """An edit as seen from the new bytes: *was* stood where `at:at + size` stands now."""

    at: int
    size: int
    was: str


def chunks(data: bytes, edits: Iterable[Edit]) -> Iterator[bytes]:
    """Yield the new bytes in pieces; *edits* come in order and do not overlap.

    >>> b"".join(chunks(b"a,cat,b", [Edit(2, 5, b"feline")]))
    b'a,feline,b'
    """
    done = 0
    view = memoryview(data)
    for start, end, new in edits:
        yield bytes(view[done:start])
        yield new
        done = end
    yield bytes(view[done:])


class Sink(Protocol):
    """What bytes are written to."""

    def writelines(self, chunks: Iterable[bytes], /) -> None:
        """Write them all."""


def write_edited(data: bytes, edits: Iterable[Edit], file: Sink) -> None:
    """Write *data* with *edits* to *file*."""
    file.writelines(chunks(data, edits))


def placed(data: bytes, edits: Iterable[Edit], shift: int = 0) -> Iterator[Placed]:
    """Turn *edits* round, so that `restored` finds the old bytes; *shift* is what earlier edits added."""
    for start, end, new in edits:
        yield Placed(start + shift, len(new), data[start:end].decode("utf-8"))
        shift += len(new) - (end - start)


def restored(placements: Iterable[Placed]) -> Iterator[Edit]:
    """Return the edits that lead from the new bytes back to the old ones."""
    return (Edit(at, at + size, was.encode("utf-8")) for at, size, was in placements)


def check_utf8(data: bytes, name: str) -> None:
    """Refuse bytes that are not UTF-8, naming the line (OM602)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(
            "OM602",
            f"{name} is not UTF-8: line {line}, byte {error.start}, is {data[error.start]:#04x}.",
            fix="Save it as UTF-8; `iconv -f latin1 -t utf-8` does so for Western European files.",
            details={"line": line, "byte": error.start},
        ) from error
