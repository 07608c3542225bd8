"""A map as a table of two columns or more: CSV, TSV, what spreadsheets give."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ontoman.errors import BadInput
from ontoman.migration.building.imported import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ontoman.formats.map_layout import MapLayout
    from ontoman.migration.building.meanings import Meaning

SHOWN: Final = 10
_SEVERAL = re.compile(r"\s+or\s+|\s*;\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a line."""

    source: int
    target: int
    when: int | None
    flag: int | None


def table_pairs(path: Path, text: str, layout: MapLayout) -> list[Pair]:
    """Read a table as pairs; raises BadInput: OM523 where it is none, OM524 for columns, OM525 for blank cells."""
    (_, names), *body = _lines(path, text, layout.separator)
    at = _columns(path, names, layout)
    pairs: list[Pair] = []
    blank: list[str] = []
    for number, cells in body:
        if len(cells) != len(names):
            found = f"line {number} has {len(cells)} cells, the header has {len(names)}"
            raise wrong_kind(path, found, "Quote cells that hold the separator (CSV), or check --sep.")
        pair = _pair(cells, at, f"line {number}", layout)
        if not pair.source.strip() or (not pair.target and pair.meaning is None):
            blank.append(f"line {number} ({names[at.target if pair.source.strip() else at.source]})")
        pairs += _each(pair, layout)
    refuse_blanks(path, blank)
    _refuse_idle_flags(path, body, at, layout)
    return pairs


def _refuse_idle_flags(path: Path, body: Sequence[tuple[int, Sequence[str]]], at: _Columns, layout: MapLayout) -> None:
    """Refuse a meaning for a remark that the file does not make (OM522): it is a typing error of its own."""
    said = {cells[at.flag].strip().casefold() for _, cells in body} if at.flag is not None else set()
    idle = sorted(word for word in layout.flags if word.strip().casefold() not in said)
    if idle:
        where = f"{path} has no such remark" if at.flag is not None else "no column of remarks is named"
        raise BadInput(
            "OM522",
            f"--flag names {', '.join(map(repr, idle))}, and {where}.",
            fix="Write it as the file does, and name its column with --flag-column.",
            details={"unknown": idle},
        )


def _pair(cells: Sequence[str], at: _Columns, place: str, layout: MapLayout) -> Pair:
    written, target = cells[at.source], cells[at.target]
    flag = cells[at.flag].strip() if at.flag is not None else ""
    meaning = _meaning_of(flag, layout)
    if not target.strip():
        target, meaning = "", meaning if meaning and meaning.disposition else layout.blank
    return Pair(
        source=layout.repairs.get(written.strip(), written),
        target=layout.repairs.get(target.strip(), target),
        when=(cells[at.when].strip() or None) if at.when is not None else None,
        place=place,
        meaning=meaning,
        flag=flag if flag and meaning is None else None,
        written=written if written.strip() in layout.repairs else None,
    )


def _meaning_of(flag: str, layout: MapLayout) -> Meaning | None:
    known = {word.casefold(): meaning for word, meaning in {**layout.usual_flags, **layout.flags}.items()}
    return known.get(flag.casefold()) if flag else None


def _each(pair: Pair, layout: MapLayout) -> Iterator[Pair]:
    """Read `A or B` and `A; B` as candidates, unless that is how a label is written."""
    parts = [part for part in _SEVERAL.split(pair.target.strip()) if part]
    if layout.one_label or len(parts) < 2 or pair.target.strip() in layout.known:  # noqa: PLR2004 - one or several
        yield pair
        return
    for part in parts:
        yield replace(pair, target=layout.repairs.get(part, part), of_several=pair.target.strip())


def _columns(path: Path, names: Sequence[str], layout: MapLayout) -> _Columns:
    found = [
        None if named is None else _column(path, names, option, named)
        for option, named in (("--when-column", layout.when_column), ("--flag-column", layout.flag_column))
    ]
    source, target = _from_and_to(path, names, layout)
    return _Columns(source, target, *found)


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
        raise wrong_kind(path, f"line {reader.line_num}: {error}", "Check its quotes, or name it .tsv.") from error


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
    named = {layout.from_column, layout.to_column, layout.when_column, layout.flag_column}
    others = [name for name in names if name not in named]
    asked = [layout.from_column or others[:1], layout.to_column or others[-1:]]
    if len(others) != 2 - bool(layout.from_column) - bool(layout.to_column):
        raise BadInput(
            "OM524",
            f"{path} has the columns {', '.join(names)}; which of them map which is not plain.",
            fix="Say it with --from-column NAME --to-column NAME (and --when-column NAME, --flag-column NAME).",
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


def wrong_kind(path: Path, why: str, fix: str) -> BadInput:
    """Make the letter for a file that is no plain map (OM523)."""
    return BadInput("OM523", f"{path} is not a plain map: {why}.", fix=fix, details={"path": str(path)})


def refuse_blanks(path: Path, blank: list[str]) -> None:
    """Refuse empty cells (OM525): what becomes of such a label must be said."""
    if blank:
        more = f" and {len(blank) - SHOWN} more" if len(blank) > SHOWN else ""
        raise BadInput(
            "OM525",
            f"{path} has blank cells: {', '.join(blank[:SHOWN])}{more}.",
            fix="Give every label a target; where a blank target means something, say it: --blank review leaves such "
            "labels to a person, --blank keep retires them and keeps them as they are.",
            details={"blank": blank},
        )
