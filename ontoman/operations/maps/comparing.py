"""Two map files, label by label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.formats import sssom
from ontoman.migration.comparing import compare

if TYPE_CHECKING:
    from pathlib import Path


def compare_maps(one: Path, other: Path) -> dict[str, object]:
    """Compare two map files (`ontoman/map-compare/1`)."""
    maps = sssom.read(one), sssom.read(other)
    found = compare(maps[0].map, maps[1].map)
    return {
        "schema": "ontoman/map-compare/1",
        "one": str(one),
        "other": str(other),
        "shared": len(found.agree) + len(found.differ),
        "agree": len(found.agree),
        "differ": [{"subject": d.subject, "one": list(d.one), "other": list(d.other)} for d in found.differ],
        "undecided": list(found.undecided),
        "only_one": list(found.only_one),
        "only_other": list(found.only_other),
        "warnings": [warning for read in maps for warning in read.warnings],
    }
