"""Definitions, notes and examples."""

from __future__ import annotations

from changes.samples.writing import EXAMPLE, Sample, facts, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "an undeclared change of a definition redefines",
        ":a a skos:Concept ; skos:definition 'A small cat.'@en .",
        ":a a skos:Concept ; skos:definition 'A cat of any size.'@en .",
        ("DefinitionReplaced", "a", "A small cat.", "A cat of any size."),
        ("Redefine", "a", "A small cat.", "A cat of any size."),
    ),
    row(
        "case, white space and punctuation are editorial",
        ":a a skos:Concept ; skos:definition 'a small  cat'@en .",
        ":a a skos:Concept ; skos:definition 'A small cat.'@en .",
        ("DefinitionReplaced", "a", "a small  cat", "A small cat.", facts("editorial")),
    ),
    row(
        "a decimal point is no mere punctuation",
        ":a a skos:Concept ; skos:definition 'Below 1.5 m'@en .",
        ":a a skos:Concept ; skos:definition 'Below 15 m'@en .",
        ("DefinitionReplaced", "a", "Below 1.5 m", "Below 15 m"),
        ("Redefine", "a", "Below 1.5 m", "Below 15 m"),
    ),
    row(
        "a declared stay is editorial",
        ":a a skos:Concept ; skos:definition 'A small cat'@en .",
        ":a a skos:Concept ; skos:definition 'A cat that is small'@en ."
        "<https://example.org/zoo#a/redefinition/1> a om:Redefinition ; om:redefines :a ; om:meaning om:Stays .",
        ("LineageChanged", "a", None, None, facts("stays")),
        ("DefinitionReplaced", "a", "A small cat", "A cat that is small", facts("editorial")),
    ),
    row(
        "a declared narrowing redefines",
        ":a a skos:Concept ; skos:definition 'A cat'@en .",
        ":a a skos:Concept ; skos:definition 'A small cat'@en ."
        "<https://example.org/zoo#a/redefinition/1> a om:Redefinition ; om:redefines :a ; om:meaning om:Narrows ; skos:changeNote 'Lions left.'@en .",
        ("LineageChanged", "a", None, None, facts("narrows")),
        ("DefinitionReplaced", "a", "A cat", "A small cat", facts("narrows")),
        ("Redefine", "a", "A cat", "A small cat", facts("narrows")),
    ),
    row(
        "a translation is editorial, a first definition is not",
        ":a a skos:Concept ; skos:definition 'A cat'@en . :b a skos:Concept .",
        ":a a skos:Concept ; skos:definition 'A cat'@en, 'Eine Katze'@de . :b a skos:Concept ; skos:definition 'A bee'@en .",
        ("DefinitionAdded", "a", None, "Eine Katze", facts("editorial")),
        ("DefinitionAdded", "b", None, "A bee"),
        ("Redefine", "b", None, "A bee"),
    ),
    row(
        "a definition goes",
        ":a a skos:Concept ; skos:definition 'A cat'@en .",
        ":a a skos:Concept .",
        ("DefinitionRemoved", "a", "A cat", None),
        ("Redefine", "a", "A cat", None),
    ),
    row(
        "what is included changes with the scope note",
        ":a a skos:Concept ; skos:scopeNote 'Indoors'@en .",
        ":a a skos:Concept ; skos:scopeNote 'Indoors.'@en ; om:includes 'Kittens'@en .",
        ("ScopeNoteChanged", "a", "Indoors", "Indoors.", facts("editorial")),
        ("ScopeNoteChanged", "a", None, "Kittens"),
    ),
    row(
        "how to draw changes",
        ":a a skos:Concept ; om:geometryNote 'With the tail'@en .",
        ":a a skos:Concept ; om:geometryNote 'Without the tail'@en .",
        ("GeometryNoteChanged", "a", "With the tail", "Without the tail"),
    ),
    row(
        "a positive example becomes a negative one",
        EXAMPLE + " ; om:polarity om:Positive .",
        EXAMPLE + " ; om:polarity om:Negative .",
        ("ExampleChanged", "e1", "Positive", "Negative", facts("polarity_flipped")),
    ),
    row(
        "an example points at what took over from what it pointed at",
        ":a a skos:Concept . :b a skos:Concept . :e1 a om:Example ; om:illustrates :a ; om:expects :a .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept . :e1 a om:Example ; om:illustrates :b ; om:expects :b .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("MergeIntoExisting", "b", "a", "b"),
        ("ExampleChanged", "e1", "a", "b", facts("consequence")),
    ),
    row(
        "an example points at something else than what took over",
        ":a a skos:Concept . :b a skos:Concept . :e1 a om:Example ; om:illustrates :a ; om:expects :a .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept . :e1 a om:Example ; om:illustrates :b ; om:expects :e1 .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("MergeIntoExisting", "b", "a", "b"),
        ("ExampleChanged", "e1", "a", ("b", "e1"), facts("polarity_flipped")),
    ),
    row(
        "an example points at what took over, and no longer at something else",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:Concept . :e1 a om:Example ; om:illustrates :a, :c .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept . :c a skos:Concept . :e1 a om:Example ; om:illustrates :b .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("MergeIntoExisting", "b", "a", "b"),
        ("ExampleChanged", "e1", ("a", "c"), "b", facts("polarity_flipped")),
    ),
    row(
        "an example points at what took over, and at something else besides",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:Concept . :e1 a om:Example ; om:illustrates :a .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept . :c a skos:Concept . :e1 a om:Example ; om:illustrates :b, :c .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("MergeIntoExisting", "b", "a", "b"),
        ("ExampleChanged", "e1", "a", ("b", "c"), facts("polarity_flipped")),
    ),
    row(
        "an example in words on the category",
        ":a a skos:Concept ; skos:example 'Felix'@en .",
        ":a a skos:Concept ; skos:example 'Garfield'@en .",
        ("ExampleChanged", "a", "Felix", "Garfield"),
    ),
    row(
        "an axiom annotation belongs to its source",
        ":a a owl:Class ; rdfs:subClassOf :b .",
        ":a a owl:Class ; rdfs:subClassOf :b . [] a owl:Axiom ; owl:annotatedSource :a ; owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget :b ; rdfs:comment 'why' .",
        ("StatementMetadataChanged", "a"),
    ),
)
