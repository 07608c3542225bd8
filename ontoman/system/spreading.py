"""Work on many values that two processor cores may share."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

A = TypeVar("A")
B = TypeVar("B")

WORTHWHILE = 2_000  # values: below, a copy of the process costs more than it saves


def spread(
    work: Callable[[Sequence[A]], list[B]], values: Sequence[A], meanwhile: Callable[[], object] | None = None
) -> list[B]:
    """Return `work(values)`; where there are many, a copy of this process does the second part.

    *work* of all must be *work* of the first part and *work* of the second, one after the other. Results come back
    by pickle. *meanwhile* is done here before the first part; where nothing is copied, it is not done. A copy that
    fails changes nothing: its part is done here, and what is wrong with it is raised here.
    """
    if len(values) < WORTHWHILE or not can_copy():
        return work(values)
    cut = len(values) // 2
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _send(reading, writing, work, values[cut:])
    os.close(writing)
    try:
        if meanwhile:
            meanwhile()
        first = work(values[:cut])
        second: list[B] | None = _received(reading)
    finally:
        os.close(reading)
        _, status = os.waitpid(child, 0)
    return first + (work(values[cut:]) if second is None or status else second)


def can_copy() -> bool:
    """Tell whether this process can be copied: fork is safe on Linux, and only where no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


def _send(reading: int, writing: int, work: Callable[[Sequence[A]], list[B]], values: Sequence[A]) -> None:
    """Be the copy: work, send, and end without anything that the original has still to do."""
    code = 1
    try:
        with suppress(BaseException):
            os.close(reading)
            with os.fdopen(writing, "wb") as out:
                pickle.dump(work(values), out, protocol=pickle.HIGHEST_PROTOCOL)
            code = 0
    finally:
        os._exit(code)


def _received(reading: int) -> list[B] | None:
    # What was cut off at the wrong place may raise anything; not the interrupt of a person, who is heard.
    with suppress(Exception), os.fdopen(os.dup(reading), "rb") as source:
        found: list[B] = pickle.load(source)  # noqa: S301 - what a copy of this process sends
        return found
    return None
