"""Look-ups that keep the order of rows: what a hash join would give, without the join.

A join that runs on several threads gives the rows back in any order, whatever `preserve_insertion_order` says
(DuckDB 1.5, 2.0), and one thread takes twice as long. A table of one row does not disturb the order, so what is to be
looked up stands in that row, a list a column; a type ENUM finds the place of a text in the lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontoman.engines.duck import make_table
from ontoman.engines.program import UNKNOWN, LabelRow
from ontoman.engines.templates import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb

    from ontoman.engines.program import Program

    Columns = Mapping[str, tuple[str, Sequence[Any]]]

_PLACE = "\ue002place"
_BLOCK = 64  # rows: a block is searched from its start


class Ambiguous(RuntimeError):
    """Two entries of a look-up share their text: a bug, and nothing may be written."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Lists of equal length in a table of one row, *table*, which goes into FROM beside what is looked up."""

    table: str

    @property
    def entries(self) -> str:
        """The SQL of a table that has the same as rows, for a join."""
        return quoted(self.table + ".rows")

    def place(self, value: str) -> str:
        """Return the SQL of the place of a text; NULL of NULL. A text that has none ends the statement.

        A cast that is only tried would search for what was meant: 30 µs a row (DuckDB 2.0).
        """
        return f"enum_code(CAST({value} AS {quoted(_texts(self.table))}))"

    def at(self, place: str, column: str) -> str:
        """Return the SQL of a column at a place, counted from 0; NULL beyond the list."""
        return f"list_extract({quoted(self.table)}.{quoted(column)}, {place} + 1)"


@dataclass(frozen=True, slots=True)
class RowLookup:
    """Structs for a few rows of many, by row number, in blocks; *table* goes into FROM."""

    table: str

    def of(self, number: str) -> str:
        """Return the SQL of the struct of a row; NULL where it has none."""
        table, block = quoted(self.table), f"{number} // {_BLOCK} + 1"
        place = f"list_position(list_extract({table}.numbers, {block}), {number})"
        return f"list_extract(list_extract({table}.rows, {block}), {place})"


def make_lookup(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Columns,
    *,
    places: Sequence[int] | None = None,
    texts: Sequence[str] | None = None,
) -> Lookup:
    """Make a look-up from columns of equal length, to be asked by place or by text.

    *places* say where each row of them goes; what stands between is NULL. *texts*, one a row, are what `place` finds.
    """
    size = len(next(iter(columns.values()))[1])
    if texts is not None:
        make_type(connection, _texts(name), texts)
    make_table(connection, name + ".rows", {**columns, _PLACE: ("BIGINT", range(size) if places is None else places)})
    lists = ", ".join(f"list(r.{quoted(column)} ORDER BY p.nth) AS {quoted(column)}" for column in columns)
    connection.execute(
        f"CREATE TEMP TABLE {quoted(name)} AS SELECT {lists} "  # noqa: S608 - quoted
        f"FROM range({max(places, default=-1) + 1 if places is not None else size}) p(nth) "
        f"LEFT JOIN {quoted(name + '.rows')} r ON r.{quoted(_PLACE)} = p.nth"
    )
    return Lookup(name)


def make_type(connection: duckdb.DuckDBPyConnection, name: str, texts: Sequence[str]) -> None:
    """Make the type ENUM of some texts, in their order."""
    if len(set(texts)) != len(texts):
        raise Ambiguous(name)
    make_table(connection, name, {"text": ("VARCHAR", texts), _PLACE: ("BIGINT", range(len(texts)))})
    connection.execute(
        f"CREATE TYPE {quoted(name)} AS ENUM (SELECT text FROM {quoted(name)} ORDER BY {quoted(_PLACE)})"  # noqa: S608
    )


def make_row_lookup(
    connection: duckdb.DuckDBPyConnection, name: str, numbers: Sequence[int], columns: Columns
) -> RowLookup:
    """Make a look-up of rows by their *numbers* from columns of equal length."""
    make_table(connection, name + ".rows", {**columns, _PLACE: ("BIGINT", numbers)})
    place = quoted(_PLACE)
    rows = "struct_pack(" + ", ".join(f"{quoted(column)} := {quoted(column)}" for column in columns) + ")"
    connection.execute(
        f"CREATE TEMP TABLE {quoted(name)} AS "  # noqa: S608 - quoted
        "SELECT list(numbers ORDER BY block) AS numbers, list(rows ORDER BY block) AS rows FROM ("
        f"SELECT b.block, list({place} ORDER BY {place}) AS numbers, list({rows} ORDER BY {place}) AS rows "
        f"FROM range({max(numbers, default=0) // _BLOCK + 1}) b(block) "
        f"LEFT JOIN {quoted(name + '.rows')} ON {place} // {_BLOCK} = b.block GROUP BY b.block)"
    )
    return RowLookup(name)


def label_lookup(connection: duckdb.DuckDBPyConnection, program: Program, name: str = "labels") -> Lookup:
    """Make the look-up of labels, with the literals of their conditions."""
    rows = program.rows
    if all(row.label for row in rows):
        rows = (*rows, LabelRow("", "", UNKNOWN, 0, (), ()))  # rows without a label need no test then
    columns: dict[str, tuple[str, Sequence[Any]]] = {
        "label": ("VARCHAR", [row.label for row in rows]),
        "key": ("VARCHAR", [row.key for row in rows]),
        "base": ("BIGINT", [row.base for row in rows]),
        "arm": ("INTEGER", [row.arm for row in rows]),
    }
    for place in range(max((len(row.numbers) for row in rows), default=0)):
        columns[f"n{place}"] = ("DOUBLE", [_at(row.numbers, place) for row in rows])
    for place in range(max((len(row.texts) for row in rows), default=0)):
        columns[f"t{place}"] = ("VARCHAR", [_at(row.texts, place) for row in rows])
    return make_lookup(connection, name, columns, texts=[row.label for row in rows])


def _texts(name: str) -> str:
    return name + ".texts"


def _at(values: Sequence[Any], place: int) -> Any:  # noqa: ANN401 - a literal
    return values[place] if place < len(values) else None
