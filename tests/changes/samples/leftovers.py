"""The open kinds, and what nothing claims."""

from __future__ import annotations

from changes.samples.writing import Sample, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "a note is replaced",
        ":a a skos:Concept ; skos:note 'old'@en .",
        ":a a skos:Concept ; skos:note 'new'@en .",
        ("AnnotationReplaced", "a", "old", "new"),
    ),
    row(
        "a note under another predicate",
        ":a a skos:Concept ; skos:note 'x'@en .",
        ":a a skos:Concept ; skos:historyNote 'x'@en .",
        ("AnnotationPredicateChanged", "a", "x", "x"),
    ),
    row(
        "a note comes",
        ":a a skos:Concept .",
        ":a a skos:Concept ; skos:editorialNote 'x'@en .",
        ("AnnotationAdded", "a", None, "x"),
    ),
    row(
        "a foreign statement goes",
        ":a a skos:Concept ; prov:wasDerivedFrom :b .",
        ":a a skos:Concept .",
        ("AnnotationRemoved", "a", "https://example.org/zoo#b", None),
    ),
    row(
        "a line that nothing claims",
        ":a a skos:Concept .",
        ":a a skos:Concept ; sh:severity sh:Info .",
        ("UnclassifiedTriple", "a", None, "Info"),
    ),
)
