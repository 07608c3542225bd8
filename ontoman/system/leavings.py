"""Folders of work in progress, and what becomes of those whose process was killed."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows: what a killed process left stays
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIX = ".part"
_LOCK = "lock"


@contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """Yield a hidden folder beside a path, and take it away at the end; raises OSError where none can be made.

    A folder for the same path that a killed process left is taken away first: nobody holds its lock any more.
    """
    _clear(beside)
    place = Path(tempfile.mkdtemp(prefix=_prefix(beside), suffix=_SUFFIX, dir=beside.parent))
    try:
        with _held(place):
            yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _prefix(beside: Path) -> str:
    return f".{beside.name}."


def _clear(beside: Path) -> None:
    for left in beside.parent.iterdir():
        if left.name.startswith(_prefix(beside)) and left.suffix == _SUFFIX and _abandoned(left):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _held(place: Path) -> Iterator[None]:
    if fcntl is None:
        yield
        return
    new = place / f"{_LOCK}.new"
    with new.open("wb") as file:
        with contextlib.suppress(OSError):  # a file system without locks: what is left there stays
            fcntl.flock(file, fcntl.LOCK_EX)
            new.rename(place / _LOCK)  # a lock that is seen is held
        yield


def _abandoned(place: Path) -> bool:
    if fcntl is None:
        return False
    try:
        with (place / _LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
