"""DuckDB: one connection, set up for big files on small machines, and tables made from Python's values."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ontoman.engines.templates import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

_SETTINGS = (
    "SET memory_limit = '700MB'",
    "SET preserve_insertion_order = true",
    "SET enable_progress_bar = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET TimeZone = 'UTC'",
)


@contextmanager
def connected(spill: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB in memory; what does not fit goes to the folder *spill*."""
    import duckdb  # noqa: PLC0415 - heavy

    with duckdb.connect() as connection:
        for setting in _SETTINGS:
            connection.execute(setting)
        if spill is not None:
            connection.execute("SET temp_directory = ?", [str(spill)])
        connection.execute("CREATE TEMP TABLE blank (x BIGINT)")  # see parquet.with_nullability
        yield connection


def make_table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, tuple[str, Sequence[Any]]]
) -> None:
    """Make a temporary table from columns of equal length: `{name: (sql type, values)}`."""
    declared = ", ".join(f"{quoted(column)} {kind}" for column, (kind, _) in columns.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(name)} ({declared})")
    size = len(next(iter(columns.values()))[1]) if columns else 0
    for start in range(0, size, 50_000):
        parts = [list(values[start : start + 50_000]) for _, values in columns.values()]
        lists = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind, _ in columns.values())
        connection.execute(f"INSERT INTO {quoted(name)} SELECT {lists}", parts)
