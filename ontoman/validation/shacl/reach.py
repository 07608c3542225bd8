"""Which focus nodes of a shape an edit can reach: what its paths, classes and targets read, walked backwards."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ontoman.validation.shacl.index import SUBCLASS_OF, TYPE
from ontoman.validation.shacl.paths import sources
from ontoman.validation.shacl.shape import DisjointWith, OfClass, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.validation.shacl.index import Index
    from ontoman.validation.shacl.paths import Statement
    from ontoman.validation.shacl.shape import Shape


@dataclass(frozen=True)
class Edit:
    """Changed statements, with the nodes that they put in another class."""

    statements: frozenset[Statement]
    retyped: frozenset[str]

    @classmethod
    def of(cls, statements: Iterable[Statement], index: Index) -> Edit:
        """Read an edit; *index* holds what was there before and what is there after."""
        changed = frozenset(statements)
        typed = (subject for subject, predicate, _ in changed if predicate == TYPE)
        moved = (index.instances(subject) for subject, predicate, _ in changed if predicate == SUBCLASS_OF)
        return cls(changed, frozenset(chain(typed, *moved)))


def reached(shape: Shape, edit: Edit, index: Index) -> set[str]:
    """Return nodes that hold all for which the results of *shape* can change; *index* as for `Edit.of`."""
    found = _seen(shape, edit, index)
    for subject, predicate, node in edit.statements:
        if predicate in shape.target_subjects:
            found.add(subject)
        if predicate in shape.target_objects:
            found.add(node)
    return found | edit.retyped if shape.target_classes else found


def _seen(shape: Shape, edit: Edit, index: Index) -> set[str]:
    """Return the nodes from which an evaluation of *shape* may read a changed statement."""
    at_values: set[str] = set()
    found: set[str] = set()
    for constraint in shape.constraints:
        match constraint:
            case OfClass():
                at_values |= edit.retyped
            case DisjointWith(predicate):
                found |= {subject for subject, said, _ in edit.statements if said == predicate}
    for part in parts_of(shape):
        at_values |= _seen(part, edit, index)
    if shape.path is None:
        return found | at_values
    return found | shape.path.origins(index, edit.statements) | sources(shape.path, index, at_values)
