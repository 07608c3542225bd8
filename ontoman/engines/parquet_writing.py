"""Rewrite a Parquet file by results: which rows are alike, what becomes of them, and what is kept of the old."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontoman.engines.duck import make_labels, make_table
from ontoman.engines.parquet import (
    ROW,
    Key,
    count_rows,
    kv_metadata,
    make_results,
    reading,
    typed,
    with_nullability,
    writing,
)
from ontoman.engines.program import value_columns
from ontoman.engines.templates import quoted, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from ontoman.engines.parquet import Results, Source
    from ontoman.engines.program import Program

DROPPED_ROW = "ontoman_row"
_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Matching:
    """How a row finds its result: by *keys*, which a *program* may have worked out from the label's own row."""

    source: Source
    label: str
    keys: tuple[Key, ...]
    program: Program | None

    @property
    def rows(self) -> str:
        """Every row of the file with its keys, as a subquery."""
        keys = ", ".join(f"{key.sql} AS {quoted(key.name)}" for key in self.keys)
        if self.program is None:
            return f"(SELECT d.*, {keys} FROM {self.source.scan} d)"  # noqa: S608 - quoted
        values = {key: typed(self.source, self.program.fields[key]) for key in self.program.reads}
        columns = ", ".join(["d.*", *value_columns(self.program, values)])
        return (
            f"(SELECT v.*, {keys} FROM (SELECT {columns} FROM {self.source.scan} d) v "  # noqa: S608 - quoted
            f"LEFT JOIN labels m ON CAST(v.{quoted(self.label)} AS VARCHAR) = m.label)"
        )

    @property
    def joined(self) -> str:
        """Every row with its result."""
        tests = [f"w.{quoted(key.name)} IS NOT DISTINCT FROM r.{quoted(key.name)}" for key in self.keys]
        if self.program is not None:
            tests[0] = tests[0].replace(" IS NOT DISTINCT FROM ", " = ")
        return f"{self.rows} w JOIN results r ON {' AND '.join(tests)}"


def count_groups(connection: duckdb.DuckDBPyConnection, matching: Matching) -> list[tuple[Any, ...]]:
    """Return every combination of keys with its number of rows, in order."""
    if matching.program is not None:
        make_labels(connection, matching.program)
    keys = ", ".join(quoted(key.name) for key in matching.keys)
    with reading(matching.source.path):
        found = connection.execute(
            f"SELECT {keys}, count(*) FROM {matching.rows} w GROUP BY ALL ORDER BY ALL"  # noqa: S608 - quoted
        ).fetchall()
    return [tuple(row) for row in found]


def count_labels(connection: duckdb.DuckDBPyConnection, source: Source, label: str) -> list[tuple[str, int]]:
    """Return every label with its number of rows, in order; rows without one are left out."""
    value = f"CAST(d.{quoted(label)} AS VARCHAR)"
    with reading(source.path):
        found = connection.execute(
            f"SELECT {value}, count(*) FROM {source.scan} d WHERE {value} <> '' GROUP BY 1 ORDER BY 1"  # noqa: S608 - quoted
        ).fetchall()
    return [(str(name), int(count)) for name, count in found]


def repeated(connection: duckdb.DuckDBPyConnection, source: Source, column: str) -> object:
    """Return a value that stands twice in a column, or None."""
    with reading(source.path):
        found = connection.execute(
            f"SELECT {quoted(column)} FROM {source.scan} GROUP BY 1 HAVING count(*) > 1 LIMIT 1"  # noqa: S608 - quoted
        ).fetchall()
    return found[0][0] if found else None


class RowsLost(RuntimeError):
    """A row found no result: a bug, and nothing may be written."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What people decided for one row, by its number."""

    row: int
    new: Any
    gone: bool
    records: str


