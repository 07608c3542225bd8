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
        ":a a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:complementOf :b ] .",
        ("LogicalAxiomChange", "a"),
    ),
)
