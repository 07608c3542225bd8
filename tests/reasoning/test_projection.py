"""What the reasoner is given: classes and axioms, and nothing else."""

from __future__ import annotations

import pytest

from ontoman.model import names
from ontoman.rdf import ontology_of, parse_text
from ontoman.reasoning.projection import project

PREFIXES = """
@prefix : <https://example.org/streets#> .
@prefix om: <https://w3id.org/ontoman/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def projected(turtle: str) -> set[str]:
    """What is left, in Turtle's short form, blank nodes as `_`."""
    lines = parse_text(PREFIXES + turtle, "turtle")
    found = set()
    for line in project(ontology_of(lines), lines).lines:
        text = line.removesuffix(" .").replace("https://example.org/streets#", ":")
        for prefix, namespace in names.PREFIXES.items():
            text = text.replace(f"<{namespace}", f"<{prefix}:")
        words = ["_" if word.startswith("_:") else word.strip("<>") for word in text.split(" ", 2)]
        found.add(" ".join(words).replace("rdf:type", "a"))
    return found


TYPES = {":A a owl:Class", ":B a owl:Class"}
BASE = ":A a owl:Class . :B a owl:Class . "
ROWS = [
    ("broader between classes is a place", BASE + ":A skos:broader :B .", {":A rdfs:subClassOf :B"}),
    ("narrower is the same place", BASE + ":B skos:narrower :A .", {":A rdfs:subClassOf :B"}),
    ("broader to a mere concept is not", BASE + ":A skos:broader :C . :C a skos:Concept .", set()),
    ("SKOS types go", ":A a skos:Concept , owl:Class . :B a owl:Class .", set()),
    ("what is said in subclasses stays", BASE + ":A rdfs:subClassOf :B .", {":A rdfs:subClassOf :B"}),
    ("a subclass of a SKOS term goes", BASE + ":A rdfs:subClassOf skos:Concept .", set()),
    ("disjointness stays", BASE + ":A owl:disjointWith :B .", {":A owl:disjointWith :B"}),
    ("labels, notes and imports go", BASE + ':A rdfs:label "a" ; skos:note "n" . <urn:x> a owl:Ontology ; owl:imports <urn:y> .', set()),
    ("attributes stay as properties", BASE + ":p a om:Attribute , owl:ObjectProperty ; om:appliesTo :A ; om:valueKind om:Single .", {":p a owl:ObjectProperty"}),
    ("the domain of a property stays", BASE + ":p a owl:ObjectProperty ; rdfs:domain :A ; rdfs:range skos:Concept .", {":p a owl:ObjectProperty", ":p rdfs:domain :A"}),
    (
        "a restriction stays with all its parts",
        BASE + ":p a owl:ObjectProperty . :A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom [ owl:unionOf ( :A :B ) ] ] .",
        {
            ":p a owl:ObjectProperty", ":A rdfs:subClassOf _", "_ a owl:Restriction", "_ owl:onProperty :p", "_ owl:someValuesFrom _",
            "_ owl:unionOf _", "_ rdf:first :A", "_ rdf:rest _", "_ rdf:first :B", "_ rdf:rest rdf:nil",
        },
    ),
    ("a property shape goes", BASE + ":A sh:property [ sh:path :p ; sh:minCount 1 ] .", set()),
    ("a list that is no axiom goes", BASE + ":L skos:memberList ( :A :B ) .", set()),
    ("an individual stays with what it is", BASE + ':i a :A , skos:Concept , owl:NamedIndividual ; skos:note "n" .', set()),
    ("an individual that is no category stays", BASE + ":i a :A .", {":i a :A"}),
    ("a class that is an individual of another is a class only", ":A a owl:Class . :B a owl:Class , :A .", set()),
]  # fmt: skip


@pytest.mark.parametrize(("turtle", "more"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_of_an_ontology_only_axioms_are_left(turtle, more):
    assert projected(turtle) == TYPES | more
