"""What needs no more than the predicate: associations, membership, and what a category carries."""

from __future__ import annotations

from changes.samples.writing import Sample, facts, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "a related category",
        ":a a skos:Concept .",
        ":a a skos:Concept ; skos:related :b .",
        ("RelatedAdded", "a", None, "https://example.org/zoo#b"),
    ),
    row(
        "no longer related",
        ":a a skos:Concept ; skos:related :b .",
        ":a a skos:Concept .",
        ("RelatedRemoved", "a", "https://example.org/zoo#b", None),
    ),
    row(
        "easily confused",
        ":a a skos:Concept . :b a skos:Concept .",
        ":a a skos:Concept ; om:confusableWith :b . :b a skos:Concept .",
        ("ConfusableAdded", "a", None, "b"),
    ),
    row(
        "no longer confused",
        ":a a skos:Concept ; om:confusableWith :b . :b a skos:Concept .",
        ":a a skos:Concept . :b a skos:Concept .",
        ("ConfusableRemoved", "a", "b", None),
    ),
    row(
        "an id in a tool",
        ":a a skos:Concept ; om:externalId 'coco:3' .",
        ":a a skos:Concept ; om:externalId 'coco:4' .",
        ("ExternalIdChanged", "a", "coco:3", "coco:4"),
    ),
    row(
        "into a scheme",
        ":a a skos:Concept . :s a skos:ConceptScheme .",
        ":a a skos:Concept ; skos:inScheme :s . :s a skos:ConceptScheme .",
        ("AddedToScheme", "a", None, "s"),
    ),
    row(
        "out of a scheme",
        ":a a skos:Concept ; skos:inScheme :s . :s a skos:ConceptScheme .",
        ":a a skos:Concept . :s a skos:ConceptScheme .",
        ("RemovedFromScheme", "a", "s", None),
    ),
    row(
        "into a collection",
        ":a a skos:Concept . :c a skos:Collection .",
        ":a a skos:Concept . :c a skos:Collection ; skos:member :a .",
        ("AddedToCollection", "a", None, "c"),
    ),
    row(
        "out of a collection",
        ":a a skos:Concept . :c a skos:Collection ; skos:member :a .",
        ":a a skos:Concept . :c a skos:Collection .",
        ("RemovedFromCollection", "a", "c", None),
    ),
    row(
        "into a list",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:OrderedCollection ; skos:memberList ( :a ) .",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:OrderedCollection ; skos:memberList ( :a :b ) .",
        ("AddedToCollection", "c", None, "b"),
    ),
    row(
        "another order in a list",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:OrderedCollection ; skos:memberList ( :a :b ) .",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:OrderedCollection ; skos:memberList ( :b :a ) .",
        ("SiblingOrderChanged", "c"),
    ),
    row(
        "a role",
        ":a a skos:Concept .",
        ":a a skos:Concept ; om:role om:Residual .",
        ("RoleChanged", "a", None, "Residual"),
    ),
    row(
        "an exclusive group",
        ":a a skos:Concept .",
        ":a a skos:Concept ; om:exclusiveGroup 'legs' .",
        ("ExclusiveGroupChanged", "a", None, "legs", facts("tightened")),
    ),
    row(
        "another geometry",
        ":a a skos:Concept ; om:geometry om:BoxGeometry .",
        ":a a skos:Concept ; om:geometry om:PolygonGeometry .",
        ("AnnotationGeometryChanged", "a", "BoxGeometry", "PolygonGeometry"),
    ),
    row(
        "one more geometry",
        ":a a skos:Concept ; om:geometry om:BoxGeometry .",
        ":a a skos:Concept ; om:geometry om:BoxGeometry, om:PolygonGeometry .",
        ("AnnotationGeometryChanged", "a", None, "PolygonGeometry", facts("widened")),
    ),
    row(
        "a colour",
        ":a a skos:Concept ; om:colour '#ff0000' .",
        ":a a skos:Concept ; om:colour '#00ff00' .",
        ("ColourChanged", "a", "#ff0000", "#00ff00"),
    ),
    row(
        "a class index changes",
        ":a a skos:Concept ; om:classIndex 7 .",
        ":a a skos:Concept ; om:classIndex 8 .",
        ("ClassIndexChanged", "a", "7", "8"),
    ),
)
