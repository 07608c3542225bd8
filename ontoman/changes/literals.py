"""Literals, read once: the claims of one subject look at the same few again and again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ontoman.model import LangString, terms

if TYPE_CHECKING:
    from ontoman.model import Literal


def text_of(node: str) -> str:
    """Return the text of a literal node, without taking the rest apart."""
    return terms.unescape(node[1 : node.rindex('"')])


@lru_cache(maxsize=256)
def lang_string_of(node: str) -> LangString:
    """Read a node as a text in a language; an IRI stands as it is, without one."""
    if not terms.is_literal(node):
        return LangString(node)
    end = node.rindex('"')
    return LangString(terms.unescape(node[1:end]), node[end + 2 :] if node[end + 1 : end + 2] == "@" else "")


@lru_cache(maxsize=256)
def literal_of(node: str) -> Literal:
    """Read a literal node, as `model.terms.literal_of` does."""
    return terms.literal_of(node)
