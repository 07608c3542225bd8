"""The columns of a map file: SSSOM's own, then our declared extension slots, one line each."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal

from ontoman.errors import BadInput
from ontoman.migration.curies import expand, shorten
from ontoman.migration.values import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    GroupOp,
    MapDisposition,
    MapRow,
    Status,
)
from ontoman.model.names import OM_NS, PREFIXES, SSSOM_NS
from ontoman.model.terms import Iri
from ontoman.rdf.conversions import our_conversions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

Shape = Literal["text", "iri", "word", "whole", "decimal", "list", "pairs", "formulas", "value"]

OF_VALUE: Final = "om:Value"
ROW_HASH: Final = "om_row_sha256"
CARDINALITY: Final = "mapping_cardinality"
_SPECIAL: Final = {expand(curie, PREFIXES): curie for curie in (NO_TERM_FOUND, UNDECIDED)}
_PART = re.compile(r"((?:\\.|[^\\|])*)\|", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of `MapRow` that it holds, its shape, and for a closed list its words."""

    name: str
    field: str
    shape: Shape = "text"
    words: type[StrEnum] | None = None

    @property
    def extension(self) -> bool:
        """Whether the slot is ours and must be declared."""
        return self.name.startswith("om_")


COLUMNS: Final = (
    Column("record_id", "record_id"),
    Column("subject_id", "subject_id", "iri"),
    Column("subject_label", "subject_label"),
    Column("subject_category", "of_value", "value"),
    Column("predicate_id", "predicate_id", "iri"),
    Column("object_id", "object_id", "iri"),
    Column("object_label", "object_label"),
    Column("mapping_justification", "justification"),
    Column("author_id", "author_id"),
    Column("reviewer_id", "reviewer_id"),
    Column("mapping_date", "mapping_date"),
    Column("confidence", "confidence", "decimal"),
    Column("comment", "comment"),
    Column("om_action", "action", "word", Action),
    Column("om_status", "status", "word", Status),
    Column("om_group", "group"),
    Column("om_group_op", "group_op", "word", GroupOp),
    Column("om_order", "order", "whole"),
    Column("om_when", "when"),
    Column("om_set", "set", "pairs"),
    Column("om_unset", "unset", "list"),
    Column("om_transform", "transform", "formulas"),
    Column("om_disposition", "disposition", "word", MapDisposition),
    Column("om_residual", "residual", "iri"),
    Column("om_need", "need"),
    Column("om_loss", "loss"),
    Column("om_change", "change", "list"),
    Column("om_decision", "decision"),
    Column("om_flag", "flag"),
)
BY_NAME: Final = {column.name: column for column in COLUMNS}
_NAMES = tuple(column.name for column in COLUMNS)
_VALUES = attrgetter(*(column.field for column in COLUMNS))
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def term_of(slot: str) -> Iri:
    """Return the property that a slot stands for.

    >>> term_of("om_group_op"), term_of("subject_id")
    ('https://w3id.org/ontoman/ns#groupOp', 'https://w3id.org/sssom/subject_id')
    """
    if not slot.startswith("om_"):
        return Iri(SSSOM_NS + slot)
    first, *rest = slot.removeprefix("om_").split("_")
    return Iri(OM_NS + first + "".join(part.capitalize() for part in rest))


def cell_of(row: MapRow, column: Column, curies: Mapping[str, str]) -> str:
    """Write one field of *row* as the text of its cell; nothing is the empty cell."""
    value = getattr(row, column.field)
    if value is None:
        return ""
    match column.shape:
        case "iri":
            return _SPECIAL.get(value) or (value if value in _SPECIAL.values() else shorten(value, curies))
        case "value":
            return OF_VALUE if value else ""
        case "list":
            return join_list(value)
        case "pairs" | "formulas":
            return join_list(tuple(f"{key}={text}" for key, text in value))
        case _:
            return str(value)


def reader_of(column: Column, curies: Mapping[str, str]) -> Callable[[str, str], object]:
    """Return how one column's cells are read, each with the place that letters name.

    The reader raises BadInput (OM504) where a cell is none of the words it may be.
    """
    if column.shape == "iri":
        return lambda text, _: _SPECIAL.get(iri := expand(text, curies), iri)
    if column.shape in _READERS:
        return _READERS[column.shape]
    words = {word.value: word for word in column.words or ()}
    return lambda text, place: words.get(text) or _checked(text, column, place)


def _checked(text: str, column: Column, place: str) -> object:
    """Read a number, or a word of a closed list."""
    try:
        if column.words is not None:
            return column.words(text)
        return int(text) if column.shape == "whole" else float(text)
    except ValueError as error:
        known = ", ".join(column.words) if column.words else "a whole number" if column.shape == "whole" else "a number"
        raise BadInput(
            "OM504",
            f"{place}: {column.name} is {text!r}.",
            fix=f"It may be: {known}.",
            details={"column": column.name, "found": text},
        ) from error


def _formulas(text: str, place: str) -> object:
    """Read `height=ft_to_m`; a formula that nobody declared is refused."""
    known = our_conversions()
    pairs = _pairs(text)
    unknown = [name for _, name in pairs if name not in known]
    if unknown:
        raise BadInput(
            "OM504",
            f"{place}: om_transform converts by {unknown[0]!r}, which is no formula.",
            fix=f"Write attribute=formula, as in height=ft_to_m. The formulas are: {', '.join(known)}.",
            details={"column": "om_transform", "found": text},
        )
    return tuple((key, known[name]) for key, name in pairs)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, _, value in (entry.partition("=") for entry in split_list(text)))


_READERS: Final[Mapping[Shape, Callable[[str, str], object]]] = {
    "text": lambda text, _: text,
    "value": lambda text, _: text == OF_VALUE,
    "list": lambda text, _: split_list(text),
    "pairs": lambda text, _: _pairs(text),
    "formulas": _formulas,
}


def join_list(values: tuple[str, ...]) -> str:
    r"""Write several values in one cell: `a|b`, with `\|` for a bar inside one."""
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def split_list(text: str) -> tuple[str, ...]:
    """Undo `join_list`."""
    return tuple(_ESCAPED.sub(r"\1", part) for part in _PART.findall(text + "|"))


def row_hash(row: MapRow) -> str:
    """Return the sha256 of what a row says, IRIs in full: other prefixes are the same row.

    Fields that say nothing are left out, so that a field that comes later changes no hash.
    """
    said = {name: value for name, value in zip(_NAMES, _VALUES(row), strict=True) if value or _is_zero(value)}
    return hashlib.sha256(_ENCODER.encode(said).encode("utf-8", "surrogatepass")).hexdigest()


def _is_zero(value: object) -> bool:
    return value == 0 and value is not False
