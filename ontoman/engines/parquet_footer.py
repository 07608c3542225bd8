"""A Parquet file's footer: its row groups, their column chunks, and where in the file they are.

Source: parquet-format, `parquet.thrift` (the numbers of the fields) and "File format".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from ontoman.engines.thrift import BINARY, I32, I64, LIST, STRUCT, Malformed, read_struct, write_struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ontoman.engines.thrift import Struct

MAGIC: Final = b"PAR1"
# The numbers of fields, by structure.
VERSION, SCHEMA, ROWS, GROUPS, CREATED_BY = 1, 2, 3, 4, 6  # FileMetaData
TYPE, LENGTH, REPETITION, NAME, CHILDREN, CONVERTED, SCALE, PRECISION = range(1, 9)  # SchemaElement
CHUNKS, GROUP_SIZE, GROUP_ROWS, SORTED_BY, GROUP_OFFSET, GROUP_COMPRESSED = range(1, 7)  # RowGroup
FILE, CHUNK_OFFSET, META, OFFSETS_AT, OFFSETS_SIZE, INDEX_AT, INDEX_SIZE, CRYPTO = range(1, 9)  # ColumnChunk
PATH, SIZE, COMPRESSED, DATA_AT, INDEX_PAGE_AT, DICTIONARY_AT = 3, 6, 7, 9, 10, 11  # ColumnMetaData
BLOOM_AT, BLOOM_SIZE = 14, 15  # likewise
PAGES, PAGE_AT, SORT_COLUMN = 1, 1, 1  # OffsetIndex, PageLocation, SortingColumn


@dataclass(frozen=True, slots=True)
class Footer:
    """The structure FileMetaData."""

    data: Struct

    @property
    def groups(self) -> list[Struct]:
        """The row groups."""
        return list(self.data[GROUPS][1][1])

    @property
    def rows(self) -> list[int]:
        """How many rows each row group has."""
        return [group[GROUP_ROWS][1] for group in self.groups]

    def elements(self, column: str) -> list[Struct]:
        """Return the schema of a top column: its element, and those that are nested in it."""
        elements = iter(self.data[SCHEMA][1][1])
        below = next(elements)[CHILDREN][1]
        for _ in range(below):
            head = next(elements)
            found = [head, *_nested(elements, value(head, CHILDREN) or 0)]
            if head[NAME][1] == column.encode():
                return found
        raise KeyError(column)

    def form(self, column: str) -> list[tuple[Any, ...]]:
        """Return what decides how a top column is written, of itself and of what is nested in it, without the names."""
        return [tuple(value(one, number) for number in _FORM) for one in self.elements(column)]


_FORM = (TYPE, LENGTH, REPETITION, CHILDREN, CONVERTED, SCALE, PRECISION)


def _nested(elements: Iterator[Struct], count: int) -> Iterator[Struct]:
    for _ in range(count):
        one = next(elements)
        yield one
        yield from _nested(elements, value(one, CHILDREN) or 0)


def value(of: Struct, number: int) -> Any:  # noqa: ANN401 - any of them
    """Return a field's value, None where it is not there."""
    return of.get(number, (0, None))[1]


def put(of: Struct, number: int, new: object) -> None:
    """Give a field that is there another value."""
    if number in of:
        of[number] = (of[number][0], new)


def read_footer(file: BinaryIO) -> Footer:
    """Read the footer of an open file; `Malformed` where it has none that can be read, or is encrypted."""
    end = file.seek(0, 2)
    file.seek(max(end - 8, 0))
    size, magic = file.read(4), file.read(4)
    length = int.from_bytes(size, "little")
    if magic != MAGIC or length > end - 12:
        raise Malformed(end)
    file.seek(end - 8 - length)
    return Footer(read_struct(file.read(length))[0])


def new_footer(schema: list[Struct], groups: Sequence[tuple[int, list[Struct]]], columns: int) -> Footer:
    """Make a footer of top *columns* with their *schema*, from row groups as numbers of rows and column chunks."""
    root: Struct = {NAME: (BINARY, b"schema"), CHILDREN: (I32, columns)}
    made: list[Struct] = [
        {
            CHUNKS: (LIST, (STRUCT, chunks)),
            GROUP_SIZE: (I64, sum(chunk[META][1][SIZE][1] for chunk in chunks)),
            GROUP_ROWS: (I64, rows),
        }
        for rows, chunks in groups
    ]
    return Footer(
        {
            VERSION: (I32, 1),
            SCHEMA: (LIST, (STRUCT, [root, *schema])),
            ROWS: (I64, sum(rows for rows, _ in groups)),
            GROUPS: (LIST, (STRUCT, made)),
            CREATED_BY: (BINARY, b"ontoman"),
        }
    )


def footer_bytes(footer: Footer) -> bytes:
    """Return what stands at the end of a file: the footer, its length and the magic number."""
    data = write_struct(footer.data)
    return data + len(data).to_bytes(4, "little") + MAGIC
