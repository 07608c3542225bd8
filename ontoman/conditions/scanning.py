"""The words of a condition, each with its place.

The scan refuses what sqlglot would drop (comments) or read in a way of its own (quoted keys, casts, parameters, dollar
quotes), and hides every key and literal behind its number: sqlglot parses `"t0" > 1`, and nothing that a person
wrote reaches it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ontoman.conditions.letters import ConditionRefused
from ontoman.conditions.values import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LENGTH: Final = 20_000
MAX_DEPTH: Final = 24
FUNCTIONS: Final = frozenset({"is_a", "has"})
KEYWORDS: Final = RESERVED - {"category"}

_TOKEN: Final = re.compile(
    r"""(?P<space>\s+)
    | (?P<string>'(?:[^']|'')*')
    | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![\w.]))
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<comment>--|/\*|\#)
    | (?P<quoted>"[^"]*"?|`[^`]*`?|\[[^\]]*\]?)
    | (?P<sign>[+-])
    | (?P<foreign><=>|[!=^]=|=[=>]|<<|>>|<@|@>|::|\|\||&&|->>?|~~?\*?|:\w+|\$\w*|@\w+|[?;*/%^|&!.:{}\\@])
    | (?P<op><>|<=|>=|[=<>(),])
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)

_CURLY_QUOTES: Final = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
_FOREIGN: Final = {
    ";": ("One condition, not several statements, goes here", "Join conditions with and, or."),
    "::": ("Casts are not part of conditions", "A field has the type of its attribute; compare it as it is."),
    "!=": ("Not equal is written <>", "Write <> instead of !=."),
    "==": ("Equal is written =", "Write = instead of ==."),
    "||": ("Arithmetic and concatenation are not part of conditions", "Compare a key with a literal."),
    "*": ("Arithmetic is not part of conditions", "Compare a key with a literal."),
    "/": ("Arithmetic is not part of conditions", "Compare a key with a literal."),
    "%": ("Arithmetic is not part of conditions", "Compare a key with a literal."),
    ".": ("Keys have no dots", "Write the key of an attribute alone."),
}
_PARAMETER: Final = ("Parameters are not part of conditions", "Write the value itself.")
_OPERATOR: Final = ("Conditions have no such operator", "There are = <> < <= > >= in, between, is null, and, or, not.")
_ARITHMETIC: Final = (
    "Arithmetic is not part of conditions",
    "Compare a key with a literal; a key with a hyphen in it cannot be read here.",
)


class Token(NamedTuple):
    """One word, number, string, sign or operator; `kind` is that of the pattern."""

    kind: str
    text: str
    start: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.start + len(self.text)

    @property
    def word(self) -> str:
        """The word in lower case; empty for what is none."""
        return self.text.lower() if self.kind == "word" else ""


def scan(text: str) -> tuple[Token, ...]:
    """Take *text* apart; refuses what no condition can hold (OM301, OM302, OM307)."""
    if len(text) > MAX_LENGTH:
        raise ConditionRefused(
            "OM307", text, (MAX_LENGTH, len(text)), f"A condition has at most {MAX_LENGTH:,} characters"
        )
    tokens = tuple(_signed(text, _pieces(text)))
    if not tokens:
        raise ConditionRefused(
            "OM301", text, (0, 0), "The condition is empty", "Leave it out, or write one: wheels > 2"
        )
    _check_depth(text, tokens)
    return tokens


def _pieces(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        token = Token(match.lastgroup or "other", match[0], match.start())
        if token.kind != "space":
            _refuse_foreign(text, token)
            yield token


def _refuse_foreign(text: str, token: Token) -> None:
    code, (message, fix) = "OM302", ("", "")
    match token.kind:
        case "comment":
            message, fix = "Comments are not part of conditions", "Say it in the rationale of the rule."
        case "quoted":
            message, fix = (
                "Keys are written without quotes, texts in single ones",
                f"Write {token.text[1:-1] or 'a key'}.",
            )
        case "foreign":
            message, fix = _FOREIGN.get(token.text) or (_PARAMETER if token.text[0] in "?:$@" else _OPERATOR)
        case "other":
            code, (message, fix) = "OM301", _stray(token.text)
        case "string":
            if not _is_clean(token.text):
                code, message = "OM301", "A text in a condition holds no control characters"
    if message:
        raise ConditionRefused(code, text, token.span, message, fix)


def _stray(char: str) -> tuple[str, str]:
    if char == "'":
        return "This text has no closing quote", "Close it with '; a quote inside a text is written twice."
    if char in _CURLY_QUOTES:
        return "Texts stand in straight single quotes", "Write ' instead."
    if char.isdigit():
        return "This is no number", "Write digits, with a point for decimals: 2, 0.5, 1e3."
    return "This character has no meaning in a condition", ""


def _is_clean(text: str) -> bool:
    return not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or 0xD800 <= ord(char) < 0xE000 for char in text)  # noqa: PLR2004 - control characters, surrogates


def _signed(text: str, pieces: Iterator[Token]) -> Iterator[Token]:
    """Join a sign to its number, where a number may start; elsewhere it is arithmetic."""
    before, sign = Token("op", "(", 0), None
    for token in pieces:
        if sign is not None:
            if token.kind != "number" or token.start != sign.start + 1 or not _takes_number(before):
                raise ConditionRefused("OM302", text, sign.span, *_ARITHMETIC)
            before, sign = Token("number", sign.text + token.text, sign.start), None
            yield before
        elif token.kind == "sign":
            sign = token
        else:
            before = token
            yield token
    if sign is not None:
        raise ConditionRefused("OM302", text, sign.span, *_ARITHMETIC)


def _takes_number(before: Token) -> bool:
    return (before.kind == "op" and before.text != ")") or before.word in {"between", "and"}


def _check_depth(text: str, tokens: tuple[Token, ...]) -> None:
    depth = negations = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        negations = negations + 1 if token.word == "not" else 0
        if depth + negations > MAX_DEPTH:
            raise ConditionRefused("OM307", text, token.span, f"A condition nests at most {MAX_DEPTH} levels deep")


class Skeleton(NamedTuple):
    """The text that sqlglot parses, and where each token starts in it."""

    sql: str
    starts: tuple[int, ...]


def skeleton(tokens: tuple[Token, ...]) -> Skeleton:
    """Write the tokens with keys as `"t0"`, texts as `'0'`, numbers as `0`: their own number."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for index, token in enumerate(tokens):
        parts.append(_hidden(index, token, is_call=index + 1 < len(tokens) and tokens[index + 1].text == "("))
        starts.append(at)
        at += len(parts[-1]) + 1
    return Skeleton(" ".join(parts), tuple(starts))


def _hidden(index: int, token: Token, *, is_call: bool) -> str:
    match token.kind:
        case "string":
            return f"'{index}'"
        case "number":
            return str(index)
        case "word" if token.word in {"true", "false"}:
            return str(index)  # a literal like the others, with a place of its own
        case "word" if token.word in KEYWORDS or (is_call and token.word in FUNCTIONS):
            return token.word
        case "word":
            return f'"t{index}"'
        case _:
            return token.text
