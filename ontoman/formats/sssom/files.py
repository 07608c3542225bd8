"""Migration maps as SSSOM 1.1 TSV, read and written.

A map is the truth about where labels go, so it is written with care: the same map has the same bytes, each row
carries the hash of what it says, and what we add to SSSOM is declared in the header.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.formats.sssom.columns import BY_NAME, CARDINALITY, COLUMNS, ROW_HASH, cell_of, row_hash
from ontoman.formats.sssom.header import ROW_COUNT, header_lines, header_of
from ontoman.formats.sssom.rows import REQUIRED, table_of
from ontoman.migration.cardinality import cardinalities
from ontoman.migration.curies import known_prefixes
from ontoman.migration.values import MigrationMap
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ontoman.formats.sssom.rows import Table
    from ontoman.migration.values import MapRow

_SPECIAL = re.compile(r'[\t\n\r"]')
_KNOWN = {*BY_NAME, CARDINALITY, ROW_HASH, "predicate_modifier"}
# What we take no notice of without loss: it repeats the header, or is the same text for people.
_HARMLESS = {"predicate_label", "subject_type", "object_type", "object_category", "subject_source", "object_source"}


@dataclass(frozen=True, slots=True)
class ReadMap:
    """A map as read from a file, with what its reader should know, and the sha256 of the file."""

    map: MigrationMap
    warnings: tuple[str, ...]
    sha256: str
    stored_cardinality: tuple[str, ...]


def write(migration_map: MigrationMap) -> bytes:
    """Write a map as SSSOM TSV; columns that no row fills are left out, the hash column never is."""
    curies = known_prefixes(migration_map.header.curie_map)
    rows = migration_map.rows
    table = [[cell_of(row, column, curies) for column in COLUMNS] for row in rows]
    names = [column.name for column in COLUMNS] + [CARDINALITY, ROW_HASH]
    for cells, row, cardinality in zip(table, rows, cardinalities(rows), strict=True):
        cells += [cardinality, row_hash(row)]
    used = [i for i, name in enumerate(names) if name in {*REQUIRED, ROW_HASH} or any(cells[i] for cells in table)]
    header = [f"# {line}" for line in header_lines(migration_map, [names[i] for i in used])]
    body = ["\t".join(_quoted(cells[i]) for i in used) for cells in (names, *table)]
    return "".join(f"{line}\n" for line in (*header, *body)).encode("utf-8")


def _quoted(cell: str) -> str:
    """Quote a cell where it must be; csv.writer leaves a lone carriage return bare."""
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell


def read(source: Path | bytes) -> ReadMap:
    """Read a map and check its rows' hashes; what is missing or dropped stands in `warnings`.

    Raises BadInput: OM501 where the file is no map, OM502 for missing columns, OM503 where a hash does not
    match, OM504 for a word outside its list, OM505 for a map without rows, OM506 for a record id used twice, OM507 for
    rows that were lost or came in since it was written.
    """
    data = source if isinstance(source, bytes) else read_bytes(source)
    name = "The map" if isinstance(source, bytes) else str(source)
    comments, body = _parted(_text(data, name))
    header, declared, counted = header_of(comments, name)
    table = table_of(body, name)
    _refuse_lost_hashes(declared, table.columns, name)
    rows = table.rows(known_prefixes(header.curie_map), name)
    _refuse_lost_rows(counted, rows, name)
    _refuse_repeated_ids(rows, name)
    warnings = (*_hash_warnings(rows, table.column(ROW_HASH), name), *_column_warnings(table), *_not_rows(table))
    digest = hashlib.sha256(data).hexdigest()
    return ReadMap(MigrationMap(header, rows), warnings, digest, tuple(table.column(CARDINALITY)))


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            "OM501",
            f"{name} is not UTF-8 text (byte {error.start}).",
            fix="Save the map as UTF-8, tab-separated.",
        ) from error


def _parted(text: str) -> tuple[list[str], str]:
    """Part the header, lines that start with `#`, from the table."""
    comments, at = [], 0
    while text.startswith("#", at):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        comments.append(text[at + 1 : end].rstrip("\r\t"))
        at = end + 1
    return comments, text[at:]


def _refuse_repeated_ids(rows: Sequence[MapRow], name: str) -> None:
    counted = Counter(row.record_id for row in rows)
    repeated = sorted(record for record, count in counted.items() if count > 1)
    if repeated:
        raise BadInput(
            "OM506",
            f"{name} uses a record_id twice: {', '.join(repeated[:5])}.",
            fix="Give each row its own record_id, or leave the column empty.",
            details={"record_ids": repeated},
        )


def _refuse_lost_hashes(declared: frozenset[str], columns: Sequence[str], name: str) -> None:
    """Refuse a map whose header still declares what its table has lost: conditions and decisions went too."""
    if ROW_HASH in declared and ROW_HASH not in columns:
        raise BadInput(
            "OM503",
            f"{name} declares {ROW_HASH}, and its rows have none: another tool dropped our columns.",
            fix="Go back to the map as it was written; it holds conditions and decisions that are gone here.",
            details={"declared": sorted(declared)},
        )


def _refuse_lost_rows(counted: int | None, rows: Sequence[MapRow], name: str) -> None:
    """Refuse a map that has lost rows on its way, or has got more: no row's hash tells."""
    if counted is None or counted == len(rows):
        return
    lost = counted - len(rows)
    found = f"{lost} of them {'is' if lost == 1 else 'are'} gone" if lost > 0 else f"{-lost} came in since"
    raise BadInput(
        "OM507",
        f"{name} was written with {counted} rows and has {len(rows)}: {found}.",
        fix=f"Go back to the map as it was written. If the change is meant, let {ROW_COUNT} say {len(rows)}.",
        details={"written": counted, "found": len(rows)},
    )


def _hash_warnings(rows: Sequence[MapRow], hashes: Sequence[str], name: str) -> Iterable[str]:
    pairs = list(zip(rows, hashes, strict=True))
    changed = [row.record_id for row, stored in pairs if stored and stored != row_hash(row)]
    if changed:
        raise BadInput(
            "OM503",
            f"{name}: {len(changed)} row{'s' * (len(changed) > 1)} no longer say what was written: "
            f"{', '.join(changed[:5])}{', …' if len(changed) > 5 else ''}.",  # noqa: PLR2004 - a letter shows five
            fix=f"Another tool dropped or changed columns. If the change is meant, empty {ROW_HASH} in these rows.",
            details={"record_ids": changed},
        )
    without = [row.record_id for row, stored in pairs if not stored]
    if len(without) == len(rows):
        return [f"The map has no {ROW_HASH}: nothing tells whether its rows are whole."]
    return [f"No {ROW_HASH} in: {', '.join(without)}."] if without else []


def _column_warnings(table: Table) -> Iterable[str]:
    dropped = [name for name in table.columns if name not in _KNOWN | _HARMLESS and any(table.column(name))]
    return [f"Columns that are not kept: {', '.join(dropped)}."] if dropped else []


def _not_rows(table: Table) -> Iterable[str]:
    count = table.column("predicate_modifier").count("Not")
    warning = f"{count} rows say that something is *not* a match (predicate_modifier Not): they map nothing."
    return [warning] if count else []
