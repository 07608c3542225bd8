"""What comes, goes, is deprecated, and turns into another kind of thing."""

from __future__ import annotations

from changes.samples.writing import CAT, COAT, EXAMPLE, LEGS, RULE, Sample, facts, row

SAMPLES: tuple[Sample, ...] = (
    row("a new category takes all its lines", "", CAT, ("EntityAdded", "cat")),
    row("a category with no line left is deleted", CAT, "", ("EntityDeleted", "cat")),
    row(
        "a new category owns its restriction and the edge from above",
        ":pet a skos:Concept .",
        ":pet a skos:Concept ; skos:narrower :cat . :cat a skos:Concept ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue 1 ] .",
        ("EntityAdded", "cat"),
    ),
    row("a scheme is an entity too", "", ":s a skos:ConceptScheme ; dcterms:title 'zoo'@en .", ("EntityAdded", "s")),
    row(
        "a required attribute says so",
        "",
        LEGS + " ; om:required true .",
        ("AttributeAdded", "legs", None, None, facts("value_required")),
    ),
    row("an attribute goes", LEGS + ".", "", ("AttributeRemoved", "legs")),
    row(
        "a value comes with its attribute",
        "",
        COAT + ":short a om:Value ; om:valueOf :coat .",
        ("AttributeAdded", "coat"),
        ("ValueAdded", "short", None, None, facts("with_attribute")),
    ),
    row(
        "a value comes to an attribute", COAT, COAT + ":short a om:Value ; om:valueOf :coat .", ("ValueAdded", "short")
    ),
    row("a value goes", COAT + ":short a om:Value ; om:valueOf :coat .", COAT, ("ValueRemoved", "short")),
    row("a rule comes", "", RULE + ".", ("RuleAdded", "r1")),
    row("a rule goes", RULE + ".", "", ("RuleRemoved", "r1")),
    row("an example comes", "", EXAMPLE + ".", ("ExampleAdded", "e1")),
    row("an example goes", EXAMPLE + ".", "", ("ExampleRemoved", "e1")),
    row(
        "a category becomes a value",
        ":a a skos:Concept ; skos:prefLabel 'a'@en .",
        ":a a om:Value ; skos:prefLabel 'a'@en .",
        ("KindChanged", "a", "Concept", "Value"),
    ),
    row(
        "a concept becomes a class besides",
        ":a a skos:Concept .",
        ":a a skos:Concept, owl:Class .",
        ("KindChanged", "a", None, "Class", facts("pun")),
    ),
    row(
        "a deprecation without anything",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true .",
        ("Deprecated", "a"),
    ),
    row(
        "alternatives are for a person to weigh",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; oio:consider :b, :c . :b a skos:Concept . :c a skos:Concept .",
        ("DeprecatedConsider", "a", None, ("b", "c")),
        ("EntityAdded", "b"),
        ("EntityAdded", "c"),
    ),
    row(
        "no longer deprecated",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b .",
        ":a a skos:Concept .",
        ("Undeprecated", "a"),
    ),
    row(
        "a corrected successor is lineage",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :c .",
        ("LineageChanged", "a"),
    ),
    row(
        "a split part alone belongs to its category",
        ":a a skos:Concept ; owl:deprecated true . <https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :b ; sh:order 1 .",
        ":a a skos:Concept ; owl:deprecated true . <https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :b ; sh:order 2 .",
        ("LineageChanged", "a"),
    ),
    row(
        "a status moves on",
        ":a a skos:Concept ; om:status om:Draft .",
        ":a a skos:Concept ; om:status om:Stable .",
        ("StatusChanged", "a", "Draft", "Stable"),
    ),
    row(
        "another class",
        ":a a skos:Concept, :old .",
        ":a a skos:Concept, :new .",
        ("TypeReclassified", "a", "https://example.org/zoo#old", "https://example.org/zoo#new"),
    ),
)
