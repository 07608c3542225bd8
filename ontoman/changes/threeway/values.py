"""What a merge is made of: edits, conflicts, and the state that follows from how they are resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.changes.values import Change
    from ontoman.model import Iri, Line, Node

Choice = Literal["ours", "theirs", "both", "base"]
CHOICES: tuple[Choice, ...] = get_args(Choice)


class Slot(NamedTuple):
    """A place that two sides may both edit: an aspect of a subject, by predicate and language where that tells."""

    subject: Node
    aspect: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one side changed in one slot."""

    slot: Slot
    removed: frozenset[Line]
    added: frozenset[Line]


@dataclass(frozen=True, slots=True)
class ConflictKind:
    """A kind of conflict as `vocab/conflicts.ttl` defines it; `why` is a sentence with `{key}` and `{keys}` in it."""

    name: str
    label: str
    why: str
    choices: frozenset[str]
    order: int


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a conflict: its edits, and the changes that they are part of."""

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]

    @property
    def removed(self) -> tuple[Line, ...]:
        """The lines that this side took away."""
        return tuple(sorted({line for edit in self.edits for line in edit.removed}))

    @property
    def added(self) -> tuple[Line, ...]:
        """The lines that this side brought."""
        return tuple(sorted({line for edit in self.edits for line in edit.added}))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Edits of both sides that cannot all stand; `kinds` are all that it is, the weightiest first.

    `id` is `m` and 12 hex digits over the edits, the same whichever side is called ours.
    """

    id: str
    kinds: tuple[ConflictKind, ...]
    about: Iri | None
    key: str
    label: str | None
    keys: tuple[str, ...]
    ours: Part
    theirs: Part

    @property
    def why(self) -> str:
        """One sentence: why both cannot stand."""
        return self.kinds[0].why.format(key=self.key, keys=" and ".join(self.keys))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """How it can be resolved: what every kind that it is allows."""
        return tuple(choice for choice in CHOICES if all(choice in kind.choices for kind in self.kinds))


@dataclass(frozen=True, slots=True)
class Merge:
    """The state that both sides started from, what each did outside of conflicts, and the conflicts."""

    base: frozenset[Line]
    ours: tuple[Edit, ...]
    theirs: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]

    def open(self, choices: Mapping[str, Choice]) -> tuple[Conflict, ...]:
        """Return the conflicts that *choices* say nothing of."""
        return tuple(conflict for conflict in self.conflicts if conflict.id not in choices)

    def lines(self, choices: Mapping[str, Choice]) -> tuple[Line, ...]:
        """Return the merged statements; a conflict without a choice stays as it was in the base."""
        edits = [*self.ours, *self.theirs]
        for conflict in self.conflicts:
            choice = choices.get(conflict.id, "base")
            edits += conflict.ours.edits if choice in {"ours", "both"} else ()
            edits += conflict.theirs.edits if choice in {"theirs", "both"} else ()
        return with_edits(self.base, edits)


def with_edits(base: frozenset[Line], edits: Iterable[Edit]) -> tuple[Line, ...]:
    """Carry edits out; their order does not matter, as what one removes stood in the base."""
    found = list(edits)
    removed = {line for edit in found for line in edit.removed}
    added = {line for edit in found for line in edit.added}
    return tuple(sorted((base - removed) | added))
