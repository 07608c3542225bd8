"""Which steps of a log can be undone and which done again: the log itself never shrinks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a log, by number: a deed, or one that takes back or repeats an earlier one."""

    seq: int
    undoes: int | None = None
    redoes: int | None = None


def steps(log: Iterable[Step]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the deeds that stand, oldest first, and those taken back that can be done again, the next one last.

    >>> steps([Step(1), Step(2), Step(3, undoes=2)])
    ((1,), (2,))
    """
    done: list[int] = []
    undone: list[int] = []
    for step in log:
        if step.undoes is not None:
            done.remove(step.undoes)
            undone.append(step.undoes)
        elif step.redoes is not None:
            undone.remove(step.redoes)
            done.append(step.redoes)
        else:
            done.append(step.seq)
            undone.clear()
    return tuple(done), tuple(undone)
