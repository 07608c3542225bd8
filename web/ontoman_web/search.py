"""Search over keys, labels and definitions of a state."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from ontoman.model import Category, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontoman.model import Entity, Ontology

_NOTES = frozenset({names.INCLUDES, names.EXCLUDES, names.SCOPE_NOTE})
_CLOSE_KEYS = 20_000  # comparing a key with more of them takes over a second


class Hit(NamedTuple):
    """What was found, and the text that matched where that is not its label or key."""

    rank: int
    entity: Entity
    because: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entity with its texts folded for comparing: its names one by one, and all that it says in one piece."""

    entity: Entity
    key: str
    names: frozenset[str]
    named: str
    said: str


@dataclass(frozen=True)
class Index:
    """Everything that can be found, in order of key; each text folded once."""

    entries: tuple[_Entry, ...]

    @classmethod
    def of(cls, ontology: Ontology) -> Index:
        """Read the texts of an ontology."""
        return cls(tuple(_entry(entity) for entity in sorted(ontology.entities.values(), key=lambda e: (e.key, e.iri))))

    def find(self, text: str, limit: int) -> tuple[tuple[Hit, ...], int]:
        """Return the best hits for *text*, and how many there are in all.

        Every word must occur; keys and labels that begin with the text come first, retired ones last.
        """
        words = text.casefold().split()
        hits = [hit for entry in self.entries if (hit := _match(entry, words)) is not None] if words else []
        return tuple(nsmallest(limit, hits, key=_order)), len(hits)

    def like(self, key: str, limit: int) -> tuple[Entity, ...]:
        """Return what somebody may have meant who asked for *key*."""
        hits, _ = self.find(" ".join(key.replace("-", " ").replace("_", " ").split()), limit)
        folded = {entry.key: entry.entity for entry in self.entries[:_CLOSE_KEYS]}
        close = (folded[name] for name in get_close_matches(key.casefold(), folded, limit))
        return tuple({entity.iri: entity for entity in (*close, *(hit.entity for hit in hits))}.values())[:limit]


def _entry(entity: Entity) -> _Entry:
    folded = [name.casefold() for name in (entity.key, *_labels(entity))]
    said = [*folded, *(text.casefold() for text in _texts(entity))]
    return _Entry(entity, folded[0], frozenset(folded), "\n".join(["", *folded]), "\n".join(said))


def _labels(entity: Entity) -> tuple[str, ...]:
    more = entity.alt_labels if isinstance(entity, Category) else ()
    return tuple(text.text for text in (*entity.labels, *more))


def _texts(entity: Entity) -> Iterator[str]:
    yield from (text.text for text in entity.definitions)
    yield from (text.text for kind, text in entity.notes if kind in _NOTES)


def _match(entry: _Entry, words: list[str]) -> Hit | None:
    if not all(word in entry.said for word in words):
        return None
    phrase = " ".join(words)
    if phrase in entry.names:
        return Hit(0, entry.entity, "")
    if f"\n{phrase}" in entry.named:
        return Hit(1, entry.entity, "")
    if all(word in entry.named for word in words):
        return Hit(2, entry.entity, _alias(entry.entity, words[0]))
    return Hit(3, entry.entity, next(_holding(_texts(entry.entity), words[0]), ""))


def _alias(entity: Entity, word: str) -> str:
    """Return the label that matched, where it is not one that the hit shows anyway."""
    found = next(_holding(_labels(entity), word), "")
    return "" if found in {entity.key, *(text.text for text in entity.labels)} else found


def _holding(texts: Iterable[str], word: str) -> Iterator[str]:
    return (text for text in texts if word in text.casefold())


def _order(hit: Hit) -> tuple[bool, int, bool, str, str]:
    return (hit.entity.deprecated, hit.rank, not isinstance(hit.entity, Category), hit.entity.key, hit.entity.iri)
