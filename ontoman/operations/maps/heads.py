"""One map for one hop: revisions that follow from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.store.maps import revisions
from ontoman.system import sha256_of_file

if TYPE_CHECKING:
    from pathlib import Path

    from ontoman.migration import MapHeader


def refuse_two_heads(root: Path, latest: MapHeader, from_version: str, to_version: str) -> None:
    """Refuse a latest revision that does not follow from the one before it (OM509): somebody put it there."""
    known = revisions(root, from_version, to_version)
    before = known[-2][1] if len(known) > 1 else None
    if before is None or latest.predecessor_sha256 == sha256_of_file(before):
        return
    hop = f"from {from_version} to {to_version}"
    raise BadInput(
        "OM509",
        f"There are two maps {hop}: {known[-1][1].name} does not follow from {before.name}.",
        fix="Take the one away that does not count; what of it should hold becomes the next revision with "
        "`ontoman map import`.",
        details={"maps": [str(path) for _, path in known[-2:]]},
    )
