"""Connections to a workspace's SQLite file: to write, or only to read, where nothing can be written."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from ontoman.errors import BadInput, Refused
from ontoman.system.files import cannot_read, may_write

_CLOSED_TO_WRITING = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


def writing(path: Path) -> sqlite3.Connection:
    """Connect to write, in WAL with `synchronous=FULL`."""
    try:
        return _writing(path)
    except sqlite3.Error as error:
        raise letter(path, error) from error


def reading(path: Path) -> sqlite3.Connection:
    """Connect to read; where nothing can be written, without the two files that WAL mode wants beside this one."""
    try:
        if may_write(path):  # else SQLite would leave files here that only this user may write
            return _writing(path)
        return _untouched(path)
    except sqlite3.Error as error:
        if _kind(error) not in _CLOSED_TO_WRITING:
            raise letter(path, error) from error
    try:
        return _untouched(path)
    except sqlite3.Error as error:
        raise letter(path, error) from error


def letter(path: Path, error: sqlite3.Error) -> Refused | BadInput:
    """Make the letter for what SQLite says: in use (OM131), or not to be used (OM103)."""
    if "locked" in str(error):
        return Refused("OM131", f"{path} is in use by another process.", fix="Try again when it has finished.")
    if _kind(error) in _CLOSED_TO_WRITING and path.is_file() and not may_write(path):
        return BadInput(
            "OM103",
            f"{path.parent} can only be read, and this would write into it: {error}. Nothing was changed.",
            fix="Work in a copy of the workspace, or ask for the right to write there.",
        )
    return BadInput(
        "OM103",
        f"{path} cannot be used: {error}. Nothing was changed.",
        fix="Make room and check who may write there; a damaged file comes back from a backup.",
    )


def _writing(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _untouched(path: Path) -> sqlite3.Connection:
    log, shared = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    if log.exists() and shared.exists():  # somebody else may be at work
        return _by_uri(path, "mode=ro")
    if log.exists() and log.stat().st_size:
        return _recovered(path, log)
    # https://www.sqlite.org/wal.html, "Read-Only Databases": only an immutable one opens without -shm.
    return _by_uri(path, "mode=ro&immutable=1")


def _by_uri(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, timeout=5, isolation_level=None)


def _recovered(path: Path, log: Path) -> sqlite3.Connection:
    """Read the file with what a killed process left in its log, in a copy."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with tempfile.TemporaryDirectory(prefix="ontoman-") as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(log, copy.with_name(log.name))
            with closing(sqlite3.connect(copy)) as whole:
                whole.backup(memory)
    except OSError as error:
        raise cannot_read(path, error) from error
    return memory


def _kind(error: sqlite3.Error) -> int:
    """Return the primary result code: the low byte of the extended one."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
