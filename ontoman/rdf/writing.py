"""Statements in the syntaxes that other tools read, each literal as its author wrote it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.parsers import expat  # checks that what we wrote is XML

from ontoman.errors import BadInput
from ontoman.model import names
from ontoman.rdf.files import file_bytes
from ontoman.rdf.statements import canonical
from ontoman.rdf.turtle import turtle_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.model import Line


def serialize(lines: Iterable[Line], syntax: str) -> str:
    """Write *lines* as `nt`, `turtle`, `jsonld` or `rdfxml`; the same lines give the same text."""
    match syntax:
        case "nt":
            return file_bytes(canonical(lines)).decode()
        case "turtle":
            return turtle_of(lines)
        case "jsonld":
            document = json.loads(_through_oxigraph(lines, "JSON_LD"))
            return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        case "rdfxml":
            return _rdfxml(lines)
        case _:
            raise BadInput("OM210", f"{syntax!r} is no syntax that ontoman writes.", fix="nt, turtle, jsonld, rdfxml.")


def _rdfxml(lines: Iterable[Line]) -> str:
    """Write RDF/XML; OM233 where a predicate or a character has no form in XML."""
    try:
        # A bare carriage return reads as a line feed (XML 1.0, 2.11).
        text = _through_oxigraph(lines, "RDF_XML").replace("\r", "&#13;")
        expat.ParserCreate(namespace_separator=" ").Parse(text, True)
    except (expat.ExpatError, OSError) as error:
        raise BadInput(
            "OM233",
            f"A statement cannot be written as RDF/XML: {error}.",
            fix="Use Turtle or JSON-LD; RDF/XML has no form for some predicates and control characters.",
        ) from error
    return text


def _through_oxigraph(lines: Iterable[Line], syntax: str) -> str:
    from pyoxigraph import (  # noqa: PLC0415 - heavy
        RdfFormat,
        parse,
        serialize as write,
    )

    quads = parse(file_bytes(canonical(lines)), RdfFormat.N_TRIPLES)
    written = write(quads, format=getattr(RdfFormat, syntax), prefixes=dict(names.PREFIXES))
    return (written or b"").decode()
