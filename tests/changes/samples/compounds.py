"""What several changes come to together: merges, splits, successors; of values too, one level down."""

from __future__ import annotations

from changes.samples.writing import COAT, Sample, facts, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "a retirement claims reason and disposition",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; om:disposition om:IgnoreLabels ; om:reason 'rare'@en .",
        ("Deprecated", "a", None, None, facts("declared_disposition", "ignore_labels")),
        ("Retire", "a", "a", None, facts("declared_disposition", "ignore_labels")),
    ),
    row(
        "one exact new successor is a change of identity",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b ; obo:IAO_0100001 :b . :b a skos:Concept .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("EntityAdded", "b"),
        ("ReIdentify", "a", "a", "b", facts("exact")),
    ),
    row(
        "a broader successor supersedes",
        ":a a skos:Concept . :b a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b ; skos:broadMatch :b . :b a skos:Concept .",
        ("DeprecatedReplaced", "a", None, "b", facts("broad")),
        ("Supersede", "a", "a", "b", facts("broad")),
    ),
    row(
        "a merge into a new category",
        ":a a skos:Concept . :b a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :c . :b a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :c ."
        ":c a skos:Concept ; om:mergedFrom :a, :b .",
        ("DeprecatedReplaced", "a", None, "c", facts("exact")),
        ("DeprecatedReplaced", "b", None, "c", facts("exact")),
        ("EntityAdded", "c"),
        ("MergeIntoNew", "c", ("a", "b"), "c"),
    ),
    row(
        "a merge into one that stays",
        ":a a skos:Concept . :b a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept ; om:mergedFrom :a .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("LineageChanged", "b"),
        ("MergeIntoExisting", "b", "a", "b"),
    ),
    row(
        "a split that conditions decide",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; oio:consider :b, :c . :b a skos:Concept . :c a skos:Concept ."
        "<https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :b ; om:when 'legs > 2' ; sh:order 1 ."
        "<https://example.org/zoo#a/split/2> a om:SplitPart ; om:partOf :a ; om:part :c ; sh:order 2 .",
        ("DeprecatedConsider", "a", None, ("b", "c"), facts("conditions_cover")),
        ("Split", "a", "a", ("b", "c"), facts("conditions_cover")),
    ),
    row(
        "a split whose conditions leave some undecided",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; oio:consider :b, :c . :b a skos:Concept . :c a skos:Concept ."
        "<https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :b ; om:when 'legs > 2' ."
        "<https://example.org/zoo#a/split/2> a om:SplitPart ; om:partOf :a ; om:part :c ; om:when 'legs < 2' .",
        ("DeprecatedConsider", "a", None, ("b", "c"), facts("conditional")),
        ("Split", "a", "a", ("b", "c"), facts("conditional")),
    ),
    row(
        "a value is replaced",
        COAT + " :s a om:Value ; om:valueOf :coat .",
        COAT
        + " :s a om:Value ; om:valueOf :coat ; owl:deprecated true ; dcterms:isReplacedBy :t . :t a om:Value ; om:valueOf :coat .",
        ("DeprecatedReplaced", "s", None, "t", facts("exact")),
        ("ValueAdded", "t"),
        ("ValueReplaced", "s", "s", "t", facts("exact")),
    ),
    row(
        "two values become one",
        COAT + " :s a om:Value ; om:valueOf :coat . :t a om:Value ; om:valueOf :coat .",
        COAT
        + " :s a om:Value ; om:valueOf :coat ; owl:deprecated true ; dcterms:isReplacedBy :u . :t a om:Value ; om:valueOf :coat ; owl:deprecated true ; dcterms:isReplacedBy :u . :u a om:Value ; om:valueOf :coat .",
        ("DeprecatedReplaced", "s", None, "u", facts("exact")),
        ("DeprecatedReplaced", "t", None, "u", facts("exact")),
        ("ValueAdded", "u"),
        ("ValuesMerged", "u", ("s", "t"), "u"),
    ),
    row(
        "values that are gone were merged, as declared",
        COAT + " :s a om:Value ; om:valueOf :coat . :t a om:Value ; om:valueOf :coat .",
        COAT + ":u a om:Value ; om:valueOf :coat ; om:mergedFrom :s, :t .",
        ("ValueRemoved", "s"),
        ("ValueRemoved", "t"),
        ("ValueAdded", "u"),
        ("ValuesMerged", "u", ("s", "t"), "u"),
    ),
    row(
        "a value is split",
        COAT
        + " :s a om:Value ; om:valueOf :coat . :t a om:Value ; om:valueOf :coat . :u a om:Value ; om:valueOf :coat .",
        COAT
        + " :s a om:Value ; om:valueOf :coat ; owl:deprecated true ; dcterms:isReplacedBy :t, :u . :t a om:Value ; om:valueOf :coat . :u a om:Value ; om:valueOf :coat .",
        ("DeprecatedConsider", "s", None, ("t", "u")),
        ("ValueSplit", "s", "s", ("t", "u")),
    ),
)
