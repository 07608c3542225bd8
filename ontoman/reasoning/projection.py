"""What a reasoner is given: classes, their places and what restricts them, attributes and individuals; no SKOS.

With a SKOS type beside `owl:Class`, owlready2 does not report that a class can have no instances. Only terms of a
closed list pass: owlready2 would import the Python module that an annotation names.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ontoman.model import Line, Node, Triple, names
from ontoman.model.terms import XSD, iri_node, is_blank, is_iri, join, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.model import Iri, Ontology


def _nodes(namespace: str, words: str) -> frozenset[Node]:
    return frozenset(iri_node(namespace + word) for word in words.split())


def _owl(name: str) -> Node:
    return iri_node(names.OWL_NS + name)


def _rdf(name: str) -> Node:
    return iri_node(names.RDF_NS + name)


TYPE: Final = iri_node(names.TYPE)
CLASS: Final = iri_node(names.CLASS)
SUBCLASS_OF: Final = iri_node(names.SUBCLASS_OF)
DISJOINT_WITH: Final = iri_node(names.DISJOINT_WITH)
_ENDS: Final = _nodes(names.OWL_NS, "Thing Nothing")
_PROPERTY_TYPES: Final = _nodes(
    names.OWL_NS,
    "ObjectProperty DatatypeProperty FunctionalProperty InverseFunctionalProperty TransitiveProperty"
    " SymmetricProperty AsymmetricProperty ReflexiveProperty IrreflexiveProperty",
)
_AXIOM_TYPES: Final = _nodes(names.OWL_NS, "AllDisjointClasses AllDifferent AllDisjointProperties")
_OF_CLASSES: Final = {SUBCLASS_OF} | _nodes(
    names.OWL_NS, "equivalentClass disjointWith disjointUnionOf complementOf unionOf intersectionOf oneOf"
)
_OF_PROPERTIES: Final = _nodes(names.RDFS_NS, "subPropertyOf domain range") | _nodes(
    names.OWL_NS, "equivalentProperty inverseOf propertyDisjointWith propertyChainAxiom"
)
_OF_INDIVIDUALS: Final = {TYPE} | _nodes(names.OWL_NS, "sameAs differentFrom")
_INSIDE: Final = (
    _OF_CLASSES
    | _nodes(names.RDF_NS, "type first rest")
    | _nodes(
        names.OWL_NS,
        "onProperty onClass onDataRange someValuesFrom allValuesFrom hasValue hasSelf cardinality minCardinality"
        " maxCardinality qualifiedCardinality minQualifiedCardinality maxQualifiedCardinality members distinctMembers"
        " onDatatype withRestrictions inverseOf",
    )
    | _nodes(XSD, "minInclusive maxInclusive minExclusive maxExclusive pattern length minLength maxLength")
)
_PLAIN: Final = frozenset({TYPE, SUBCLASS_OF, DISJOINT_WITH})
_LISTS: Final = _nodes(names.RDF_NS, "first rest") | {_owl("members")}


@dataclass(frozen=True, slots=True)
class _Known:
    """The named things that axioms may be about."""

    classes: frozenset[Node]
    properties: frozenset[Node]
    individuals: frozenset[Node]

    def keeps(self, triple: Triple) -> bool:
        """Tell whether *triple* is an axiom, or the head of one."""
        subject, predicate, obj = triple
        if subject in self.classes or subject in _ENDS:
            return (predicate, obj) == (TYPE, CLASS) or (predicate in _OF_CLASSES and self._fits(obj))
        if subject in self.properties:
            return obj in _PROPERTY_TYPES if predicate == TYPE else predicate in _OF_PROPERTIES and self._fits(obj)
        if subject in self.individuals:
            return predicate in self.properties or (predicate in _OF_INDIVIDUALS and self._fits(obj))
        return is_blank(subject) and predicate == TYPE and obj in _AXIOM_TYPES

    def _fits(self, obj: Node) -> bool:
        known = self.classes | self.properties | self.individuals | _ENDS
        return is_blank(obj) or obj in known or obj.startswith(f"<{XSD}")


@dataclass(frozen=True)
class Projection:
    """The axioms, by subject, and the named classes that they are about."""

    said: Mapping[Node, Sequence[Triple]]
    classes: frozenset[Node]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The statements for the reasoner, sorted."""
        return tuple(sorted(join(*triple) for triples in self.said.values() for triple in triples))

    @property
    def by_sets(self) -> bool:
        """Tell whether walking up the tree decides all: only classes, their places, and who excludes whom."""
        return all(self._is_plain(triple) for triples in self.said.values() for triple in triples)

    def _is_plain(self, triple: Triple) -> bool:
        subject, predicate, obj = triple
        if is_blank(subject):
            return predicate in _LISTS or (predicate == TYPE and obj == _owl("AllDisjointClasses"))
        return subject in self.classes and predicate in _PLAIN and (obj in self.classes or obj == CLASS)


