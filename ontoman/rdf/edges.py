"""Who says what of whom: the statements of a predicate in a release file, found without reading the lines between."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from ontoman.changes import predicates as p
from ontoman.model import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Inverse = dict[bytes, list[bytes]]
    """The subjects of each object."""

_CHUNK: Final = 1 << 17  # small enough to stay in the processor's cache while each predicate is looked for
# A diff that asks for one of these asks for the others too: one walk finds them all.
_TOGETHER: Final = (p.FROM_ABOVE, (*p.TO_PARENT, p.APPLIES_TO, p.DISJOINT_WITH), (p.VALUE_KIND, p.VALUE_OF))


class EdgeFile:
    """The statements of some predicates in a file of sorted lines; *read* gives so many bytes from an offset.

    A diff asks of one predicate after the other; what belongs together is found in one walk and kept.
    """

    def __init__(self, read: Callable[[int, int], bytes]) -> None:
        self._read = read
        self._found: dict[Node, Inverse] = {}
        self.inverse = cache(self._inverse)

    def _inverse(self, predicates: tuple[Node, ...]) -> Mapping[Node, tuple[Node, ...]]:
        """Return the subjects of each object of any of *predicates*."""
        found: dict[Node, list[Node]] = {}
        for predicate in predicates:
            for obj, subjects in self._of(predicate).items():
                found.setdefault(Node(obj.decode()), []).extend(Node(subject.decode()) for subject in subjects)
        return {obj: tuple(subjects) for obj, subjects in found.items()}

    def read_tree(self) -> None:
        """Find every edge of the tree now; what asks for them later finds them here."""
        self._of(p.TO_PARENT[0])
        self.read_from_above()

    def read_from_above(self) -> None:
        """Find the edges that are stated from above."""
        self._of(p.FROM_ABOVE[0])

    def children(self, parents: frozenset[Node]) -> dict[Node, list[Node]]:
        """Return what is right below each of *parents*; one with nothing below it is left out."""
        found: dict[Node, list[Node]] = {}
        for predicate in p.TO_PARENT:
            known = self._of(predicate)
            for parent in parents if known else ():
                below = known.get(parent.encode())
                if below:
                    found.setdefault(parent, []).extend(Node(child.decode()) for child in below)
        for child, above in self.inverse(p.FROM_ABOVE).items():
            for parent in parents.intersection(above):
                found.setdefault(parent, []).append(child)
        return found

    def _of(self, predicate: Node) -> Inverse:
        if predicate not in self._found:
            self._walk(next((group for group in _TOGETHER if predicate in group), (predicate,)))
        return self._found[predicate]

    def _walk(self, predicates: Iterable[Node]) -> None:
        wanted = [(f" {predicate} ".encode(), self._found.setdefault(predicate, {})) for predicate in predicates]
        kept, offset = b"", 0
        while more := self._read(offset, _CHUNK):
            offset += len(more)
            whole = more.rfind(b"\n") + 1
            lines, kept = (kept + more[:whole], more[whole:]) if whole else (b"", kept + more)
            for needle, found in wanted:
                pieces = lines.split(needle)
                if len(pieces) > 1:
                    _put(pieces, found)


def _put(pieces: list[bytes], found: Inverse) -> None:
    """Put what stands right before and right after each place at which lines were taken apart."""
    subject = pieces[0]
    for piece in pieces[1:]:
        before = subject[subject.rfind(b"\n") + 1 :]
        if b" " not in before:  # else the predicate is quoted in a text
            obj = piece[: piece.find(b" .\n")]
            if obj in found:
                found[obj].append(before)
            else:
                found[obj] = [before]
        subject = piece
