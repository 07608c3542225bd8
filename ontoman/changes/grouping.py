"""Atomic changes by subject, and how a compound change is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes.delta import NO_FACTS, make
from ontoman.model.terms import iri_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ontoman.changes.context import Context
    from ontoman.changes.values import Change, Evidence, Kind, Side
    from ontoman.model import Iri


class Atoms:
    """The atomic changes of a diff, by the subject that they are about."""

    def __init__(self, changes: Sequence[Change], context: Context) -> None:
        self.changes = changes
        self.context = context
        self._about: dict[Iri, list[Change]] = {}
        for change in changes:
            if change.about is not None:
                self._about.setdefault(change.about, []).append(change)

    def about(self, iri: Iri, kinds: Iterable[Kind]) -> list[Change]:
        """Return the changes of some kinds about one subject."""
        wanted = frozenset(kinds)
        return [change for change in self._about.get(iri, ()) if change.kind in wanted]

    def of(self, kinds: Iterable[Kind]) -> list[Change]:
        """Return all changes of some kinds."""
        wanted = frozenset(kinds)
        return [change for change in self.changes if change.kind in wanted]

    def key(self, iri: Iri) -> str:
        """Return the key of an entity."""
        return self.context.key(iri_node(iri))

    def compound(
        self,
        kind: Kind,
        about: Iri,
        parts: Iterable[Change],
        *,
        old: Side = None,
        new: Side = None,
        facts: frozenset[str] = NO_FACTS,
        evidence: Evidence = "declared",
    ) -> Change:
        """Make a compound change of *parts*."""
        key, label, on = self._subject(about)
        return make(
            kind,
            about,
            key=key,
            label=label,
            old=old,
            new=new,
            parts=tuple(sorted({part.id for part in parts})),
            facts=facts | on,
            evidence=evidence,
        )

    def _subject(self, iri: Iri) -> tuple[str | None, str | None, frozenset[str]]:
        """Return key, label and kind of a subject; one that a part is about need not be looked up again."""
        for change in self._about.get(iri, ()):
            return change.key, change.label, frozenset(fact for fact in change.facts if fact.startswith("on_"))
        names = self.context.either(iri_node(iri)).names
        return names.key, names.label, frozenset({f"on_{names.kind}"})
