"""Mappings to other vocabularies, and classes that are the same or exclude each other."""

from __future__ import annotations

from changes.samples.writing import Sample, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "a mapping says more",
        ":a a skos:Concept ; skos:closeMatch :x .",
        ":a a skos:Concept ; skos:exactMatch :x .",
        ("MappingPredicateChanged", "a", "closeMatch", "exactMatch"),
    ),
    row(
        "a mapping finds another target",
        ":a a skos:Concept ; skos:closeMatch :x .",
        ":a a skos:Concept ; skos:closeMatch :y .",
        ("MappingReplaced", "a", "https://example.org/zoo#x", "https://example.org/zoo#y"),
    ),
    row(
        "a mapping comes",
        ":a a skos:Concept .",
        ":a a skos:Concept ; skos:exactMatch :x .",
        ("MappingAdded", "a", None, "https://example.org/zoo#x"),
    ),
    row(
        "a mapping goes",
        ":a a skos:Concept ; skos:exactMatch :x .",
        ":a a skos:Concept .",
        ("MappingRemoved", "a", "https://example.org/zoo#x", None),
    ),
    row(
        "the same as another class",
        ":a a owl:Class .",
        ":a a owl:Class ; owl:equivalentClass :b .",
        ("EquivalentAdded", "a", None, "https://example.org/zoo#b"),
    ),
    row(
        "no longer the same",
        ":a a owl:Class ; owl:equivalentClass :b .",
        ":a a owl:Class .",
        ("EquivalentRemoved", "a", "https://example.org/zoo#b", None),
    ),
    row(
        "excludes another class",
        ":a a owl:Class .",
        ":a a owl:Class ; owl:disjointWith :b .",
        ("DisjointAdded", "a", None, "https://example.org/zoo#b"),
    ),
    row(
        "no longer excludes it",
        ":a a owl:Class ; owl:disjointWith :b .",
        ":a a owl:Class .",
        ("DisjointRemoved", "a", "https://example.org/zoo#b", None),
    ),
)
