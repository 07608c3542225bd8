"""Counts of the values of one column of a Parquet file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.engines.duck import connected
from ontoman.engines.parquet import open_source, reading, relation
from ontoman.engines.templates import quoted
from ontoman.system.files import cannot_read

if TYPE_CHECKING:
    from pathlib import Path


def columns_of_parquet(path: Path) -> tuple[str, ...]:
    """Return the names of the columns; OM201 where it cannot be read."""
    try:
        with connected() as connection:
            return tuple(open_source(connection, path).columns)
    except OSError as error:
        raise cannot_read(path, error) from error


def counts_of_parquet(path: Path, column: str) -> list[tuple[object, int]]:
    """Return each value of a column with how often it occurs, in no order."""
    query = f"SELECT {quoted(column)}, count(*) FROM {relation(path)} GROUP BY ALL"  # noqa: S608 - quoted
    with connected() as connection, reading(path):
        return [(value, times) for value, times in connection.execute(query).fetchall()]
