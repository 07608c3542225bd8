"""The catalogue of change kinds, read from `vocab/changes.ttl`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from ontoman.changes.values import Catalogue, Kind, KindEntry, MeaningRow
from ontoman.model import Line, names
from ontoman.model.terms import iri_node, literal_of, split
from ontoman.system.resources import resource_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontoman.model import Node

_OM: Final = "<" + names.OM_NS
_TYPE: Final = iri_node(names.TYPE)
_KIND: Final = f"{_OM}ChangeKind>"
_COMPOUND: Final = f"{_OM}CompoundChangeKind>"
_DERIVED: Final = f"{_OM}DerivedChangeKind>"
_FIRST, _REST, _NIL = (f"<{names.RDF_NS}{name}>" for name in ("first", "rest", "nil"))

_Graph = dict[str, dict[str, list[str]]]


@cache
def our_catalogue() -> Catalogue:
    """Return the catalogue that ships, read once.

    Its blank nodes are only followed: naming them canonically would take ten times as long as reading it.
    """
    from pyoxigraph import RdfFormat, parse, serialize  # noqa: PLC0415 - heavy

    data = (resource_dir("vocab") / "changes.ttl").read_bytes()
    written = serialize(parse(data, RdfFormat.TURTLE), format=RdfFormat.N_TRIPLES) or b""
    return catalogue_of(map(Line, written.decode().split("\n")[:-1]))


def catalogue_of(lines: Iterable[Line]) -> Catalogue:
    """Read the kinds of change from the lines of `vocab/changes.ttl`, in the order in which they may claim."""
    graph: _Graph = {}
    for line in lines:
        triple = split(line)
        graph.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
    kinds = (node for node, about in graph.items() if {_KIND, _COMPOUND, _DERIVED}.intersection(about.get(_TYPE, ())))
    return Catalogue(tuple(sorted((_entry(graph, node) for node in kinds), key=lambda entry: entry.order)))


def guards_of(lines: Iterable[Line]) -> dict[str, str]:
    """Read the closed list of guards and what each of them says."""
    found = [split(line) for line in lines]
    guards = {t.subject for t in found if t.predicate == _TYPE and t.object == f"{_OM}Guard>"}
    definition = iri_node(names.DEFINITION)
    return {
        _local(t.subject): literal_of(t.object).text for t in found if t.subject in guards and t.predicate == definition
    }


def _entry(graph: _Graph, node: str) -> KindEntry:
    inverse = graph[node].get(f"{_OM}inverseKind>")
    return KindEntry(
        kind=Kind(_local(node)),
        code=_text(graph, node, iri_node(names.NOTATION)),
        label=_text(graph, node, iri_node(names.RDFS_LABEL)),
        definition=_text(graph, node, iri_node(names.DEFINITION)),
        compound=_COMPOUND in graph[node][_TYPE],
        inverse=Kind(_local(inverse[0])) if inverse else None,
        order=int(_text(graph, node, iri_node(names.SH_ORDER))),
        rows=tuple(_row(graph, row) for row in _items(graph, graph[node][f"{_OM}rows>"][0])),
        derived=_DERIVED in graph[node][_TYPE],
    )


def _row(graph: _Graph, node: str) -> MeaningRow:
    about = graph[node]
    lacking = (f"not_{_local(guard)}" for guard in about.get(f"{_OM}lacks>", ()))
    return MeaningRow(
        guards=tuple(sorted((*map(_local, about.get(f"{_OM}holds>", ())), *lacking))),
        labels=_text(graph, node, f"{_OM}labels>"),
        models=_text(graph, node, f"{_OM}models>"),
        consumers=_text(graph, node, f"{_OM}consumers>"),
        why=_text(graph, node, f"{_OM}why>"),
    )


def _items(graph: _Graph, node: str) -> Iterator[str]:
    while node != _NIL:
        yield graph[node][_FIRST][0]
        node = graph[node][_REST][0]


def _text(graph: _Graph, node: str, predicate: Node | str) -> str:
    """Return the English text, else the first one."""
    texts = [literal_of(obj) for obj in graph[node][predicate]]
    return next((text.text for text in texts if text.lang == "en"), texts[0].text)


def _local(node: str) -> str:
    return node.removeprefix(_OM)[:-1]
