"""A map as RDF: a `sssom:MappingSet` and a `sssom:Mapping` for each row, with our slots as `om:` terms.

Every SSSOM slot stands under its own name (`sssom:subject_id`), not as a reified axiom: this is what
`shapes/map.ttl` is about, and what a triple store can be asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ontoman.formats.sssom.columns import COLUMNS, OF_VALUE, term_of
from ontoman.migration.curies import expand, known_prefixes, percent_encode
from ontoman.model.names import SSSOM_NS, TYPE, XSD_INTEGER
from ontoman.model.terms import STRING, XSD, Iri, Line, Node, iri_node, join, literal_node
from ontoman.rdf import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.formats.sssom.columns import Column
    from ontoman.migration.values import MapHeader, MapRow, MigrationMap

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_NAMELESS: Final = "urn:ontoman:map"
_ENTITIES: Final = frozenset({"mapping_justification"})  # a CURIE in the file, an IRI here
_TYPES: Final = {
    "whole": XSD_INTEGER,
    "decimal": Iri(XSD + "double"),  # as SSSOM has it for its confidence
}
_COLUMNS: Final = tuple((column, iri_node(term_of(column.name))) for column in COLUMNS if column.name != "record_id")


def lines_of(of: MigrationMap) -> tuple[Line, ...]:
    """Return a map as canonical statements.

    Rows whose record ids are the same IRI become one mapping that says too much, which the shapes find.
    """
    return canonical(_statements(of))


def record_iri(header: MapHeader, record_id: str) -> Iri:
    """Return the IRI of a row: its record id, inside the map where it is none by itself.

    >>> from ontoman.migration import MapHeader
    >>> record_iri(MapHeader("https://example.org/map"), "row:1")
    'https://example.org/map#1'
    """
    space = f"{_map_iri(header)}#"
    found = expand(record_id, known_prefixes({"row": space, **header.curie_map}))
    return Iri(found if _ABSOLUTE.fullmatch(found) else space + percent_encode(record_id))


def _statements(of: MigrationMap) -> Iterator[Line]:
    yield from _of_header(of.header)
    prefixes = known_prefixes(of.header.curie_map)
    owner, mappings, kind = iri_node(_map_iri(of.header)), _slot("mappings"), _slot("Mapping")
    for row in of.rows:
        subject = iri_node(record_iri(of.header, row.record_id))
        yield join(owner, mappings, subject)
        yield join(subject, iri_node(TYPE), kind)
        for column, predicate in _COLUMNS:
            yield from (join(subject, predicate, node) for node in _nodes(row, column, prefixes))


def _of_header(header: MapHeader) -> Iterator[Line]:
    subject = iri_node(_map_iri(header))
    yield join(subject, iri_node(TYPE), _slot("MappingSet"))
    for slot, node in _said(header).items():
        yield join(subject, iri_node(term_of(slot)), node)


def _said(header: MapHeader) -> dict[str, Node]:
    """Return what the header says, by slot."""
    entities = {
        "license": header.license,
        "subject_source": header.from_version_iri,
        "object_source": header.to_version_iri,
    }
    texts = {
        "mapping_set_version": str(header.revision),
        "mapping_tool_version": header.tool_version,
        "om_from_graph_sha256": header.from_graph_sha256,
        "om_to_graph_sha256": header.to_graph_sha256,
        "om_predecessor_sha256": header.predecessor_sha256,
        "om_completeness": "total" if header.complete else "partial",
    }
    return {slot: _entity(text, {}) for slot, text in entities.items() if text} | {
        slot: literal_node(text) for slot, text in texts.items() if text
    }


def _map_iri(header: MapHeader) -> str:
    return header.mapping_set_id if _ABSOLUTE.fullmatch(header.mapping_set_id) else _NAMELESS


def _slot(name: str) -> Node:
    return iri_node(SSSOM_NS + name)


def _nodes(row: MapRow, column: Column, prefixes: Mapping[str, str]) -> Iterator[Node]:
    """Yield the values of one column; what says nothing has none."""
    value = getattr(row, column.field)
    if value is None or value is False or value == "":
        return
    if column.shape == "iri" or column.name in _ENTITIES:
        yield _entity(value, prefixes)
    elif column.shape == "list":
        yield from map(literal_node, value)
    elif column.shape in {"pairs", "formulas"}:
        yield from (literal_node(f"{key}={text}") for key, text in value)
    elif column.shape == "value":
        yield literal_node(OF_VALUE)
    else:
        yield literal_node(str(value), datatype=_TYPES.get(column.shape, STRING))


def _entity(text: str, prefixes: Mapping[str, str]) -> Node:
    """Write an IRI or a CURIE as a node; what is neither stays the text that it is."""
    iri = expand(text, prefixes)
    return iri_node(iri) if _ABSOLUTE.fullmatch(iri) else literal_node(text)
