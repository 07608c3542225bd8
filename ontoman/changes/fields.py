"""The attributes of a state as conditions read them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ontoman.changes import predicates as p
from ontoman.changes.literals import text_of
from ontoman.model import ValueKind
from ontoman.model.terms import is_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ontoman.changes.context import State
    from ontoman.conditions import Field
    from ontoman.model import Node


def fields_of(
    inverse: Callable[[tuple[Node, ...]], Mapping[Node, tuple[Node, ...]]], state: Callable[[Node], State]
) -> dict[str, Field]:
    """Return the fields that the attributes of a state are, by key; one whose values have no rank is ordered by key."""
    from ontoman.conditions import Field  # noqa: PLC0415 - few diffs need conditions

    values = inverse((p.VALUE_OF,))
    found = {}
    for token, attributes in inverse((p.VALUE_KIND,)).items():
        name = token.removeprefix(p.OM)[:-1]
        for node in attributes if name in set(ValueKind) else ():
            own = sorted(map(state, values.get(node, ())), key=lambda value: (_number(value, p.SH_ORDER, 0), value.key))
            about = state(node)
            keys = tuple(value.key for value in own)
            bounds = (_bound(about, p.MINIMUM), _bound(about, p.MAXIMUM))
            found[about.key] = Field(about.key, ValueKind(name), keys, None, (), *bounds)
    return found


def _bound(state: State, predicate: Node) -> float | None:
    return None if state.one(predicate) is None else _number(state, predicate, 0)


def _number(state: State, predicate: Node, absent: float) -> float:
    node = state.one(predicate)
    try:
        number = Decimal(text_of(node)) if node is not None and is_literal(node) else Decimal(absent)
    except InvalidOperation:
        return absent
    return float(number) if number.is_finite() else absent
