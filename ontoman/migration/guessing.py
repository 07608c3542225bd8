"""The fields that a condition seems to read, where no ontology and no data is at hand to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ontoman.conditions import RESERVED, Field
from ontoman.conditions.scanning import FUNCTIONS, scan
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ontoman.conditions.scanning import Token

_RANKED = frozenset({"<", "<=", ">", ">=", "between"})
_COMPARES = frozenset({"=", "<>", "<", "<=", ">", ">=", ","})
_DATE = re.compile(r"'\d{4}-\d{2}-\d{2}'")


def guessed_fields(text: str) -> dict[str, Field]:
    """Type each key of a condition by what it is compared with; data will have the last word.

    >>> guessed_fields("wheels > 2 and parked")["wheels"].kind
    <ValueKind.DECIMAL: 'Decimal'>
    """
    tokens = scan(text)
    kinds: dict[str, ValueKind] = {}
    values: dict[str, dict[str, None]] = {}
    for i, token in enumerate(tokens):
        if _is_key(tokens, i):
            literals = _literals(tokens, i)
            kind = _kind(tokens, i, literals)
            if kind is not None:
                kinds[token.word] = kind
            kinds.setdefault(token.word, ValueKind.TEXT)
            texts = (t.text[1:-1].replace("''", "'") for t in literals if t.kind == "string")
            values.setdefault(token.word, {}).update(dict.fromkeys(texts))
    return {key: Field(key, kind, _values(kind, tuple(values[key]))) for key, kind in kinds.items()}


def _is_key(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word stands where a key may: at the start of a term, and not called."""
    starts = i == 0 or tokens[i - 1].text.lower() in {"(", "and", "or", "not"}
    called = i + 1 < len(tokens) and tokens[i + 1].text == "("
    return starts and not called and tokens[i].kind == "word" and tokens[i].word not in RESERVED | FUNCTIONS


def _values(kind: ValueKind, found: tuple[str, ...]) -> tuple[str, ...]:
    return found if kind is ValueKind.ORDINAL else ()


def _kind(tokens: Sequence[Token], i: int, literals: Sequence[Token]) -> ValueKind | None:
    """Return the kind that this use asks for; None where any kind would do."""
    operator = _operator(tokens, i)
    if i > 1 and tokens[i - 2].word == "has":
        return ValueKind.MULTI
    if operator == "is":
        return None
    return _kind_of(literals[0], operator) if literals else ValueKind.BOOLEAN


def _kind_of(literal: Token, operator: str) -> ValueKind:
    if literal.kind != "string":
        return ValueKind.DECIMAL if literal.kind == "number" else ValueKind.BOOLEAN
    if operator in _RANKED:
        return ValueKind.DATE if _DATE.fullmatch(literal.text) else ValueKind.ORDINAL
    return ValueKind.TEXT


def _operator(tokens: Sequence[Token], i: int) -> str:
    after = [token.text.lower() for token in tokens[i + 1 : i + 3]]
    return after[1] if after[:1] == ["not"] and len(after) > 1 else after[0] if after else ""


def _literals(tokens: Sequence[Token], i: int) -> list[Token]:
    """Return the literals that the key at *i* is compared with."""
    operator = _operator(tokens, i)
    wanted = {"between": 2, "in": len(tokens), "is": 0}.get(operator, 1 if operator in _COMPARES else 0)
    found: list[Token] = []
    for token in tokens[i + 1 :]:
        if len(found) == wanted or token.text == ")":
            break
        if token.kind in {"string", "number"} or token.word in {"true", "false"}:
            found.append(token)
    return found
