"""Plain maps as people have them: a table of two columns, or JSON groups."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.migration.building.imported import Pair, map_of
from ontoman.migration.values import MapDisposition
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ontoman.migration.values import MigrationMap

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class MapLayout:
    """How a plain map is written; None where the file shows it.

    `retire` says which targets mean that a label is retired, and what then becomes of it; `identity` lists
    labels that map to themselves.
    """

    from_column: str | None = None
    to_column: str | None = None
    when_column: str | None = None
    separator: str | None = None
    retire: Mapping[str, MapDisposition] | None = None
    identity: Sequence[str] = ()


def read_plain_map(path: Path, layout: MapLayout) -> MigrationMap:
    """Read a CSV, TSV or JSON file as a map that stands alone.

    Raises BadInput: OM523 where the file is not what its name says, OM524 for columns that are not there, OM525
    for blank cells, OM526 for a JSON key given twice, OM527 for an empty file, and what `map_of` raises.
    """
    text = _text(path)
    pairs = _groups(path, text) if path.suffix.lower() == ".json" else _table(path, text, layout)
    identity = [Pair(label, label, None, f"--identity {label}") for label in layout.identity]
    if not pairs:
        raise BadInput("OM527", f"{path} holds no rows.", fix="A map needs a row for every label in the data.")
    return map_of([*pairs, *identity], layout.retire)


def retirement(text: str) -> tuple[str, MapDisposition]:
    """Read `TARGET=DISPOSITION`; OM528 where the disposition is none."""
    target, sign, word = text.rpartition("=")
    if not sign or word not in set(MapDisposition):
        raise BadInput(
            "OM528",
            f"--retire {text!r} is not TARGET=DISPOSITION.",
            fix=f"The dispositions are: {', '.join(MapDisposition)}. Example: --retire 'void=ignore'.",
        )
    return target, MapDisposition(word)


def _text(path: Path) -> str:
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong_kind(path, f"it is not UTF-8 text (byte {error.start})", "Save it as UTF-8.") from error
    if not text.strip():
        raise BadInput("OM527", f"{path} is empty.", fix="A map needs a row for every label in the data.")
    return text


def _wrong_kind(path: Path, why: str, fix: str) -> BadInput:
    return BadInput("OM523", f"{path} is not a plain map: {why}.", fix=fix, details={"path": str(path)})


# -- a table of two columns -------------------------------------------------------------------------------------------


def _table(path: Path, text: str, layout: MapLayout) -> list[Pair]:
    lines = _lines(path, text, layout.separator)
    (_, names), *body = lines
    source, target = _from_and_to(path, names, layout)
    when = None if layout.when_column is None else _column(path, names, "--when-column", layout.when_column)
    pairs, blank = [], []
    for number, cells in body:
        if len(cells) != len(names):
            found = f"line {number} has {len(cells)} cells, the header has {len(names)}"
            raise _wrong_kind(path, found, "Quote cells that hold the separator (CSV), or check --sep.")
        if not cells[source].strip() or not cells[target].strip():
            blank.append(f"line {number} ({names[source if not cells[source].strip() else target]})")
        condition = cells[when].strip() if when is not None else ""
        pairs.append(Pair(cells[source], cells[target], condition or None, f"line {number}"))
    _refuse_blanks(path, blank)
    return pairs


def _lines(path: Path, text: str, separator: str | None) -> list[tuple[int, list[str]]]:
    """Take a table apart, each line with its number; lines with nothing in them are left out."""
    sep = separator or _separator(path, text)
    if sep == "\t":  # TSV: a quote is an ordinary character
        rows = ((i, line.removesuffix("\r").split(sep)) for i, line in enumerate(text.split("\n"), 1))
        return [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sep, strict=True)
    try:
        return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise _wrong_kind(path, f"line {reader.line_num}: {error}", "Check its quotes, or name it .tsv.") from error


def _separator(path: Path, text: str) -> str:
    first = text.partition("\n")[0]
    if path.suffix.lower() in {".tsv", ".tab"} or "\t" in first:
        return "\t"
    return ";" if ";" in first and "," not in first else ","


def _from_and_to(path: Path, names: Sequence[str], layout: MapLayout) -> tuple[int, int]:
    if layout.from_column and layout.to_column:
        return (
            _column(path, names, "--from-column", layout.from_column),
            _column(path, names, "--to-column", layout.to_column),
        )
    others = [name for name in names if name not in {layout.from_column, layout.to_column, layout.when_column}]
    asked = [layout.from_column or others[:1], layout.to_column or others[-1:]]
    if len(others) != 2 - bool(layout.from_column) - bool(layout.to_column):
        raise BadInput(
            "OM524",
            f"{path} has the columns {', '.join(names)}; which of them map which is not plain.",
            fix="Say it with --from-column NAME --to-column NAME (and --when-column NAME).",
            details={"columns": list(names)},
        )
    source, target = (name if isinstance(name, str) else name[0] for name in asked)
    return _column(path, names, "--from-column", source), _column(path, names, "--to-column", target)


def _column(path: Path, names: Sequence[str], option: str, name: str) -> int:
    if names.count(name) != 1:
        found = "has it more than once" if name in names else f"has {', '.join(names)}"
        raise BadInput(
            "OM524",
            f"{option} {name!r}: {path} {found}.",
            fix="Name a column of the header, as it is written there.",
            details={"columns": list(names)},
        )
    return names.index(name)


def _refuse_blanks(path: Path, blank: list[str]) -> None:
    if blank:
        more = f" and {len(blank) - _SHOWN} more" if len(blank) > _SHOWN else ""
        raise BadInput(
            "OM525",
            f"{path} has blank cells: {', '.join(blank[:_SHOWN])}{more}.",
            fix="Give every label a target; one that has none any more gets a name of its own and --retire NAME=keep.",
            details={"blank": blank},
        )


# -- JSON groups ------------------------------------------------------------------------------------------------------


def _groups(path: Path, text: str) -> list[Pair]:
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _wrong_kind(path, f"it is not JSON ({error})", 'Write {"target": ["source", …], …}.') from error
    if not isinstance(document, dict):
        raise _wrong_kind(path, "it holds no JSON object", 'Write {"target": ["source", …], …}.')
    return [pair for target, sources in document.items() for pair in _members(path, target, sources)]


def _members(path: Path, target: str, sources: object) -> list[Pair]:
    if not isinstance(sources, list) or not all(isinstance(source, str) for source in sources):
        found = f"the group {target!r} is no list of labels"
        raise _wrong_kind(path, found, 'Write {"target": ["source", …], …}.')
    if not target.strip() or any(not source.strip() for source in sources):
        _refuse_blanks(path, [f"group {target!r}"])
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
