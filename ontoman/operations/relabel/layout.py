"""Where labels and attributes are in a table, and what type each attribute has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.conditions import MULTI_SEPARATOR, RESERVED, Field, infer_field
from ontoman.conditions.evaluating import reader
from ontoman.conditions.fields import NUMBERS
from ontoman.errors import BadInput
from ontoman.migration.conversions import number_text, whole_where_it_is
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from ontoman.migration import MigrationMap

PLAIN_NAMES = ("label", "labels", "category", "categories", "category_name", "class", "class_name", "category_id")
_KEY = re.compile(r"'(?:[^']|'')*'|([A-Za-z][A-Za-z0-9_]*)")
_NUMBER = re.compile(r" *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the user says of a table; None where it is to be found."""

    label_column: str | None = None
    sep: str | None = None
    attributes: tuple[str, ...] | None = None
    header: bool = True
    index: Path | None = None
    out_index: Path | None = None
    id_column: str | None = None


def label_column(columns: Sequence[str], layout: Layout, name: str) -> str:
    """Return the column of labels: the one that is named or counted, else the one that is plainly it (OM610)."""
    if layout.label_column is None:
        plain = [column for column in columns if column.lower() in PLAIN_NAMES]
        if len(plain) == 1:
            return _once(columns, plain[0], name)
        raise _no_column("no column is plainly the one of labels", columns, name)
    if layout.label_column in columns:
        return _once(columns, layout.label_column, name)
    if layout.label_column.isdecimal() and 1 <= int(layout.label_column) <= len(columns):
        return _once(columns, columns[int(layout.label_column) - 1], name)
    raise _no_column(f"there is no column {layout.label_column!r}", columns, name)


def id_column(columns: Sequence[str], layout: Layout, name: str) -> str | None:
    """Return the column of ids: the one that is named (OM610 where it is missing), else `id` where there is one."""
    if layout.id_column is None:
        return next((column for column in ("id", "item_id", "uuid") if column in columns), None)
    if layout.id_column not in columns:
        raise _no_column(f"there is no column {layout.id_column!r}", columns, name)
    return _once(columns, layout.id_column, name)


def attribute_columns(columns: Sequence[str], layout: Layout, keys: Iterable[str], name: str) -> tuple[str, ...]:
    """Return the columns of attributes: the ones that are named, else those named like what the map uses."""
    if layout.attributes is None:
        wanted = set(keys)
        return tuple(column for column in columns if column in wanted)
    missing = [column for column in layout.attributes if column not in columns]
    if missing:
        raise _no_column(f"there is no column {', '.join(map(repr, missing))}", columns, name)
    return layout.attributes


def keys_used(of: MigrationMap) -> frozenset[str]:
    """Return the keys that the conditions and effects of a map may name; some may be the map's mistakes."""
    read = {match[1] for row in of.rows if row.when for match in _KEY.finditer(row.when) if match[1]}
    written = {key for row in of.rows for key in (*(key for key, _ in (*row.set, *row.transform)), *row.unset)}
    valued = {row.subject_label.partition("=")[0] for row in of.rows if row.of_value}
    return frozenset((read - RESERVED - {"is_a", "has"}) | written | valued)


# -- types of attributes ----------------------------------------------------------------------------------------------


def fields_for(
    known: Mapping[str, Field], columns: Iterable[str], values: Callable[[str], Iterable[object]], *, text: bool
) -> dict[str, Field]:
    """Return the fields: *known* ones, and the other *columns* typed by their *values*, where they have any."""
    fields = dict(known)
    for column in columns:
        if column not in fields:
            filled = [value for value in values(column) if value is not None and value != ""]
            found = _text_field(column, filled) if text else infer_field(column, filled)
            if filled and found is not None:
                fields[column] = found
    return fields


def _text_field(key: str, values: Iterable[object]) -> Field:
    filled = list(map(str, values))
    numbers = [value for value in filled if value.strip().lower() != "nan"]
    if numbers and all(_NUMBER.fullmatch(value) for value in numbers):
        return Field(key, ValueKind.DECIMAL)
    if filled and all(value.lower() in {"true", "false"} for value in filled):
        return Field(key, ValueKind.BOOLEAN)
    return Field(key, ValueKind.TEXT)


class Misfit(Exception):
    """A value that its attribute cannot have."""


