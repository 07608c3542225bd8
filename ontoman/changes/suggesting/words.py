"""Names and definitions as words and as runs of three characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GAP = re.compile(r"[\W_]+")
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a term, as it stands and as it is compared; *main* where it is a preferred label."""

    text: str
    lang: str
    main: bool
    words: tuple[str, ...]
    bag: frozenset[str]
    grams: frozenset[str]


def name_of(text: str, lang: str, *, main: bool) -> Name:
    """Make a name comparable; its language without the region.

    >>> name_of("Bars & Restaurants", "en-us", main=True).words
    ('bar', 'and', 'restaurant')
    """
    words = words_of(text)
    return Name(text, lang.partition("-")[0], main, words, frozenset(words), grams_of(" ".join(words)))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters: humps and signs part them, a plural's s is dropped."""
    plain = unicodedata.normalize("NFKC", _HUMP.sub(" ", text)).replace("&", " and ").casefold()
    return tuple(_singular(word) for word in _GAP.split(plain) if word)


def _singular(word: str) -> str:
    if len(word) > _SHORT and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > _SHORT and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def grams_of(text: str) -> frozenset[str]:
    """Return every run of three characters, the edges marked."""
    padded = f"  {text} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2)) if text else frozenset()
