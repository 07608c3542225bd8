"""Ids that a spreadsheet took for dates: `3-2` that now reads `02-Mrz` or `2026-02-03 00:00:00`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ontoman.migration.building.imported import Pair

_MONTH = r"(?:jan|feb|m[aä]r|mrz|apr|ma[iyj]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zä]{0,6}\.?"
_DATE = re.compile(
    rf"\d{{1,2}}[-. /]+{_MONTH}(?:[-. /]+\d{{2,4}})?|{_MONTH}[-. /]+\d{{2,4}}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}(?:[ T]00:00(?::00)?)?",
    re.IGNORECASE,
)
_SHOWN = 5


def refuse_dates(path: Path, pairs: Sequence[Pair], known: frozenset[str]) -> None:
    """Refuse labels that look like dates among others that do not (OM508); what a release knows is a label."""
    for which in ("source", "target"):
        labels = [(getattr(pair, which).strip(), pair.place) for pair in pairs]
        dates = [(label, place) for label, place in labels if _DATE.fullmatch(label) and label not in known]
        if dates and (known or len(dates) < len(labels)):
            raise _letter(path, dates)


def _letter(path: Path, dates: Iterable[tuple[str, str]]) -> BadInput:
    found = [f"{label!r} ({place})" for label, place in dates]
    return BadInput(
        "OM508",
        f"{path} has labels that are dates: {', '.join(found[:_SHOWN])}{', …' * (len(found) > _SHOWN)}. "
        "A spreadsheet makes dates of ids like 3-2 or MAR1.",
        fix="Take the ids from where they came from: format the column as text before you paste or open it. If these "
        "are labels, name the releases that have them (--from, --to).",
        details={"labels": [label for label, _ in dates]},
    )
