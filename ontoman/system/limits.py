"""Limits of a worker process; where the platform has none, the caller's time limit still holds."""

from __future__ import annotations

import os

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def limit_memory(size: int) -> bool:
    """Limit the address space of this process to *size* bytes; False where the platform cannot."""
    if resource is None:
        return False
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ValueError, OSError):  # macOS refuses RLIMIT_AS
        return False
    return True


def close_file_table() -> bool:
    """Let this process open no further file or socket; False where the platform cannot.

    pyoxigraph follows `SERVICE` with no switch: without a free file descriptor it can't.
    """
    if resource is None:
        return False
    number = os.open(os.devnull, os.O_RDONLY)
    os.close(number)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (number, number))
    except (ValueError, OSError):
        return False
    return True
