"""Write a Parquet file like another: compression, footer, and which columns must not be empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.engines.parquet import kv_metadata, writing
from ontoman.engines.parquet_stitching import group_size, stitch
from ontoman.engines.templates import quoted, text
from ontoman.engines.thrift import Malformed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    import duckdb

    from ontoman.engines.parquet import Source

_ROWS = '"\ue003written"'
_NESTED = ("STRUCT", "MAP", "UNION", "VARIANT")


def write_columns(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    out: Path,
    computed: Collection[str],
    query: Callable[[Iterable[str]], str],
    *,
    same_rows: bool,
    as_read: bool = True,
) -> None:
    """Write the file with *computed* columns; where it has the *same rows*, all else passes through as bytes.

    *query* gives the SQL of some columns of the new file; where it does not take the others *as read*, DuckDB knows
    of none whether it may be empty.
    """
    with writing(out):
        size = group_size(source.path) if same_rows else None
        if size is None or not _stitched(connection, source, out, computed, query, size):
            write_like(connection, source, query(source.columns), out, computed if as_read else source.columns)


def _stitched(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    out: Path,
    computed: Collection[str],
    query: Callable[[Iterable[str]], str],
    size: int,
) -> bool:
    part = out.with_name(f"{out.name}.columns")
    only = source.only(computed)
    try:
        write_like(connection, only, query(only.columns), part, computed, size)
        return stitch(source.path, part, out, computed)
    except Malformed:  # DuckDB reads more than we do
        return False
    finally:
        part.unlink(missing_ok=True)


def write_like(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    query: str,
    out: Path,
    computed: Collection[str],
    group_size: int | None = None,
) -> None:
    """Write the rows of *query*, which has the columns of *source*; *computed* ones are not as they stand there.

    *group_size* is how many rows a row group has; without it, as many as DuckDB likes.

    DuckDB writes a column as required where it knows that no value is empty: of what it reads it knows by the
    statistics, of what it works out nothing. The constraints of a table it knows, so such rows go through one.
    """
    known = source.scan
    if any(_unknown(source, name, computed) for name in source.required):
        names = ", ".join(map(quoted, source.columns))
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {_ROWS} AS SELECT {names} FROM {source.scan} LIMIT 0")  # noqa: S608
        for name in source.required:
            connection.execute(f"ALTER TABLE {_ROWS} ALTER {quoted(name)} SET NOT NULL")
        connection.execute(f"INSERT INTO {_ROWS} {query}")
        query, known = f"SELECT {names} FROM {_ROWS}", _ROWS  # noqa: S608
    size = f", ROW_GROUP_SIZE {group_size}" if group_size else ""
    connection.execute(
        f"COPY ({_with_optional(source, query, known)}) TO {text(str(out))} "
        f"(FORMAT parquet, COMPRESSION {source.codec}{size}{kv_metadata(source)})"
    )


def _unknown(source: Source, name: str, computed: Collection[str]) -> bool:
    kind = source.columns[name]
    return source.is_empty or name in computed or kind.endswith("]") or kind.startswith(_NESTED)


def _with_optional(source: Source, query: str, known: str) -> str:
    """Add the emptiness of optional columns: a branch without rows.

    No join takes part: that would cost the order of the rows.
    """
    columns = ", ".join(f"d.{quoted(name)}" if name in source.required else "NULL" for name in source.columns)
    return f"{query} UNION ALL SELECT {columns} FROM (FROM {known} LIMIT 1) d, blank"  # noqa: S608
