"""One address, several forms: what a client asks for by `Accept` or by `?format=`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, make_response, request

from ontoman.errors import BadInput
from ontoman.operations import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ontoman.model import Line

HTML = "text/html"
JSON = "application/json"
RDF_TYPES = {
    "text/turtle": "turtle",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
}
FORMATS = {
    "html": HTML,
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "ntriples": "application/n-triples",
    "json": JSON,
}


def wants_page() -> bool:
    """Tell whether the client would rather read a page than data; `*/*` alone asks for a page."""
    if "format" in request.args:
        return request.args["format"] == "html"
    return request.accept_mimetypes.best_match((HTML, JSON, *RDF_TYPES)) == HTML


def media_type(offered: Iterable[str]) -> str:
    """Choose among *offered*, the first being the server's own choice; OM804, OM805 where none will do."""
    types = tuple(offered)
    asked = request.args.get("format")
    if asked is not None:
        return _named(asked, types)
    chosen = request.accept_mimetypes.best_match(types) if request.accept_mimetypes else types[0]
    if chosen is None:
        raise not_acceptable(types)
    return chosen


def not_acceptable(offered: Iterable[str]) -> BadInput:
    """Make the letter for an `Accept` that nothing here meets (OM805)."""
    types = tuple(offered)
    return BadInput(
        "OM805",
        f"Nothing that {request.headers.get('Accept')!r} accepts is offered here.",
        fix=f"This address offers {', '.join(types)}.",
        details={"offered": list(types)},
    )


def _named(asked: str, types: tuple[str, ...]) -> str:
    names = [name for name, kind in FORMATS.items() if kind in types]
    if asked not in names:
        raise BadInput(
            "OM804",
            f"{asked!r} is no format of this page.",
            fix=f"`?format=` takes {', '.join(names)}.",
            details={"asked": asked, "offered": names},
        )
    return FORMATS[asked]


def page_or_data(page: Callable[[], str], lines: Callable[[], Iterable[Line]]) -> Response:
    """Answer with the page, or with the statements behind it as RDF."""
    kind = media_type((HTML, *RDF_TYPES))
    if kind == HTML:
        return make_response(page())
    return rdf(lines(), kind)


def rdf(lines: Iterable[Line], kind: str) -> Response:
    """Answer with statements in one syntax of RDF."""
    return Response(resources.serialized(lines, RDF_TYPES[kind]), content_type=f"{kind}; charset=utf-8")


def page_or_json(page: Callable[[], str], document: Callable[[], str]) -> Response:
    """Answer with the page, or with the document behind it as JSON."""
    if media_type((HTML, JSON)) == HTML:
        return make_response(page())
    return Response(document(), content_type=JSON)
