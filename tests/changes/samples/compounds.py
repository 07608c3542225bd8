"""What several changes come to together: merges, splits, successors; of values too, one level down."""

from __future__ import annotations

from changes.samples.writing import COAT, PETS, Sample, facts, row

COLOURS = ("blue", "green", "red")

SAMPLES: tuple[Sample, ...] = (
    row(
        "a retired identifier comes back with another meaning",
        ":a a skos:Concept ; skos:prefLabel 'horse'@en ; owl:deprecated true .",
        ":a a skos:Concept ; skos:prefLabel 'donkey'@en .",
        ("Undeprecated", "a"),
        ("PrefLabelChanged", "a", "horse", "donkey"),
        ("Rename", "a", "horse", "donkey"),
        ("Resurrect", "a", "horse", "donkey"),
    ),
    row(
        "a key of one is another one's now",
        ":a a skos:Concept ; skos:notation 'h' .",
        ":a a skos:Concept . :b a skos:Concept ; skos:notation 'h' .",
        ("NotationRemoved", "a", "h", None),
        ("EntityAdded", "h"),
        ("IdReuse", "h", "a", "h"),
    ),
    row(
        "several go at once, and what was below goes to the next parent",
        PETS + ":cat a skos:Concept ; skos:broader :house .",
        PETS.replace(":pet a", ":pet owl:deprecated true ; a").replace(":house a", ":house owl:deprecated true ; a")
        + ":cat a skos:Concept ; skos:broader :animal .",
        ("Deprecated", "pet"),
        ("Deprecated", "house"),
        ("Promoted", "cat", "house", "animal"),
        ("MultiRetire", "pet", ("house", "pet"), "animal"),
    ),
    row(
        "a branch comes",
        PETS,
        PETS + ":fish a skos:Concept ; skos:broader :pet . :carp a skos:Concept ; skos:broader :fish .",
        ("EntityAdded", "fish"),
        ("EntityAdded", "carp"),
        ("SubtreeAdded", "fish", None, "carp"),
    ),
    row(
        "a branch goes",
        PETS + ":fish a skos:Concept ; skos:broader :pet . :carp a skos:Concept ; skos:broader :fish .",
        PETS,
        ("EntityDeleted", "fish"),
        ("EntityDeleted", "carp"),
        ("SubtreeDeleted", "fish", "carp", None),
    ),
    row(
        "a label goes to another category",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en . :b a skos:Concept .",
        ":a a skos:Concept . :b a skos:Concept ; skos:altLabel 'cat'@en .",
        ("PrefLabelRemoved", "a", "cat", None),
        ("AltLabelAdded", "b", None, "cat"),
        ("LabelMoved", "b", "a", "b"),
    ),
    row(
        "a scheme is split",
        ":s a skos:ConceptScheme . :a a skos:Concept ; skos:inScheme :s . :b a skos:Concept ; skos:inScheme :s .",
        ":s a skos:ConceptScheme . :t a skos:ConceptScheme . :a a skos:Concept ; skos:inScheme :t . :b a skos:Concept ; skos:inScheme :t .",
        ("EntityAdded", "t"),
        ("RemovedFromScheme", "a", "s", None),
        ("AddedToScheme", "a", None, "t"),
        ("RemovedFromScheme", "b", "s", None),
        ("AddedToScheme", "b", None, "t"),
        ("SchemeSplit", "s", "s", "t"),
    ),
    row(
        "schemes are merged",
        ":s a skos:ConceptScheme . :t a skos:ConceptScheme . :a a skos:Concept ; skos:inScheme :s . :b a skos:Concept ; skos:inScheme :s .",
        ":t a skos:ConceptScheme . :a a skos:Concept ; skos:inScheme :t . :b a skos:Concept ; skos:inScheme :t .",
        ("EntityDeleted", "s"),
        ("RemovedFromScheme", "a", "s", None),
        ("AddedToScheme", "a", None, "t"),
        ("RemovedFromScheme", "b", "s", None),
        ("AddedToScheme", "b", None, "t"),
        ("SchemeMerge", "t", "s", "t"),
    ),
    row(
        "the same words are replaced in many labels",
        "".join(f":l{n} a skos:Concept ; skos:prefLabel '{text} lorry'@en ." for n, text in enumerate(COLOURS)),
        "".join(f":l{n} a skos:Concept ; skos:prefLabel '{text} truck'@en ." for n, text in enumerate(COLOURS)),
        *(("PrefLabelChanged", f"l{n}", f"{text} lorry", f"{text} truck") for n, text in enumerate(COLOURS)),
        *(("Rename", f"l{n}", f"{text} lorry", f"{text} truck") for n, text in enumerate(COLOURS)),
        ("LabelsReplaced", "l0", "lorry", "truck"),
    ),
    row(
        "the successor says whom it replaces",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true . :b a skos:Concept ; dcterms:replaces :a .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("EntityAdded", "b"),
        ("ReIdentify", "a", "a", "b", facts("exact")),
    ),
    row(
        "superseded, in the words of other vocabularies",
        ":a a owl:Class . :b a owl:Class . :c a skos:Concept .",
        ":a a owl:Class, owl:DeprecatedClass ; <https://schema.org/supersededBy> :b . :b a owl:Class ."
        ":c a skos:Concept ; <http://www.w3.org/ns/adms#status> <http://purl.org/adms/status/Withdrawn> ; oio:replacedBy :b .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("DeprecatedReplaced", "c", None, "b", facts("exact")),
        ("MergeIntoExisting", "b", ("a", "c"), "b"),
    ),
    row(
        "a history note tells why",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; skos:historyNote 'Retired in spring.'@en .",
        ("Deprecated", "a"),
        ("Retire", "a", "a", None),
    ),
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
