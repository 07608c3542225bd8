"""Bring a relabeled Parquet file back: by row number where it is untouched, by id where it was worked on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ontoman.engines.parquet import ROW, reading, relation, writing
from ontoman.engines.parquet_copying import write_like
from ontoman.engines.parquet_stitching import stitch
from ontoman.engines.parquet_writing import DROPPED, DROPPED_ROW, LINEAGE, content
from ontoman.engines.templates import quoted
from ontoman.engines.thrift import Malformed

if TYPE_CHECKING:
    from collections.abc import Mapping
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
        """Write the file as it was: every row with its old values, dropped ones where they stood."""
        dropped = self._dropped.is_file()
        with reading(self.source.path), writing(out):
            if dropped or not self._stitched(out):
                rows = self._numbered if dropped else f"SELECT *, {ROW} AS {_NUMBER} FROM {self.source.scan}"  # noqa: S608
                lineage = f"{self._lineage} l ON w.{ROW} = l.{_NTH}"
                self._write(f"({rows}) w", lineage, f"w.{_NUMBER}", out)

    def _stitched(self, out: Path) -> bool:
        """Take the old columns over from the lineage, which has the same rows; False where the two do not fit."""
        try:
            return stitch(self.source.path, self.folder / LINEAGE, out, self._old_columns)
        except Malformed:
            return False

    def by_item(self, out: Path) -> int:
        """Write the file with every row back that is still as relabel wrote it; return how many."""
        test = f"w.{_ITEM} = l.{_ITEM} AND w.{_NTH} = l.{_NTH} AND w.{quoted(self.label)} IS NOT DISTINCT FROM l.new"
        rows = f"({self._found}) w"
        lineage = f"(SELECT * FROM ({self._known}) WHERE mapping IS NOT NULL) l ON {test}"  # noqa: S608 - quoted
        with reading(self.source.path), writing(out):
            self._write(rows, lineage, f"w.{ROW}", out, last=True)
        return int(self._rows(f"SELECT count(*) FROM {rows} JOIN {lineage}")[0][0])  # noqa: S608

    def _write(self, rows: str, lineage: str, number: str, out: Path, *, last: bool = False) -> None:
        """Write rows with their old values, and those that the lineage does not name as they are.

        In two parts: after an outer join DuckDB would write every old value's column as optional.
        """
        names = ", ".join(map(quoted, self.source.columns))
        old = ", ".join(f"{self._old(name)} AS {quoted(name)}" for name in self.source.columns)
        same = ", ".join(f"w.{quoted(name)}" for name in self.source.columns)
        query = (
            f"SELECT {old}, {number} AS {_NUMBER} FROM {rows} JOIN {lineage} "  # noqa: S608
            f"UNION ALL SELECT {same}, {number} AS {_NUMBER} FROM {rows} ANTI JOIN {lineage}"
        )
        if self._dropped.is_file():
            place = "9223372036854775807" if last else DROPPED_ROW
            query += f" UNION ALL SELECT {names}, {place} AS {_NUMBER} FROM {self._dropped_rows}"  # noqa: S608
        query = f"SELECT {names} FROM ({query} ORDER BY {_NUMBER})"  # noqa: S608
        write_like(self.connection, self.source, query, out, self.source.columns)

    def edited(self) -> list[tuple[Any, ...]]:
        """Return item, label now, label as relabeled, old label of the rows whose label was edited since."""
        return self._rows(
            f"SELECT w.{_ITEM}, w.{quoted(self.label)}, l.new, l.was FROM ({self._found}) w "  # noqa: S608
            f"JOIN ({self._known}) l ON w.{_ITEM} = l.{_ITEM} AND w.{_NTH} = l.{_NTH} "
            f"WHERE w.{quoted(self.label)} IS DISTINCT FROM l.new ORDER BY w.{ROW}"
        )

    def added(self) -> list[tuple[Any, ...]]:
        """Return item and label of the rows that relabel did not write."""
        return self._rows(
            f"SELECT w.{_ITEM}, w.{quoted(self.label)} FROM ({self._found}) w "  # noqa: S608
            f"ANTI JOIN ({self._known}) l ON w.{_ITEM} = l.{_ITEM} AND w.{_NTH} = l.{_NTH} ORDER BY w.{ROW}"
        )

    def deleted(self) -> list[tuple[Any, ...]]:
        """Return item, label as relabeled and old label of the rows that are gone."""
        return self._rows(
            f"SELECT l.{_ITEM}, l.new, l.was FROM ({self._known}) l "  # noqa: S608
            f"ANTI JOIN ({self._found}) w ON w.{_ITEM} = l.{_ITEM} AND w.{_NTH} = l.{_NTH} ORDER BY l.{_PLACE}"
        )

    def pairs(self) -> list[tuple[Any, Any, int]]:
        """Return old cell, new cell and how often the one became the other."""
        rows = self._rows(
            f'SELECT "old", new, count(*) FROM {self._lineage} WHERE mapping IS NOT NULL GROUP BY ALL ORDER BY ALL'  # noqa: S608
        )
        return [(old, new, count) for old, new, count in rows]

    # -- relations ----------------------------------------------------------------------------------------------------

    @property
    def _dropped(self) -> Path:
        return self.folder / DROPPED

    @property
    def _dropped_rows(self) -> str:
        return relation(self._dropped)

    @property
    def _lineage(self) -> str:
        """The lineage with the number of each row, which is that of the file's."""
        return f"(SELECT *, file_row_number AS {_NTH} FROM {relation(self.folder / LINEAGE)})"  # noqa: S608

    @property
    def _known(self) -> str:
        """The rows as relabel wrote them, by id, the nth of those that share one; what changed `was` something."""
        item = "CAST(item AS VARCHAR)" if self.item else '"out"'
        return (
            f"SELECT * EXCLUDE ({_NTH}), {item} AS {_ITEM}, {_NTH} AS {_PLACE}, "  # noqa: S608
            f'CASE WHEN mapping IS NOT NULL THEN "old" END AS was, '
            f"row_number() OVER (PARTITION BY {item} ORDER BY {_NTH}) AS {_NTH} FROM {self._lineage}"
        )

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
        return f"l.{quoted(self._old_columns[name])}" if name in self._old_columns else f"w.{quoted(name)}"

    @cached_property
    def _old_columns(self) -> Mapping[str, str]:
        """The columns of the lineage that hold what columns of the file held."""
        described = self.connection.execute(f"DESCRIBE FROM {relation(self.folder / LINEAGE)}").fetchall()
        kept = {str(name) for name, *_ in described}
        attributes = {name: f"old_{name}" for name in self.source.columns if f"old_{name}" in kept}
        return {self.label: "old", **attributes}

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with reading(self.source.path):
            return [tuple(row) for row in self.connection.execute(query).fetchall()]
