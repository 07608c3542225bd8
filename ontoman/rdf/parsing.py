"""From the bytes of a file to canonical statements: lexical forms as written, nothing fetched, nothing lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.model import Line
from ontoman.rdf.guard_json import check_json
from ontoman.rdf.guard_xml import check_xml
from ontoman.rdf.guards import decoded
from ontoman.rdf.statements import canonical
from ontoman.rdf.syntaxes import syntax_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.rdf.syntaxes import Syntax

NO_BASE = "https://base.invalid/"
"""Stands in where nothing says what a relative IRI is relative to; without any base, JSON-LD drops it silently."""

_PLACE = re.compile(r"Parser error at line \d+(?: columns? \d+| between columns \d+ and \d+)?: | \(line \d+\)$")
_RDF_1_2 = re.compile(r'"@[a-z0-9-]+--(?:ltr|rtl)$|^<<\(')


def parse_text(text: str | bytes, syntax: str, base: str | None = None) -> tuple[Line, ...]:
    """Parse RDF in this process: what we wrote ourselves, or inside the worker.

    >>> parse_text('<a:> <b:> "01"^^<c:> .', "turtle")
    ('<a:> <b:> "01"^^<c:> .',)
    """
    known = syntax_named(syntax)
    data = decoded(text.encode(errors="surrogatepass") if isinstance(text, str) else text)
    if known.name == "rdfxml":
        check_xml(data)
    elif known.name == "jsonld":
        check_json(data)
    lines = canonical(_checked(_statements(data, known, base or NO_BASE)))
    if known.name == "jsonld" and not lines and json.loads(data):
        raise BadInput(
            "OM211",
            "This is JSON without a single statement: not JSON-LD, or no key of it is an IRI.",
            fix="Name a file of RDF; label data is for `ontoman check` and `relabel`.",
        )
    return lines


def _statements(data: bytes, syntax: Syntax, base: str) -> Iterator[Line]:
    from pyoxigraph import RdfFormat, parse, serialize  # noqa: PLC0415 - heavy

    try:
        found = parse(data, syntax.format, base_iri=base, without_named_graphs=True)
        written = serialize(found, format=RdfFormat.N_TRIPLES) or b""
    except (SyntaxError, ValueError) as error:
        raise _letter(error, syntax) from error
    lines = written.decode().split("\n")  # splitlines would break at U+0085 and U+2028 too
    lines.pop()
    return map(Line, lines)


def _checked(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        if "<<(" in line or "--" in line:
            _refuse_rdf_1_2(line)
        yield line


def _refuse_rdf_1_2(line: Line) -> None:
    if _RDF_1_2.search(line.split(" ", 2)[2].removesuffix(" .")):
        raise BadInput(
            "OM230",
            f"A statement uses RDF 1.2 (a triple term, or a text with a direction): {line[:200]}",
            fix="Write it in RDF 1.1; the tools around an ontology do not read 1.2 yet.",
            details={"statement": line},
        )


def _letter(error: Exception, syntax: Syntax) -> BadInput:
    reason = _PLACE.sub("", str(error)).rstrip(".")
    line = getattr(error, "lineno", None)
    column = getattr(error, "offset", None)
    if "Named graphs" in reason:
        return BadInput(
            "OM219",
            "The file holds named graphs (or N3 formulas); an ontology is one graph.",
            fix="Save the graph that is the ontology on its own, as Turtle for instance.",
        )
    if "LoadDocumentCallback" in reason:
        return BadInput(
            "OM216",
            "The JSON-LD takes its context from an address; nothing is fetched from the network.",
            fix="Write the context into the file, under @context.",
        )
    place = f"Line {line}, column {column}: " if line else ""
    return BadInput(
        "OM213",
        f"{place}this is not {syntax.title}: {reason}.",
        fix="Correct it there; if it is in another syntax, say which.",
        details={"line": line, "column": column, "syntax": syntax.name},
    )
