"""A Parquet file with some columns taken from another one: everything else passes through as bytes.

Values that are neither decoded nor encoded again keep all that they had: encodings, statistics, indexes, and the time
that it would have taken.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from ontoman.engines import parquet_footer as f
from ontoman.engines.parquet_footer import Footer, footer_bytes, new_footer, put, read_footer, value
from ontoman.engines.thrift import Malformed, read_struct, write_struct

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from ontoman.engines.thrift import Struct

_VECTOR = 2048  # DuckDB ends a row group after a multiple of this
_MISCOUNTED = re.compile(rb"parquet-mr( version 1\.([01]\.|2\.[0-8]\b)|$)")  # left a page's head out (PARQUET-816)
_BLOCK = 1 << 22


def group_size(path: Path) -> int | None:
    """Return the ROW_GROUP_SIZE with which DuckDB writes row groups as this file has them; None where it can't."""
    with path.open("rb") as file:
        try:
            footer = read_footer(file)
            rows = footer.rows
            chunks = [chunk for group in footer.groups for chunk in group[f.CHUNKS][1][1]]
        except (Malformed, LookupError, TypeError):
            return None
    if _MISCOUNTED.match(value(footer.data, f.CREATED_BY) or b""):
        return None
    if not rows or any(f.META not in chunk or f.FILE in chunk or f.CRYPTO in chunk for chunk in chunks):
        return None
    if len(rows) == 1:
        return -(-max(rows[0], 1) // _VECTOR) * _VECTOR
    alike = len(set(rows[:-1])) == 1 and 0 < rows[-1] <= rows[0]
    return rows[0] if alike and rows[0] % _VECTOR == 0 else None


def stitch(source: Path, part: Path, out: Path, columns: Mapping[str, str]) -> bool:
    """Write *out*: *source* with some columns from *part*, which has the same rows; False where the two do not fit.

    *columns* says which column of *part* takes the place of which.
    """
    with ExitStack() as stack:
        old, new = (stack.enter_context(path.open("rb")) for path in (source, part))
        footers = read_footer(old), read_footer(new)
        if not _fit(*footers, columns):
            return False
        _Stitching(old, new, stack.enter_context(out.open("wb")), columns).write(*footers)
    return True


def combine(out: Path, columns: Mapping[str, tuple[Path, str]]) -> None:
    """Write *out* from columns of files that have the same rows in the same row groups: `{name: (file, column)}`."""
    with ExitStack() as stack:
        files = {path: stack.enter_context(path.open("rb")) for path, _ in columns.values()}
        footers = {path: read_footer(file) for path, file in files.items()}
        to = stack.enter_context(out.open("wb"))
        to.write(f.MAGIC)
        schema: list[Struct] = []
        rows = next(iter(footers.values())).rows
        chunks: list[list[Struct]] = [[] for _ in rows]
        for name, (path, column) in columns.items():
            schema += _renamed(footers[path].elements(column), name)
            for found, group in zip(chunks, footers[path].groups, strict=True):
                found += [_moved(chunk, name, files[path], to) for chunk in _chunks_of(group, column)]
        to.write(footer_bytes(new_footer(schema, list(zip(rows, chunks, strict=True)), len(columns))))


def _renamed(elements: Sequence[Struct], name: str) -> list[Struct]:
    head, *nested = elements
    return [{**head, f.NAME: (head[f.NAME][0], name.encode())}, *nested]


def _moved(chunk: Struct, name: str, file: BinaryIO, to: BinaryIO) -> Struct:
    """Copy a chunk without its indexes, under another name."""
    meta = chunk[f.META][1]
    kind, (of, path) = meta[f.PATH]
    _copy_chunk(chunk, file, to)
    kept = {number: field for number, field in meta.items() if number not in {f.BLOOM_AT, f.BLOOM_SIZE}}
    kept[f.PATH] = (kind, (of, [name.encode(), *path[1:]]))
    return {f.CHUNK_OFFSET: chunk[f.CHUNK_OFFSET], f.META: (chunk[f.META][0], kept)}


def _fit(old: Footer, new: Footer, columns: Mapping[str, str]) -> bool:
    return old.rows == new.rows and all(old.form(name) == new.form(other) for name, other in columns.items())


@dataclass
class _Stitching:
    old: BinaryIO
    new: BinaryIO
    out: BinaryIO
    columns: Mapping[str, str]
    blooms: list[Struct] = field(default_factory=list)
    indexed: list[tuple[Struct, int]] = field(default_factory=list)

    def write(self, footer: Footer, part: Footer) -> None:
        self.out.write(f.MAGIC)
        for group, other in zip(footer.groups, part.groups, strict=True):
            self.group(group, other)
        for meta in self.blooms:
            put(meta, f.BLOOM_AT, _copied(self.old, value(meta, f.BLOOM_AT), value(meta, f.BLOOM_SIZE), self.out))
        for chunk, shift in self.indexed:
            self.index(chunk, shift)
        self.out.write(footer_bytes(footer))

    def group(self, group: Struct, other: Struct) -> None:
        """Write a row group, and say in its part of the footer where everything is now."""
        chunks = group[f.CHUNKS][1][1]
        fresh = {name: _chunks_of(other, column) for name, column in self.columns.items()}
        start = self.out.tell()
        taken = []
        for place, chunk in enumerate(chunks):
            if _top(chunk) in fresh:
                chunks[place] = self.taken(next(fresh[_top(chunk)]), chunk)
                taken.append(place)
            else:
                self.kept(chunk)
        metas = [chunk[f.META][1] for chunk in chunks]
        put(group, f.GROUP_SIZE, sum(value(meta, f.SIZE) for meta in metas))
        put(group, f.GROUP_COMPRESSED, sum(value(meta, f.COMPRESSED) for meta in metas))
        put(group, f.GROUP_OFFSET, start)
        _sorted_as_before(group, taken)

    def taken(self, chunk: Struct, instead_of: Struct) -> Struct:
        """Write a chunk of the other file in the place of ours; what is nested in it keeps its names."""
        chunk[f.META][1][f.PATH] = instead_of[f.META][1][f.PATH]
        _copy_chunk(chunk, self.new, self.out)
        for number in (f.OFFSETS_AT, f.OFFSETS_SIZE, f.INDEX_AT, f.INDEX_SIZE):
            chunk.pop(number, None)
        for number in (f.BLOOM_AT, f.BLOOM_SIZE):
            chunk[f.META][1].pop(number, None)
        return chunk

    def kept(self, chunk: Struct) -> None:
        """Write a chunk of ours; its indexes follow when all chunks stand."""
        shift = _copy_chunk(chunk, self.old, self.out)
        meta = chunk[f.META][1]
        if f.BLOOM_SIZE in meta:
            self.blooms.append(meta)
        else:  # how long it is would be told by itself only
            meta.pop(f.BLOOM_AT, None)
        if f.OFFSETS_AT in chunk:
            self.indexed.append((chunk, shift))

    def index(self, chunk: Struct, shift: int) -> None:
        """Write a chunk's page index: what its pages hold as it was, where they are as it is now."""
        if f.INDEX_AT in chunk:
            put(chunk, f.INDEX_AT, _copied(self.old, value(chunk, f.INDEX_AT), value(chunk, f.INDEX_SIZE), self.out))
        self.old.seek(value(chunk, f.OFFSETS_AT))
        offsets, _ = read_struct(self.old.read(value(chunk, f.OFFSETS_SIZE)))
        for page in offsets[f.PAGES][1][1]:
            put(page, f.PAGE_AT, page[f.PAGE_AT][1] + shift)
        put(chunk, f.OFFSETS_AT, self.out.tell())
        put(chunk, f.OFFSETS_SIZE, self.out.write(write_struct(offsets)))


def _copy_chunk(chunk: Struct, file: BinaryIO, to: BinaryIO) -> int:
    """Copy a chunk's pages, say in it where they are now, and return by how much they moved."""
    meta = chunk[f.META][1]
    places = {number: value(meta, number) for number in (f.DATA_AT, f.INDEX_PAGE_AT, f.DICTIONARY_AT)}
    start = min(place for place in places.values() if place)  # some write 0 for no dictionary
    shift: int = _copied(file, start, value(meta, f.COMPRESSED), to) - start
    for number, place in places.items():
        put(meta, number, place + shift if place else place)
    at = value(chunk, f.CHUNK_OFFSET)
    put(chunk, f.CHUNK_OFFSET, at + shift if at else at)
    return shift


def _copied(file: BinaryIO, at: int, size: int, to: BinaryIO) -> int:
    """Copy bytes, and return where they begin."""
    start = to.tell()
    file.seek(at)
    while size > 0:
        block = file.read(min(size, _BLOCK))
        if not block:
            raise Malformed(at)
        to.write(block)
        size -= len(block)
    return start


def _chunks_of(group: Struct, name: str) -> Iterator[Struct]:
    return (chunk for chunk in group[f.CHUNKS][1][1] if _top(chunk) == name)


def _top(chunk: Struct) -> str:
    return str(chunk[f.META][1][f.PATH][1][1][0].decode())


def _sorted_as_before(group: Struct, rewritten: Collection[int]) -> None:
    """Say by which columns the rows are sorted: up to the first that is another now."""
    if f.SORTED_BY not in group:
        return
    kind, columns = group[f.SORTED_BY][1]
    kept = []
    for column in columns:
        if column[f.SORT_COLUMN][1] in rewritten:
            break
        kept.append(column)
    put(group, f.SORTED_BY, (kind, kept))
    if not kept:
        del group[f.SORTED_BY]
