"""What two release files do not share, and what each says of one subject, without reading either into memory.

Both files are sorted, so equal stretches are compared as bytes and skipped whole; only lines that differ become
text. On the way a sparse index of each file is kept, from which a subject's lines are read again later.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING, Final, Self

from ontoman.changes import RawDelta, diff_of, predicates as p
from ontoman.rdf.indexed_file import IndexedFile
from ontoman.system.garbage import no_collection
from ontoman.system.spreading import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from ontoman.changes import Catalogue, ChangeSet
    from ontoman.model import Line, Node

_STEP: Final = 1 << 12  # first stretch that is compared at once


def diff_files(old: Path, new: Path, catalogue: Catalogue) -> ChangeSet:
    """Return the changes that lead from one release file to another."""
    with FilePair(old, new) as pair:
        return pair.changes(catalogue)


class FilePair:
    """Two release files, opened together: their delta, and a `changes.Lookup` over both; *read* hears of the new one.

    with FilePair(old, new) as pair:
        changes = pair.changes(catalogue)
    """

    def __init__(self, old: Path, new: Path, read: Callable[[int], None] | None = None) -> None:
        self._paths = (old, new)
        self._heard = (None, read)

    def __enter__(self) -> Self:
        """Open both files and find their delta; OM201 where one cannot be read, OM402 where it is no release."""
        with ExitStack() as stack:
            # A diff asks about the new state only: what the old one says follows from it and the delta.
            self._old, self._new = (
                stack.enter_context(closing(IndexedFile(path, indexed=indexed, read=read)))
                for path, indexed, read in zip(self._paths, (False, True), self._heard, strict=True)
            )
            removed, added = _walk(self._old, self._new)
            self.delta = RawDelta(self._old.lines(removed), self._new.lines(added))
            self._opened = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close both files."""
        self._opened.close()

    def changes(self, catalogue: Catalogue) -> ChangeSet:
        """Return the changes that lead from the old file to the new one."""
        with no_collection():  # a third of the time, where there are 20,000 changes
            return diff_of(self.delta, self, catalogue, partial(spread, meanwhile=self._foreseen()))

    def _foreseen(self) -> Callable[[], None] | None:
        """Return what finds the tree, which will be asked for where one of its edges moved."""
        moved = any(line.split(" ", 2)[1] in p.HIERARCHY for lines in self.delta for line in lines)
        return self._read_trees if moved else None

    def _read_trees(self) -> None:
        self._new.edges.read_tree()
        self._old.edges.read_from_above()

    def old(self, subject: Node) -> Sequence[Line]:
        """Return the lines of *subject* in the old file."""
        return self._old.about(subject)

    def new(self, subject: Node) -> Sequence[Line]:
        """Return the lines of *subject* in the new file."""
        return self._new.about(subject)

    def old_inverse(self, predicates: tuple[Node, ...]) -> Mapping[Node, tuple[Node, ...]]:
        """Return the subjects of each object of any of *predicates* in the old file."""
        return self._old.edges.inverse(predicates)

    def new_inverse(self, predicates: tuple[Node, ...]) -> Mapping[Node, tuple[Node, ...]]:
        """Return the subjects of each object of any of *predicates* in the new file."""
        return self._new.edges.inverse(predicates)

    def new_children(self, parents: frozenset[Node]) -> Mapping[Node, Sequence[Node]]:
        """Return what is right below each of *parents* in the new file; one with nothing below it is left out."""
        return self._new.edges.children(parents)


def _walk(old: IndexedFile, new: IndexedFile) -> tuple[list[bytes], list[bytes]]:
    """Return the lines that only one file has."""
    removed: list[bytes] = []
    added: list[bytes] = []
    while True:
        _skip_equal(old, new)
        left, right = old.line_end(), new.line_end()
        if not left or not right:
            removed += old.rest()
            added += new.rest()
            return removed, added
        a, b = old.window[old.at : left], new.window[new.at : right]
        while a != b:
            if a < b:
                removed.append(a)
                old.at = left
                if not (left := old.line_end()):
                    break
                a = old.window[old.at : left]
            else:
                added.append(b)
                new.at = right
                if not (right := new.line_end()):
                    break
                b = new.window[new.at : right]


def _skip_equal(old: IndexedFile, new: IndexedFile) -> None:
    """Move both files past what they share, and stand at the start of the line where they part."""
    step = _STEP
    while True:
        size = min(step, len(old.window) - old.at, len(new.window) - new.at)
        if not size:
            if not (_has_more(old) and _has_more(new)):
                return
        elif new.window.startswith(old.window[old.at : old.at + size], new.at):
            old.at += size
            new.at += size
            step *= 2
        else:
            break
    same = _common(old.window, old.at, new.window, new.at, size)
    _back_to_line_start(old, new, same)


def _has_more(file: IndexedFile) -> bool:
    return file.at < len(file.window) or file.fill()


def _common(a: bytes, i: int, b: bytes, j: int, size: int) -> int:
    """Return how many bytes two stretches, which differ within *size*, have in common."""
    low = 0
    while size > 1:
        half = size // 2
        if b.startswith(a[i + low : i + low + half], j + low):
            low += half
            size -= half
        else:
            size = half
    return low


def _back_to_line_start(old: IndexedFile, new: IndexedFile, same: int) -> None:
    """Move forward by *same* equal bytes, then back to where the line starts."""
    start = old.window.rfind(b"\n", 0, old.at + same) + 1
    back = old.at + same - start
    old.at = start
    new.at += same - back
