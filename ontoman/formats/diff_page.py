"""A diff arranged for a page: a card a subject, the riskiest first, each with its place in the tree and its drawing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ontoman.formats.diff_drawing import flow, move
from ontoman.formats.diff_story import classes, language, stories, weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markupsafe import Markup

    from ontoman.formats.diff_story import Entry, Story, Told

SIZES: Final = ("major", "minor", "patch")
_DEPTH: Final = 3
_MOVES: Final = frozenset({"Moved", "Promoted", "Demoted", "MultiMove", "BecameTop", "LeftTop"})
_REWORDED: Final = frozenset({"Rename", "Redefine"})
_MANY: Final = 12  # boxes a side: a drawing of more says less than the list
_NOUNS: Final = ("category", "noun", "")  # categories come first, the ontology itself last
_TOP: Final = "top of the tree"

Branch = tuple[str, str]
"""A place in the tree: a name for the filter, and a title."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a page knows beside the diff: where each subject stands, before and after, and labels of keys."""

    places: Mapping[str, tuple[tuple[Branch, ...], ...]]
    labels: Mapping[str, str]
    kinds: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One change on the page, with the parts under it."""

    entry: Entry
    size: str
    marks: str
    language: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    drawing: Markup | None = None
    parts: tuple[Shown, ...] = ()

    @property
    def axes(self) -> str:
        """The classes of the change and of its parts, for the filter."""
        found = {self.entry["compat"][axis] for axis in ("labels", "models", "consumers")}
        return " ".join(sorted(found.union(*(part.axes.split() for part in self.parts))))


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one subject; `paths` are where it and the subjects of its parts stand and stood."""

    title: str
    key: str | None
    paths: tuple[tuple[Branch, ...], ...]
    changes: tuple[Shown, ...]

    @property
    def trail(self) -> tuple[str, ...]:
        """The way to the subject from the top of the tree."""
        return tuple(title for _, title in self.paths[0]) if self.paths else ()

    @property
    def branches(self) -> tuple[str, ...]:
        """The names of every branch that it touches, for the filter."""
        return tuple(dict.fromkeys(name for path in self.paths for name, _ in path))

    @property
    def size(self) -> str:
        """The greatest size of bump that one of the changes asks for."""
        return min((change.size for change in self.changes), key=SIZES.index)

    @property
    def order(self) -> tuple[object, ...]:
        """Sort key: the riskiest first; categories in order of the tree, then attributes and rules, then the rest."""
        noun = _NOUNS.index(self.paths[0][0][0].partition(":")[0] if self.paths else "")
        return SIZES.index(self.size), noun, self.trail, self.title


@dataclass(frozen=True, slots=True)
class Option:
    """A branch to filter by, with how many cards it has."""

    name: str
    title: str
    depth: int
    count: int


def cards(document: Mapping[str, Any], scene: Scene) -> list[Card]:
    """Return the cards of a diff, the riskiest first, then in order of the tree."""
    return sorted((_card(story, scene) for story in stories(document)), key=lambda card: card.order)


def options(found: Iterable[Card]) -> list[Option]:
    """Return the branches that have cards, in order of the tree, down to the third level."""
    counts: Counter[tuple[Branch, ...]] = Counter()
    for card in found:
        counts.update({path[:end] for path in card.paths for end in range(1, min(len(path), _DEPTH) + 1)})
    ordered = sorted(counts, key=lambda path: [title.casefold() for _, title in path])
    return [Option(path[-1][0], path[-1][1], len(path) - 1, counts[path]) for path in ordered]


def _card(story: Story, scene: Scene) -> Card:
    subjects = (story.about, *(part["about"] for told in story.told for part in told.parts))
    return Card(
        title=story.label or story.key or story.about or "(no subject)",
        key=story.key if story.label and story.key != story.label else None,
        paths=tuple(dict.fromkeys(path for about in subjects for path in scene.places.get(about or "", ()))),
        changes=tuple(_shown(told, scene) for told in story.told),
    )


def _shown(told: Told, scene: Scene) -> Shown:
    parts = tuple(_plain(part) for part in told.parts)
    whole = _plain(told.entry)
    size = min((whole.size, *(part.size for part in parts)), key=SIZES.index)
    return Shown(told.entry, size, whole.marks, whole.language, whole.old, whole.new, _drawing(told, scene), parts)


def _plain(entry: Entry) -> Shown:
    old, new = _texts(entry["old"]), _texts(entry["new"])
    if not new and old == (entry["key"],):
        old = ()  # a retirement: the subject says it all
    return Shown(entry, weight(entry), classes(entry), language(entry), old, new)


def _drawing(told: Told, scene: Scene) -> Markup | None:
    entry = told.entry
    old, new = (_names(entry[side], scene) for side in ("old", "new"))
    if max(len(old), len(new)) > _MANY:
        return None
    if entry["kind"] in _MOVES:
        subject = entry["label"] or entry["key"] or entry["about"]
        old, new = old or (_TOP,), new or (_TOP,)
        return move(subject, old, new, f"{subject} moves from below {_and(old)} to below {_and(new)}.")
    if told.parts and entry["kind"] not in _REWORDED and old and new:
        return flow(old, new, f"{entry['kind']}: {_and(old)} to {_and(new)}.")
    return None


def _names(side: str | list[str] | None, scene: Scene) -> tuple[str, ...]:
    return tuple(scene.labels.get(key, key) for key in _texts(side))


def _texts(side: str | list[str] | None) -> tuple[str, ...]:
    return () if side is None else (side,) if isinstance(side, str) else tuple(side)


def _and(names: Iterable[str]) -> str:
    return " and ".join(names)


def kinds_shown(document: Mapping[str, Any], scene: Scene) -> Iterator[tuple[str, str, str]]:
    """Yield each kind that occurs, with its label and what it means."""
    for kind in sorted(document["summary"]):
        if kind in scene.kinds:
            yield (kind, *scene.kinds[kind])
