"""JSON read strictly, with the place of every member: what is needed to change one value and nothing else.

Python's decoder takes duplicate keys, NaN and lone surrogates without a word; here each is a problem.
Places count characters of the text that was handed in.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000  # Unicode 16, section 23.6: high surrogates, then low ones
_ESCAPES = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)

FIXES = {
    "OM601": "Name a file by what it is: .csv, .tsv, .jsonl, .parquet, or .json for COCO.",
    "OM603": "Export the file again, or take it from a backup.",
    "OM604": "Keep one of the two; a JSON object has each key once.",
    "OM605": "JSON has no NaN and no Infinity: write null or a number.",
    "OM606": "Write the character itself, or both halves of its escape.",
    "OM607": "Give it the type that the format asks for.",
    "OM619": "Ids tell things apart: number them anew, or take one of the two out.",
}


class Member(NamedTuple):
    """One member of an object: its key, where the key starts, and its value with its span."""

    key: str
    at: int
    start: int
    end: int
    value: object


class JsonProblem(Exception):
    """What is wrong with a JSON text: a code, words, and the place (None where unknown)."""

    def __init__(self, code: str, found: str, at: int | None = None) -> None:
        super().__init__(found)
        self.code = code
        self.found = found
        self.at = at


def letter(problem: JsonProblem, where: str) -> BadInput:
    """Make a letter of a problem; *where* names file and place."""
    return BadInput(problem.code, f"{where}: {problem.found}.", fix=FIXES[problem.code], details={"where": where})


def document(text: str) -> object:
    """Read one whole JSON text strictly."""
    check_escapes(text)
    value, end = value_at(text, _skip(text, 0))
    _expect_end(text, end)
    return value


def value_at(text: str, at: int) -> tuple[object, int]:
    """Read the value that starts at *at*; return it and where it ends."""
    try:
        value, end = _scan(text, at)
    except StopIteration as stop:
        raise JsonProblem("OM603", "a value is missing or not JSON; the text may be cut off", stop.value) from None
    except json.JSONDecodeError as error:
        raise JsonProblem("OM603", f"not JSON ({error.msg.lower()}); the text may be cut off", error.pos) from error
    except RecursionError as error:
        raise JsonProblem("OM603", "it is nested too deep", at) from error
    return value, end


def members(text: str, start: int = 0) -> tuple[list[Member], int]:
    """Read the object that starts at *start*: its members in order, and where it ends.

    >>> members('{"a": 1, "b": [2]}')[0][1]
    Member(key='b', at=9, start=14, end=17, value=[2])
    """
    found: list[Member] = []
    at = _opened(text, start, "{", "}")
    while at is not None:
        if text[at : at + 1] != '"':
            raise JsonProblem("OM603", "a key is not a string", at)
        key, end = value_at(text, at)
        colon = _skip(text, end)
        if text[colon : colon + 1] != ":":
            raise JsonProblem("OM603", "a colon is missing", colon)
        begin = _skip(text, colon + 1)
        value, end = value_at(text, begin)
        found.append(Member(str(key), at, begin, end, value))
        at, start = _next(text, end, "}")
    _unique([(member.key, None) for member in found])
    return found, start if found else text.index("}", start) + 1


def elements(text: str, start: int = 0) -> Iterator[tuple[int, int, object]]:
    """Yield start, end and value of the elements of the array that starts at *start*."""
    at = _opened(text, start, "[", "]")
    while at is not None:
        value, end = value_at(text, at)
        yield at, end, value
        at, _ = _next(text, end, "]")


def whole_object(text: str) -> list[Member]:
    """Read a text that is one object and nothing else."""
    check_escapes(text)
    found, end = members(text, _skip(text, 0))
    _expect_end(text, end)
    return found


def check_escapes(text: str) -> None:
    """Refuse an escape that is half of a surrogate pair: no UTF-8 can write it."""
    if "\\ud" not in text and "\\uD" not in text:
        return
    waiting: re.Match[str] | None = None
    for match in _ESCAPES.finditer(text):
        code = int(match[1], 16) if match[1] else 0
        if waiting is not None and not (_LOW <= code < _END and match.start() == waiting.end()):
            raise _half(waiting)
        if waiting is None and _LOW <= code < _END:
            raise _half(match)
        waiting = match if _HIGH <= code < _LOW else None
    if waiting is not None:
        raise _half(waiting)


def dump(value: object, like: str = "") -> str:
    """Write a value as JSON, with the spaces that *like* has after its commas."""
    tight = "," in like and ", " not in like
    return json.dumps(value, ensure_ascii=False, separators=(",", ":") if tight else (", ", ": "))


def _half(match: re.Match[str]) -> JsonProblem:
    return JsonProblem("OM606", f"{match[0]} is one half of a character", match.start())


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise JsonProblem("OM604", f"the key {twice!r} stands twice in one object")
    return found


def _not_a_number(text: str) -> NoReturn:
    raise JsonProblem("OM605", f"{text} is not JSON")


_scan: Callable[[str, int], tuple[object, int]] = json.JSONDecoder(  # type: ignore[attr-defined]
    object_pairs_hook=_unique, parse_constant=_not_a_number
).scan_once


def _opened(text: str, start: int, opening: str, closing: str) -> int | None:
    if text[start : start + 1] != opening:
        raise JsonProblem("OM603", f"{opening!r} is missing", start)
    at = _skip(text, start + 1)
    return None if text[at : at + 1] == closing else at


def _next(text: str, end: int, closing: str) -> tuple[int | None, int]:
    at = _skip(text, end)
    sign = text[at : at + 1]
    if sign == closing:
        return None, at + 1
    if sign != ",":
        raise JsonProblem("OM603", "a comma is missing; the text may be cut off", at)
    return _skip(text, at + 1), at


def _expect_end(text: str, end: int) -> None:
    if _skip(text, end) != len(text):
        raise JsonProblem("OM603", "something follows the end of the JSON", end)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