def project(ontology: Ontology, lines: Iterable[Line], exclusive: Iterable[frozenset[Iri]] = ()) -> Projection:
    """Make the class-only view of an ontology; of each set in *exclusive* nothing is two things.

    >>> from ontoman.model import Ontology
    >>> project(Ontology(), [join(Node("<https://x/Car>"), TYPE, CLASS)]).lines
    ('<https://x/Car> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class> .',)
    """
    statements = [split(line) for line in lines]
    known = _known(statements, ontology)
    heads = [triple for triple in statements if known.keeps(triple)]
    kept = {*heads, *_inside(heads, statements), *_places(ontology, known.classes)}
    for number, members in enumerate(exclusive):
        nodes = sorted(node for iri in members if (node := iri_node(iri)) in known.classes)
        kept.update(_all_disjoint(f"_:group{number}", nodes))
    said: defaultdict[Node, list[Triple]] = defaultdict(list)
    for triple in sorted(kept):
        said[triple.subject].append(triple)
    return Projection(dict(said), known.classes)


def _known(statements: Sequence[Triple], ontology: Ontology) -> _Known:
    typed: defaultdict[Node, set[Node]] = defaultdict(set)
    for subject, predicate, obj in statements:
        if predicate == TYPE and is_iri(subject):
            typed[obj].add(subject)
    classes = typed[CLASS] - _ENDS
    properties = {node for kind in _PROPERTY_TYPES for node in typed[kind]} - classes
    members = {node for kind, nodes in typed.items() if kind in classes or is_blank(kind) for node in nodes}
    categories = {iri_node(iri) for iri in ontology.categories}
    return _Known(frozenset(classes), frozenset(properties), frozenset(members - categories - classes - properties))


def _inside(heads: Iterable[Triple], statements: Iterable[Triple]) -> Iterator[Triple]:
    """Yield what the nameless nodes of axioms say, and those inside them."""
    nameless: defaultdict[Node, list[Triple]] = defaultdict(list)
    for triple in statements:
        if is_blank(triple.subject) and triple.predicate in _INSIDE:
            nameless[triple.subject].append(triple)
    waiting = [node for triple in heads for node in (triple.subject, triple.object) if is_blank(node)]
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            yield from nameless[node]
            waiting.extend(triple.object for triple in nameless[node] if is_blank(triple.object))


def _places(ontology: Ontology, classes: frozenset[Node]) -> Iterator[Triple]:
    """Yield the tree, between classes only."""
    for category in ontology.categories.values():
        for parent in category.broader:
            ends = iri_node(category.iri), iri_node(parent)
            if classes.issuperset(ends):
                yield Triple(ends[0], SUBCLASS_OF, ends[1])


def _all_disjoint(name: str, members: Sequence[Node]) -> Iterator[Triple]:
    """Yield `owl:AllDisjointClasses` with its list; a pair for each two of a hundred siblings would be 4,950."""
    if len(members) > 1:
        head, cells = Node(name), [Node(f"{name}_{number}") for number in range(len(members))]
        yield Triple(head, TYPE, _owl("AllDisjointClasses"))
        yield Triple(head, _owl("members"), cells[0])
        yield from (Triple(cell, _rdf("first"), member) for cell, member in zip(cells, members, strict=True))
        yield from (Triple(cell, _rdf("rest"), after) for cell, after in pairwise([*cells, _rdf("nil")]))
