"""What two sorted runs of lines do not share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.model import Line


class RawDelta(NamedTuple):
    """The lines that only the old state has, and those that only the new one has; both sorted."""

    removed: tuple[Line, ...]
    added: tuple[Line, ...]


def merge(old: Iterable[Line], new: Iterable[Line]) -> RawDelta:
    """Walk two sorted runs of unique lines side by side and keep what differs.

    >>> merge(["a", "b"], ["b", "c"])
    RawDelta(removed=('a',), added=('c',))
    """
    removed: list[Line] = []
    added: list[Line] = []
    left, right = iter(old), iter(new)
    a, b = next(left, None), next(right, None)
    while a is not None and b is not None:
        if a == b:
            a, b = next(left, None), next(right, None)
        elif a < b:
            removed.append(a)
            a = next(left, None)
        else:
            added.append(b)
            b = next(right, None)
    if a is not None:
        removed += [a, *left]
    if b is not None:
        added += [b, *right]
    return RawDelta(tuple(removed), tuple(added))
