"""CURIEs: `sssom:NoTermFound` for an IRI in full, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ontoman.model.names import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping


def expand(curie: str, curie_map: Mapping[str, str]) -> str:
    """Write a CURIE as an IRI in full; what has no known prefix stays as it is.

    >>> expand("skos:exactMatch", {"skos": "http://www.w3.org/2004/02/skos/core#"})
    'http://www.w3.org/2004/02/skos/core#exactMatch'
    """
    prefix, colon, local = curie.partition(":")
    return curie_map[prefix] + local if colon and prefix in curie_map else curie


def shorten(iri: str, curie_map: Mapping[str, str]) -> str:
    """Write an IRI as the CURIE with the longest namespace; an IRI that none covers stays as it is."""
    fitting = [(space, prefix) for prefix, space in curie_map.items() if space and iri.startswith(space)]
    if not fitting:
        return iri
    space, prefix = max(fitting)
    return f"{prefix}:{iri[len(space) :]}"


def known_prefixes(curie_map: Mapping[str, str]) -> dict[str, str]:
    """Return *curie_map* over the prefixes that every map may use without declaring them."""
    return {**PREFIXES, **curie_map}


def percent_encode(text: str) -> str:
    """Encode *text* so that it is the local name of an IRI, `/`, `:` and `#` included."""
    return "".join(_encode(char) for char in text)


def _encode(char: str) -> str:
    if (char.isascii() and char.isalnum()) or char in "-._~":
        return char
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8"))


def percent_decode(text: str) -> str:
    """Undo `percent_encode`; what is not well-formed stays as it is."""
    if "%" not in text:
        return text
    try:
        return re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode("utf-8")).decode("utf-8")
    except UnicodeDecodeError:
        return text
