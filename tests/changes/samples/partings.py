"""A category stays and gives a part, becomes a value of an attribute or comes out of one, or changes places."""

from __future__ import annotations

from changes.samples.writing import Sample, facts, row

ABC = ":a a skos:Concept . :b a skos:Concept . :c a skos:Concept ."
SERVICE = (
    ":service a om:Attribute, owl:ObjectProperty ; om:valueKind om:Single . :police a om:Value ; om:valueOf :service ."
)
OFF = "<https://example.org/zoo#%s/split-off/1> a om:SplitOff ; om:partOf :%s ; om:part :%s"

SAMPLES: tuple[Sample, ...] = (
    row(
        "a part leaves a category that stays, by a condition",
        ":a a skos:Concept .",
        ":a a skos:Concept . :b a skos:Concept . " + OFF % ("a", "a", "b") + " ; om:when 'legs > 2' .",
        ("EntityAdded", "b"),
        ("LineageChanged", "a"),
        ("SplitOff", "a", "a", "b", facts("conditions_cover")),
    ),
    row(
        "two parts leave, and people decide on one",
        ":a a skos:Concept . :b a skos:Concept .",
        ABC
        + OFF % ("a", "a", "b")
        + " ; om:when 'legs > 2' . "
        + "<https://example.org/zoo#a/split-off/2> a om:SplitOff ; om:partOf :a ; om:part :c .",
        ("EntityAdded", "c"),
        ("LineageChanged", "a"),
        ("SplitOff", "a", "a", ("b", "c")),
    ),
    row(
        "a new category takes a part of several",
        ":a a skos:Concept . :b a skos:Concept .",
        ABC + OFF % ("a", "a", "c") + " . " + OFF % ("b", "b", "c") + " .",
        ("EntityAdded", "c"),
        ("LineageChanged", "a"),
        ("LineageChanged", "b"),
        ("TakesFrom", "c", ("a", "b"), "c"),
    ),
    row(
        "two categories are cut anew into two others",
        ABC + " :d a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; oio:consider :c, :d . :b a skos:Concept ; owl:deprecated true ; oio:consider :c, :d ."
        ":c a skos:Concept . :d a skos:Concept ."
        "<https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :c . <https://example.org/zoo#a/split/2> a om:SplitPart ; om:partOf :a ; om:part :d ."
        "<https://example.org/zoo#b/split/1> a om:SplitPart ; om:partOf :b ; om:part :c . <https://example.org/zoo#b/split/2> a om:SplitPart ; om:partOf :b ; om:part :d .",
        ("DeprecatedConsider", "a", None, ("c", "d")),
        ("DeprecatedConsider", "b", None, ("c", "d")),
        ("Redistribute", "a", ("a", "b"), ("c", "d")),
    ),
    row(
        "a category becomes a value of an attribute of another",
        ":a a skos:Concept . :b a skos:Concept . " + SERVICE,
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b ; skos:broadMatch :b . :b a skos:Concept . "
        + SERVICE
        + "<https://example.org/zoo#a/facet-out/1> a om:FacetOut ; om:partOf :a ; om:part :b ; om:facet :service ; om:facetValue 'police' .",
        ("DeprecatedReplaced", "a", None, "b", facts("broad")),
        ("FacetOut", "a", "a", ("b", "service=police")),
    ),
    row(
        "a value of an attribute becomes a category",
        ":b a skos:Concept . " + SERVICE,
        ":a a skos:Concept . :b a skos:Concept . "
        + SERVICE
        + "<https://example.org/zoo#b/facet-in/1> a om:FacetIn ; om:partOf :b ; om:part :a ; om:facet :service ; om:facetValue 'police' .",
        ("EntityAdded", "a"),
        ("LineageChanged", "b"),
        ("FacetIn", "a", ("b", "service=police"), "a"),
    ),
    row(
        "two names are exchanged, and nobody says why",
        ":a a skos:Concept ; skos:prefLabel 'left'@en . :b a skos:Concept ; skos:prefLabel 'right'@en .",
        ":a a skos:Concept ; skos:prefLabel 'right'@en . :b a skos:Concept ; skos:prefLabel 'left'@en .",
        ("PrefLabelChanged", "a", "left", "right"),
        ("PrefLabelChanged", "b", "right", "left"),
        ("LabelMoved", "a", "b", "a"),
        ("LabelMoved", "b", "a", "b"),
        ("Swap", "a", "a", "b"),
    ),
    row(
        "two names are exchanged on purpose",
        ":a a skos:Concept ; skos:prefLabel 'left'@en . :b a skos:Concept ; skos:prefLabel 'right'@en .",
        ":a a skos:Concept ; skos:prefLabel 'right'@en ; om:swappedWith :b . :b a skos:Concept ; skos:prefLabel 'left'@en ; om:swappedWith :a .",
        ("PrefLabelChanged", "a", "left", "right"),
        ("PrefLabelChanged", "b", "right", "left"),
        ("LineageChanged", "a"),
        ("LineageChanged", "b"),
        ("LabelMoved", "a", "b", "a"),
        ("LabelMoved", "b", "a", "b"),
        ("Swap", "a", "a", "b", facts("declared_swap")),
    ),
    row(
        "the same texts in two languages are no exchange",
        ":a a skos:Concept ; skos:prefLabel 'left'@en . :b a skos:Concept ; skos:prefLabel 'right'@de .",
        ":a a skos:Concept ; skos:prefLabel 'right'@en . :b a skos:Concept ; skos:prefLabel 'left'@de .",
        ("PrefLabelChanged", "a", "left", "right"),
        ("PrefLabelChanged", "b", "right", "left"),
        ("Rename", "a", "left", "right"),
        ("Rename", "b", "right", "left"),
    ),
    row(
        "what was merged is apart again",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept ; om:mergedFrom :a .",
        ":a a skos:Concept . :b a skos:Concept .",
        ("Undeprecated", "a"),
        ("LineageChanged", "b"),
        ("Unmerge", "b", "b", "a"),
    ),
    row(
        "what was split is whole again",
        ":a a skos:Concept ; owl:deprecated true ; oio:consider :b, :c . :b a skos:Concept . :c a skos:Concept ."
        "<https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :b ."
        "<https://example.org/zoo#a/split/2> a om:SplitPart ; om:partOf :a ; om:part :c .",
        ":a a skos:Concept . :b a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :a . :c a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :a .",
        ("Undeprecated", "a"),
        ("DeprecatedReplaced", "b", None, "a", facts("exact")),
        ("DeprecatedReplaced", "c", None, "a", facts("exact")),
        ("MergeIntoExisting", "a", ("b", "c"), "a"),
        ("Unsplit", "a", ("b", "c"), "a"),
    ),
)
