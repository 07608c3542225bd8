"""Chance, for names that nobody has: drawn at the edge, so that everything below gives the same for the same."""

from __future__ import annotations

import base64
import secrets
from typing import Final

_BYTES: Final = 10  # 16 characters in base32, of which 10 are taken: 50 random bits
_LENGTH: Final = 10


def fresh_names(count: int) -> tuple[str, ...]:
    """Return new ends for IRIs: 10 random base32 characters each, beginning with a letter.

    >>> len(fresh_names(2)[0])
    10
    """
    return tuple(_name() for _ in range(count))


def _name() -> str:
    while True:
        name = base64.b32encode(secrets.token_bytes(_BYTES)).decode().lower()[:_LENGTH]
        if name[0].isalpha():
            return name
