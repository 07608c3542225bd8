"""Labels and keys, per language."""

from __future__ import annotations

from changes.samples.writing import Sample, facts, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "a rename keeps the old name",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en, 'Katze'@de .",
        ":a a skos:Concept ; skos:prefLabel 'house cat'@en, 'Hauskatze'@de ; skos:altLabel 'cat'@en .",
        ("PrefLabelChanged", "a", "Katze", "Hauskatze"),
        ("PrefLabelChanged", "a", "cat", "house cat"),
        ("AltLabelAdded", "a", None, "cat"),
        ("Rename", "a", "cat", "house cat"),
    ),
    row(
        "an OWL class is renamed by rdfs:label",
        ":a a owl:Class ; rdfs:label 'cat' .",
        ":a a owl:Class ; rdfs:label 'feline' .",
        ("PrefLabelChanged", "a", "cat", "feline"),
        ("Rename", "a", "cat", "feline"),
    ),
    row(
        "the same text under another tag",
        ":a a skos:Concept ; skos:prefLabel 'colour'@en .",
        ":a a skos:Concept ; skos:prefLabel 'colour'@en-GB .",
        ("LanguageTagChanged", "a", "en", "en-gb"),
    ),
    row(
        "the same key under another datatype",
        ":a a skos:Concept ; skos:notation 'a1' .",
        ":a a skos:Concept ; skos:notation 'a1'^^:code .",
        (
            "DatatypeChanged",
            "a1",
            "http://www.w3.org/2001/XMLSchema#string",
            "https://example.org/zoo#code",
            facts("notation"),
        ),
    ),
    row(
        "an alternative label is preferred now",
        ":a a skos:Concept ; skos:altLabel 'moggy'@en .",
        ":a a skos:Concept ; skos:prefLabel 'moggy'@en .",
        ("LabelRoleChanged", "a", "moggy", "moggy"),
    ),
    row(
        "a label in one more language",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en .",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en, 'chat'@fr .",
        ("PrefLabelAdded", "a", None, "chat"),
    ),
    row(
        "the last label of a language",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en, 'chat'@fr .",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en .",
        ("PrefLabelRemoved", "a", "chat", None),
    ),
    row(
        "alternative labels that are alike are one replacement",
        ":a a skos:Concept ; skos:altLabel 'tom cat'@en, 'moggy'@en .",
        ":a a skos:Concept ; skos:altLabel 'tomcat'@en, 'kitty'@en .",
        ("AltLabelReplaced", "a", "tom cat", "tomcat"),
        ("AltLabelAdded", "a", None, "kitty"),
        ("AltLabelRemoved", "a", "moggy", None),
    ),
    row(
        "a key changes",
        ":a a skos:Concept ; skos:notation 'cat' .",
        ":a a skos:Concept ; skos:notation 'felis' .",
        ("NotationChanged", "felis", "cat", "felis"),
    ),
    row(
        "a key comes",
        ":a a skos:Concept .",
        ":a a skos:Concept ; skos:notation 'cat' .",
        ("NotationAdded", "cat", None, "cat"),
    ),
    row(
        "a key goes",
        ":a a skos:Concept ; skos:notation 'cat' .",
        ":a a skos:Concept .",
        ("NotationRemoved", "a", "cat", None),
    ),
    row(
        "a deprecation under another datatype is no new one",
        ":a a skos:Concept ; owl:deprecated 'true' .",
        ":a a skos:Concept ; owl:deprecated true .",
        (
            "DatatypeChanged",
            "a",
            "http://www.w3.org/2001/XMLSchema#string",
            "http://www.w3.org/2001/XMLSchema#boolean",
        ),
    ),
)
