"""`/sparql`: the SPARQL protocol for programs, and under the same address a page for people."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, g, render_template

from ontoman.errors import BadInput, OntomanError
from ontoman.operations import query
from ontoman_web import errors, sparql_protocol
from ontoman_web.access import open_to_all, require_session
from ontoman_web.scene import current, shelf

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from ontoman_web.sparql_protocol import Asked

pages = Blueprint("sparql", __name__)

SECONDS = 30.0
_ROWS = 1000
_EXAMPLES = Path(__file__).parent.parent / "examples"


@dataclass(frozen=True, slots=True)
class Sample:
    """A query to begin with."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Bindings as rows of cells, in the order of the columns; only the first ones of many."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: a table, a truth, or a graph as Turtle; or the letter that says why not."""

    seconds: float = 0.0
    table: Table | None = None
    truth: bool | None = None
    turtle: str | None = None
    error: OntomanError | None = None


@pages.route("/sparql", methods=["GET", "POST"])
@open_to_all
def endpoint() -> ResponseReturnValue:
    """Answer a program by the protocol, a browser with a page. The protocol needs no session; the page does."""
    return _page() if sparql_protocol.wants_page() else _protocol()


def _protocol() -> Response:
    asked = sparql_protocol.asked(shelf())
    if asked is None:
        raise BadInput("OM820", "The request carries no query.", fix="Send it as `query=…`, or as a POST body.")
    wanted = sparql_protocol.format_for(asked)
    release = shelf().open(asked.release).state.name
    result = query.run(shelf().workspace, asked.query, release, wanted, SECONDS)
    return Response(result.body, content_type=result.media_type)


def _page() -> ResponseReturnValue:
    require_session()
    asked = sparql_protocol.asked(shelf())
    if asked is not None and asked.release:
        g.carried = {**g.carried, "release": asked.release}
    scene = current()
    answer = _answer(asked, scene.book.state.name) if asked and asked.query.strip() else None
    page = render_template(
        "sparql.html",
        text=asked.query if asked else samples()[0].text,
        samples=samples(),
        answer=answer,
        graph=asked is not None and sparql_protocol.is_graph(asked.query),
    )
    return page, errors.status_of(answer.error) if answer and answer.error else 200


def _answer(asked: Asked, release: str) -> Answer:
    graph = sparql_protocol.is_graph(asked.query)
    start = time.perf_counter()
    try:
        result = query.run(shelf().workspace, asked.query, release, "turtle" if graph else "json", SECONDS)
    except OntomanError as error:
        return Answer(error=error)
    seconds = time.perf_counter() - start
    if graph:
        return Answer(seconds, turtle=result.body.decode())
    document = json.loads(result.body)
    if "boolean" in document:
        return Answer(seconds, truth=document["boolean"])
    return Answer(seconds, table=_table(document))


def _table(document: dict[str, Any]) -> Table:
    columns = tuple(document["head"]["vars"])
    bindings = document["results"]["bindings"]
    rows = tuple(tuple(row.get(name) for name in columns) for row in bindings[:_ROWS])
    return Table(columns, rows, len(bindings))


@cache
def samples() -> tuple[Sample, ...]:
    """Return the queries that the page offers; the first line of each file is its title."""
    texts = (path.read_text("utf-8") for path in sorted(_EXAMPLES.glob("*.rq")))
    return tuple(Sample(title.removeprefix("# "), body) for title, _, body in (text.partition("\n") for text in texts))
