"""Attributes and values: ranks, defaults, and what a rule may set."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from ontoman.model import ValueKind, names
from ontoman.validation.results import Found
from ontoman.validation.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.model import Attribute, Value
    from ontoman.validation.scene import Scene

_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_MANY = 12


def ordinals_without_rank(scene: Scene) -> Iterator[Found]:
    """Find values of ordinals that have no rank, or the same as another."""
    for attribute in scene.ontology.attributes.values():
        if attribute.kind is ValueKind.ORDINAL:
            ranked: dict[Decimal, Value] = {}
            for value in attribute.values:
                twin = None if value.order is None else ranked.setdefault(value.order, value)
                if twin is not value:
                    other = f"as has {name_of(twin.iri, scene.ontology)}" if twin else "so no rank"
                    yield Found(value.iri, names.SH_ORDER, _plain(value.order), {"other": other})


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def empty_ranges(scene: Scene) -> Iterator[Found]:
    """Find ranges that no number is in."""
    for attribute in scene.ontology.attributes.values():
        low, high = attribute.minimum, attribute.maximum
        if low is not None and high is not None and low > high:
            yield Found(attribute.iri, names.MINIMUM, _plain(low), {"other": format(high, "f")})


def defaults_not_allowed(scene: Scene) -> Iterator[Found]:
    """Find defaults that the attribute cannot take."""
    for attribute in scene.ontology.attributes.values():
        if attribute.default is not None and not takes(attribute, attribute.default):
            yield Found(attribute.iri, names.DEFAULT, attribute.default, {"other": range_of(attribute)})


def takes(attribute: Attribute, text: str) -> bool:
    """Tell whether *attribute* may have the value that *text* writes.

    >>> from ontoman.model import Attribute, Iri
    >>> takes(Attribute(Iri("https://x/wheels"), "wheels", kind=ValueKind.INTEGER, maximum=Decimal(8)), "12")
    False
    """
    match attribute.kind:
        case ValueKind.BOOLEAN:
            return text in {"true", "false"}
        case ValueKind.SINGLE | ValueKind.MULTI | ValueKind.ORDINAL:
            return any(value.key == text for value in attribute.values)
        case ValueKind.INTEGER:
            return bool(_INTEGER.fullmatch(text)) and _in_range(attribute, Decimal(text))
        case ValueKind.DECIMAL:
            return bool(_DECIMAL.fullmatch(text)) and _in_range(attribute, Decimal(text))
        case ValueKind.DATE:
            return _is_date(text)
        case ValueKind.TEXT:
            return True
        case _:
            assert_never(attribute.kind)


def _in_range(attribute: Attribute, number: Decimal) -> bool:
    low, high = attribute.minimum, attribute.maximum
    return (low is None or number >= low) and (high is None or number <= high)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def range_of(attribute: Attribute) -> str:
    """Say what *attribute* may take."""
    if attribute.values:
        keys = [value.key for value in attribute.values]
        return ", ".join(keys[:_MANY]) + (", …" if len(keys) > _MANY else "")
    low, high = _plain(attribute.minimum), _plain(attribute.maximum)
    limits = (f" from {low}" if low else "") + (f" to {high}" if high else "")
    words = {
        ValueKind.BOOLEAN: "true or false",
        ValueKind.INTEGER: f"a whole number{limits}",
        ValueKind.DECIMAL: f"a number{limits}",
        ValueKind.DATE: "a date like 2024-05-01",
        ValueKind.TEXT: "any text",
    }
    return words.get(attribute.kind, "values, of which it has none")
