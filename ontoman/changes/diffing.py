"""What leads from one state to another."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ontoman.changes.bulk import bulk
from ontoman.changes.derived import MovedEdges, derived
from ontoman.changes.grouping import Atoms
from ontoman.changes.homes import by_home
from ontoman.changes.lineages import lineages
from ontoman.changes.merging import merge
from ontoman.changes.partings import partings
from ontoman.changes.pipeline import claims_of
from ontoman.changes.reuse import reuse
from ontoman.changes.rewordings import rewordings
from ontoman.changes.subtrees import subtrees
from ontoman.changes.tree import Tree
from ontoman.changes.values import ChangeSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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
    states = Tree(context, delta)
    atomic = share(_claimed, list(by_home(delta, states)))
    atoms = Atoms(atomic, states)
    order = {entry.kind: entry.order for entry in catalogue.kinds}

    def place(change: Change) -> tuple[str, int, str, tuple[Line, ...], tuple[Line, ...], str]:
        lines = change.removed or change.added
        subject = change.about or (lines[0] if lines else "")
        return subject, order.get(change.kind, len(order)), change.kind, change.removed, change.added, change.id

    return ChangeSet(tuple(sorted(chain(atomic, _following(atoms, MovedEdges(atoms, states))), key=place)))


def _following(atoms: Atoms, moved: MovedEdges) -> Iterator[Change]:
    """Yield what atomic changes come to together, and what follows from them."""
    yield from chain(lineages(atoms), partings(atoms), rewordings(atoms))
    yield from chain(subtrees(moved), reuse(atoms), bulk(atoms), derived(moved))


def _claimed(subjects: Sequence[SubjectDelta]) -> list[Change]:
    return list(chain.from_iterable(map(claims_of, subjects)))
