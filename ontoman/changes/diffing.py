"""What leads from one state to another."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ontoman.changes.context import Context
from ontoman.changes.grouping import Atoms
from ontoman.changes.homes import by_home
from ontoman.changes.lineages import lineages
from ontoman.changes.merging import merge
from ontoman.changes.pipeline import claims_of
from ontoman.changes.rewordings import rewordings
from ontoman.changes.values import ChangeSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ontoman.changes.delta import SubjectDelta
    from ontoman.changes.lookup import Lookup
    from ontoman.changes.merging import RawDelta
    from ontoman.changes.values import Catalogue, Change
    from ontoman.model import Line

    Work = Callable[[Sequence[SubjectDelta]], list[Change]]
    Share = Callable[[Work, Sequence[SubjectDelta]], list[Change]]


def one_after_the_other(work: Work, subjects: Sequence[SubjectDelta]) -> list[Change]:
    """Do all of the work here."""
    return work(subjects)


def diff(old: Iterable[Line], new: Iterable[Line], context: Lookup, catalogue: Catalogue) -> ChangeSet:
    """Return changes that lead from *old* to *new* (sorted lines of two states), in a stable order.

    >>> diff([], [], SortedLines([], []), Catalogue(())).changes
    ()
    """
    return diff_of(merge(old, new), context, catalogue)


def diff_of(delta: RawDelta, context: Lookup, catalogue: Catalogue, share: Share = one_after_the_other) -> ChangeSet:
    """Return changes that a delta amounts to; for those who found it faster than line by line.

    Subjects are claimed for independently of each other: *share* may give them to several processors.
    """
    states = Context(context, delta)
    atomic = share(_claimed, list(by_home(delta, states)))
    atoms = Atoms(atomic, states)
    order = {entry.kind: entry.order for entry in catalogue.kinds}

    def place(change: Change) -> tuple[str, int, str, tuple[Line, ...], tuple[Line, ...], str]:
        lines = change.removed or change.added
        subject = change.about or (lines[0] if lines else "")
        return subject, order.get(change.kind, len(order)), change.kind, change.removed, change.added, change.id

    return ChangeSet(tuple(sorted([*atomic, *lineages(atoms), *rewordings(atoms)], key=place)))


def _claimed(subjects: Sequence[SubjectDelta]) -> list[Change]:
    return list(chain.from_iterable(map(claims_of, subjects)))
