"""How a condition is refused: what is wrong, the line, and a caret under the place."""

from __future__ import annotations

from bisect import bisect
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

_WINDOW = 60  # characters shown on each side of the place
_NEAR = 500  # words looked at before and after the unknown one, in alphabetical order: comparing takes 10 µs each


class ConditionRefused(BadInput):
    """A text that is no condition, with its place: `column` counts from 1."""

    def __init__(self, code: str, text: str, span: tuple[int, int], message: str, fix: str = "") -> None:
        start, end = span
        self.column = start + 1
        self.snippet = text[start:end]
        super().__init__(
            code,
            f"{message} (column {self.column})\n{_picture(text, start, end)}",
            fix=fix,
            details={"condition": text, "column": self.column, "snippet": self.snippet},
        )


def _picture(text: str, start: int, end: int) -> str:
    left = max(0, start - _WINDOW)
    shown = text[left : end + _WINDOW]
    line = "".join(char if char.isprintable() else " " for char in shown)
    return f"  {line}\n  {' ' * (start - left)}{'^' * max(1, min(end, left + len(shown)) - start)}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Suggest what may have been meant: the nearest known word, else a few of those there are."""
    names = sorted(known)
    place = bisect(names, word)
    close = get_close_matches(word.lower(), names[max(0, place - _NEAR) : place + _NEAR], n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    more = ", …" if len(names) > 8 else ""  # noqa: PLR2004 - a letter is short
    return f"Known here: {', '.join(names[:8])}{more}." if names else "None is known here."
