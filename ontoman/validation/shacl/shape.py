"""Shapes as values: targets, a path, and constraints over the values of each focus node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import re

    from ontoman.validation.shacl.paths import Path


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """A shape; equal only to itself. A node shape has no path: its one value is the focus node."""

    node: str
    path: Path | None
    path_node: str | None
    target_classes: tuple[str, ...]
    target_nodes: tuple[str, ...]
    target_subjects: tuple[str, ...]
    target_objects: tuple[str, ...]
    constraints: tuple[Constraint, ...]

    @property
    def has_target(self) -> bool:
        """Tell whether it is checked by itself, and not only where another shape says so."""
        return bool(self.target_classes or self.target_nodes or self.target_subjects or self.target_objects)


class Failure(NamedTuple):
    """One validation result: what pySHACL writes as `sh:focusNode`, `sh:value`, `sh:sourceShape` and component."""

    focus: str
    value: str | None
    shape: Shape
    component: str


@dataclass(frozen=True, slots=True)
class Count:
    """`sh:minCount` or `sh:maxCount`."""

    component: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class OfClass:
    """`sh:class`."""

    kind: str


@dataclass(frozen=True, slots=True)
class OfDatatype:
    """`sh:datatype`."""

    datatype: str


@dataclass(frozen=True, slots=True)
class OfNodeKind:
    """`sh:nodeKind`, as the first characters that such nodes may have."""

    starts: str


@dataclass(frozen=True, slots=True)
class Among:
    """`sh:in`."""

    nodes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Has:
    """`sh:hasValue`."""

    node: str


@dataclass(frozen=True, slots=True)
class Bound:
    """`sh:minInclusive` and the like: how the value compares with a literal."""

    component: str
    literal: str
    allowed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Matches:
    """`sh:pattern`."""

    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class OnePerLanguage:
    """`sh:uniqueLang true`."""


@dataclass(frozen=True, slots=True)
class DisjointWith:
    """`sh:disjoint`."""

    predicate: str


@dataclass(frozen=True, slots=True)
class Not:
    """`sh:not`."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class SomeOf:
    """`sh:or`, `sh:and` and `sh:xone`: how many of the shapes a value may conform to."""

    component: str
    shapes: tuple[Shape, ...]
    allowed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Conforms:
    """`sh:node`."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Property:
    """`sh:property`."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Qualified:
    """`sh:qualifiedValueShape` with its counts."""

    shape: Shape
    least: int | None
    most: int | None


Constraint: TypeAlias = (
    "Count | OfClass | OfDatatype | OfNodeKind | Among | Has | Bound | Matches | OnePerLanguage | DisjointWith"
    " | Not | SomeOf | Conforms | Property | Qualified"
)


def parts_of(shape: Shape) -> tuple[Shape, ...]:
    """Return the shapes that the constraints of *shape* name."""
    found: list[Shape] = []
    for constraint in shape.constraints:
        match constraint:
            case Not(part) | Conforms(part) | Property(part) | Qualified(part):
                found.append(part)
            case SomeOf(shapes=parts):
                found.extend(parts)
    return tuple(found)
