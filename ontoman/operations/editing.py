"""Edits of a draft: each is one logged operation, and says what it changed.

Every function here is an edit as the command line, the pages and Python know it; what it does to the statements
stands in `ontoman.changes.editing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.changes import editing
from ontoman.operations.edit_desk import Desk, edited, undeclared_of
from ontoman.system import fresh_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ontoman.changes.editing import Assignment, Named, Part
    from ontoman.model import Meaning
    from ontoman.store.workspace import Workspace

__all__ = [
    "Desk",
    "add",
    "declare",
    "facet_in",
    "facet_out",
    "merge",
    "move",
    "redefine",
    "redistribute",
    "retire",
    "set_",
    "split",
    "split_off",
    "supersede",
    "swap",
    "unmerge",
]


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said of a term, as the log keeps it."""

    said: Sequence[Assignment]

    @property
    def words(self) -> list[str]:
        signs = {"set": "=", "add": "+=", "remove": "-="}
        return [f"{s.name}{f'@{s.lang}' if s.lang else ''}{signs[s.how]}{s.value}" for s in self.said]


def add(workspace: Workspace, desk: Desk, noun: str, key: str, said: Sequence[Assignment]) -> dict[str, object]:
    """Add a category, an attribute, a value, a rule or an example."""
    (fresh,) = fresh_names(1)
    details = {"noun": noun, "key": key, "said": _Said(said).words}
    return edited(workspace, desk, "add", details, lambda ground: editing.add(ground, noun, key, said, fresh))


def set_(
    workspace: Workspace, desk: Desk, key: str, said: Sequence[Assignment], meaning: Meaning | None = None
) -> dict[str, object]:
    """Say something else of a term; *meaning* tells what another definition does to its meaning."""
    details = {"key": key, "said": _Said(said).words, "meaning": meaning}
    return edited(workspace, desk, "set", details, lambda ground: editing.set_(ground, key, said, meaning))


def move(workspace: Workspace, desk: Desk, keys: Sequence[str], to: str | None) -> dict[str, object]:
    """Put categories under another parent; None makes them top categories."""
    return edited(workspace, desk, "move", {"keys": [*keys], "to": to}, lambda ground: editing.move(ground, keys, to))


def merge(workspace: Workspace, desk: Desk, sources: Sequence[str], into: Named) -> dict[str, object]:
    """Let one category, new or there already, take all items of others; or one value (`attribute=value`) of others."""
    (fresh,) = fresh_names(1)
    details = {"sources": [*sources], "into": into.key}
    return edited(workspace, desk, "merge", details, lambda ground: editing.merge(ground, sources, into, fresh))


def unmerge(
    workspace: Workspace, desk: Desk, target: str, sources: Sequence[str] = (), *, retire: bool = False
) -> dict[str, object]:
    """Bring back what was merged into a category or a value, or these of it; *retire* lets the target go."""
    details = {"target": target, "sources": [*sources], "retire": retire}
    make = lambda ground: editing.unmerge(ground, target, sources, retire=retire)  # noqa: E731 - as its neighbours do
    return edited(workspace, desk, "unmerge", details, make)


def split(workspace: Workspace, desk: Desk, source: str, parts: Sequence[Part]) -> dict[str, object]:
    """Retire a category in favour of its parts, by conditions or as people decide; or a value (`attribute=value`)."""
    fresh = fresh_names(len(parts))
    details = {"source": source, "parts": [{"key": part.key, "when": part.when} for part in parts]}
    return edited(workspace, desk, "split", details, lambda ground: editing.split(ground, source, parts, fresh))


def redistribute(workspace: Workspace, desk: Desk, sources: Sequence[str], parts: Sequence[Part]) -> dict[str, object]:
    """Retire several categories in favour of parts that share the items of all of them."""
    fresh = fresh_names(len(parts))
    details = {"sources": [*sources], "parts": [{"key": part.key, "when": part.when} for part in parts]}
    make = lambda ground: editing.redistribute(ground, sources, parts, fresh)  # noqa: E731 - as its neighbours do
    return edited(workspace, desk, "redistribute", details, make)


def split_off(workspace: Workspace, desk: Desk, source: str, part: Part) -> dict[str, object]:
    """Let another category take a part of one that stays."""
    (fresh,) = fresh_names(1)
    details = {"source": source, "part": part.key, "when": part.when}
    return edited(workspace, desk, "split-off", details, lambda ground: editing.split_off(ground, source, part, fresh))


def facet_out(workspace: Workspace, desk: Desk, source: str, to: str, facet: str) -> dict[str, object]:
    """Make a category a value of an attribute (`attribute=value`) of another."""
    details = {"source": source, "to": to, "facet": facet}
    return edited(workspace, desk, "facet-out", details, lambda ground: editing.facet_out(ground, source, to, facet))


def facet_in(workspace: Workspace, desk: Desk, source: str, facet: str, into: Named) -> dict[str, object]:
    """Make a category of the items of another that have a value of an attribute (`attribute=value`)."""
    (fresh,) = fresh_names(1)
    details = {"source": source, "facet": facet, "into": into.key}
    make = lambda ground: editing.facet_in(ground, source, facet, into, fresh)  # noqa: E731 - as its neighbours do
    return edited(workspace, desk, "facet-in", details, make)


def swap(workspace: Workspace, desk: Desk, one: str, other: str) -> dict[str, object]:
    """Let two categories exchange names and meanings, on purpose."""
    details = {"keys": [one, other]}
    return edited(workspace, desk, "swap", details, lambda ground: editing.swap(ground, one, other))


def supersede(workspace: Workspace, desk: Desk, source: str, by: Named, relation: str) -> dict[str, object]:
    """Let another category take the place of one: exact, broader, narrower or close."""
    (fresh,) = fresh_names(1)
    details = {"source": source, "by": by.key, "relation": relation}
    make = lambda ground: editing.supersede(ground, source, by, relation, fresh)  # noqa: E731 - as its neighbours do
    return edited(workspace, desk, "supersede", details, make)


def retire(
    workspace: Workspace, desk: Desk, key: str, disposition: str, residual: str | None = None
) -> dict[str, object]:
    """Retire a category without a successor; the desk's message is the reason."""
    details = {"key": key, "disposition": disposition, "residual": residual}
    make = lambda ground: editing.retire(ground, key, disposition, residual, desk.message)  # noqa: E731 - as above
    return edited(workspace, desk, "retire", details, make)


def redefine(
    workspace: Workspace, desk: Desk, key: str, text: str, lang: str | None, meaning: Meaning
) -> dict[str, object]:
    """Give a term another definition, and say what that does to its meaning; the message says what changed."""
    details = {"key": key, "definition": text, "language": lang, "meaning": meaning}
    make = lambda ground: editing.redefine(ground, key, text, lang, meaning, desk.message)  # noqa: E731 - as above
    return edited(workspace, desk, "redefine", details, make)


def declare(
    workspace: Workspace, desk: Desk, meanings: Mapping[str, Meaning], rest: Meaning | None = None
) -> dict[str, object]:
    """Say of new definitions what they do to the meaning; *rest* is for all of which nobody else has said it."""
    found = undeclared_of(workspace, desk.draft) if rest is not None else ()
    others = {str(one.iri): rest for one in found if rest is not None and one.key not in meanings}
    everything = {**others, **meanings}
    details = {"meanings": everything}
    return edited(workspace, desk, "declare", details, lambda ground: editing.declare(ground, everything, desk.message))
