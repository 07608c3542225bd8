"""SHACL Core by pySHACL: a plain rdflib graph, no inference, and only the statements that the shapes ask about."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ontoman.model import Iri, names
from ontoman.model.terms import iri_node, split
from ontoman.rdf import graph_of
from ontoman.validation.library import unusable
from ontoman.validation.results import Found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from rdflib import Graph
    from rdflib.term import Node as Term

    from ontoman.model import Line
    from ontoman.validation.library import Library

    Owner: TypeAlias = tuple[str, Iri | None]


def found_by_shapes(codes: Collection[str], library: Library, lines: Iterable[Line]) -> Iterator[tuple[str, Found]]:
    """Yield what the shapes of the checks *codes* find in *lines*, with the code."""
    chosen = _chosen(library, frozenset(codes))
    if chosen.owners:
        with _in_silence():
            data = graph_of(line for line in lines if line.split(" ", 2)[1] in chosen.asked)
            report = _report(data, chosen.graph)
        yield from _read(report, data, chosen.owners)


class _Chosen(NamedTuple):
    """Shapes that stand ready: their graph, whose they are, and the properties that they ask about."""

    graph: Graph
    owners: Mapping[str, Owner]
    asked: frozenset[str]


@lru_cache(maxsize=8)
def _chosen(library: Library, codes: frozenset[str]) -> _Chosen:
    owners = {node: owner for node, owner in library.shapes.items() if owner[0] in codes}
    shapes = [line for line in library.lines if split(line).subject in owners]
    asked = {iri_node(names.TYPE), iri_node(names.SUBCLASS_OF), *(split(line).object for line in shapes)}
    by_name = {node.strip("<>").removeprefix("_:"): owner for node, owner in owners.items()}
    return _Chosen(graph_of(shapes), by_name, frozenset(asked))


@contextmanager
def _in_silence() -> Iterator[None]:
    """Keep rdflib from logging a traceback, and from warning, for each literal that its datatype does not know."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def _report(data: Graph, shapes: Graph) -> Graph:
    import pyshacl  # noqa: PLC0415 - 0.4 s that only validation pays

    logging.getLogger("pyshacl").setLevel(logging.CRITICAL)
    try:  # `inplace` spares a copy: without inference and SHACL-AF nothing is added to the graph.
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, inplace=True)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise unusable(str(error)) from error
    if not hasattr(report, "subject_objects"):
        raise unusable(text)
    return report  # type: ignore[no-any-return]


def _read(report: Graph, data: Graph, owners: Mapping[str, Owner]) -> Iterator[tuple[str, Found]]:
    """Read a report; a result belongs to the check whose shape, or whose nameless part, it comes from."""
    from rdflib import SH, URIRef  # noqa: PLC0415 - heavy

    for result in report.objects(predicate=SH.result):
        code, reported = owners[str(report.value(result, SH.sourceShape))]
        focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        value = None if path is None else report.value(result, SH.value)  # without a path the value is the focus
        said = Iri(str(path)) if isinstance(path, URIRef) else reported
        counted = {} if value is not None else _counted(data, focus, said)
        yield code, Found(_text(focus), said, None if value is None else _text(value), counted)


def _counted(data: Graph, focus: Term | None, path: Iri | None) -> dict[str, str]:
    """Name all values where a shape counts them, and so reports none of them."""
    from rdflib import URIRef  # noqa: PLC0415 - heavy

    values = sorted(_text(value) for value in data.objects(focus, URIRef(path or "")))
    return {"value": " and ".join(f'"{value.removeprefix(names.OM_NS)}"' for value in values)} if values else {}


def _text(term: Term | None) -> str:
    from rdflib import BNode  # noqa: PLC0415 - heavy

    return f"_:{term}" if isinstance(term, BNode) else str(term)
