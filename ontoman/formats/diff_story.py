"""A diff document as people read it: subject by subject, each compound change with its parts under it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Entry = dict[str, Any]
"""One member of `changes` in `ontoman/diff/1`."""

_LANGUAGE: Final = re.compile(r'"@([A-Za-z0-9-]+) \.$')
_BREAKING: Final = frozenset({"L3", "L4", "M2", "M3", "Q2"})
_ADDITIVE: Final = frozenset({"L1", "L2", "M1", "Q1"})


@dataclass(frozen=True, slots=True)
class Told:
    """A change as it is told: with its parts, where it has any."""

    entry: Entry
    parts: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is told of one subject."""

    about: str | None
    key: str | None
    label: str | None
    told: tuple[Told, ...]

    @property
    def title(self) -> str:
        """Name the subject by key, with its label where that says more."""
        key = self.key or self.about or "(no subject)"
        return key if not self.label or self.label == key else f"{key} ({self.label})"


def stories(document: Mapping[str, Any]) -> list[Story]:
    """Return the stories of a diff in order of subject; a part is told under its compound change only."""
    changes = stated(document)
    by_id = {entry["id"]: place for place, entry in enumerate(changes)}
    folded = {part for entry in changes for part in entry["parts"]}
    found: dict[str | None, list[Told]] = {}
    for entry in changes:
        if entry["id"] not in folded:
            parts = [changes[place] for place in sorted(by_id[part] for part in entry["parts"] if part in by_id)]
            own_first = sorted(parts, key=lambda part: part["about"] != entry["about"])
            found.setdefault(entry["about"], []).append(Told(entry, tuple(own_first)))
    return [_story(about, told) for about, told in found.items()]


def stated(document: Mapping[str, Any]) -> Sequence[Entry]:
    """Return the changes that are in the statements; suggestions are told apart from them."""
    return [entry for entry in document["changes"] if entry["evidence"] != "suggested"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion as it is told: what may have happened, how sure that is, and what speaks for it."""

    entry: Entry
    what: str
    score: str
    reasons: tuple[str, ...]


def suggestions(document: Mapping[str, Any]) -> list[Suggestion]:
    """Return the suggestions of a diff, the surest first."""
    found = (entry for entry in document["changes"] if entry["evidence"] == "suggested")
    return [
        Suggestion(entry, _sides(entry), f"{entry['score']:.2f}", tuple(entry["compat"]["why"].split(" · ")))
        for entry in found
    ]


def _story(about: str | None, told: list[Told]) -> Story:
    first = told[0].entry
    compound_first = sorted(told, key=lambda one: not one.parts)
    return Story(about, first["key"], first["label"], tuple(compound_first))


def sides(entry: Entry, within: str | None = None) -> str:
    """Say what stood before and what stands now: `car → automobile (en)`, `+ minivan`, `- van`.

    A part of a compound change *within* another subject's story names its own subject first.
    """
    said = _sides(entry)
    elsewhere = entry["key"] or entry["about"] if within is not None and entry["about"] != within else ""
    return ": ".join(filter(None, (elsewhere, said)))


def _sides(entry: Entry) -> str:
    if entry["new"] is None and entry["old"] == entry["key"]:
        return ""  # a retirement: the subject says it all
    old, new = _words(entry["old"]), _words(entry["new"])
    lang = language(entry)
    tag = f" ({lang})" if lang and (old or new) else ""
    if old and new:
        return f"{old} → {new}{tag}"
    return f"+ {new}{tag}" if new else f"- {old}{tag}" if old else ""


def language(entry: Entry) -> str:
    """Return the language of a change of one text, or nothing."""
    tags = {match[1] for line in (*entry["removed"], *entry["added"]) if (match := _LANGUAGE.search(line))}
    lines = len(entry["removed"]) + len(entry["added"])
    return tags.pop() if len(tags) == 1 and lines <= 2 else ""  # noqa: PLR2004 - one line a side


def _words(side: str | list[str] | None, longest: int = 70) -> str:
    if side is None:
        return ""
    text = ", ".join(side) if isinstance(side, list) else side
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def classes(entry: Entry) -> str:
    """Write the compatibility classes: `L3 M2 Q1`, or nothing where the change is safe."""
    compat = entry["compat"]
    found = (compat["labels"], compat["models"], compat["consumers"])
    return "" if found == ("L0", "M0", "Q0") else " ".join(found)


def weight(entry: Entry) -> str:
    """Return how far one change moves the version: major, minor or patch."""
    compat = entry["compat"]
    found = {compat["labels"], compat["models"], compat["consumers"]}
    return "major" if found & _BREAKING else "minor" if found & _ADDITIVE else "patch"


def reasons(document: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """Return why the version moves as far as it does: kind, reason and count, the most frequent first.

    A part speaks for itself only where its compound change is not reason enough.
    """
    asked = [entry for entry in stated(document) if weight(entry) == document["bump"]]
    told = {part for entry in asked for part in entry["parts"]}
    found = Counter((entry["kind"], entry["compat"]["why"]) for entry in asked if entry["id"] not in told)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [(kind, why, count) for (kind, why), count in ordered]


def counts(document: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield kinds and how many changes there are of each, the most frequent first."""
    found = Counter(entry["kind"] for entry in stated(document))
    yield from sorted(found.items(), key=lambda item: (-item[1], item[0]))
