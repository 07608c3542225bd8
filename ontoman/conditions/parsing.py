"""From text to a checked condition: scan, refuse what has another meaning in SQL, let sqlglot parse, decide."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError

from ontoman.conditions.scanning import FUNCTIONS, KEYWORDS, scan, skeleton
from ontoman.conditions.source import WRITE_AGAIN, Source
from ontoman.conditions.values import Condition
from ontoman.conditions.whitelist import expr_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.conditions.scanning import Token
    from ontoman.conditions.source import Node
    from ontoman.conditions.values import Field

_EXACTLY: Final = "is not part of conditions: texts compare exactly"
_FOREIGN_WORDS: Final = {
    "like": f"LIKE {_EXACTLY}",
    "ilike": f"ILIKE {_EXACTLY}",
    "glob": f"GLOB {_EXACTLY}",
    "similar": f"SIMILAR TO {_EXACTLY}",
    "regexp": f"REGEXP {_EXACTLY}",
    "rlike": f"RLIKE {_EXACTLY}",
    "collate": f"COLLATE {_EXACTLY}",
    "case": "CASE is not part of conditions",
    "cast": "Casts are not part of conditions",
    "try_cast": "Casts are not part of conditions",
    "select": "Subselects are not part of conditions",
    "exists": "Subselects are not part of conditions",
    "with": "Subselects are not part of conditions",
    "div": "Arithmetic is not part of conditions",
    "mod": "Arithmetic is not part of conditions",
}
_TYPED_LITERAL: Final = frozenset({"date", "time", "timestamp", "datetime", "interval", "e", "x", "b", "n", "r", "u"})
_CONNECTORS: Final = frozenset({"and", "or"})
_NO_OPERAND: Final = frozenset({"", "(", "and", "or", "not"})


def parse(
    text: str, fields: Mapping[str, Field], *, categories: Mapping[str, frozenset[str]] | None = None
) -> Condition:
    """Read *text* as a condition over *fields*; refuses all else with its place (OM301 to OM308)."""
    tokens = scan(text)
    source = Source(text, tokens, fields, categories)
    _refuse_foreign_forms(source)
    try:
        return Condition(expr_of(source, _sqlglot_node(source)))
    except RecursionError:
        raise source.refused("OM307", (0, len(text)), "The condition nests too deep") from None


def _sqlglot_node(source: Source) -> Node:
    hidden = skeleton(source.tokens)
    try:
        node = _parsed(hidden.sql)
    except ParseError as error:
        column = int(error.errors[0].get("col") or 1) if error.errors else 1
        raise _no_syntax(source, bisect_right(hidden.starts, column - 1) - 1) from None
    except (SqlglotError, ValueError):
        raise _no_syntax(source, 0) from None
    _refuse_bare_words(source, node)
    return node


@lru_cache(maxsize=1024)
def _parsed(sql: str) -> Node:
    """Let sqlglot parse, once for each shape: the conditions of a map have few, and a parse takes a millisecond."""
    (node,) = sqlglot.parse(sql)
    return node


def _refuse_bare_words(source: Source, node: Node) -> None:
    """Refuse a word of ours that sqlglot took for a name: keys are quoted by now."""
    for name in node.find_all(exp.Identifier) if node else ():
        if not name.quoted:
            raise _no_syntax(source, next(n for n, token in enumerate(source.tokens) if token.word == name.name))


def _no_syntax(source: Source, index: int) -> Exception:
    token = source.tokens[max(index, 0)]
    is_end = token is source.tokens[-1] and (token.word in KEYWORDS or (token.kind == "op" and token.text != ")"))
    said = "The condition ends too early" if is_end else f"The condition cannot be read at {token.text}"
    return source.refused("OM301", token.span, said, WRITE_AGAIN)


# -- forms that sqlglot would stumble over, or read in its own way -----------------------------------------------------


def _refuse_foreign_forms(source: Source) -> None:
    words = ["", "", *(token.word or token.text for token in source.tokens), "", ""]
    for index, token in enumerate(source.tokens, start=2):
        if token.kind == "word" and token.word in KEYWORDS:
            _refuse_null(source, token, words[index - 2 : index], words[index + 1 : index + 3])
            if token.word in _CONNECTORS and words[index - 1] in _NO_OPERAND:
                raise source.refused("OM301", token.span, f"Nothing stands before this {token.word}", WRITE_AGAIN)
        elif token.kind == "word":
            after = source.tokens[index - 1] if index - 1 < len(source.tokens) else None
            _refuse_word(source, token, after)
        elif token.text == "," and words[index + 1] == ")":
            raise source.refused("OM301", token.span, "Nothing follows this comma", WRITE_AGAIN)


def _refuse_null(source: Source, token: Token, before: list[str], after: list[str]) -> None:
    if token.word == "is" and after[0] != "null" and after != ["not", "null"]:
        raise source.foreign(token.span, "After is comes null or not null", "For a yes or no, write key or not key.")
    if token.word == "null" and before[1] != "is" and before != ["is", "not"]:
        raise source.foreign(token.span, "Nothing equals null", "Write is null or is not null.")


def _refuse_word(source: Source, token: Token, after: Token | None) -> None:
    is_call = after is not None and after.text == "("
    is_key = source.field_named(token.text) is not None and not is_call
    if is_key or (is_call and token.word in FUNCTIONS):
        return
    if token.word in _FOREIGN_WORDS:
        raise source.foreign(token.span, _FOREIGN_WORDS[token.word])
    if is_call:
        raise source.foreign(token.span, f"There is no function {token.text}; conditions have is_a and has")
    if after is not None and after.kind == "string" and token.word in _TYPED_LITERAL:
        raise source.foreign(token.span, "Casts are not part of conditions", "Write the text in quotes alone.")
