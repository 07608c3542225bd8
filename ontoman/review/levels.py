"""Levels: how much a change must weigh for a gate to close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ontoman.review.judging import Compat

LEVELS: Final = ("breaking", "major", "minor", "patch", "L1", "L2", "L3", "L4", "M1", "M2", "M3", "Q1", "Q2")
"""What a gate may be set to: a size of bump (`breaking` is `major`), or a class on one axis."""

_SIZES: Final = ("patch", "minor", "major")


def reaches(compat: Compat, level: str) -> bool:
    """Tell whether a change weighs as much as *level* or more.

    >>> reaches(Compat("L3", "M0", "Q0", "why"), "L2"), reaches(Compat("L3", "M0", "Q0", "why"), "M1")
    (True, False)
    """
    size = "major" if level == "breaking" else level
    if size in _SIZES:
        return _SIZES.index(compat.bump) >= _SIZES.index(size)
    axis = {"L": compat.labels, "M": compat.models, "Q": compat.consumers}[level[0]]
    return axis >= level
