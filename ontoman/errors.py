"""Errors as short letters: what was asked, what was found, what to do, and a stable code."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        self.message = message
        self.fix = fix
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
