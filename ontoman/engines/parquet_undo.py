"""Bring a relabeled Parquet file back: by row number where it is untouched, by id where it was worked on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontoman.engines.parquet import ROW, reading, relation
from ontoman.engines.parquet_copying import write_columns
from ontoman.engines.parquet_writing import DROPPED_ROW, content
from ontoman.engines.templates import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb

    from ontoman.engines.parquet import Source

# Columns beside the file's: quoted, and in nobody's data.
_NUMBER, _ITEM, _NTH, _PLACE = (f'"\ue003{name}"' for name in ("number", "item", "nth", "place"))


@dataclass(frozen=True)
class Undoing:
    """A relabeled file and the folder beside it; *item* is the column of ids, None where content tells."""

    connection: duckdb.DuckDBPyConnection
    source: Source
    folder: Path
    label: str
    item: str | None

    def exact(self, out: Path) -> None:
        """Write the file as it was: every changed row by its number, dropped ones where they stood."""
        rows = self._numbered if self._dropped.is_file() else f"SELECT *, {ROW} AS {_NUMBER} FROM {self.source.scan}"  # noqa: S608
        self._write(f"({rows}) w", f'{self._lineage} l ON w.{_NUMBER} = l."row"', f"w.{_NUMBER}", out)

    def by_item(self, out: Path) -> int:
        """Write the file with every row back that is still as relabel wrote it; return how many."""
        test = f'w.{_ITEM} = l."out" AND w.{_NTH} = l.{_NTH} AND w.{quoted(self.label)} IS NOT DISTINCT FROM l."new"'
        rows, lineage = f"({self._found}) w", f"({self._lineage_nth}) l ON {test}"
        self._write(rows, lineage, f"w.{ROW}", out, last=True)
        return int(self._rows(f"SELECT count(*) FROM {rows} JOIN {lineage}")[0][0])  # noqa: S608

    def _write(self, rows: str, lineage: str, number: str, out: Path, *, last: bool = False) -> None:
        """Write changed rows with their old values, and the others as they are.

        In two parts: after an outer join DuckDB would write every old value's column as optional.
        """
        computed = [name for name in self.source.columns if self._old(name) != f"w.{quoted(name)}"]
        with reading(self.source.path):
            write_columns(
                self.connection,
                self.source,
                out,
                computed,
                lambda columns: self._query(columns, (rows, lineage, number), last=last),
                same_rows=not self._dropped.is_file(),
                as_read=False,
            )

    def _query(self, columns: Iterable[str], parts: tuple[str, str, str], *, last: bool) -> str:
        rows, lineage, number = parts
        names = ", ".join(map(quoted, columns))
        old = ", ".join(f"{self._old(name)} AS {quoted(name)}" for name in columns)
        same = ", ".join(f"w.{quoted(name)}" for name in columns)
        query = (
            f"SELECT {old}, {number} AS {_NUMBER} FROM {rows} JOIN {lineage} "  # noqa: S608
            f"UNION ALL SELECT {same}, {number} AS {_NUMBER} FROM {rows} ANTI JOIN {lineage}"
        )
        if self._dropped.is_file():
            place = "9223372036854775807" if last else DROPPED_ROW
            query += f" UNION ALL SELECT {names}, {place} AS {_NUMBER} FROM {self._dropped_rows}"  # noqa: S608
        return f"SELECT {names} FROM ({query} ORDER BY {_NUMBER})"  # noqa: S608

    def edited(self) -> list[tuple[Any, ...]]:
        """Return item, label now, label as relabeled, old label of the rows whose label was edited since."""
        return self._rows(
            f'SELECT w.{_ITEM}, w.{quoted(self.label)}, i.cell, l."old" FROM ({self._found}) w '  # noqa: S608
            f"JOIN ({self._items_nth}) i ON w.{_ITEM} = i.item AND w.{_NTH} = i.{_NTH} "
            f'LEFT JOIN ({self._lineage_nth}) l ON w.{_ITEM} = l."out" AND w.{_NTH} = l.{_NTH} '
            f"WHERE w.{quoted(self.label)} IS DISTINCT FROM i.cell ORDER BY w.{ROW}"
        )

    def added(self) -> list[tuple[Any, ...]]:
        """Return item and label of the rows that relabel did not write."""
        return self._rows(
            f"SELECT w.{_ITEM}, w.{quoted(self.label)} FROM ({self._found}) w "  # noqa: S608
            f"ANTI JOIN ({self._items_nth}) i ON w.{_ITEM} = i.item AND w.{_NTH} = i.{_NTH} ORDER BY w.{ROW}"
        )

    def deleted(self) -> list[tuple[Any, ...]]:
        """Return item, label as relabeled and old label of the rows that are gone."""
        return self._rows(
            f'SELECT i.item, i.cell, l."old" FROM ({self._items_nth}) i '  # noqa: S608
            f'LEFT JOIN ({self._lineage_nth}) l ON i.item = l."out" AND i.{_NTH} = l.{_NTH} '
            f"ANTI JOIN ({self._found}) w ON w.{_ITEM} = i.item AND w.{_NTH} = i.{_NTH} ORDER BY i.{_PLACE}"
        )

    def pairs(self) -> list[tuple[Any, Any, int]]:
        """Return old cell, new cell and how often the one became the other."""
        rows = self._rows(f'SELECT "old", "new", count(*) FROM {self._lineage} GROUP BY ALL ORDER BY ALL')  # noqa: S608
        return [(old, new, count) for old, new, count in rows]

    # -- relations ----------------------------------------------------------------------------------------------------

    @property
    def _dropped(self) -> Path:
        return self.folder / "dropped.parquet"

    @property
    def _dropped_rows(self) -> str:
        return relation(self._dropped)

    @property
    def _lineage(self) -> str:
        return relation(self.folder / "lineage.parquet")

    @property
    def _lineage_nth(self) -> str:
        return f'SELECT *, row_number() OVER (PARTITION BY "out" ORDER BY "row") AS {_NTH} FROM {self._lineage}'  # noqa: S608

    @property
    def _items_nth(self) -> str:
        number = "file_row_number"
        nth = f"row_number() OVER (PARTITION BY item ORDER BY {number}) AS {_NTH}"
        items = relation(self.folder / "items.parquet")
        return f"SELECT item, cell, {number} AS {_PLACE}, {nth} FROM {items}"  # noqa: S608

    @property
    def _found(self) -> str:
        """The rows of the file with their ids; the nth of those that share one."""
        columns = [f"w.{quoted(name)}" for name in self.source.columns]
        item = f"CAST(w.{quoted(self.item)} AS VARCHAR)" if self.item else content(columns)
        return (
            f"SELECT *, row_number() OVER (PARTITION BY {_ITEM} ORDER BY {ROW}) AS {_NTH} "  # noqa: S608
            f"FROM (SELECT w.*, {item} AS {_ITEM} FROM {self.source.scan} w)"
        )

    @property
    def _numbered(self) -> str:
        """The rows under the numbers that they had before others were dropped."""
        total = f"(SELECT count(*) FROM {self.source.scan}) + (SELECT count(*) FROM {self._dropped_rows})"  # noqa: S608
        return (
            f"SELECT d.*, n.number AS {_NUMBER} FROM {self.source.scan} d JOIN ("  # noqa: S608
            f"SELECT number, row_number() OVER (ORDER BY number) - 1 AS place FROM range({total}) r(number) "
            f"ANTI JOIN {self._dropped_rows} g ON g.{DROPPED_ROW} = r.number) n ON n.place = d.{ROW}"
        )

    def _old(self, name: str) -> str:
        if name == self.label:
            return 'l."old"'
        return f"l.{quoted('old_' + name)}" if "old_" + name in self._kept else f"w.{quoted(name)}"

    @property
    def _kept(self) -> set[str]:
        described = self.connection.execute(f"DESCRIBE FROM {self._lineage}").fetchall()
        return {str(name) for name, *_ in described}

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with reading(self.source.path):
            return [tuple(row) for row in self.connection.execute(query).fetchall()]
