"""OWL structures that a subject owns."""

from __future__ import annotations

from changes.samples.writing import Sample, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "a restriction changes",
        ":a a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue 1 ] .",
        ":a a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue 2 ] .",
        ("RestrictionChanged", "a"),
    ),
    row(
        "a restriction comes",
        ":a a owl:Class .",
        ":a a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom [ a owl:Class ; owl:unionOf ( :x :y ) ] ] .",
        ("RestrictionAdded", "a"),
    ),
    row(
        "a restriction goes",
        ":a a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue 1 ] .",
        ":a a owl:Class .",
        ("RestrictionRemoved", "a"),
    ),
    row(
        "an axiom that is not read",
        ":a a owl:Class .",
        ":a a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:unionOf ( :b :c ) ] .",
        ("LogicalAxiomChange", "a"),
    ),
    row(
        "a class is what another one is not",
        ":a a owl:Class . :b a owl:Class .",
        ":a a owl:Class ; owl:complementOf :b . :b a owl:Class .",
        ("ComplementSet", "a", None, "b"),
    ),
    row(
        "a class is defined as what another one is not",
        ":a a owl:Class . :b a owl:Class .",
        ":a a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:complementOf :b ] . :b a owl:Class .",
        ("ComplementSet", "a", None, "b"),
    ),
    row(
        "a class is no longer what another one is not",
        ":a a owl:Class ; owl:complementOf :b . :b a owl:Class .",
        ":a a owl:Class . :b a owl:Class .",
        ("ComplementUnset", "a", "b", None),
    ),
    row(
        "another chain",
        ":uncle a owl:ObjectProperty ; owl:propertyChainAxiom ( :parent :brother ) .",
        ":uncle a owl:ObjectProperty ; owl:propertyChainAxiom ( :parent :sibling ) .",
        (
            "ChainChanged",
            "uncle",
            ("https://example.org/zoo#brother", "https://example.org/zoo#parent"),
            ("https://example.org/zoo#parent", "https://example.org/zoo#sibling"),
        ),
    ),
    row(
        "many classes exclude each other",
        ":a a owl:Class . :b a owl:Class . :c a owl:Class .",
        ":a a owl:Class . :b a owl:Class . :c a owl:Class . [] a owl:AllDisjointClasses ; owl:members ( :a :b :c ) .",
        ("DisjointAdded", None, None, ("a", "b", "c")),
    ),
)
