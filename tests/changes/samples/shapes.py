"""Shapes: what is checked, on what, how badly it weighs."""

from __future__ import annotations

from changes.samples.writing import Sample, row

NAMED = ":Named a sh:NodeShape ; sh:targetClass skos:Concept ; sh:property "

SAMPLES: tuple[Sample, ...] = (
    row(
        "a shape asks for more",
        NAMED + "[ sh:path skos:prefLabel ; sh:minCount 1 ] .",
        NAMED + "[ sh:path skos:prefLabel ; sh:minCount 2 ] .",
        ("ShapeTightened", "Named"),
    ),
    row(
        "a shape allows fewer values",
        NAMED + "[ sh:path om:status ; sh:in ( om:Draft om:Stable ) ] .",
        NAMED + "[ sh:path om:status ; sh:in ( om:Stable ) ] .",
        ("ShapeTightened", "Named"),
    ),
    row(
        "a shape allows more",
        NAMED + "[ sh:path skos:prefLabel ; sh:maxLength 20 ; sh:pattern 'a' ] .",
        NAMED + "[ sh:path skos:prefLabel ; sh:maxLength 40 ] .",
        ("ShapeRelaxed", "Named"),
    ),
    row(
        "a shape that gives and takes counts as tightened",
        NAMED + "[ sh:path skos:prefLabel ; sh:maxLength 20 ] .",
        NAMED + "[ sh:path skos:prefLabel ; sh:maxLength 40 ; sh:minLength 2 ] .",
        ("ShapeTightened", "Named"),
    ),
    row(
        "a shape says it in other words",
        NAMED + "[ sh:path skos:prefLabel ; sh:minCount 1 ; sh:message 'name it'@en ] .",
        NAMED + "[ sh:path skos:prefLabel ; sh:minCount 1 ; sh:message 'give it a name'@en ] .",
        ("AnnotationReplaced", "Named"),
    ),
    row(
        "a shape is checked on something else",
        ":Closed a sh:NodeShape ; sh:targetClass :a .",
        ":Closed a sh:NodeShape ; sh:targetClass :b .",
        ("TargetChanged", "Closed", "https://example.org/zoo#a", "https://example.org/zoo#b"),
    ),
    row(
        "a violation becomes a warning",
        ":Closed a sh:NodeShape ; sh:severity sh:Violation .",
        ":Closed a sh:NodeShape ; sh:severity sh:Warning .",
        ("SeverityChanged", "Closed", "Violation", "Warning"),
    ),
    row(
        "a shape is switched off",
        ":Closed a sh:NodeShape .",
        ":Closed a sh:NodeShape ; sh:deactivated true .",
        ("Deactivated", "Closed", None, "true"),
    ),
    row(
        "a shape is switched on again",
        ":Closed a sh:NodeShape ; sh:deactivated true .",
        ":Closed a sh:NodeShape .",
        ("Activated", "Closed", "true", None),
    ),
)
