"""Decide items that Python holds, in DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontoman.conditions.evaluating import reader
from ontoman.engines.duck import connected, make_table
from ontoman.engines.lookups import label_lookup
from ontoman.engines.program import UNKNOWN, compile_program, sql_type, unknown, value_columns
from ontoman.engines.templates import quoted
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ontoman.conditions import Field
    from ontoman.engines.program import Program
    from ontoman.migration import Decider, Item, Outcome


def decide_items(decider: Decider, fields: Mapping[str, Field], items: Sequence[Item]) -> list[Outcome]:
    """Return the outcome of each item, as `Decider.decide` does, one query for all of them."""
    found = {label: decider.find(label) for label in dict.fromkeys(item.label for item in items)}
    program = compile_program((subject for subject in found.values() if subject), fields)
    codes = _codes(program, items) if program.arms else _codes_by_label(program, items)
    return [_outcome(decider, program, item, code) for item, code in zip(items, codes, strict=True)]


def _outcome(decider: Decider, program: Program, item: Item, code: int) -> Outcome:
    outcome = unknown(item.label) if code == UNKNOWN else program.outcome(code)[1]
    return decider.effects.applied(outcome, item)


def _codes_by_label(program: Program, items: Sequence[Item]) -> list[int]:
    bases = {row.label: row.base for row in program.rows}
    return [bases.get(item.label, UNKNOWN) for item in items]


def _codes(program: Program, items: Sequence[Item]) -> list[int]:
    with connected() as connection:
        labels = label_lookup(connection, program)
        make_table(connection, "items", _columns(program, items))
        reads = ", ".join(["place", "label", *value_columns(program, {key: quoted(key) for key in program.reads})])
        rows = connection.execute(
            f"SELECT {program.code('m.{}'.format)} FROM (SELECT {reads} FROM items) v "  # noqa: S608 - quoted above
            f"LEFT JOIN {labels.entries} m ON v.label = m.label ORDER BY v.place"
        ).fetchall()
    return [int(code) for (code,) in rows]


def _columns(program: Program, items: Sequence[Item]) -> dict[str, tuple[str, Sequence[Any]]]:
    columns: dict[str, tuple[str, Sequence[Any]]] = {
        "place": ("BIGINT", range(len(items))),
        "label": ("VARCHAR", [item.label for item in items]),
    }
    for key in sorted(program.reads):
        field = program.fields[key]
        columns[key] = (sql_type(field), _values(field, items))
    return columns


def _values(field: Field, items: Sequence[Item]) -> list[Any]:
    """Read the values as conditions do: what is no value of the kind is NULL. DuckDB takes sets as lists."""
    read = reader(field, text=False)
    raw = [item.attributes.get(field.key) for item in items]
    values = [read(one) for one in raw]
    match field.kind:
        case ValueKind.MULTI:
            return [None if one is None else list(one) for one in values]
        case ValueKind.ORDINAL:  # the reader gives ranks; `value_columns` works them out from keys
            return [None if rank is None else one for rank, one in zip(values, raw, strict=True)]
        case _:
            return values
