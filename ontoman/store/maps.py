"""Revisions of maps in a workspace: `maps/1.0.0..1.1.0/1.sssom.tsv`, only ever appended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.system import atomic_write
from ontoman.system.files import cannot_write

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIX = ".sssom.tsv"


def map_folder(root: Path, from_version: str, to_version: str) -> Path:
    """Return where the revisions of one map stand, or would."""
    return root / "maps" / f"{from_version}..{to_version}"


def revisions(root: Path, from_version: str, to_version: str) -> tuple[tuple[int, Path], ...]:
    """Return every revision with its number, the first one first."""
    found = map_folder(root, from_version, to_version).glob(f"*{_SUFFIX}")
    numbered = [(path.name.removesuffix(_SUFFIX), path) for path in found]
    return tuple(sorted((int(number), path) for number, path in numbered if number.isascii() and number.isdigit()))


def all_revisions(root: Path) -> tuple[Path, ...]:
    """Return the file of every revision of every map, in order of name."""
    return tuple(sorted((root / "maps").glob(f"*/*{_SUFFIX}")))


def latest_revision(root: Path, from_version: str, to_version: str) -> Path | None:
    """Return the newest revision's file, or None."""
    known = revisions(root, from_version, to_version)
    return known[-1][1] if known else None


def save_revision(root: Path, from_version: str, to_version: str, data: bytes) -> tuple[Path, int]:
    """Append a revision; return its file and number."""
    known = revisions(root, from_version, to_version)
    number = known[-1][0] + 1 if known else 1
    folder = map_folder(root, from_version, to_version)
    path = folder / f"{number}{_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    atomic_write(path, data)
    return path, number
