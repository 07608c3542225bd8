"""What is being read: the text, its tokens, and what may stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from sqlglot import exp

from ontoman.conditions.letters import ConditionRefused
from ontoman.conditions.values import CATEGORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.conditions.scanning import Token
    from ontoman.conditions.values import Field

Node: TypeAlias = Any
"""A node of sqlglot, whose base class has another name in each of its major versions."""

WRITE_AGAIN: Final = "A condition reads like: wheels > 2 and (colour in ('red', 'green') or not parked)"


class Source(NamedTuple):
    """The text of a condition with its tokens, the fields and the categories that it may name."""

    text: str
    tokens: tuple[Token, ...]
    fields: Mapping[str, Field]
    categories: Mapping[str, frozenset[str]] | None

    def field_named(self, word: str) -> Field | None:
        """Return the field that *word* names: as it is written, else in lower case."""
        if word.lower() == CATEGORY.key:
            return CATEGORY
        return self.fields.get(word) or self.fields.get(word.lower())

    def token_of(self, node: Node) -> Token:
        """Return the token that a column or a literal of sqlglot stands for."""
        return self.tokens[_index(node)]

    def span(self, node: Node) -> tuple[int, int]:
        """Return the place of *node*: from its first to its last key or literal."""
        indexes = sorted(_indexes(node))
        if not indexes:
            return (0, len(self.text))
        return (self.tokens[indexes[0]].start, self.tokens[indexes[-1]].span[1])

    def refused(self, code: str, span: tuple[int, int], message: str, fix: str = "") -> ConditionRefused:
        """Return the letter about a place."""
        return ConditionRefused(code, self.text, span, message, fix)

    def foreign(self, span: tuple[int, int], message: str, fix: str = WRITE_AGAIN) -> ConditionRefused:
        """Return the letter about a form outside the language."""
        return self.refused("OM302", span, message, fix)


def bare(node: Node) -> Node:
    """Take the parentheses off."""
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def _index(node: Node) -> int:
    return int(node.name.removeprefix("t"))


def _indexes(node: Node) -> Iterator[int]:
    return (_index(part) for part in node.walk() if isinstance(part, (exp.Literal, exp.Identifier)))