@dataclass(frozen=True)
class Rewriting:
    """A file, its results, and the rows that people decided."""

    connection: duckdb.DuckDBPyConnection
    matching: Matching
    results: Results
    item: str | None
    chosen: Sequence[Chosen] = ()

    def prepare(self) -> None:
        """Make the table of results."""
        make_results(self.connection, self.source, self.matching.label, self.matching.keys, self.results)

    def with_chosen(self, chosen: Sequence[Chosen]) -> Rewriting:
        """Return the rewriting with what people decided."""
        kind = "VARCHAR" if self._type.startswith("ENUM") else self._type
        make_table(
            self.connection,
            "chosen",
            {
                "row": ("BIGINT", [one.row for one in chosen]),
                "new": (kind, [one.new for one in chosen]),
                "gone": ("BOOLEAN", [one.gone for one in chosen]),
                "records": ("VARCHAR", [one.records for one in chosen]),
            },
        )
        return Rewriting(self.connection, self.matching, self.results, self.item, chosen)

    def waiting(self, shown: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield row number, item id, place among the results and *shown* columns of the rows that wait."""
        columns = "".join(f", CAST(w.{quoted(name)} AS VARCHAR)" for name in shown)
        with reading(self.source.path):
            cursor = self.connection.execute(
                f"SELECT w.{ROW}, {self._item}, r.place{columns} FROM {self.matching.joined} WHERE r.waits "  # noqa: S608
                f"ORDER BY w.{ROW}"
            )
            while batch := cursor.fetchmany(_BATCH):
                yield from batch

    def write(self, out: Path) -> None:
        """Write the file: same columns, same order of rows, the same compression."""
        gone = f" WHERE NOT {self._gone}" if any(self.results.drop) or self.chosen else ""
        columns = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in self._written.items())
        query = f"SELECT {columns} FROM {self._joined}{gone}"  # noqa: S608
        self._copy(with_nullability(self.source, query), out, kv_metadata(self.source))
        if not gone and count_rows(self.connection, out) != count_rows(self.connection, self.source.path):
            raise RowsLost(self.source.path.name)

    def write_lineage(self, folder: Path) -> None:
        """Keep, for each row that changed: its number, its id, old label and attributes, new label and mapping."""
        out_item = self._item if self.item else content(self._written.values())
        old = "".join(f", w.{quoted(name)} AS {quoted('old_' + name)}" for name in self.results.attributes)
        label = quoted(self.matching.label)
        self._copy(
            f'SELECT w.{ROW} AS "row", {self._item} AS item, {out_item} AS "out", w.{label} AS "old", '  # noqa: S608
            f'{self._written[self.matching.label]} AS "new", {self._records} AS mapping{old} '
            f"FROM {self._joined} WHERE {self._changed} AND NOT {self._gone}",
            folder / "lineage.parquet",
        )
        self._copy(
            f"SELECT {out_item} AS item, {self._written[self.matching.label]} AS cell FROM {self._joined} "  # noqa: S608
            f"WHERE NOT {self._gone}",
            folder / "items.parquet",
        )
        if any(self.results.drop) or any(one.gone for one in self.chosen):
            kept = ", ".join(f"w.{quoted(name)}" for name in self.source.columns)
            self._copy(
                f'SELECT w.{ROW} AS "{DROPPED_ROW}", {kept} FROM {self._joined} WHERE {self._gone}',  # noqa: S608
                folder / "dropped.parquet",
            )

    # -- the pieces of SQL --------------------------------------------------------------------------------------------

    @property
    def source(self) -> Source:
        """The file."""
        return self.matching.source

    @property
    def _type(self) -> str:
        return self.source.columns[self.matching.label]

    @property
    def _joined(self) -> str:
        return self.matching.joined + (f" LEFT JOIN chosen c ON w.{ROW} = c.row" if self.chosen else "")

    @property
    def _item(self) -> str:
        if self.item is not None:
            return f"CAST(w.{quoted(self.item)} AS VARCHAR)"
        return content(f"w.{quoted(name)}" for name in self.source.columns)

    @property
    def _written(self) -> Mapping[str, str]:
        found = {name: f"w.{quoted(name)}" for name in self.source.columns}
        label = found[self.matching.label]
        new = f"CASE WHEN r.changed THEN r.new ELSE {label} END"
        found[self.matching.label] = f"CASE WHEN c.row IS NOT NULL THEN c.new ELSE {new} END" if self.chosen else new
        for place, name in enumerate(self.results.attributes):
            found[name] = f"CASE WHEN r.sets{place} THEN r.set{place} ELSE {found[name]} END"
        return found

    @property
    def _gone(self) -> str:
        return "coalesce(c.gone, r.gone, false)" if self.chosen else "coalesce(r.gone, false)"

    @property
    def _changed(self) -> str:
        sets = "".join(f" OR r.sets{place}" for place in range(len(self.results.attributes)))
        return (
            f"coalesce(r.changed{sets}, false)"
            if not self.chosen
            else f"(c.row IS NOT NULL OR coalesce(r.changed{sets}, false))"
        )

    @property
    def _records(self) -> str:
        return "coalesce(c.records, r.records)" if self.chosen else "r.records"

    def _copy(self, query: str, out: Path, more: str = "") -> None:
        # Rows keep the file's order. With a join and several threads DuckDB (1.5, 2.0) writes row groups in any order,
        # whatever preserve_insertion_order says; sorting them again takes twice as long as one thread.
        self.connection.execute("SET threads = 1")
        with writing(out):
            self.connection.execute(
                f"COPY ({query}) TO {text(str(out))} (FORMAT parquet, COMPRESSION {self.source.codec}{more})"
            )


def content(columns: Iterable[str]) -> str:
    """Return the SQL of an id that stays with a row's content."""
    return f"left(md5(CAST(row({', '.join(columns)}) AS VARCHAR)), 16)"
