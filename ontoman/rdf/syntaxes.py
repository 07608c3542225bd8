"""The syntaxes of RDF by the names that ontoman gives them, and how a file shows which one it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat


@dataclass(frozen=True, slots=True)
class Syntax:
    """A syntax: its name here, what people call it, its name in pyoxigraph, the extensions of its files."""

    name: str
    title: str
    oxigraph: str
    extensions: tuple[str, ...]

    @property
    def format(self) -> RdfFormat:
        """The format as pyoxigraph wants it."""
        from pyoxigraph import RdfFormat  # noqa: PLC0415 - heavy

        found: RdfFormat = getattr(RdfFormat, self.oxigraph)
        return found


SYNTAXES: Final = {
    syntax.name: syntax
    for syntax in (
        Syntax("turtle", "Turtle", "TURTLE", (".ttl", ".turtle")),
        Syntax("nt", "N-Triples", "N_TRIPLES", (".nt", ".ntriples")),
        Syntax("nquads", "N-Quads", "N_QUADS", (".nq", ".nquads")),
        Syntax("trig", "TriG", "TRIG", (".trig",)),
        Syntax("rdfxml", "RDF/XML", "RDF_XML", (".rdf", ".owl", ".rdfs", ".xml", ".skos")),
        Syntax("jsonld", "JSON-LD", "JSON_LD", (".jsonld", ".json")),
        Syntax("n3", "N3", "N3", (".n3",)),
    )
}
_ALIASES: Final = {"ttl": "turtle", "ntriples": "nt", "nq": "nquads", "xml": "rdfxml", "rdf": "rdfxml",
                   "owl": "rdfxml", "rdf/xml": "rdfxml", "json": "jsonld", "json-ld": "jsonld", "n-triples": "nt",
                   "n-quads": "nquads"}  # fmt: skip
_STARTS_JSON = re.compile(rb"\s*(?:\{\s*\"|\[\s*\{)")
_STARTS_XML = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|!--|[\w.-]+:RDF\s|RDF\s)")
_NAMES_TURTLE = re.compile(rb"(?im)^\s*(?:@?prefix\s+[\w.-]*:\s*<|@?base\s*<)")


def syntax_named(name: str) -> Syntax:
    """Return the syntax that someone names, such as `turtle` or `ttl` (OM210 where there is none)."""
    wanted = name.lower().lstrip(".")
    found = SYNTAXES.get(_ALIASES.get(wanted, wanted))
    if found is None:
        raise BadInput("OM210", f"{name!r} is no syntax of RDF that ontoman knows.", fix=f"Known: {_known()}.")
    return found


def syntax_of(name: str, data: bytes) -> Syntax:
    """Tell the syntax of a file from its content where that is plain, else from its extension.

    OM210 where neither tells: `.owl` is used for RDF/XML, Turtle and what is no RDF at all.
    """
    by_name = next((s for s in SYNTAXES.values() if name.lower().endswith(s.extensions)), None)
    by_content = _content_tells(data[:65536])
    if by_content is None or (by_name is not None and by_name.name in _ALSO_STARTS_SO[by_content]):
        found = by_name
    else:
        found = SYNTAXES[by_content]
    if found is None:
        raise BadInput(
            "OM210",
            "The file does not show which syntax of RDF it is in.",
            fix=f"Name the syntax, or give the file the extension of one: {_known()}.",
        )
    return found


_ALSO_STARTS_SO: Final = {
    "jsonld": {"jsonld"},
    "rdfxml": {"rdfxml"},
    "turtle": {"turtle", "trig", "n3"},
}


def _content_tells(head: bytes) -> str | None:
    if _STARTS_XML.match(head):
        return "rdfxml"
    if _STARTS_JSON.match(head):
        return "jsonld"
    return "turtle" if _NAMES_TURTLE.search(head) else None


def _known() -> str:
    return ", ".join(f"{s.name} ({' '.join(s.extensions)})" for s in SYNTAXES.values())
