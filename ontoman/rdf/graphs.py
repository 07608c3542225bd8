"""An rdflib graph out of statement lines, for SHACL; literals stay as written."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ontoman.model.terms import STRING, iri_of, is_blank, is_iri, literal_of, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib
    from rdflib.term import Node as Term

    from ontoman.model import Line, Node


def graph_of(lines: Iterable[Line]) -> rdflib.Graph:
    """Fill an `rdflib.Graph` in memory, with no prefixes and no inference."""
    import rdflib  # noqa: PLC0415 - heavy

    graph = rdflib.Graph(bind_namespaces="none")
    terms: dict[str, Term] = {}
    with _quiet():
        for line in lines:
            nodes = split(line)
            graph.add(tuple(terms.get(n) or terms.setdefault(n, _term(n)) for n in nodes))  # type: ignore[arg-type]
    return graph


def _term(node: Node) -> Term:
    from rdflib import BNode, Literal, URIRef  # noqa: PLC0415 - heavy

    if is_iri(node):
        return URIRef(iri_of(node))
    if is_blank(node):
        return BNode(node[2:])
    literal = literal_of(node)
    if literal.lang:
        return Literal(literal.text, lang=literal.lang)
    if literal.datatype == STRING:  # to rdflib a text with the type and one without are two
        return Literal(literal.text)
    return Literal(literal.text, datatype=URIRef(literal.datatype), normalize=False)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each literal that its type does not allow."""
    logger = logging.getLogger("rdflib.term")
    silent, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = silent
