"""Shapes over an index that changes: what an edit reaches is evaluated again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ontoman.validation.shacl.evaluating import failures, is_target
from ontoman.validation.shacl.reach import Edit, reached

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ontoman.validation.shacl.index import Index
    from ontoman.validation.shacl.paths import Statement
    from ontoman.validation.shacl.shape import Failure, Shape


class Rechecked(NamedTuple):
    """What a shape finds now at the nodes of its scope; elsewhere it finds what it found before."""

    shape: Shape
    scope: set[str]
    failed: Mapping[str, Sequence[Failure]]


def rechecked(
    shapes: Iterable[Shape],
    index: Index,
    removed: Collection[Statement],
    added: Collection[Statement],
    more: Callable[[Shape, Edit], set[str]],
) -> Iterator[Rechecked]:
    """Change *index*, and yield the shapes that this reaches; *more* names further nodes to look at."""
    for statement in added:
        index.add(*statement)
    edit = Edit.of([*removed, *added], index)  # as long as what goes and what comes are both there
    scopes = [(shape, reached(shape, edit, index) | more(shape, edit)) for shape in shapes]
    for statement in removed:
        index.remove(*statement)
    for shape, scope in scopes:
        if scope:
            nodes = {node for node in scope if is_target(shape, index, node)}
            yield Rechecked(shape, scope, failures(shape, index, nodes))
