"""Numbers in another unit, as SQL: the same digits as `Conversion` gives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ontoman.conditions import Field
from ontoman.engines.parquet import typed
from ontoman.engines.templates import quoted, text
from ontoman.errors import BadInput
from ontoman.migration.conversions import DIGITS
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ontoman.engines.parquet import Source
    from ontoman.engines.parquet_writing import Rewriting
    from ontoman.migration.conversions import Conversion

_WHOLE = ("INT", "INTEGER")


def converted(source: Source, column: str, code: str, formulas: Sequence[Conversion], otherwise: str) -> str:
    """Return the SQL of a column of a row `w`, converted by the formula that *code* counts from 1, else *otherwise*."""
    cases = " ".join(f"WHEN {number} THEN {_written(source, column, how)}" for number, how in enumerate(formulas, 1))
    return f"CASE {code} {cases} ELSE {otherwise} END"


def check_converted(rewriting: Rewriting) -> None:
    """Refuse numbers that their column cannot hold once they are converted (OM618)."""
    source = rewriting.source
    for column in rewriting.converts:
        kind = source.columns[column]
        if kind.endswith(_WHOLE) or kind.startswith("DECIMAL"):
            found = rewriting.first_converted(column, partial(_lost, source, column))
            if found is not None:
                raise _no_room(source, column, kind, found)


def _lost(source: Source, column: str, how: Conversion) -> str:
    number = _number(source, column, how)
    return f"CAST(TRY_CAST({number} AS {source.columns[column]}) AS DOUBLE) IS DISTINCT FROM {number}"


def _no_room(source: Source, column: str, kind: str, value: object) -> BadInput:
    return BadInput(
        "OM618",
        f"{source.path.name}: the column {column} is {kind}, which does not hold {value} in the new unit.",
        fix="Write the column as DOUBLE, or take om_transform out of the map.",
        details={"column": column},
    )


def _written(source: Source, column: str, how: Conversion) -> str:
    old, number = f"w.{quoted(column)}", _value(source, column)
    new = _text(source, column, how) if source.holds_text(column) else _number(source, column, how)
    kind = source.columns[column]
    return f"CASE WHEN {number} IS NULL THEN {old} ELSE CAST({new} AS {kind}) END"


def _number(source: Source, column: str, how: Conversion) -> str:
    return f"CAST({_text(source, column, how)} AS DOUBLE)"


def _text(source: Source, column: str, how: Conversion) -> str:
    value, before, times, by, after = (
        _value(source, column),
        *(f"CAST({text(repr(number))} AS DOUBLE)" for number in (how.before, how.times, how.by, how.after)),
    )
    return f"format({text(f'{{:.{DIGITS}g}}')}, ({value} + {before}) * {times} / {by} + {after})"


def _value(source: Source, column: str) -> str:
    return typed(source, Field(column, ValueKind.DECIMAL), "w")
