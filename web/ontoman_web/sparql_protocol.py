"""The SPARQL 1.1 protocol: where a request carries its query, and in what form it wants the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from ontoman.errors import BadInput, Refused
from ontoman_web.negotiation import not_acceptable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman_web.scene import Shelf

HTML = "text/html"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
# Media type -> the name of the format that `operations.query` knows.
BINDINGS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "text/plain": "nt",
}
_SKIPPED = re.compile(r"#[^\n\r]*|<[^<>\s]*>|(?i:\bprefix\s+[^\s:]*:|\bbase\b)|\s+")
_FORM = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as a request carries it; `release` is None for the latest."""

    query: str
    release: str | None
    format: str | None


def wants_page() -> bool:
    """Tell whether a browser asks for a page, rather than a program for data."""
    if request.args.get("format"):
        return False
    best = request.accept_mimetypes.best_match((*BINDINGS, *GRAPHS, HTML))
    return best == HTML


def asked(shelf: Shelf) -> Asked | None:
    """Read the query of this request, None where it has none (SPARQL 1.1 Protocol, section 2.1)."""
    fields = _fields()
    if "update" in fields:
        raise _no_updates()
    if "query" not in fields:
        return None
    if len(fields["query"]) > 1:
        raise BadInput("OM821", "The request carries more than one query.", fix="Send one `query` at a time.")
    release = fields.get("release", [None])[-1] or _release_of(fields, shelf)
    return Asked(fields["query"][0] or "", release, fields.get("format", [None])[-1] or None)


def _fields() -> Mapping[str, list[str | None]]:
    in_address: dict[str, list[str | None]] = {name: list(values) for name, values in request.args.lists()}
    if request.method != "POST":
        return in_address
    if request.mimetype == UPDATE:
        raise _no_updates()
    if request.mimetype == QUERY:
        return {**in_address, "query": [_text(request.get_data())]}
    if request.mimetype == FORM:
        return {**in_address, **{name: list(values) for name, values in request.form.lists()}}
    raise UnsupportedMediaType


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadInput("OM822", "The query is not UTF-8.", fix="Send application/sparql-query as UTF-8.") from error


def _no_updates() -> Refused:
    return Refused(
        "OM823", "This address answers queries; it does not take updates.", fix="Change the draft, then publish it."
    )


def _release_of(fields: Mapping[str, list[str | None]], shelf: Shelf) -> str | None:
    """Find the release whose IRI `default-graph-uri` names; other data sets cannot be put together here."""
    graphs = fields.get("default-graph-uri", [])
    by_iri = {release.iri: release.version.text for release in shelf.workspace.releases()}
    if len(graphs) > 1 or "named-graph-uri" in fields or any(graph not in by_iri for graph in graphs):
        raise BadInput(
            "OM824",
            "A query here is asked of one release.",
            fix="Give one `default-graph-uri`, the versionIRI of a release, or `release=VERSION`.",
            details={"known": sorted(by_iri)},
        )
    return by_iri[graphs[0]] if graphs else None  # type: ignore[index]


def is_graph(query: str) -> bool:
    """Tell whether a query answers with a graph (CONSTRUCT, DESCRIBE) rather than with bindings."""
    at = 0
    while skipped := _SKIPPED.match(query, at):
        at = skipped.end()
    word = _FORM.match(query, at)
    return word is not None and word[0].upper() in {"CONSTRUCT", "DESCRIBE"}


def format_for(asked: Asked) -> str:
    """Choose the format: what `format=` names, else what `Accept` likes best, else JSON or Turtle."""
    offered = GRAPHS if is_graph(asked.query) else BINDINGS
    if asked.format:
        if asked.format not in offered.values():
            raise BadInput(
                "OM804",
                f"{asked.format!r} is no format of this answer.",
                fix=f"`format=` takes {', '.join(sorted(set(offered.values())))}.",
            )
        return asked.format
    types = request.accept_mimetypes
    best = types.best_match(offered) if types else next(iter(offered))
    if best is None:
        raise not_acceptable(offered)
    return offered[best]
