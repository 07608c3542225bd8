"""What `verify` finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was: where, in words, and what to do; codes stand in the README."""

    code: str
    path: str
    message: str
    fix: str
