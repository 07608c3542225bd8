"""An rdflib graph out of statement lines, for SHACL; literals stay as written."""

from __future__ import annotations

import logging
import warnings
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
    with quiet():
        for line in lines:
            nodes = split(line)
            graph.add(tuple(terms.get(n) or terms.setdefault(n, term_of(n)) for n in nodes))  # type: ignore[arg-type]
    return graph


def term_of(node: Node) -> Term:
    """Return a node as rdflib's, its lexical form untouched."""
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
def quiet() -> Iterator[None]:
    """Keep rdflib from logging a traceback, and from warning, for each literal that its datatype does not know."""
    logger = logging.getLogger("rdflib.term")
    silent, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = silent