def attribute_reader(field: Field, *, text: bool) -> Callable[[object], object]:
    """Return what reads a raw value of *field* as items hold it; raises `Misfit` for one out of range."""
    read = reader(field, text)

    def value(raw: object) -> object:
        if raw is None or raw == "" or (text and str(raw).strip().lower() == "nan"):
            return None
        found = read(raw)
        if found is None:
            if isinstance(raw, float) and raw != raw:  # noqa: PLR0124 - NaN is no value
                return None
            raise Misfit(f"{field.key} is {raw!r}, which is not {_wanted(field)}")
        if field.kind is ValueKind.MULTI:
            _check_among(field, found)
            return tuple(found)
        if field.kind in {ValueKind.ORDINAL, ValueKind.SINGLE}:
            _check_among(field, (raw,))
            return raw
        _check_bounds(field, found)
        return found

    return value


def _check_among(field: Field, values: Iterable[object]) -> None:
    wrong = [value for value in values if field.values and value not in field.values]
    if wrong:
        raise Misfit(f"{field.key} is {wrong[0]!r}, which is not {_wanted(field)}")


def _check_bounds(field: Field, value: object) -> None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return
    low, high = field.minimum, field.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise Misfit(f"{field.key} is {value:g}, which is not {_wanted(field)}")


def _wanted(field: Field) -> str:
    if field.values:
        return f"one of {', '.join(field.values)}"
    bounds = [f"at least {field.minimum:g}"] if field.minimum is not None else []
    bounds += [f"at most {field.maximum:g}"] if field.maximum is not None else []
    words = {
        ValueKind.BOOLEAN: "true or false",
        ValueKind.INTEGER: "a number",
        ValueKind.DECIMAL: "a number",
        ValueKind.DATE: "a date like 2024-05-01",
        ValueKind.MULTI: "a list of texts",
    }
    return " ".join([words.get(field.kind, "a text"), *(["of", " and ".join(bounds)] if bounds else [])])


def misfit_letter(misfit: Misfit, where: str) -> BadInput:
    """Make the letter for an attribute value out of range (OM618)."""
    return BadInput(
        "OM618",
        f"{where}: {misfit}.",
        fix="Correct the value, or add it to the attribute in the ontology: a condition of the map reads it.",
        details={"where": where},
    )


def no_such_attributes(reads: Iterable[str], columns: Iterable[str], name: str) -> None:
    """Refuse data without the attributes that conditions read (OM621): every item would take the otherwise."""
    missing = sorted(set(reads) - set(columns) - {"category"})
    if missing:
        raise no_values(missing, name)


def no_values(missing: Sequence[str], name: str) -> BadInput:
    """Make the letter for attributes that the map decides by and the data lacks (OM621)."""
    return BadInput(
        "OM621",
        f"The map decides by {', '.join(missing)}, of which {name} holds no value.",
        fix="Add the attributes to the data, or name their columns as the ontology does.",
        details={"missing": list(missing)},
    )


def written_value(value: object, *, text: bool, field: Field | None = None) -> object:
    """Return an attribute value as a cell holds it: sets joined in text, lists in JSON; numbers to twelve digits.

    A map writes values as text: in JSON they become what the *field* holds.
    """
    if isinstance(value, str) and field is not None and not text:
        value = _of_kind(value, field.kind)
    if isinstance(value, float):
        return number_text(value) if text else whole_where_it_is(value)
    if not isinstance(value, tuple):
        return value
    return MULTI_SEPARATOR.join(value) if text else list(value)


def _of_kind(value: str, kind: ValueKind) -> object:
    if kind is ValueKind.BOOLEAN:
        return {"true": True, "false": False}.get(value, value)
    return float(value) if kind in NUMBERS and _NUMBER.fullmatch(value) else value


def _once(columns: Sequence[str], column: str, name: str) -> str:
    if columns.count(column) > 1:
        raise BadInput(
            "OM611",
            f"{name} has {columns.count(column)} columns named {column!r}.",
            fix="Give each column a name of its own.",
            details={"columns": list(columns)},
        )
    return column


def _no_column(found: str, columns: Sequence[str], name: str) -> BadInput:
    listed = ", ".join(columns) or "none"
    return BadInput(
        "OM610",
        f"{name}: {found}. Its columns are {listed}.",
        fix="Name one with --label-column NAME or N (from 1); --no-header says that the first line is data already.",
        details={"columns": list(columns)},
    )
