"""Parquet through DuckDB: what it holds, and how one column is rewritten while all else passes through."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ontoman.conditions.evaluating import MULTI_SEPARATOR
from ontoman.engines.arrow_schema import fixed_sizes
from ontoman.engines.lookups import make_lookup
from ontoman.engines.templates import quoted, text
from ontoman.errors import BadInput
from ontoman.model import ValueKind
from ontoman.system.files import cannot_write

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from ontoman.conditions import Field
    from ontoman.engines.lookups import Lookup
    from ontoman.migration.conversions import Conversion

ROW = '"\ue003row"'  # the number of a row: quoted, and in nobody's data
_NUMBER = "file_row_number"
_MAGIC = b"PAR1"
_TEXTS = ("VARCHAR", "ENUM")
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
            "FLOAT", "DOUBLE", "DECIMAL")  # fmt: skip
_NUMBER_CELL = "^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *$"
_CODECS = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "BROTLI", "LZ4_RAW"}


@dataclass(frozen=True, slots=True)
class Source:
    """A Parquet file: its columns with their SQL types, how it is compressed, and what its footer says beside."""

    path: Path
    columns: Mapping[str, str]
    codec: str
    metadata: tuple[tuple[bytes, bytes], ...]
    required: frozenset[str] = frozenset()
    is_empty: bool = False
    sizes: Mapping[str, int] = field(default_factory=dict)

    def holds_text(self, column: str) -> bool:
        """Tell whether a column holds one text a row."""
        kind = self.columns[column]
        return kind.startswith(_TEXTS) and not kind.endswith("]")

    def only(self, columns: Collection[str], beside: Iterable[str] = ()) -> Source:
        """Return the same file with some of its columns, texts *beside* them, and a footer that says nothing more."""
        kept = {name: kind for name, kind in self.columns.items() if name in columns}
        texts = dict.fromkeys(beside, "VARCHAR")
        return replace(self, columns=kept | texts, required=self.required & kept.keys(), metadata=())

    @property
    def scan(self) -> str:
        """The file as a relation, with the number of each row."""
        taken = any(name.lower() == _NUMBER for name in self.columns)
        number = "row_number() OVER () - 1" if taken else _NUMBER
        return f"(SELECT *, {number} AS {ROW} FROM {relation(self.path)})"  # noqa: S608 - quoted


def relation(path: Path) -> str:
    """Return the SQL of a Parquet file: this one, with its own columns, whatever its name and its folders look like."""
    return f"read_parquet({_named(path)}, hive_partitioning = false)"


def _named(path: Path) -> str:
    """Return the SQL of a file's name, of which DuckDB would take `[`, `*` and `?` as a pattern."""
    return text(re.sub(r"[\[*?]", r"[\g<0>]", str(path)))


@dataclass(frozen=True, slots=True)
class Key:
    """What a row is matched by: a name, and its SQL over the file's columns."""

    name: str
    sql: str


@dataclass
class Results:
    """What becomes of rows that are alike: one entry for each combination of keys.

    An entry is found by its number in `codes`, counted from 0, or by its text in `texts`. `new` is the label column's
    value, `attributes` the values of columns that are rewritten (with whether they are), `waits` whether a person
    must decide, `drop` whether the row goes, `records` the mapping. `conversions` are formulas for the numbers of
    columns. `plain` is the place of the entry of each label, None where a condition has a say.
    """

    codes: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    new: list[Any] = field(default_factory=list)
    changed: list[bool] = field(default_factory=list)
    waits: list[bool] = field(default_factory=list)
    drop: list[bool] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    attributes: dict[str, list[tuple[bool, Any]]] = field(default_factory=dict)
    conversions: dict[str, list[Conversion | None]] = field(default_factory=dict)
    plain: list[int | None] = field(default_factory=list)

    @property
    def mappings(self) -> list[str | None]:
        """The mapping of each entry that changes anything."""
        sets = [False] * len(self.new)
        for values in self.attributes.values():
            sets = [one or other for one, (other, _) in zip(sets, values, strict=True)]
        for hows in self.conversions.values():
            sets = [one or how is not None for one, how in zip(sets, hows, strict=True)]
        return [
            records if changed or one else None
            for records, changed, one in zip(self.records, self.changed, sets, strict=True)
        ]

    def formulas(self, column: str) -> tuple[Conversion, ...]:
        """Return the formulas for a column, in the order in which rows count them from 1."""
        return tuple(dict.fromkeys(how for how in self.conversions.get(column, ()) if how is not None))


