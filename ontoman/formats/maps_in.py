"""Plain maps as people have them: a table of two columns, or JSON groups."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.formats.map_dates import refuse_dates
from ontoman.formats.map_layout import MapLayout
from ontoman.formats.map_tables import refuse_blanks, table_pairs, wrong_kind
from ontoman.migration.building.imported import Pair, map_of
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ontoman.migration.values import MigrationMap

__all__ = ["MapLayout", "read_plain_map"]

_ZIP = b"PK\x03\x04"  # what an Excel workbook starts with


def read_plain_map(path: Path, layout: MapLayout) -> MigrationMap:
    """Read a CSV, TSV or JSON file as a map that stands alone.

    Raises BadInput: OM508 for ids that became dates, OM522 for words to read otherwise that the file has not, OM523
    where the file is not what its name says, OM524 for columns that are not there, OM525 for blank cells, OM526 for a
    JSON key given twice, OM527 for an empty file, and what `map_of` raises.
    """
    text = _text(path)
    pairs = _groups(path, text) if path.suffix.lower() == ".json" else table_pairs(path, text, layout)
    identity = [Pair(label, label, None, f"--identity {label}") for label in layout.identity]
    if not pairs:
        raise BadInput("OM527", f"{path} holds no rows.", fix="A map needs a row for every label in the data.")
    refuse_dates(path, pairs, layout.known)
    _refuse_idle_repairs(path, pairs, layout)
    return map_of([*pairs, *identity], layout.retire, pick=layout.pick)


def _text(path: Path) -> str:
    data = read_bytes(path)
    if data.startswith(_ZIP):
        raise wrong_kind(path, "it is an Excel workbook, or another zip", "Save the sheet as CSV UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong_kind(path, f"it is not UTF-8 text (byte {error.start})", "Save it as UTF-8.") from error
    if not text.strip():
        raise BadInput("OM527", f"{path} is empty.", fix="A map needs a row for every label in the data.")
    return text


def _refuse_idle_repairs(path: Path, pairs: Sequence[Pair], layout: MapLayout) -> None:
    """Refuse a repair of what the file does not say: it is a typing error of its own."""
    said = {pair.written.strip() for pair in pairs if pair.written is not None}
    idle = sorted(
        written
        for written, meant in layout.repairs.items()
        if written not in said and not any(pair.target == meant for pair in pairs)
    )
    if idle:
        raise BadInput(
            "OM522",
            f"--repair names {', '.join(map(repr, idle))}, and {path} has no such label.",
            fix="Write it as the file does: --repair WRITTEN=MEANT.",
            details={"unknown": idle},
        )


# -- JSON groups ------------------------------------------------------------------------------------------------------


def _groups(path: Path, text: str) -> list[Pair]:
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except (json.JSONDecodeError, RecursionError) as error:
        raise wrong_kind(path, f"it is not JSON ({error})", 'Write {"target": ["source", …], …}.') from error
    if not isinstance(document, dict):
        raise wrong_kind(path, "it holds no JSON object", 'Write {"target": ["source", …], …}.')
    return [pair for target, sources in document.items() for pair in _members(path, target, sources)]


def _members(path: Path, target: str, sources: object) -> list[Pair]:
    if not isinstance(sources, list) or not all(isinstance(source, str) for source in sources):
        found = f"the group {target!r} is no list of labels"
        raise wrong_kind(path, found, 'Write {"target": ["source", …], …}.')
    if not target.strip() or any(not source.strip() for source in sources):
        refuse_blanks(path, [f"group {target!r}"])
    return [Pair(source, target, None, f"group {target!r}") for source in sources]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise BadInput(
            "OM526",
            f"The JSON file gives a key twice: {', '.join(map(repr, twice))}.",
            fix="A reader would keep the last and lose the rest: join the groups.",
            details={"keys": twice},
        )
    return found
