"""The checks that are shapes over what an edit reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ontoman.model.terms import iri_node
from ontoman.validation.shacl import Index, failures, rechecked
from ontoman.validation.shacl.evaluating import targets
from ontoman.validation.shacl.paths import Step, sources
from ontoman.validation.shapes import chosen_shapes, found_by_pyshacl, found_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ontoman.model import Line
    from ontoman.validation.library import Library
    from ontoman.validation.live.findings import Coded
    from ontoman.validation.shacl import Edit, Failure, Shape

    ByFocus: TypeAlias = dict[str, list[Coded]]
    Statement: TypeAlias = tuple[str, str, str]
    Lines: TypeAlias = Callable[[], Iterable[Line]]


_NOWHERE = "<>"
"""A node that nothing leads to: asking what does makes the index of the ways back, and no edit waits for it."""


class ShapeChecks:
    """The compiled shapes of some checks, and the index that they read."""

    def __init__(self, library: Library, codes: frozenset[str], lines: Sequence[Line]) -> None:
        self._chosen = chosen_shapes(library, codes)
        self._index = Index(lines, self._chosen.asked)

    def all(self, lines: Lines) -> Iterator[tuple[str, ByFocus]]:
        """Yield what each shape finds anywhere, and make ready for edits."""
        for shape in self._chosen.compiled:
            yield shape.node, self._found(failures(shape, self._index, targets(shape, self._index)))
        yield from self.left(lines)
        for shape in self._chosen.compiled:
            if not isinstance(shape.path, Step | None):
                sources(shape.path, self._index, [_NOWHERE])
            for predicate in shape.target_objects:
                self._index.into(predicate)

    def edit(self, removed: Iterable[Statement], added: Iterable[Statement]) -> Iterator[tuple[str, set[str], ByFocus]]:
        """Take an edit; yield for each shape that it reaches the focus nodes to look at, and what is found there."""
        again = rechecked(self._chosen.compiled, self._index, [*removed], [*added], self._counted)
        for shape, scope, failed in again:
            yield shape.node, scope, self._found(failed)

    def left(self, lines: Lines) -> Iterator[tuple[str, ByFocus]]:
        """Yield what pySHACL finds with the shapes that are left to it: anywhere, since only it knows their reach."""
        if self._chosen.for_pyshacl:
            found: ByFocus = {}
            for code, one in found_by_pyshacl(self._chosen, self._index, lines()):
                found.setdefault(one.focus, []).append((code, one))
            yield "pySHACL", found

    def _counted(self, shape: Shape, edit: Edit) -> set[str]:
        """Return the nodes whose values of the reported property changed: a message may list them."""
        _, reported = self._chosen.owners[shape.node]
        said = iri_node(reported or "")
        return {subject for subject, predicate, _ in edit.statements if predicate == said}

    def _found(self, failed: Mapping[str, Iterable[Failure]]) -> ByFocus:
        return {focus: [found_of(one, self._chosen, self._index) for one in ones] for focus, ones in failed.items()}
