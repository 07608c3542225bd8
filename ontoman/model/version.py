"""Versions of releases: one to three dotted integers, kept as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ontoman.errors import BadInput

Bump = Literal["major", "minor", "patch", "none"]

_PART = r"(0|[1-9][0-9]{0,8})"
_VERSION = re.compile(rf"{_PART}(?:\.{_PART})?(?:\.{_PART})?")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A release's number; missing parts count as 0 in order and equality, `text` is as typed.

    >>> Version.parse("2.1") > Version.parse("2")
    True
    """

    parts: tuple[int, int, int]
    text: str = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> Version:
        """Read `1`, `1.2` or `1.2.3`; anything else is bad input (OM110)."""
        match = _VERSION.fullmatch(text)
        if match is None:
            raise BadInput(
                "OM110", f"{text!r} is not a version.", fix="Write one to three dotted integers, like 1.2.0."
            )
        major, minor, patch = (int(part or 0) for part in match.groups())
        return cls((major, minor, patch), text)

    def bumped(self, bump: Bump) -> Version:
        """Return the next version that *bump* asks for, with all three parts written."""
        major, minor, patch = self.parts
        parts = {
            "major": (major + 1, 0, 0),
            "minor": (major, minor + 1, 0),
            "patch": (major, minor, patch + 1),
            "none": (major, minor, patch),
        }[bump]
        return Version(parts, ".".join(map(str, parts)))

    def __str__(self) -> str:
        """Return the text as typed."""
        return self.text


def version_iri(ontology_iri: str, version: str) -> str:
    """Return the versionIRI: the ontology IRI without a final `#` or `/`, then `/VERSION`."""
    base = ontology_iri[:-1] if ontology_iri.endswith(("#", "/")) else ontology_iri
    return f"{base}/{version}"
