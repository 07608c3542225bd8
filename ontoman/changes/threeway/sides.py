"""The base and two sides of a merge, and what the clashes ask of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ontoman.changes import predicates as p
from ontoman.changes.context import State
from ontoman.changes.lookup import about
from ontoman.changes.threeway.slots import edits_of
from ontoman.changes.threeway.values import Slot
from ontoman.model.terms import is_iri, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.changes.threeway.values import Edit
    from ontoman.changes.values import ChangeSet
    from ontoman.model import Line, Node

Edge = tuple["Node", "Node"]


class Base:
    """The state that both sides started from."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines: Sequence[Line] = sorted(lines)

    def about(self, subject: Node) -> tuple[Line, ...]:
        """Return the lines of *subject*."""
        return tuple(about(self.lines, subject))

    @cached_property
    def hierarchy(self) -> Mapping[Node, frozenset[Line]]:
        """The lines that place each subject in the tree, in whatever direction they are written."""
        found: dict[Node, set[Line]] = {}
        for line in self.lines:
            subject, predicate, obj = split(line)
            if predicate in p.HIERARCHY and is_iri(obj) and is_iri(subject):
                found.setdefault(obj if predicate in p.ABOUT_OBJECT else subject, set()).add(line)
        return {subject: frozenset(lines) for subject, lines in found.items()}


class Side:
    """What one side did: its edits by slot, and the subjects that it deleted or retired."""

    def __init__(self, base: Base, changes: ChangeSet) -> None:
        self.base = base
        self.changes = changes
        self.edits = edits_of(changes, base.about)
        self.removed = frozenset(line for edit in self.edits.values() for line in edit.removed)
        self.added = frozenset(line for edit in self.edits.values() for line in edit.added)

    @cached_property
    def by_subject(self) -> Mapping[Node, tuple[Edit, ...]]:
        """The edits by subject of their slot."""
        found: dict[Node, list[Edit]] = {}
        for slot, edit in self.edits.items():
            found.setdefault(slot.subject, []).append(edit)
        return {subject: tuple(edits) for subject, edits in found.items()}

    @cached_property
    def deleted(self) -> frozenset[Node]:
        """The subjects of which nothing is left."""
        left = {line[: line.index(" ")] for line in self.added}
        gone = {split(line).subject for line in self.removed} - left
        return frozenset(s for s in gone if is_iri(s) and self.removed.issuperset(self.base.about(s)))

    @cached_property
    def retired(self) -> frozenset[Node]:
        """The subjects that this side deprecated."""
        said = map(split, self.added)
        return frozenset(
            t.subject for t in said if t.predicate == p.DEPRECATED and t.object.startswith(('"true"', '"1"'))
        )

    def after(self, subject: Node) -> State:
        """Return what this side says of *subject*."""
        lines = (set(self.base.about(subject)) - self.removed) | set(self._added_about.get(subject, ()))
        return State(subject, sorted(lines))

    @cached_property
    def _added_about(self) -> Mapping[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        for line in self.added:
            found.setdefault(line[: line.index(" ")], []).append(line)
        return found

    def tree_lines(self, subject: Node) -> frozenset[Line]:
        """Return the lines that place *subject* in this side's tree."""
        before = self.base.hierarchy.get(subject, frozenset())
        edit = self.edits.get(Slot(subject, "parents"))
        return (before - edit.removed) | edit.added if edit else before


def edges(lines: Iterable[Line]) -> Iterator[Edge]:
    """Yield each edge that lines of the hierarchy state, from the narrower to the broader end."""
    for line in lines:
        subject, predicate, obj = split(line)
        if predicate in p.TO_PARENT and subject != obj:
            yield subject, obj
        elif predicate in p.FROM_ABOVE and subject != obj:
            yield obj, subject


def parents(lines: Iterable[Line]) -> frozenset[Node]:
    """Return the broader ends."""
    return frozenset(parent for _, parent in edges(lines))
