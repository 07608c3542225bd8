"""Context of a diff: what else either state says of a subject."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, cached_property, partial
from os.path import commonprefix
from typing import TYPE_CHECKING, Protocol

from ontoman.changes import predicates as p
from ontoman.model.terms import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ontoman.model import Line, Node


class Lookup(Protocol):
    """Questions to both states; operations open it, the diff asks.

    `old` and `new` give every line with that subject. `old_inverse` and `new_inverse` give, for each object of
    some predicates, its subjects: parents that are stated from above (`skos:narrower`) are found no other way.
    """

    def old(self, subject: Node) -> Sequence[Line]:
        """Return the lines of *subject* in the old state."""

    def new(self, subject: Node) -> Sequence[Line]:
        """Return the lines of *subject* in the new state."""

    def old_inverse(self, predicates: tuple[Node, ...]) -> Mapping[Node, tuple[Node, ...]]:
        """Return the subjects of each object of any of *predicates* in the old state."""

    def new_inverse(self, predicates: tuple[Node, ...]) -> Mapping[Node, tuple[Node, ...]]:
        """Return the subjects of each object of any of *predicates* in the new state."""

    def new_children(self, parents: frozenset[Node]) -> Mapping[Node, Sequence[Node]]:
        """Return what is right below each of *parents* in the new state; one with nothing below it is left out."""


class SortedLines:
    """A `Lookup` over two states in memory.

    >>> SortedLines(["<a> <p> <b> ."], []).old("<a>")
    ('<a> <p> <b> .',)
    """

    def __init__(self, old: Iterable[Line], new: Iterable[Line]) -> None:
        self._old = tuple(sorted(old))
        self._new = tuple(sorted(new))
        self._inverse_old = cache(partial(inverse, self._old))
        self._inverse_new = cache(partial(inverse, self._new))

    def old(self, subject: Node) -> Sequence[Line]:
        """Return the lines of *subject* in the old state."""
        return about(self._old, subject)

    def new(self, subject: Node) -> Sequence[Line]:
        """Return the lines of *subject* in the new state."""
        return about(self._new, subject)

    def old_inverse(self, predicates: tuple[Node, ...]) -> Mapping[Node, tuple[Node, ...]]:
        """Return the subjects of each object of any of *predicates* in the old state."""
        return self._inverse_old(predicates)

    def new_inverse(self, predicates: tuple[Node, ...]) -> Mapping[Node, tuple[Node, ...]]:
        """Return the subjects of each object of any of *predicates* in the new state."""
        return self._inverse_new(predicates)

    def new_children(self, parents: frozenset[Node]) -> Mapping[Node, Sequence[Node]]:
        """Return what is right below each of *parents* in the new state; one with nothing below it is left out."""
        return {parent: self._children[parent] for parent in parents & self._children.keys()}

    @cached_property
    def _children(self) -> dict[Node, list[Node]]:
        found = {parent: list(children) for parent, children in self.new_inverse(p.TO_PARENT).items()}
        for child, parents in self.new_inverse(p.FROM_ABOVE).items():
            for parent in parents:
                found.setdefault(parent, []).append(child)
        return found


def about(lines: Sequence[Line], subject: Node) -> Sequence[Line]:
    """Return the run of *lines* (sorted) that have this subject."""
    first = bisect_left(lines, f"{subject} ")
    # "!" is the character after the blank that ends a subject.
    return lines[first : bisect_left(lines, f"{subject}!", first)]


def inverse(lines: Iterable[Line], predicates: tuple[Node, ...]) -> dict[Node, tuple[Node, ...]]:
    """Return the subjects of each object of any of *predicates*, in order."""
    found: dict[Node, tuple[Node, ...]] = {}
    needle = common_start(predicates)
    for line in lines:
        if needle in line:
            subject, verb, obj = split(line)
            if verb in predicates:
                found[obj] = (*found.get(obj, ()), subject)
    return found


def common_start(predicates: tuple[Node, ...]) -> str:
    """Return what every line with one of *predicates* holds: a blank, and how all of them start."""
    return commonprefix([f" {predicate} " for predicate in predicates])  # noqa: RUF071 - texts are meant, no paths
