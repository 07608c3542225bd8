"""Errors as short letters: what was asked, what was found, what to do, and a stable code."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


# What `{value!r}` writes, from its quote to its quote; an apostrophe within a word opens none.
_QUOTED: Final = re.compile(r"""(?<![\w'"\\])(['"])((?:(?!\1)[^\\\n]|\\.)*)\1(?!\w)""")
_SHOWN: Final = 80


def with_short_quotes(text: str) -> str:
    """Return a letter's text with long quoted values cut: somebody is to read it.

    >>> with_short_quotes("The map knows nothing of " + repr("a" * 1000))[-8:]
    "aaaaaa…'"
    """
    return text if len(text) <= _SHOWN else _QUOTED.sub(_cut, text)


def _cut(quoted: re.Match[str]) -> str:
    quote, value = quoted.groups()
    return f"{quote}{value[:_SHOWN]}…{quote}" if len(value) > _SHOWN else quoted[0]


class ExitCode(IntEnum):
    """What a command says to the shell (design: "Exit codes")."""

    DONE = 0
    LOOK = 1
    BAD_INPUT = 2
    REFUSED = 3
    INTERNAL = 70
    INTERRUPTED = 130


class OntomanError(Exception):
    """The root of every error that ontoman raises on purpose.

    `code` is stable (`OM` and three digits) and has an anchor in the README; `message` says what was
    asked and found, `fix` what to do. `details` is JSON data for scripts.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL

    def __init__(self, code: str, message: str, *, fix: str = "", details: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = with_short_quotes(message)
        self.fix = with_short_quotes(fix)
        self.details: dict[str, object] = dict(details or {})

    def __str__(self) -> str:
        """Return the letter as a terminal shows it."""
        indent = " " * (len(self.code) + 2)
        lines = self.message.splitlines() + self.fix.splitlines()
        return f"{self.code}  " + f"\n{indent}".join(lines)


class BadInput(OntomanError):
    """A file, map, condition, option or label that cannot be used, or a place that cannot be read or written."""

    exit_code = ExitCode.BAD_INPUT


class Refused(OntomanError):
    """What was asked is understood, and would do harm: a gate is closed."""

    exit_code = ExitCode.REFUSED
