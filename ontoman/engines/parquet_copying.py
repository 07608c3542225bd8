"""Write a Parquet file like another: compression, footer, and which columns must not be empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.engines.parquet import kv_metadata
from ontoman.engines.templates import quoted, text

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    import duckdb

    from ontoman.engines.parquet import Source

_ROWS = '"\ue003written"'
_NESTED = ("STRUCT", "MAP", "UNION", "VARIANT")


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
        typed = ", ".join(f"{quoted(name)} {kind}" for name, kind in source.columns.items())
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {_ROWS} ({typed})")
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
