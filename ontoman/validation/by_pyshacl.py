"""pySHACL: the reference for our own evaluation, and the way for shapes that it does not know."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from ontoman.model.terms import STRING, literal_node
from ontoman.rdf import graph_of
from ontoman.rdf.graphs import quiet
from ontoman.validation.library import unusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import Graph
    from rdflib.term import Node as Term

    from ontoman.model import Line


class Outcome(NamedTuple):
    """One `sh:result` as nodes; a path that is no property is the blank node of the shapes."""

    focus: str
    path: str | None
    value: str | None
    shape: str
    component: str


def outcomes(shapes: Iterable[Line], lines: Iterable[Line]) -> Iterator[Outcome]:
    """Yield the results of a whole-graph run: a plain rdflib graph, no inference."""
    from rdflib import SH  # noqa: PLC0415 - heavy

    with quiet():
        report = _report(graph_of(lines), graph_of(shapes))
    for result in report.objects(predicate=SH.result):
        said = (SH.focusNode, SH.resultPath, SH.value, SH.sourceShape, SH.sourceConstraintComponent)
        focus, path, value, shape, component = (report.value(result, predicate) for predicate in said)
        yield Outcome(_node(focus), _maybe(path), _maybe(value), _node(shape), _node(component))


def _report(data: Graph, shapes: Graph) -> Graph:
    import pyshacl  # noqa: PLC0415 - 0.4 s that only shapes which we do not know pay for

    logging.getLogger("pyshacl").setLevel(logging.CRITICAL)
    try:  # `inplace` spares a copy: without inference and SHACL-AF nothing is added to the graph.
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, inplace=True)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise unusable(str(error)) from error
    if not hasattr(report, "subject_objects"):
        raise unusable(text)
    return report  # type: ignore[no-any-return]


def _maybe(term: Term | None) -> str | None:
    return None if term is None else _node(term)


def _node(term: Term | None) -> str:
    from rdflib import BNode, Literal  # noqa: PLC0415 - heavy

    if isinstance(term, BNode):
        return f"_:{term}"
    if isinstance(term, Literal):
        return literal_node(str(term), term.language or "", term.datatype or STRING)
    return f"<{term}>"
