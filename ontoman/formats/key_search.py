"""Exact keys in text: one pattern for thousands of keys, and the place of each hit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_QUOTES = "\"'`"
_LONGEST = 160


class Hit(NamedTuple):
    """A key that stands in a text: its line and column from 1, and the line."""

    key: str
    line: int
    column: int
    text: str


class KeySearch:
    r"""Finds keys as whole words, quoted or bare; with *quoted* only between quotes.

    A word is what letters, digits, `_` and `-` make up: `van` is neither in `caravan` nor in `van-old`.

    >>> [hit[:3] for hit in KeySearch(["van"]).hits("caravan\\nif label == 'van':")]
    [('van', 2, 14)]
    """

    def __init__(self, keys: Iterable[str], *, quoted: bool = False) -> None:
        trie = _trie(keys)
        before, after = (r"(?<=([\"'`]))", r"(?=\1)") if quoted else (r"(?<![\w-])", r"(?![\w-])")
        self._pattern = re.compile(f"{before}(?:{_regex(trie)}){after}") if trie else None

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield every hit in order."""
        if self._pattern is None:
            return
        line, seen = 1, 0
        for match in self._pattern.finditer(text):
            start = match.start()
            line += text.count("\n", seen, start)
            seen = start
            begin = text.rfind("\n", 0, start) + 1
            yield Hit(match[0], line, start - begin + 1, _shown(text, begin))


def _shown(text: str, begin: int) -> str:
    end = text.find("\n", begin)
    line = text[begin : end if end >= 0 else len(text)].strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


_Trie = dict[str, "_Trie"]


def _trie(keys: Iterable[str]) -> _Trie:
    root: _Trie = {}
    for key in keys:
        node = root
        for letter in key:
            node = node.setdefault(letter, {})
        if key:
            node[""] = {}
    return root


def _regex(root: _Trie) -> str:
    """Write a trie as a pattern that prefers the longest key; without recursion, as keys may be long."""
    done: dict[int, str] = {}
    waiting = [(root, False)]
    while waiting:
        node, ready = waiting.pop()
        children = [child for letter, child in node.items() if letter]
        if not ready:
            waiting.append((node, True))
            waiting.extend((child, False) for child in children)
            continue
        options = [re.escape(letter) + done[id(child)] for letter, child in sorted(node.items()) if letter]
        inner = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})" if options else ""
        done[id(node)] = f"(?:{inner})?" if "" in node and options else inner
    return done[id(root)]
