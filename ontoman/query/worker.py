"""The side of a query that may die: loads graphs, then answers, with no way to open anything further.

Speaks JSON lines: first the graphs, then a query a line; answers with a head line and the bytes that it counts.
"""

from __future__ import annotations

import json
import re
import sys
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from ontoman.model import Line
from ontoman.model.names import PREFIXES
from ontoman.rdf import canonical, serialize
from ontoman.system import close_file_table, limit_memory

if TYPE_CHECKING:
    from collections.abc import Mapping

BINDINGS: Mapping[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Mapping[str, str] = {
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_TEXTS = re.compile(
    r'"""(?:.|\n)*?"""|\'\'\'(?:.|\n)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*'
)
_SERVICE = re.compile(r"(?<![?$:\w-])SERVICE(?![\w:-])", re.IGNORECASE)


class _Wrong(Exception):
    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.head = {"code": code, "message": message, "fix": fix}


def main() -> None:
    """Serve queries from standard input until it ends."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    first = source.readline()
    if not first:
        return
    setup = json.loads(first)
    limit_memory(setup["memory"])
    store = _load(setup)
    _warm()
    close_file_table()
    _reply(sink, {"loaded": True, "size": 0}, b"")
    for line in source:
        _answer(store, json.loads(line), sink)


def _load(setup: dict[str, object]) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(setup["default"]), format=ox.RdfFormat.N_TRIPLES)
    named = setup["named"]
    assert isinstance(named, list)
    for iri, path in named:
        store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(iri))
    return store


def _warm() -> None:
    """Import what a query needs, while files can still be opened."""
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415 - only the worker needs it

    prepareQuery("SELECT * { ?s ?p ?o }")
    for syntax in GRAPHS:
        serialize((Line('<urn:a> <urn:b> "c" .'),), syntax)


def _answer(store: ox.Store, message: dict[str, str], sink: IO[bytes]) -> None:
    try:
        media_type, body = _run(store, message["query"], message["form"])
        head: dict[str, object] = {"media_type": media_type, "size": len(body)}
    except _Wrong as wrong:
        head, body = dict(wrong.head), b""
    _reply(sink, head, body)


def _reply(sink: IO[bytes], head: dict[str, object], body: bytes) -> None:
    sink.write(json.dumps(head).encode() + b"\n" + body)
    sink.flush()


def _run(store: ox.Store, text: str, form: str) -> tuple[str, bytes]:
    _refuse_service(text)
    try:
        result = store.query(text, prefixes=dict(PREFIXES))
    except (SyntaxError, ValueError) as error:
        raise _Wrong("OM701", f"This is no SPARQL query: {error}.", "Only queries are taken, no updates.") from error
    except OSError as error:
        raise _Wrong("OM703", f"The query reaches outside: {error}.", "Ask only what the releases hold.") from error
    if isinstance(result, ox.QueryTriples):
        return _graph(result, form)
    if form not in BINDINGS:
        raise _Wrong("OM704", f"An answer of rows can't be written as {form}.", f"Take one of {', '.join(BINDINGS)}.")
    return BINDINGS[form].media_type, result.serialize(format=BINDINGS[form]) or b""


def _graph(result: ox.QueryTriples, form: str) -> tuple[str, bytes]:
    syntax = "turtle" if form in BINDINGS else form
    if syntax not in GRAPHS:
        raise _Wrong("OM704", f"A graph can't be written as {form}.", f"Take one of {', '.join(GRAPHS)}.")
    lines = canonical(Line(f"{triple.subject} {triple.predicate} {triple.object} .") for triple in result)
    return GRAPHS[syntax], serialize(lines, syntax).encode()


def _refuse_service(text: str) -> None:
    """Refuse `SERVICE` before the engine sees it: by its algebra, or by its words where rdflib can't read it."""
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415 - imported in `_warm`

    try:
        found = _has_service(prepareQuery(text, initNs=dict(PREFIXES)).algebra)
    except Exception:  # noqa: BLE001 - rdflib raises many kinds, and reads fewer queries than the engine
        found = _SERVICE.search(_TEXTS.sub(" ", text)) is not None
    if found:
        raise _Wrong("OM703", "SERVICE would ask another server; it is refused.", "Ask only what the releases hold.")


def _has_service(node: object) -> bool:
    if isinstance(node, dict):
        name = getattr(node, "name", "")
        return name == "ServiceGraphPattern" or any(_has_service(part) for part in node.values())
    return isinstance(node, list | tuple) and any(_has_service(part) for part in node)


if __name__ == "__main__":
    main()
