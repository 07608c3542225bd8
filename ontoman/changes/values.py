"""A change: one typed difference between two states, holding both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NewType

if TYPE_CHECKING:
    from ontoman.model import Iri, Line

Kind = NewType("Kind", str)
"""The name of a kind of change, as in the catalogue: `PrefLabelChanged`."""

Evidence = Literal["declared", "derived", "suggested"]
Side = str | tuple[str, ...] | None
"""What stood on one side: nothing, one text, or several in order."""


@dataclass(frozen=True, slots=True)
class Change:
    """One typed difference.

    An atomic change claims statement lines (`removed`, `added`; sorted); a compound one claims none and names the
    ids of its atomic `parts`; a derived one has neither, and there is one of each kind about a subject. `facts` are
    the guards that hold for it, such as `editorial` or `value_required`: what the review needs to judge it. `id` is
    stable for the same two states (`c` and 12 hex digits of the sha256 over kind, subject and lines or parts).
    A suggestion has a `score` from 0 to 1, and says in words what it rests on (`because`).
    """

    id: str
    kind: Kind
    about: Iri | None
    key: str | None = None
    label: str | None = None
    old: Side = None
    new: Side = None
    removed: tuple[Line, ...] = ()
    added: tuple[Line, ...] = ()
    parts: tuple[str, ...] = ()
    facts: frozenset[str] = frozenset()
    evidence: Evidence = "derived"
    score: float | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything that leads from one state to another, in catalogue order within each subject."""

    changes: tuple[Change, ...]

    @property
    def atomic(self) -> tuple[Change, ...]:
        """The changes that claim lines."""
        return tuple(change for change in self.changes if change.removed or change.added)

    @property
    def compound(self) -> tuple[Change, ...]:
        """The changes that group others."""
        return tuple(change for change in self.changes if change.parts)

    @property
    def derived(self) -> tuple[Change, ...]:
        """The facts that follow from other changes."""
        return tuple(change for change in self.changes if not (change.removed or change.added or change.parts))


@dataclass(frozen=True, slots=True)
class MeaningRow:
    """One row of a kind's guard table: the compatibility classes where all *guards* hold.

    A guard is a name from the closed list in the vocabulary; `not_NAME` is its negation.
    """

    guards: tuple[str, ...]
    labels: str
    models: str
    consumers: str
    why: str


@dataclass(frozen=True, slots=True)
class KindEntry:
    """A kind of change as the catalogue defines it; the last row has no guards."""

    kind: Kind
    code: str
    label: str
    definition: str
    compound: bool
    inverse: Kind | None
    order: int
    rows: tuple[MeaningRow, ...]
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All kinds of change, in the order in which they may claim a line."""

    kinds: tuple[KindEntry, ...]

    def get(self, kind: Kind) -> KindEntry:
        """Return the entry of *kind*; a KeyError is a bug: a test holds catalogue and code together."""
        return self.by_kind[kind]

    @property
    def by_kind(self) -> dict[Kind, KindEntry]:
        """The entries by name."""
        return {entry.kind: entry for entry in self.kinds}
