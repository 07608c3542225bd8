"""Rewrite a Parquet file by results: what becomes of its rows, and what is kept of the old."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ontoman.engines.conversions import converted
from ontoman.engines.lookups import make_row_lookup
from ontoman.engines.matching import LABEL
from ontoman.engines.parquet import ROW, codes_of, reading, writing
from ontoman.engines.parquet_copying import write_like
from ontoman.engines.parquet_stitching import combine, group_size, stitch
from ontoman.engines.program import UNKNOWN
from ontoman.engines.templates import quoted, text
from ontoman.engines.thrift import Malformed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from ontoman.engines.lookups import Lookup, RowLookup
    from ontoman.engines.matching import Matching
    from ontoman.engines.parquet import Results, Source
    from ontoman.migration.conversions import Conversion

LINEAGE, DROPPED = "lineage.parquet", "dropped.parquet"
DROPPED_ROW = '"\ue003dropped"'
# Columns beside the file's: quoted, and in nobody's data.
_PLACE, _CHOSEN = '"\ue003place"', '"\ue003chosen"'
_BESIDE = "\ue003beside "  # before the names of columns that go beside the file
_LOST = "error('ontoman: a row found no result')"  # a bug, and nothing may be written
_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """What people decided for one row, by its number."""

    row: int
    new: Any
    gone: bool
    records: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    conversions: Mapping[str, Conversion] = field(default_factory=dict)


@dataclass(frozen=True)
class Rewriting:
    """A file, what becomes of its rows, and the rows that people decided."""

    connection: duckdb.DuckDBPyConnection
    matching: Matching
    results: Results
    found: Lookup
    item: str | None
    chosen: RowLookup | None = None
    chosen_attributes: tuple[str, ...] = ()
    chosen_formulas: Mapping[str, tuple[Conversion, ...]] = field(default_factory=dict)
    some_go: bool = False
    plain: Lookup | None = None

    def with_chosen(self, chosen: Sequence[Chosen]) -> Rewriting:
        """Return the rewriting with what people decided."""
        label = self.matching.label
        kind = "VARCHAR" if self.source.holds_text(label) else self.source.columns[label]
        columns: dict[str, tuple[str, Sequence[Any]]] = {
            "row": ("BIGINT", [one.row for one in chosen]),
            "new": (kind, [one.new for one in chosen]),
            "gone": ("BOOLEAN", [one.gone for one in chosen]),
            "records": ("VARCHAR", [one.records for one in chosen]),
        }
        names = tuple(dict.fromkeys(name for one in chosen for name in one.attributes))
        for place, name in enumerate(names):
            columns[f"sets{place}"] = ("BOOLEAN", [name in one.attributes for one in chosen])
            columns[f"set{place}"] = (self.source.columns[name], [one.attributes.get(name) for one in chosen])
        formulas = _formulas(chosen)
        for name, hows in formulas.items():
            columns[f"formula.{name}"] = ("INTEGER", codes_of([one.conversions.get(name) for one in chosen], hows))
        lookup = make_row_lookup(self.connection, "chosen", [one.row for one in chosen], columns)
        some_go = self.some_go or any(one.gone for one in chosen)
        return replace(self, chosen=lookup, chosen_attributes=names, chosen_formulas=formulas, some_go=some_go)

    def waiting(self, shown: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield row number, item id, place among the results and *shown* columns of the rows that wait."""
        columns = "".join(f", CAST(w.{quoted(name)} AS VARCHAR)" for name in shown)
        with reading(self.source.path):
            cursor = self.connection.execute(
                f"SELECT w.{ROW}, {self._item}, {self._result('place')}{columns} FROM {self._rows} "  # noqa: S608
                f"WHERE {self._result('waits')} ORDER BY w.{ROW}"
            )
            while batch := cursor.fetchmany(_BATCH):
                yield from batch

    def write(self, out: Path, folder: Path | None) -> None:
        """Write the file (same columns, same order of rows, the same compression), and its lineage into *folder*.

        The lineage has a row for each row of the file, in order: id, old label, new label, mapping (where anything
        changed), old attributes. Without a column of ids, `item` and `out` tell a row by its old and its new content.
        """
        with writing(out):
            size = None if self.some_go else group_size(self.source.path)
            if size is None or not self._stitched(out, folder, size):
                write_like(self.connection, self.source, self._query(self._written), out, self._computed)
                if folder:
                    self._copy(self._query(self._lineage), folder / LINEAGE)
            if folder and self.some_go:
                rows = f"{self._rows} WHERE {self._gone}"
                self._copy(f"SELECT w.{ROW} AS {DROPPED_ROW}, {self._same} FROM {rows}", folder / DROPPED)  # noqa: S608

    def _stitched(self, out: Path, folder: Path | None, size: int) -> bool:
        """Write only what is computed, and take all else over as bytes; False where the two do not fit."""
        part = out.with_name(f"{out.name}.columns")
        beside = {_BESIDE + name: sql for name, sql in self._beside.items()} if folder else {}
        only = self.source.only(self._computed, beside)
        written = {**self._written, **beside}
        try:
            query = self._query({name: written[name] for name in only.columns})
            write_like(self.connection, only, query, part, self._computed, size)
            if not stitch(self.source.path, part, out, {name: name for name in self._computed}):
                return False
            if folder:
                combine(folder / LINEAGE, {name: self._place_of(name, part) for name in self._lineage})
        except Malformed:  # DuckDB reads more than we do
            return False
        finally:
            part.unlink(missing_ok=True)
        return True

    def _place_of(self, name: str, part: Path) -> tuple[Path, str]:
        """Return the file and the column of it that hold a column of the lineage."""
        if name in self._beside:
            return part, _BESIDE + name
        if name == "new":
            return part, self.matching.label
        named = {"old": self.matching.label, "item": self.item or ""}
        return self.source.path, named.get(name) or name.removeprefix("old_")

    # -- the pieces of SQL --------------------------------------------------------------------------------------------

    @property
    def source(self) -> Source:
        """The file."""
        return self.matching.source

    @property
    def _rows(self) -> str:
        """Every row `w` with the place of its result, and with what people decided."""
        columns = ["w.*", f"{self.matching.place(self.found)} AS {_PLACE}"]
        rows = f"{self.matching.rows} w"
        if self.chosen:
            columns.append(f"{self.chosen.of(f'w.{ROW}')} AS {_CHOSEN}")
            rows += f", {quoted(self.chosen.table)}"
        lookups = (self.found, *((self.plain, self.matching.labels) if self.plain else ()))
        tables = "".join(f" CROSS JOIN {quoted(one.table)}" for one in lookups if one)
        return f"(SELECT {', '.join(columns)} FROM {rows}) w{tables}"  # noqa: S608

    def _result(self, column: str) -> str:
        return self.found.at(f"w.{_PLACE}", column)

    @property
    def _item(self) -> str:
        if self.item is not None:
            return f"CAST(w.{quoted(self.item)} AS VARCHAR)"
        return content(f"w.{quoted(name)}" for name in self.source.columns)

    @property
    def _written(self) -> Mapping[str, str]:
        """What each column holds in the new file."""
        found = {name: f"w.{quoted(name)}" for name in self.source.columns}
        new = self._new(found[self.matching.label])
        found[self.matching.label] = (
            f"CASE WHEN {_CHOSEN}.row IS NOT NULL THEN {_CHOSEN}.new ELSE {new} END" if self.chosen else new
        )
        for name in self.results.conversions:
            code = self._result(f"formula.{name}")
            found[name] = converted(self.source, name, code, self.results.formulas(name), found[name])
        for name, formulas in self.chosen_formulas.items():
            found[name] = converted(self.source, name, _chosen_formula(name), formulas, found[name])
        for place, name in enumerate(self.results.attributes):
            sets, new = self._result(f"sets{place}"), self._result(f"set{place}")
            found[name] = f"CASE WHEN {sets} THEN {new} ELSE {found[name]} END"
        for place, name in enumerate(self.chosen_attributes):
            found[name] = f"CASE WHEN {_CHOSEN}.sets{place} THEN {_CHOSEN}.set{place} ELSE {found[name]} END"
        return found

    @property
    def _attributes(self) -> Iterable[str]:
        """The columns of attributes of which some value changes."""
        return dict.fromkeys((*self.results.attributes, *self.chosen_attributes, *self.converts))

    @property
    def converts(self) -> tuple[str, ...]:
        """The columns of which numbers are converted."""
        return tuple(dict.fromkeys((*self.results.conversions, *self.chosen_formulas)))

    def first_converted(self, column: str, test: Callable[[Conversion], str]) -> object:
        """Return a number of *column* that is converted and for which *test* gives a SQL that is TRUE; or None."""
        asked = [
            f"({code} = {number} AND {test(how)})"
            for code, formulas in (
                (self._result(f"formula.{column}"), self.results.formulas(column)),
                (_chosen_formula(column), self.chosen_formulas.get(column, ())),
            )
            for number, how in enumerate(formulas, 1)
        ]
        with reading(self.source.path):
            found = self.connection.execute(
                f"SELECT w.{quoted(column)} FROM {self._rows} "  # noqa: S608 - quoted
                f"WHERE w.{quoted(column)} IS NOT NULL AND ({' OR '.join(asked)}) LIMIT 1"
            ).fetchall()
        return found[0][0] if found else None

    def _new(self, label: str) -> str:
        """Return the SQL of the label where no person decided; a row that found no result ends the statement."""
        new = self._result("new")
        if self.plain:  # nearly all rows: what is found by the label alone asks for no code
            found = self.found.at(f"({self.matching.branched('w')} - {UNKNOWN})", "new")
            new = f"{self.plain.at(f'w.{LABEL}', 'new')}, {found}"
        if self.source.holds_text(self.matching.label):  # rows without a label keep NULL or the empty text
            return f"coalesce({new}, CASE WHEN {label} <> '' THEN {_LOST} ELSE {label} END)"
        return f"CASE WHEN {self._result('place')} IS NULL THEN {_LOST} ELSE {new} END"

    @property
    def _gone(self) -> str:
        gone = self._result("gone")
        return f"coalesce({_CHOSEN}.gone, {gone}, false)" if self.chosen else f"coalesce({gone}, false)"

    @property
    def _computed(self) -> tuple[str, ...]:
        """The columns that are not as they were."""
        return tuple(dict.fromkeys((self.matching.label, *self._attributes)))

    @property
    def _lineage(self) -> Mapping[str, str]:
        """The columns of the lineage."""
        taken = {"old": f"w.{quoted(self.matching.label)}", "new": self._written[self.matching.label]}
        old = {f"old_{name}": f"w.{quoted(name)}" for name in self._attributes}
        item = {"item": f"w.{quoted(self.item)}"} if self.item else {}
        return {**item, **taken, **old, **self._beside}

    @property
    def _beside(self) -> Mapping[str, str]:
        """Those of them that stand in neither file."""
        if self.item:
            return {"mapping": self._mapping}
        return {"mapping": self._mapping, "item": self._item, "out": content(self._written.values())}

    @property
    def _mapping(self) -> str:
        found = self._result("records")
        if self.plain:
            lazily = self.found.at(f"({self.matching.branched('w')} - {UNKNOWN})", "records")
            found = f"coalesce({self.plain.at(f'w.{LABEL}', 'records')}, {lazily})"
        return f"CASE WHEN {_CHOSEN}.row IS NOT NULL THEN {_CHOSEN}.records ELSE {found} END" if self.chosen else found

    @property
    def _same(self) -> str:
        return ", ".join(f"w.{quoted(name)}" for name in self.source.columns)

    def _query(self, columns: Mapping[str, str]) -> str:
        listed = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in columns.items())
        gone = f" WHERE NOT {self._gone}" if self.some_go else ""
        return f"SELECT {listed} FROM {self._rows}{gone}"  # noqa: S608 - quoted

    def _copy(self, query: str, out: Path) -> None:
        self.connection.execute(f"COPY ({query}) TO {text(str(out))} (FORMAT parquet, COMPRESSION {self.source.codec})")


def _chosen_formula(name: str) -> str:
    return f"{_CHOSEN}.{quoted(f'formula.{name}')}"


def _formulas(chosen: Sequence[Chosen]) -> dict[str, tuple[Conversion, ...]]:
    found: dict[str, dict[Conversion, None]] = {}
    for one in chosen:
        for name, how in one.conversions.items():
            found.setdefault(name, {})[how] = None
    return {name: tuple(hows) for name, hows in found.items()}


def content(columns: Iterable[str]) -> str:
    """Return the SQL of an id that stays with a row's content."""
    return f"left(md5(CAST(row({', '.join(columns)}) AS VARCHAR)), 16)"
