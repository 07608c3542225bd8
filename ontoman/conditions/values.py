"""A condition as a value: leaves over typed fields, joined by and, or, not.

Every leaf holds the `Field` that it reads, so that a condition can be evaluated, compiled and said without asking
anything else. `And` and `Or` are flat: build them with `all_of` and `any_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from ontoman.model import ValueKind

Op = Literal["=", "<>", "<", "<=", ">", ">="]
Scalar = str | float | date
"""A literal: text and keys as str, numbers as float (they compare as DOUBLE), dates as date."""


@dataclass(frozen=True, slots=True)
class Field:
    """What a condition may read of an item: an attribute, a metadata field of the data, or the category.

    `values` are the allowed keys, in rank order for ordinals; empty where any text goes. `iri` and `value_iris`
    (one for each value) say how RDF writes them; `minimum` and `maximum` bound the numbers that items hold.
    """

    key: str
    kind: ValueKind
    values: tuple[str, ...] = ()
    iri: str | None = None
    value_iris: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


CATEGORY: Final = Field("category", ValueKind.SINGLE)
"""The category of the item, by key."""

RESERVED: Final = frozenset({"and", "or", "not", "in", "between", "is", "null", "true", "false", "category"})
"""Words that no attribute may have as its key if conditions are to read it."""


@dataclass(frozen=True, slots=True)
class And:
    """TRUE where every part is."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """TRUE where any part is."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """TRUE where the part is FALSE; NULL stays NULL."""

    part: Expr


@dataclass(frozen=True, slots=True)
class Compare:
    """`wheels > 2`; ordinals compare by rank."""

    field: Field
    op: Op
    value: Scalar


@dataclass(frozen=True, slots=True)
class In:
    """`colour in ('red', 'green')`; the values as written, each once."""

    field: Field
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """`wheels between 2 and 4`, both ends included."""

    field: Field
    low: Scalar
    high: Scalar


@dataclass(frozen=True, slots=True)
class IsNull:
    """`wheels is null`: no value, or one that this kind of field cannot have."""

    field: Field


@dataclass(frozen=True, slots=True)
class Flag:
    """A bare boolean key."""

    field: Field


@dataclass(frozen=True, slots=True)
class IsA:
    """`is_a('vehicle')`; *members* are the keys of the category and its descendants, sorted."""

    key: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """`has(damage, 'dent')`: the values of a multi field include this one."""

    field: Field
    value: str


Leaf = Compare | In | Between | IsNull | Flag | IsA | Has
Expr = And | Or | Not | Leaf


@dataclass(frozen=True)
class Condition:
    """A checked condition; `parse(condition.text, …) == condition`."""

    root: Expr

    @cached_property
    def text(self) -> str:
        """The canonical text: lower-case words, no parentheses but needed ones, literals in their one form."""
        from ontoman.conditions.writing import text_of  # noqa: PLC0415 - writing builds on these values

        return text_of(self.root)

    @cached_property
    def reads(self) -> frozenset[str]:
        """The keys of the fields that the condition reads, `category` among them."""
        return frozenset(field_of(leaf).key for leaf in leaves(self.root))

    @cached_property
    def categories(self) -> frozenset[str]:
        """The keys of the categories that the condition names; `is_a` brings in more than it names."""
        return frozenset(key for leaf in leaves(self.root) for key in _categories(leaf))


def field_of(leaf: Leaf) -> Field:
    """Return the field that *leaf* reads."""
    return CATEGORY if isinstance(leaf, IsA) else leaf.field


def _categories(leaf: Leaf) -> tuple[str, ...]:
    match leaf:
        case IsA(key):
            return (key,)
        case Compare(field, _, value) if field is CATEGORY:
            return (str(value),)
        case In(field, values) if field is CATEGORY:
            return tuple(map(str, values))
        case _:
            return ()


def leaves(expr: Expr) -> tuple[Leaf, ...]:
    """Return the leaves of *expr* from left to right."""
    match expr:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case Not(part):
            return leaves(part)
        case _:
            return (expr,)


def conjunction(parts: tuple[Expr, ...]) -> Expr:
    """Join by `and`, flat."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,)))
    return flat[0] if len(flat) == 1 else And(flat)


def disjunction(parts: tuple[Expr, ...]) -> Expr:
    """Join by `or`, flat."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)


def all_of(*conditions: Condition) -> Condition:
    """Return the condition that is TRUE where every one of *conditions* is; at least one is needed."""
    return Condition(conjunction(tuple(condition.root for condition in conditions)))


def any_of(*conditions: Condition) -> Condition:
    """Return the condition that is TRUE where any of *conditions* is; at least one is needed."""
    return Condition(disjunction(tuple(condition.root for condition in conditions)))


def negated(condition: Condition) -> Condition:
    """Return the condition that is TRUE where *condition* is FALSE."""
    return Condition(Not(condition.root))
