"""Files that are there whole or not at all: temp, fsync, rename, fsync of the folder."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO

_BLOCK = 1 << 24  # large: a thread that hashes waits for its turn in Python once a block


def read_bytes(path: Path) -> bytes:
    """Return the content of *path*; a missing or unreadable file is bad input (OM201)."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise cannot_read(path, error) from error


def cannot_read(path: Path, error: OSError) -> BadInput:
    """Make the letter for a file that cannot be read (OM201)."""
    return BadInput(
        "OM201",
        f"{path} cannot be read: {error.strerror or error}.",
        fix="Check the path and who may read it.",
        details={"path": str(path)},
    )


def cannot_write(path: Path, error: OSError) -> BadInput:
    """Make the letter for a place that cannot be written (OM202)."""
    return BadInput(
        "OM202",
        f"{path} cannot be written: {error.strerror or error}. Nothing was changed.",
        fix="Make room, or name a place that you may write to.",
        details={"path": str(path)},
    )


def may_write(path: Path) -> bool:
    """Tell whether this process may write a file and, beside it, others; Windows only says so of the file."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def scratch_folder() -> Path:
    """Make a folder for the time of this process, outside of what is worked on; OM202 where none can be made."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="ontoman-"))
    except OSError as error:
        raise cannot_write(Path("The folder for temporary files (TMPDIR)"), error) from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def size_of(path: Path) -> int:
    """Return how many bytes a file has (OM201 where there is none)."""
    try:
        return path.stat().st_size
    except OSError as error:
        raise cannot_read(path, error) from error


def read_at(file: FileIO, offset: int, size: int) -> bytes:
    """Return *size* bytes from *offset*, fewer at the end; a copy of this process may read the same file meanwhile."""
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), size, offset)
    file.seek(offset)  # Windows, where no process is copied
    return file.read(size)


def sha256_of_file(path: Path) -> str:
    """Return the sha256 of a file as 64 hex digits."""
    digest = hashlib.sha256()
    block = memoryview(bytearray(_BLOCK))
    try:
        with path.open("rb", buffering=0) as file:
            while size := file.readinto(block):
                digest.update(block[:size])
    except OSError as error:
        raise cannot_read(path, error) from error
    return digest.hexdigest()


def sync_folder(folder: Path) -> bool:
    """Write a folder's entries to the disk; False where the platform cannot open folders (Windows)."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        os.fsync(number)
    finally:
        os.close(number)
    return True


def sync_file(path: Path) -> None:
    """Write a file's content to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def atomic_write(path: Path, data: bytes) -> None:
    """Put *data* at *path* whole, or leave what was there; OM202 where that cannot be done."""
    try:
        with _beside(path) as temporary:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(number)
    temporary = Path(name)
    temporary.chmod(0o644)
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder that becomes *path* when the block ends well, and vanishes when it does not.

    *path* must not exist yet. Every file in it is synced before the rename.
    """
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
        temporary.chmod(0o755)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        yield temporary
        for file in temporary.rglob("*"):
            if file.is_file():
                sync_file(file)
        temporary.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
