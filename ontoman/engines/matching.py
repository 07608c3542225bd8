"""Which rows of a Parquet file are alike: the keys by which a row finds what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontoman.engines.parquet import reading, typed
from ontoman.engines.program import UNKNOWN, value_columns
from ontoman.engines.templates import quoted

if TYPE_CHECKING:
    import duckdb

    from ontoman.engines.lookups import Lookup
    from ontoman.engines.parquet import Key, Source
    from ontoman.engines.program import Program

# Columns beside the file's: quoted, and in nobody's data.
_LABEL, _CODE = '"\ue003label"', '"\ue003code"'


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
        labels = self.labels
        place = labels.place(f"nullif(CAST(d.{quoted(self.label)} AS VARCHAR), '')")
        code = self.program.code(lambda column: labels.at(f"v.{_LABEL}", column))
        return (
            f"(SELECT v.*, {code} AS {_CODE}{self._keys} FROM "  # noqa: S608 - quoted
            f"(SELECT {self._valued}, {place} AS {_LABEL} FROM {self.source.scan} d) v, {quoted(labels.table)})"
        )

    @property
    def _unordered(self) -> str:
        """The same rows in any order, which is faster."""
        if self.program is None or self.labels is None:
            return self.rows
        return (
            f"(SELECT v.*, {self.program.code('m.{}'.format)} AS {_CODE}{self._keys} FROM "  # noqa: S608 - quoted
            f"(SELECT {self._valued} FROM {self.source.scan} d) v "
            f"LEFT JOIN {self.labels.entries} m ON CAST(v.{quoted(self.label)} AS VARCHAR) = m.label)"
        )

    @property
    def _valued(self) -> str:
        """The file's columns, and the typed values that the program reads."""
        if self.program is None:
            return "d.*"
        values = {key: typed(self.source, self.program.fields[key]) for key in self.program.reads}
        return ", ".join(["d.*", *value_columns(self.program, values)])

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
        """Return every combination of keys, its text unless it is a code, and its number of rows, in order."""
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
