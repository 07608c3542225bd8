"""Parents, tops, the order of siblings, and whether a category may be used for labeling."""

from __future__ import annotations

from changes.samples.writing import CAT, COAT, PETS, Sample, facts, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "a category rises to the top",
        PETS + CAT,
        PETS + ":cat a skos:Concept ; skos:prefLabel 'cat'@en ; skos:topConceptOf <https://example.org/zoo> .",
        ("BecameTop", "cat", "pet", None),
    ),
    row(
        "a category loses its only parent",
        PETS + CAT,
        PETS + ":cat a skos:Concept ; skos:prefLabel 'cat'@en .",
        ("BecameTop", "cat", "pet", None),
    ),
    row(
        "a category finds its first parent",
        PETS + ":cat a skos:Concept ; skos:prefLabel 'cat'@en .",
        PETS + CAT,
        ("LeftTop", "cat", None, "pet"),
    ),
    row(
        "a category gets a second parent",
        PETS + CAT,
        PETS + CAT + ":cat skos:broader :farm .",
        ("ParentAdded", "cat", None, "farm"),
    ),
    row(
        "a category loses one of two parents",
        PETS + CAT + ":cat skos:broader :farm .",
        PETS + CAT,
        ("ParentRemoved", "cat", "farm", None),
    ),
    row(
        "a parent stated from above is kept in mind",
        PETS + CAT + ":farm skos:narrower :cat .",
        PETS + ":cat a skos:Concept ; skos:prefLabel 'cat'@en . :farm skos:narrower :cat .",
        ("ParentRemoved", "cat", "pet", None),
    ),
    row(
        "a category moves below its old parent",
        PETS + CAT,
        PETS + CAT.replace(":pet", ":house"),
        ("Demoted", "cat", "pet", "house"),
    ),
    row(
        "a category moves above its old parent",
        PETS + CAT,
        PETS + CAT.replace(":pet", ":animal"),
        ("Promoted", "cat", "pet", "animal"),
    ),
    row("a category moves aside", PETS + CAT, PETS + CAT.replace(":pet", ":farm"), ("Moved", "cat", "pet", "farm")),
    row(
        "a category written as both concept and class moves once",
        PETS + CAT + ":cat a owl:Class ; rdfs:subClassOf :pet .",
        PETS + CAT.replace(":pet", ":farm") + ":cat a owl:Class ; rdfs:subClassOf :farm .",
        ("Moved", "cat", "pet", "farm"),
    ),
    row(
        "a parent becomes a related category",
        PETS + CAT,
        PETS + CAT.replace("broader", "related"),
        ("EdgePredicateChanged", "cat", "broader", "related"),
    ),
    row(
        "parents are exchanged",
        PETS + CAT,
        PETS + CAT.replace(":pet", ":farm, :house"),
        ("MultiMove", "cat", "pet", ("farm", "house")),
    ),
    row(
        "siblings change places",
        ":a a skos:Concept ; sh:order 1 .",
        ":a a skos:Concept ; sh:order 2 .",
        ("SiblingOrderChanged", "a", "1", "2", facts("indexed_by_order")),
    ),
    row(
        "an index of its own does not count by order",
        ":a a skos:Concept ; om:classIndex 7 ; sh:order 1 .",
        ":a a skos:Concept ; om:classIndex 7 ; sh:order 2 .",
        ("SiblingOrderChanged", "a", "1", "2"),
    ),
    row(
        "a category becomes a mere group",
        ":a a skos:Concept .",
        ":a a skos:Concept ; om:selectable false .",
        ("AnnotatableChanged", "a", None, "false", facts("turned_off")),
    ),
    row(
        "a rank",
        COAT + " :s a om:Value ; om:valueOf :coat ; sh:order 1 .",
        COAT + " :s a om:Value ; om:valueOf :coat ; sh:order 3 .",
        ("ValueOrderChanged", "s", "1", "3", facts("ordinal")),
    ),
)