def open_source(connection: duckdb.DuckDBPyConnection, path: Path) -> Source:
    """Look at a Parquet file; refuses what is none (OM601) or is cut off (OM603)."""
    with path.open("rb") as file:
        if file.read(4) != _MAGIC:
            raise BadInput(
                "OM601",
                f"{path.name} is not a Parquet file.",
                fix="Name a file by what it is: .csv, .tsv, .jsonl, .parquet, or .json for COCO.",
            )
    with reading(path):
        described = connection.execute(f"DESCRIBE FROM {relation(path)}").fetchall()
        codecs = connection.execute(
            f"SELECT compression FROM parquet_metadata({_named(path)}) LIMIT 1"  # noqa: S608 - quoted
        ).fetchall()
        schema = connection.execute(
            f"SELECT name, repetition_type, num_children FROM parquet_schema({_named(path)})"  # noqa: S608
        ).fetchall()
        pairs = connection.execute(f"SELECT key, value FROM parquet_kv_metadata({_named(path)})").fetchall()  # noqa: S608
    columns = {name: kind for name, kind, *_ in described}
    top = list(_columns(schema))
    _check_names([name for name, _ in top], list(columns), path.name)
    codec = codecs[0][0] if codecs and codecs[0][0] in _CODECS else "ZSTD"
    metadata = tuple((bytes(key), bytes(value)) for key, value in pairs)
    required = frozenset(name for name, repetition in top if repetition == "REQUIRED")
    return Source(path, columns, codec, metadata, required, is_empty=not codecs, sizes=fixed_sizes(metadata))


def _check_names(names: Sequence[str], read: Sequence[str], file: str) -> None:
    """Refuse columns that DuckDB would read under other names (OM656)."""
    if list(names) == list(read):
        return
    lower = [name.lower() for name in names]
    twice = [name for name in names if lower.count(name.lower()) > 1]
    found = f"columns that differ in case only: {', '.join(map(repr, twice))}" if twice else "a column without a name"
    raise BadInput(
        "OM656",
        f"{file} has {found}.",
        fix="Give each column a name of its own; capital letters do not tell them apart.",
        details={"columns": list(names)},
    )


def _columns(schema: Sequence[tuple[str, str, int | None]]) -> Iterator[tuple[str, str]]:
    """Yield name and repetition of the columns, of a schema that lists each element before its children."""
    below = 0
    for name, repetition, children in schema[1:]:
        if below == 0:
            yield name, repetition
        below = max(below - 1, 0) + (children or 0)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn DuckDB's trouble with the data into a letter (OM603)."""
    import duckdb  # noqa: PLC0415 - heavy

    try:
        yield
    except duckdb.Error as error:
        of_data = (duckdb.IOException, duckdb.InvalidInputException, duckdb.ConversionException)
        if not isinstance(error, of_data) and type(error) is not duckdb.Error:  # bare: a footer that is none
            raise
        raise BadInput(
            "OM603",
            f"{path.name} cannot be read as Parquet: {str(error).splitlines()[0]}",
            fix="Export the file again; it may be cut off.",
        ) from error


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Turn DuckDB's trouble with the disk into a letter (OM202)."""
    import duckdb  # noqa: PLC0415 - heavy

    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise cannot_write(out, OSError(str(error).splitlines()[0])) from error


def typed(source: Source, field_: Field, row: str = "d") -> str:  # noqa: PLR0911 - one line for each pair of types
    """Return the SQL of a column's typed value in *row*; OM618 where the column's type cannot hold the attribute."""
    column, kind = f"{row}.{quoted(field_.key)}", source.columns[field_.key]
    is_text = source.holds_text(field_.key)
    match field_.kind:
        case ValueKind.SINGLE | ValueKind.TEXT | ValueKind.ORDINAL if is_text:
            return f"nullif(CAST({column} AS VARCHAR), '')"
        case ValueKind.INTEGER | ValueKind.DECIMAL if is_text:
            return f"CASE WHEN regexp_matches({column}, {text(_NUMBER_CELL)}) THEN TRY_CAST({column} AS DOUBLE) END"
        case ValueKind.INTEGER | ValueKind.DECIMAL if kind.startswith(_NUMBERS) and not kind.endswith("]"):
            return _without_nan(column, kind)
        case ValueKind.BOOLEAN if is_text:
            return f"CASE lower({column}) WHEN 'true' THEN true WHEN 'false' THEN false END"
        case ValueKind.BOOLEAN if kind == "BOOLEAN":
            return column
        case ValueKind.DATE if is_text or kind.startswith(("DATE", "TIMESTAMP")):
            return f"TRY_CAST({column} AS DATE)"
        case ValueKind.MULTI if kind.endswith("[]"):
            return f"CAST({column} AS VARCHAR[])"
        case ValueKind.MULTI if is_text:
            return f"string_split(nullif({column}, ''), {text(MULTI_SEPARATOR)})"
        case _:
            raise BadInput(
                "OM618",
                f"{source.path.name}: the column {field_.key} is {kind}; the attribute is {field_.kind.lower()}.",
                fix="Write the column with the type that the attribute has in the ontology.",
            )


