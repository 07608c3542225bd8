"""Inputs for bench/relabel.py: rows of Parquet, and a map of 10,000 entries with conditions on a tenth of them.

The same every time: the numbers come from arithmetic, not from a hash that another version might compute otherwise.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ontoman.formats import sssom
from ontoman.migration import (
    NO_TERM_FOUND,
    Action,
    GroupOp,
    MapDisposition,
    MapHeader,
    MapRow,
    MigrationMap,
)
from ontoman.model.names import EXACT_MATCH, NARROW_MATCH

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = 10_000
OCCLUSION = ("low", "medium", "high", "full")


def write_rows(path: Path, rows: int) -> None:
    """Write *rows* of id, image, label and four attributes, zstd."""
    levels = ", ".join(f"'{level}'" for level in OCCLUSION)
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '700MB'")
        connection.execute(
            f"""COPY (
                SELECT i AS id, 'img_' || lpad((i // 7)::VARCHAR, 8, '0') AS image,
                    'key-' || lpad(((i * 2654435761) % 1000003 % {KEYS})::VARCHAR, 5, '0') AS label,
                    ((i * 40503) % 9973 % 7)::INTEGER AS wheels,
                    round(((i * 69069) % 99991) / 10000.0, 2)::DOUBLE AS height,
                    [{levels}][((i * 16807) % 7919 % 4)::INTEGER + 1] AS occlusion,
                    (i * 48271) % 6007 % 3 = 0 AS parked
                FROM range({rows}) t(i)
            ) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"""
        )


def write_map(path: Path) -> None:
    """Write the map: renames, merges, retirements, and 1,000 terms that attributes split in two or three."""
    rows = tuple(row for number in range(KEYS) for row in _rows(number))
    path.write_bytes(sssom.write(MigrationMap(MapHeader("https://example.org/bench/map"), rows)))


def _rows(number: int) -> Iterator[MapRow]:
    old = f"key-{number:05}"
    subject = (f"https://example.org/old/{old}", old)

    def row(place: int, new: str, action: Action, predicate: str = EXACT_MATCH, **more: object) -> MapRow:
        target = NO_TERM_FOUND if action is Action.RETIRE else f"https://example.org/new/{new}"
        return MapRow(f"r{number}-{place}", *subject, predicate, target, new, action, **more)

    if number % 10 == 0:
        whens = _conditions(number)
        group = {"group": f"g{number}", "group_op": GroupOp.FIRST_OF}
        for place, when in enumerate([*whens, None]):
            yield row(
                place, f"part-{number:05}-{place}", Action.CONDITIONAL, NARROW_MATCH, order=place, when=when, **group
            )
    elif number % 50 == 1:
        yield row(0, "", Action.RETIRE, disposition=MapDisposition.KEEP)
    elif number % 3 == 0:
        yield row(0, f"merged-{number // 30:05}", Action.REPLACE)
    else:
        yield row(0, f"new-{number:05}", Action.REPLACE)


def _conditions(number: int) -> list[str]:
    tenth = number // 10
    match tenth % 4:
        case 0:
            return [f"wheels > {tenth % 6}"]
        case 1:
            return [f"height >= {tenth % 90 / 10}"]
        case 2:
            return [f"occlusion = '{OCCLUSION[1 + tenth % 3]}' and not parked", f"wheels in ({tenth % 5}, 6)"]
        case _:
            return [f"parked and height between {tenth % 40 / 10} and 8.5"]
