"""Lines that are written differently and say the same."""

from __future__ import annotations

from changes.samples.writing import CAT, LEGS, Sample, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "an edge from above instead of from below is the same edge",
        CAT + ":pet a skos:Concept .",
        ":cat a skos:Concept ; skos:prefLabel 'cat'@en . :pet a skos:Concept ; skos:narrower :cat .",
        ("RepresentationChanged", "cat"),
    ),
    row(
        "a subclass edge beside the broader one is the same edge",
        CAT,
        CAT + ":cat rdfs:subClassOf :pet .",
        ("RepresentationChanged", "cat"),
    ),
    row(
        "related is symmetric",
        ":a a skos:Concept ; skos:related :b . :b a skos:Concept .",
        ":a a skos:Concept . :b a skos:Concept ; skos:related :a .",
        ("RepresentationChanged", "a"),
        ("RepresentationChanged", "b"),
    ),
    row(
        "a number in another lexical form is the same number",
        ":a a skos:Concept ; sh:order 1 .",
        ":a a skos:Concept ; sh:order 1.0 .",
        ("RepresentationChanged", "a"),
    ),
    row(
        "an absence spelled out is the same absence",
        LEGS + ". :a a skos:Concept .",
        LEGS + " ; om:required false . :a a skos:Concept ; om:selectable true .",
        ("RepresentationChanged", "legs"),
        ("RepresentationChanged", "a"),
    ),
    row(
        "a top stated from the scheme is the same top",
        ":s a skos:ConceptScheme . :a a skos:Concept ; skos:topConceptOf :s .",
        ":s a skos:ConceptScheme ; skos:hasTopConcept :a . :a a skos:Concept .",
        ("RepresentationChanged", "a"),
    ),
)
