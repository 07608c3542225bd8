"""What fields there are, and what may be compared with them."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ontoman.conditions.values import CATEGORY, Field
from ontoman.errors import BadInput
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.conditions.values import Op, Scalar
    from ontoman.model import Attribute, Iri, Ontology

_EQUAL: Final[frozenset[Op]] = frozenset({"=", "<>"})
_ALL: Final[frozenset[Op]] = frozenset({"=", "<>", "<", "<=", ">", ">="})
OPERATORS: Final[Mapping[ValueKind, frozenset[Op]]] = {
    ValueKind.BOOLEAN: _EQUAL,
    ValueKind.SINGLE: _EQUAL,
    ValueKind.MULTI: frozenset(),
    ValueKind.ORDINAL: _ALL,
    ValueKind.INTEGER: _ALL,
    ValueKind.DECIMAL: _ALL,
    ValueKind.TEXT: _EQUAL,
    ValueKind.DATE: _ALL,
}
NUMBERS: Final = frozenset({ValueKind.INTEGER, ValueKind.DECIMAL})
_NAMES: Final = {
    ValueKind.BOOLEAN: "a yes or no",
    ValueKind.SINGLE: "one of a list of values",
    ValueKind.MULTI: "a set of values",
    ValueKind.ORDINAL: "one of a ranked list of values",
    ValueKind.INTEGER: "a whole number",
    ValueKind.DECIMAL: "a number",
    ValueKind.TEXT: "a text",
    ValueKind.DATE: "a date",
}
_USAGE: Final = {
    ValueKind.BOOLEAN: "{key} or not {key}",
    ValueKind.SINGLE: "{key} = '{value}', {key} in ('{value}')",
    ValueKind.MULTI: "has({key}, '{value}')",
    ValueKind.ORDINAL: "{key} >= '{value}', {key} between '{value}' and '{last}'",
    ValueKind.INTEGER: "{key} > 2, {key} in (2, 4), {key} between 2 and 4",
    ValueKind.DECIMAL: "{key} > 2.5, {key} between 2 and 4.5",
    ValueKind.TEXT: "{key} = 'text', {key} in ('text')",
    ValueKind.DATE: "{key} >= '2024-05-01'",
}
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def named(field: Field) -> str:
    """Say what kind of field it is, for a letter."""
    return "a category" if field is CATEGORY else _NAMES[field.kind]


def usage(field: Field) -> str:
    """Say how to compare it, for a letter."""
    if field is CATEGORY:
        return "Write category = 'car', category in ('car', 'van'), or is_a('vehicle')."
    value, last = (field.values[0], field.values[-1]) if field.values else ("value", "value")
    return f"Write {_USAGE[field.kind].format(key=field.key, value=value, last=last)}."


def literal_of(field: Field, kind: str, value: Scalar | bool) -> Scalar | bool | None:  # noqa: FBT001 - it is a value
    """Return a literal as the field compares it, or None where it is of another kind: nothing is cast."""
    match field.kind, kind:
        case (ValueKind.BOOLEAN, "boolean"):
            return value
        case (ValueKind.INTEGER | ValueKind.DECIMAL, "number"):
            return value
        case (ValueKind.DATE, "string"):
            return date_of(str(value))
        case (ValueKind.SINGLE | ValueKind.MULTI | ValueKind.ORDINAL | ValueKind.TEXT, "string"):
            return value
        case _:
            return None


def date_of(text: str) -> date | None:
    """Read an ISO date, and nothing like one: `2024-05-01`."""
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# -- fields from an ontology, from settings, from data ----------------------------------------------------------------


def fields_of(
    ontology: Ontology, category: Iri | None = None, metadata: Mapping[str, str] | None = None
) -> dict[str, Field]:
    """Return what conditions may read, by key: the attributes (of one category where given), and *metadata*.

    An attribute wins over a metadata field of the same name.
    """
    attributes = ontology.attributes.values() if category is None else ontology.attributes_of(category)
    fields = {key: _metadata_field(key, kind) for key, kind in (metadata or {}).items()}
    fields.update((attribute.key, attribute_field(attribute)) for attribute in attributes)
    return dict(sorted(fields.items()))


def attribute_field(attribute: Attribute) -> Field:
    """Return the field that an attribute is; its values in rank order."""
    return Field(
        attribute.key,
        attribute.kind,
        tuple(value.key for value in attribute.values),
        iri=attribute.iri,
        value_iris=tuple(value.iri for value in attribute.values),
        minimum=None if attribute.minimum is None else float(attribute.minimum),
        maximum=None if attribute.maximum is None else float(attribute.maximum),
    )


_METADATA: Final = {
    "boolean": ValueKind.BOOLEAN,
    "multi": ValueKind.MULTI,
    "integer": ValueKind.INTEGER,
    "decimal": ValueKind.DECIMAL,
    "text": ValueKind.TEXT,
    "date": ValueKind.DATE,
}


def _metadata_field(key: str, kind: str) -> Field:
    if kind.lower() not in _METADATA:
        raise BadInput(
            "OM309",
            f"The metadata field {key} is said to be {kind!r}, which is no type of field.",
            fix=f"Use one of {', '.join(sorted(_METADATA))} in [metadata] of ontoman.toml.",
            details={"key": key, "type": kind},
        )
    return Field(key, _METADATA[kind.lower()])


def categories_of(ontology: Ontology) -> dict[str, frozenset[str]]:
    """Return for each category key the keys of its descendants, its own among them: what `is_a` asks."""
    return {
        category.key: frozenset({category.key, *(ontology.categories[iri].key for iri in ontology.descendants(iri_))})
        for iri_, category in ontology.categories.items()
    }


_COLUMN_KINDS: Final = (
    (re.compile(r"(VARCHAR|TEXT|STRING|CHAR|BPCHAR|ENUM|UUID|CHAR|CATEGORICAL|UTF8|LARGE_STRING)\b.*"), ValueKind.TEXT),
    (re.compile(r"BOOL(EAN)?|LOGICAL"), ValueKind.BOOLEAN),
    (
        re.compile(r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|INT|INT[0-9]*|LONG|SHORT|BYTE)|BIGNUM"),
        ValueKind.INTEGER,
    ),
    (re.compile(r"(DOUBLE|FLOAT|REAL|DECIMAL|NUMERIC)[0-9]*(\(.*\))?"), ValueKind.DECIMAL),
    (re.compile(r"DATE([0-9]*)?(\[.*\])?|DATETIME|TIMESTAMP.*"), ValueKind.DATE),
)
_LIST: Final = re.compile(r"(VARCHAR|TEXT|STRING|ENUM\(.*\))\[[0-9]*\]|(ARRAY|LIST)[<(](VARCHAR|TEXT|STRING)[>)]")


def infer_field(key: str, source: str | Iterable[object]) -> Field | None:
    """Type a column or field of data that is no attribute: by its column type, else by its Python values.

    None where no condition can read it (structs, blobs, mixed values). Values that are all missing count as text.
    """
    kind = _column_kind(source) if isinstance(source, str) else _values_kind(source)
    return Field(key, kind) if kind else None


def _column_kind(column_type: str) -> ValueKind | None:
    name = column_type.strip().upper()
    if _LIST.fullmatch(name):
        return ValueKind.MULTI
    return next((kind for pattern, kind in _COLUMN_KINDS if pattern.fullmatch(name)), None)


def _values_kind(values: Iterable[object]) -> ValueKind | None:
    kinds = {kind_of(value) for value in values if value is not None}
    if kinds == {ValueKind.INTEGER, ValueKind.DECIMAL}:
        return ValueKind.DECIMAL
    return kinds.pop() if len(kinds) == 1 else None if kinds else ValueKind.TEXT


_KINDS: Final[tuple[tuple[tuple[type, ...], ValueKind], ...]] = (
    ((bool,), ValueKind.BOOLEAN),  # before int: a bool is one
    ((int,), ValueKind.INTEGER),
    ((float, Decimal), ValueKind.DECIMAL),
    ((date,), ValueKind.DATE),
    ((str,), ValueKind.TEXT),
)


def kind_of(value: object) -> ValueKind | None:
    """Return the kind of field that a Python value would be of."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return ValueKind.MULTI if all(isinstance(item, str) or item is None for item in value) else None
    return next((kind for types, kind in _KINDS if isinstance(value, types)), None)


def number_of(value: object) -> float | None:
    """Return a number as DOUBLE; None for NaN, and for what is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):
        return math.inf if value > 0 else -math.inf
    return None if math.isnan(number) else number
