"""What leads from one state to another."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ontoman.changes.context import Context
from ontoman.changes.grouping import Atoms
from ontoman.changes.homes import by_home
from ontoman.changes.lineages import lineages
from ontoman.changes.merging import merge
from ontoman.changes.partings import partings
from ontoman.changes.pipeline import claims_of
from ontoman.changes.rewordings import rewordings
from ontoman.changes.values import ChangeSet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.changes.lookup import Lookup
    from ontoman.changes.merging import RawDelta
    from ontoman.changes.values import Catalogue, Change
    from ontoman.model import Line


def diff(old: Iterable[Line], new: Iterable[Line], context: Lookup, catalogue: Catalogue) -> ChangeSet:
    """Return changes that lead from *old* to *new* (sorted lines of two states), in a stable order.

    >>> diff([], [], SortedLines([], []), Catalogue(())).changes
    ()
    """
    return diff_of(merge(old, new), context, catalogue)


def diff_of(delta: RawDelta, context: Lookup, catalogue: Catalogue) -> ChangeSet:
    """Return changes that a delta amounts to; for those who found it faster than line by line."""
    states = Context(context, delta)
    atomic = list(chain.from_iterable(claims_of(subject) for subject in by_home(delta, states)))
    atoms = Atoms(atomic, states)
    compound = chain(lineages(atoms), partings(atoms), rewordings(atoms))
    order = {entry.kind: entry.order for entry in catalogue.kinds}

    def place(change: Change) -> tuple[str, int, str, tuple[Line, ...], tuple[Line, ...], str]:
        lines = change.removed or change.added
        subject = change.about or (lines[0] if lines else "")
        return subject, order.get(change.kind, len(order)), change.kind, change.removed, change.added, change.id

    return ChangeSet(tuple(sorted([*atomic, *compound], key=place)))