def _without_nan(column: str, kind: str) -> str:
    """Read NaN as NULL: writers leave it out of a file's statistics, by which DuckDB 2.0 folds `x = NaN` and isnan."""
    value = f"CAST({column} AS DOUBLE)"
    return f"CASE WHEN isfinite({column}) OR isinf({column}) THEN {value} END" if kind in {"FLOAT", "DOUBLE"} else value


def misfits(
    connection: duckdb.DuckDBPyConnection, source: Source, fields: Sequence[Field]
) -> tuple[str, object] | None:
    """Return an attribute and a value of it that is out of range, or None."""
    tests = {one.key: test for one in fields if (test := _misfit(source, one))}
    if not tests:
        return None
    found = ", ".join(f"any_value(d.{quoted(key)}) FILTER (WHERE {test})" for key, test in tests.items())
    with reading(source.path):
        row = connection.execute(f"SELECT {found} FROM {source.scan} d").fetchall()[0]  # noqa: S608 - quoted
    return next(((key, value) for key, value in zip(tests, row, strict=True) if value is not None), None)


def _misfit(source: Source, field_: Field) -> str:
    column, value = f"d.{quoted(field_.key)}", typed(source, field_)
    is_text = source.columns[field_.key].startswith(_TEXTS)
    tests: list[str] = []
    if is_text and field_.kind not in {ValueKind.SINGLE, ValueKind.TEXT, ValueKind.ORDINAL}:
        tests.append(
            f"({value} IS NULL AND {column} IS NOT NULL AND CAST({column} AS VARCHAR) NOT IN ('', 'nan', 'NaN'))"
        )
    if field_.values and field_.kind in {ValueKind.SINGLE, ValueKind.ORDINAL}:
        allowed = ", ".join(map(text, field_.values))
        tests.append(f"{value} NOT IN ({allowed})")
    if field_.values and field_.kind is ValueKind.MULTI:
        allowed = ", ".join(map(text, field_.values))
        tests.append(f"NOT list_has_all([{allowed}], {value})")
    if field_.minimum is not None:
        tests.append(f"{value} < {field_.minimum!r}")
    if field_.maximum is not None:
        tests.append(f"{value} > {field_.maximum!r}")
    return " OR ".join(tests)


def make_results(connection: duckdb.DuckDBPyConnection, source: Source, label: str, results: Results) -> Lookup:
    """Make the look-up `results`, which says of a row what becomes of it."""
    columns: dict[str, tuple[str, Sequence[Any]]] = {
        "place": ("INTEGER", range(len(results.new))),
        "new": (source.columns[label], results.new),
        "waits": ("BOOLEAN", results.waits),
        "gone": ("BOOLEAN", results.drop),
        "records": ("VARCHAR", results.mappings),
    }
    for place, (name, values) in enumerate(results.attributes.items()):
        columns[f"sets{place}"] = ("BOOLEAN", [sets for sets, _ in values])
        columns[f"set{place}"] = (source.columns[name], [value for _, value in values])
    for name, hows in results.conversions.items():
        columns[f"formula.{name}"] = ("INTEGER", codes_of(hows, results.formulas(name)))
    return make_lookup(connection, "results", columns, places=results.codes or None, texts=results.texts or None)


def make_plain(connection: duckdb.DuckDBPyConnection, source: Source, label: str, results: Results) -> Lookup | None:
    """Make the look-up `plain` of what becomes of a row, by the place of its label; None where rows have none."""
    if not results.plain:
        return None
    columns = {"new": (source.columns[label], results.new), "records": ("VARCHAR", results.mappings)}
    return make_lookup(
        connection,
        "plain",
        {
            name: (kind, [None if place is None else values[place] for place in results.plain])
            for name, (kind, values) in columns.items()
        },
    )


def codes_of(hows: Sequence[Conversion | None], formulas: Sequence[Conversion]) -> list[int]:
    """Return the number of each formula, counted from 1; 0 where there is none."""
    numbers = {how: number for number, how in enumerate(formulas, 1)}
    return [0 if how is None else numbers[how] for how in hows]


def kv_metadata(source: Source) -> str:
    """Return the option that keeps the footer's own entries, such as pandas' and Arrow's schemas."""
    if not source.metadata:
        return ""
    pairs = ", ".join(f"{text(_decoded(key))}: {text(_decoded(value))}" for key, value in source.metadata)
    return f", KV_METADATA {{{pairs}}}"


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
