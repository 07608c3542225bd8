"""Axioms in words, for explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model import Node, names
from ontoman.model.terms import iri_node, iri_of, is_blank, is_iri, literal_of, local_name
from ontoman.reasoning.projection import SUBCLASS_OF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.model import Iri, Ontology
    from ontoman.reasoning.projection import Projection

_EQUIVALENT = iri_node(names.OWL_NS + "equivalentClass")
_COUNTS = {
    "cardinality": "exactly",
    "minCardinality": "at least",
    "maxCardinality": "at most",
    "qualifiedCardinality": "exactly",
    "minQualifiedCardinality": "at least",
    "maxQualifiedCardinality": "at most",
}


def restrictions_of(iri: Iri, projection: Projection, ontology: Ontology) -> Iterator[str]:
    """Yield in words what is said of a class beyond its place in the tree."""
    for _, predicate, obj in projection.said.get(iri_node(iri), ()):
        if predicate == _EQUIVALENT or (predicate == SUBCLASS_OF and is_blank(obj)):
            yield Words(projection, ontology).of(obj)


class Words:
    """Class expressions in words; depth is limited because RDF may hold circles."""

    def __init__(self, projection: Projection, ontology: Ontology) -> None:
        self._projection = projection
        self._ontology = ontology

    def of(self, node: Node, depth: int = 4) -> str:
        """Say one class expression or value."""
        if is_iri(node):
            entity = self._ontology.entities.get(iri_of(node))
            return entity.label("en") if entity else local_name(iri_of(node))
        if not is_blank(node):
            return literal_of(node).text
        said = {local_name(iri_of(p)): obj for _, p, obj in self._projection.said.get(node, ())}
        return self._expression(said, depth - 1) if depth else "…"

    def _expression(self, said: Mapping[str, Node], depth: int) -> str:
        if "onProperty" in said:
            return self._restriction(said, depth)
        for name, word in (("unionOf", " or "), ("intersectionOf", " and "), ("oneOf", " or ")):
            if name in said:
                return word.join(self.of(item, depth) for item in self._items(said[name]))
        return f"not {self.of(said['complementOf'], depth)}" if "complementOf" in said else "something"

    def _restriction(self, said: Mapping[str, Node], depth: int) -> str:
        prop = self.of(said["onProperty"], depth)
        for name, word in _COUNTS.items():
            if name in said:
                kind = said.get("onClass") or said.get("onDataRange")
                return f"{prop} {word} {self.of(said[name], depth)}" + (f" {self.of(kind, depth)}" if kind else "")
        for name, word in (("someValuesFrom", "some"), ("allValuesFrom", "only"), ("hasValue", "=")):
            if name in said:
                return f"{prop} {word} {self.of(said[name], depth)}"
        return prop

    def _items(self, head: Node) -> Iterator[Node]:
        seen: set[Node] = set()
        while is_blank(head) and head not in seen:
            seen.add(head)
            said = {local_name(iri_of(p)): obj for _, p, obj in self._projection.said.get(head, ())}
            if "first" in said:
                yield said["first"]
            head = said.get("rest", head)
