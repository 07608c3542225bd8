"""Errors as letters: a page for a reader, JSON for a program, and the status that HTTP has for it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import g, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from ontoman.errors import OntomanError, Refused
from ontoman.model import KeyNotFound
from ontoman.operations import resources, states
from ontoman_web import negotiation, sparql_protocol
from ontoman_web.links import href
from ontoman_web.scene import current, shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask, Response

_SUGGESTIONS = 6
_RELEASES = 4  # as many as stay open
_LOG = logging.getLogger(__name__)
# Letters with a status of their own; others are 400 for bad input, 403 where refused, 500 where it is our fault.
_STATUS = {
    "OM111": 404,  # no such release
    "OM120": 404,  # no such key
    "OM805": 406,  # no form of this page is acceptable
    "OM806": 404,  # nothing is said of this IRI
    "OM720": 503,  # a query was ended for its time or memory
}
_HTTP_LETTERS = {
    400: ("OM810", "The request cannot be understood.", "Check its address and its parameters."),
    404: ("OM811", "There is no page at this address.", "Start from the tree, or search."),
    405: ("OM812", "This page cannot be used in this way.", "Pages are for reading: use GET."),
    413: ("OM813", "The request is too large.", "A query may have 64 KB."),
    415: ("OM814", "The request is of a type that this page cannot read.", "Send a form or application/sparql-query."),
}


def install(app: Flask) -> None:
    """Answer every error of *app* with a letter."""
    app.register_error_handler(OntomanError, _letter)
    app.register_error_handler(HTTPException, _http_letter)
    app.register_error_handler(Exception, _bug)


def status_of(error: OntomanError) -> int:
    """Return the HTTP status for a letter."""
    if isinstance(error, KeyNotFound):
        return 404
    if error.code in _STATUS:
        return _STATUS[error.code]
    return 403 if isinstance(error, Refused) else 400


def _letter(error: OntomanError) -> Response:
    return _answer(error, status_of(error))


def _http_letter(error: HTTPException) -> Response:
    if isinstance(error, SecurityError):
        # No page: without a trusted host there is no address to link to.
        letter = "OM803  This server does not answer to that host name.\n       Use the address that it printed.\n"
        return make_response(letter, 400, {"Content-Type": "text/plain; charset=utf-8"})
    if error.response is not None or (error.code or 500) < 400:  # noqa: PLR2004 - redirects
        return make_response(error.get_response())
    status = error.code or 500
    code, message, fix = _HTTP_LETTERS.get(status, ("OM810", error.description or error.name, ""))
    return _answer(OntomanError(code, message, fix=fix), status)


def _bug(error: Exception) -> Response:
    _LOG.error("%s on %s", type(error).__name__, request.path, exc_info=error)
    letter = OntomanError(
        "OM001",
        f"This is a bug in ontoman: {type(error).__name__}.",
        fix="The terminal of `ontoman serve` says where it happened; please report it.",
    )
    return _answer(letter, 500)


def _answer(error: OntomanError, status: int) -> Response:
    if _wants_page():
        return make_response(_page(error, status), status)
    letter = {"code": error.code, "message": error.message, "fix": error.fix, "details": error.details}
    return make_response(jsonify(schema="ontoman/error/1", error=letter), status)


def _wants_page() -> bool:
    return sparql_protocol.wants_page() if request.blueprint == "sparql" else negotiation.wants_page()


def _page(error: OntomanError, status: int) -> str:
    if status != 404 or "admitted" not in g:  # noqa: PLR2004 - its own name is clearest
        return render_template("errors/letter.html", error=error, status=status)
    key = str(error.details.get("key", ""))
    return render_template(
        "errors/not_found.html",
        error=error,
        status=status,
        suggestions=current().book.index.like(key, _SUGGESTIONS) if key and "scene" in g else (),
        elsewhere=tuple(_elsewhere(key)) if key and "scene" in g else (),
    )


def _elsewhere(key: str) -> Iterator[tuple[str, str, str]]:
    """Yield the latest releases that have *key*, each with its page there and its label."""
    scene = current()
    for release in reversed(scene.releases[-_RELEASES:]):
        name = release.version.text
        if name == scene.book.state.name or not resources.may_hold_key(states.resolve(scene.workspace, name), key):
            continue
        entity = shelf().open(name).ontology.find(key)
        if entity is not None:
            yield name, href(entity, release=name), entity.label(*scene.languages)
