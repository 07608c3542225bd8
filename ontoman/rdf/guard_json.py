"""What JSON must not hold: a key twice in one object, or NaN."""

from __future__ import annotations

import json
import re
from typing import NoReturn

from ontoman.errors import BadInput

_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")\s*(:?)|[{}]')


def check_json(data: bytes) -> None:
    """Refuse JSON that says a thing twice (OM215); what else is wrong with it, its parser says better."""
    try:
        json.loads(data, object_pairs_hook=_once, parse_constant=_no_constant)
    except _KeyTwice:
        raise _letter(*_second_key(data.decode())) from None
    except RecursionError:
        raise BadInput("OM218", "The JSON is nested too deeply to be read.", fix="Flatten it.") from None
    except ValueError:
        return


class _KeyTwice(Exception):
    """A key stands twice in one object."""


def _once(pairs: list[tuple[str, object]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise _KeyTwice


def _no_constant(name: str) -> NoReturn:
    raise BadInput("OM215", f"{name} is no number in JSON.", fix="Write a number, or null.")


def _second_key(text: str) -> tuple[str, int]:
    """Return the first key of *text* that its object has already, and its line."""
    seen: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            seen.append(set())
        elif token[0] == "}":
            seen.pop()
        elif token[2]:
            key = json.loads(token[1])
            if key in seen[-1]:
                return key, text.count("\n", 0, token.start()) + 1
            seen[-1].add(key)
    raise AssertionError  # the caller saw one


def _letter(key: str, line: int) -> BadInput:
    return BadInput(
        "OM215",
        f"Line {line}: the key {key!r} stands twice in one object.",
        fix="Keep one of the two; readers of JSON drop one silently.",
        details={"line": line, "key": key},
    )
