"""Which rows of a Parquet file are alike: the keys by which a row finds what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ontoman.engines.parquet import reading, typed
from ontoman.engines.program import UNKNOWN
from ontoman.engines.templates import quoted

if TYPE_CHECKING:
    import duckdb

    from ontoman.engines.lookups import Lookup
    from ontoman.engines.parquet import Key, Source
    from ontoman.engines.program import Program

# Columns beside the file's: quoted, and in nobody's data.
LABEL, _CODE = '"\ue003label"', '"\ue003code"'


@dataclass(frozen=True, slots=True)
class Matching:
    """How a row finds its result: by *keys*, the first of which a *program* and its *labels* may work out.

    A program's code is a place by itself; several keys, or one of another kind, are a text.
    """

    source: Source
    label: str
    keys: tuple[Key, ...]
    program: Program | None = None
    labels: Lookup | None = None

    @property
    def by_code(self) -> bool:
        """Tell whether the program's code is the only key."""
        return self.program is not None and not self.keys

    @property
    def rows(self) -> str:
        """Every row of the file with its keys, in order, as a subquery."""
        if self.program is None or self.labels is None:
            return f"(SELECT d.*, {self._keys} FROM {self.source.scan} d)"  # noqa: S608 - quoted
        place = self.labels.place(f"CAST(d.{quoted(self.label)} AS VARCHAR)")
        return (
            f"(SELECT v.*, {self.code('v')} AS {_CODE}{self._keys} FROM "  # noqa: S608 - quoted
            f"(SELECT d.*, {place} AS {LABEL} FROM {self.source.scan} d) v, {quoted(self.labels.table)})"
        )

    def code(self, row: str) -> str:
        """Return the SQL of the program's code of a *row* that has the place of its label, beside the look-up."""
        return self._compiled(row, "code")

    def branched(self, row: str) -> str:
        """Return the same where the row's label has conditions, NULL elsewhere."""
        return self._compiled(row, "branched")

    def _compiled(self, row: str, what: Literal["code", "branched"]) -> str:
        labels, program = self.labels, self.program
        if labels is None or program is None:
            raise ValueError(self.keys)
        compiled = program.code if what == "code" else program.branched
        return compiled(
            lambda column: labels.at(f"{row}.{LABEL}", column),
            lambda key: typed(self.source, program.fields[key], row),
        )

    @property
    def _unordered(self) -> str:
        """The same rows in any order, which is faster."""
        program = self.program
        if program is None or self.labels is None:
            return self.rows
        code = program.code("m.{}".format, lambda key: typed(self.source, program.fields[key], "v"))
        # Rows of labels without conditions are told by their label alone.
        join = "JOIN (FROM {} WHERE arm <> 0)" if self.by_code else "LEFT JOIN {}"
        return (
            f"(SELECT v.*, {code} AS {_CODE}{self._keys} FROM {self.source.scan} v "  # noqa: S608 - quoted
            f"{join.format(self.labels.entries)} m ON CAST(v.{quoted(self.label)} AS VARCHAR) = m.label)"
        )

    @property
    def _keys(self) -> str:
        start = ", " if self.program is not None and self.keys else ""
        return start + ", ".join(f"{key.sql} AS {quoted(key.name)}" for key in self.keys)

    @property
    def _names(self) -> str:
        code = [f"w.{_CODE}"] if self.program is not None else []
        return ", ".join([*code, *(f"w.{quoted(key.name)}" for key in self.keys)])

    @property
    def _text(self) -> str:
        """The keys of a row `w` as one text, which no other keys have: JSON tells NULL, 'NULL' and a list apart."""
        return f"CAST(to_json(row({self._names})) AS VARCHAR)"

    def count(self, connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
        """Return every combination of keys, its text unless it is a code, and its number of rows, in order.

        Where the code is the only key, rows whose label has no conditions are left out.
        """
        columns = self._names if self.by_code else f"{self._names}, {self._text}"
        with reading(self.source.path):
            found = connection.execute(
                f"SELECT {columns}, count(*) FROM {self._unordered} w GROUP BY ALL ORDER BY ALL"  # noqa: S608 - quoted
            ).fetchall()
        return [tuple(row) for row in found]

    def place(self, results: Lookup) -> str:
        """Return the SQL of the place among the results of a row `w`."""
        return f"(w.{_CODE} - {UNKNOWN})" if self.by_code else results.place(self._text)


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
