"""What follows from moved edges: it claims no line."""

from __future__ import annotations

from changes.samples.writing import LEGS, PETS, Sample, row

KITTENS = ":cat a skos:Concept ; skos:broader %s . :kitten a skos:Concept ; skos:broader :cat ."
TAME = ":tame a skos:Concept ; skos:broader :animal . "

SAMPLES: tuple[Sample, ...] = (
    row(
        "a new category comes between",
        PETS,
        PETS.replace(":pet a skos:Concept ; skos:broader :animal", ":pet a skos:Concept ; skos:broader :tame") + TAME,
        ("EntityAdded", "tame"),
        ("Demoted", "pet", "animal", "tame"),
        ("SubtreeMoved", "pet", "animal", "tame"),
        ("InsertedBetween", "tame", "animal", "pet"),
        ("InferredAncestorsChanged", "pet", None, "1"),
    ),
    row(
        "a category between others is deprecated",
        TAME + ":animal a skos:Concept . :cat a skos:Concept ; skos:broader :tame .",
        TAME + ":tame owl:deprecated true . :animal a skos:Concept . :cat a skos:Concept ; skos:broader :animal .",
        ("Deprecated", "tame"),
        ("Promoted", "cat", "tame", "animal"),
        ("RemovedBetween", "tame", "animal", "cat"),
    ),
    row(
        "a circle closes",
        ":a a skos:Concept . :b a skos:Concept ; skos:broader :a .",
        ":a a skos:Concept ; skos:broader :b . :b a skos:Concept ; skos:broader :a .",
        ("LeftTop", "a", None, "b"),
        ("SubtreeMoved", "a", None, "b"),
        ("CycleIntroduced", "a", None, ("a", "b")),
        ("InferredAncestorsChanged", "a", None, "1"),
    ),
    row(
        "a category is its own parent",
        ":a a skos:Concept .",
        ":a a skos:Concept ; skos:broader :a .",
        ("ParentAdded", "a", None, "a"),
        ("CycleIntroduced", "a", None, "a"),
    ),
    row(
        "a circle opens",
        ":a a skos:Concept ; skos:broader :b . :b a skos:Concept ; skos:broader :a .",
        ":a a skos:Concept . :b a skos:Concept ; skos:broader :a .",
        ("BecameTop", "a", "b", None),
        ("SubtreeMoved", "a", "b", None),
        ("CycleRemoved", "a", ("a", "b"), None),
        ("InferredAncestorsChanged", "a", None, "1"),
    ),
    row(
        "what is below goes along",
        PETS + KITTENS % ":pet",
        PETS + KITTENS % ":farm",
        ("Moved", "cat", "pet", "farm"),
        ("SubtreeMoved", "cat", "pet", "farm"),
        ("InferredAncestorsChanged", "cat", None, "1"),
    ),
    row(
        "attributes are inherited where a category stands",
        PETS
        + ":cat a skos:Concept ; skos:broader :pet ."
        + LEGS
        + "; om:appliesTo :pet . :milk a om:Attribute ; om:valueKind om:Decimal ; om:appliesTo :farm .",
        PETS
        + ":cat a skos:Concept ; skos:broader :farm ."
        + LEGS
        + "; om:appliesTo :pet . :milk a om:Attribute ; om:valueKind om:Decimal ; om:appliesTo :farm .",
        ("Moved", "cat", "pet", "farm"),
        ("EntailmentGained", "cat", None, "milk"),
        ("EntailmentLost", "cat", "legs", None),
    ),
    row(
        "what was both can be nothing, once they exclude each other",
        PETS + ":cat a skos:Concept ; skos:broader :pet, :farm . :kitten a skos:Concept ; skos:broader :cat .",
        PETS
        + ":pet owl:disjointWith :farm . :cat a skos:Concept ; skos:broader :pet, :farm . :kitten a skos:Concept ; skos:broader :cat .",
        ("DisjointAdded", "pet", None, "farm"),
        ("ClassBecameUnsatisfiable", "cat", None, ("farm", "pet")),
    ),
    row(
        "nothing can be both",
        PETS + ":pet owl:disjointWith :farm . :cat a skos:Concept ; skos:broader :pet .",
        PETS + ":pet owl:disjointWith :farm . :cat a skos:Concept ; skos:broader :pet, :farm .",
        ("ParentAdded", "cat", None, "farm"),
        ("ClassBecameUnsatisfiable", "cat", None, ("farm", "pet")),
    ),
)
