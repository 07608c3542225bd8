"""Whether the columns of a Parquet file can hold what a map writes into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.errors import BadInput

if TYPE_CHECKING:
    import duckdb

    from ontoman.engines.parquet import Results, Source


def check_written(connection: duckdb.DuckDBPyConnection, source: Source, results: Results) -> None:
    """Refuse what the map would write into a column of attributes that cannot hold it (OM618)."""
    for name, values in results.attributes.items():
        for value in {repr(value): value for sets, value in values if sets}.values():
            kind, known = source.columns[name], value is not None
            if not known and name in source.required:
                raise _unwritable(source, name, "the map empties it, and it must not be empty")
            size = source.sizes.get(name)
            if size is not None and isinstance(value, list) and len(value) != size:
                raise _unwritable(source, name, f"its lists have {size} entries, and the map writes {value!r}")
            if known and not _fits(connection, kind, value):
                raise _unwritable(source, name, f"it is {kind}, and the map writes {value!r}")


def _fits(connection: duckdb.DuckDBPyConnection, kind: str, value: object) -> bool:
    whole = kind.endswith(("INT", "INTEGER"))  # else 4.5 would be written as 5
    test = "TRY_CAST($1 AS DOUBLE) = TRY_CAST($2 AS DOUBLE)" if whole else "$2 IS NOT NULL"
    found = connection.execute(f"SELECT {test.replace('$2', f'TRY_CAST($1 AS {kind})')}", [value]).fetchall()
    return bool(found[0][0])


def _unwritable(source: Source, name: str, found: str) -> BadInput:
    return BadInput(
        "OM618",
        f"{source.path.name}: the column {name} does not take what the map says: {found}.",
        fix="Correct the value in the map, or give the column another type.",
        details={"column": name},
    )
