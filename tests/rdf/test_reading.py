"""The model out of statements: ours in full, anyone's as far as they go."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ontoman.model import Disposition, LangString, Lineage, Meaning, Role, SplitPart, ValueKind, Verdict, names
from ontoman.rdf import ontology_of, parse_text

NS = "https://e.org/s#"
PREFIXES = (
    f"@prefix : <{NS}> . @prefix om: <{names.OM_NS}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    + "".join(f"@prefix {prefix}: <{iri}> . " for prefix, iri in names.PREFIXES.items() if prefix not in {"om", "xsd"})
)

STREETS = """
: a owl:Ontology, skos:ConceptScheme ; dcterms:title "Streets"@en, "Straßen"@de ; dcterms:description "What stands on a street."@en ;
    owl:versionIRI <https://e.org/s/1.0.0> ; owl:versionInfo "1.0.0" ; owl:priorVersion <https://e.org/s/0.9> ; dcterms:creator "us" .
:v a skos:Concept, owl:Class ; skos:notation "vehicle" ; skos:prefLabel "vehicle"@en ; skos:topConceptOf : ; om:selectable false .
:t a skos:Concept, owl:Class ; skos:notation "truck" ; skos:prefLabel "truck"@en, "Lastwagen"@de ; skos:altLabel "lorry"@en-gb ;
    skos:broader :v ; skos:related :z ; skos:definition "Carries goods."@en ; skos:scopeNote "With its trailer."@en ; om:includes "Pickups"@en ;
    om:status om:Stable ; om:role om:Residual ; om:exclusiveGroup "vehicles" ; owl:disjointWith :v ; om:geometry om:BoxGeometry, om:CuboidGeometry ;
    om:scope om:TrackScope ; sh:order 2.5 ; om:colour "#00ff00" ; om:classIndex 007 ; om:externalId "coco:8", "kitti:Truck:1" ;
    om:confusableWith :v ; owl:deprecated true ; om:disposition om:ToResidual ; om:residual :v ; om:reason "Too coarse."@en ;
    oio:consider :y, :x ; dcterms:isReplacedBy :y ; skos:broadMatch :y .
:z a skos:Concept ; skos:notation "zebra" ; om:mergedFrom :y, :x .
<https://e.org/s#t/split/2> a om:SplitPart ; om:partOf :t ; om:part :x ; om:when "wheels > 2" ; sh:order 1 .
<https://e.org/s#t/split/1> a om:SplitPart ; om:partOf :t ; om:part :y ; sh:order 2 .
<https://e.org/s#t/redefinition/1> a om:Redefinition ; om:redefines :t ; om:meaning om:Narrows ; skos:changeNote "no pickups"@en .
:vis a om:Attribute, owl:ObjectProperty ; skos:notation "visibility" ; skos:prefLabel "visibility"@en ; om:valueKind om:Ordinal ;
    om:required true ; om:default "low" ; om:perFrame "1"^^xsd:boolean ; om:appliesTo :v, :t ; om:condition "category = 'truck'" ; sh:order 1 .
:hi a om:Value ; om:valueOf :vis ; skos:notation "high" ; sh:order 10 .
:lo a om:Value ; om:valueOf :vis ; skos:notation "low" ; sh:order 9 .
:len a om:Attribute, owl:DatatypeProperty ; skos:notation "length" ; om:valueKind om:Decimal ; om:unit "m" ; om:minimum 0 ; om:maximum 30.0 .
:r a om:EdgeCaseRule ; skos:notation "R1" ; om:condition "visibility = 'low'" ; om:situation "hardly seen"@en ; om:verdict om:SetAttribute ;
    om:setAttribute :vis ; om:setValue "low" ; om:useCategory :t ; om:appliesTo :t ; om:priority 10 ; om:exceptionTo :q ; om:rationale "why"@en ; om:decision "D-7" .
:e a om:Example ; skos:prefLabel "a pickup"@en ; om:polarity om:Borderline ; om:text "It has a bed."@en ; om:media "img/1.jpg" ; om:illustrates :t ; om:expects :v .
"""


def read(turtle):
    return ontology_of(parse_text(PREFIXES + turtle, "turtle"))


@pytest.fixture(scope="module")
def streets():
    return read(STREETS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "truck"),
        ("labels", (LangString("Lastwagen", "de"), LangString("truck", "en"))),
        ("alt_labels", (LangString("lorry", "en-gb"),)),
        ("definitions", (LangString("Carries goods.", "en"),)),
        ("notes", ((names.SCOPE_NOTE, LangString("With its trailer.", "en")), (names.INCLUDES, LangString("Pickups", "en")))),
        ("broader", (NS + "v",)),
        ("related", (NS + "z",)),
        ("status", "Stable"),
        ("selectable", True),
        ("role", Role.RESIDUAL),
        ("exclusive_groups", ("vehicles",)),
        ("disjoint_with", (NS + "v",)),
        ("geometries", ("BoxGeometry", "CuboidGeometry")),
        ("scopes", ("TrackScope",)),
        ("order", Decimal("2.5")),
        ("colour", "#00ff00"),
        ("class_index", 7),
        ("external_ids", (("coco", "8"), ("kitti", "Truck:1"))),
        ("confusable_with", (NS + "v",)),
        ("deprecated", True),
    ],
)  # fmt: skip
def test_a_category_carries_all_that_was_said(streets, field, value):
    assert getattr(streets.categories[NS + "t"], field) == value


def test_the_lineage_is_what_was_declared(streets):
    assert streets.categories[NS + "t"].lineage == Lineage(
        replaced_by=(NS + "y",),
        consider=(NS + "x", NS + "y"),
        split=(
            SplitPart(NS + "t/split/2", NS + "x", "wheels > 2", Decimal(1)),
            SplitPart(NS + "t/split/1", NS + "y", None, Decimal(2)),
        ),
        relation="broad",
        disposition=Disposition.TO_RESIDUAL,
        residual=NS + "v",
        reasons=(LangString("Too coarse.", "en"),),
    )
    assert streets.categories[NS + "z"].lineage.merged_from == (NS + "x", NS + "y")
    (redefinition,) = streets.redefinitions
    assert (redefinition.redefines, redefinition.meaning, redefinition.note) == (
        NS + "t",
        Meaning.NARROWS,
        "no pickups",
    )


def test_an_attribute_has_its_values_in_order_of_rank(streets):
    visibility = streets.attributes[NS + "vis"]
    assert [value.key for value in visibility.values] == ["low", "high"]
    assert {value.attribute for value in visibility.values} == {NS + "vis"}
    assert (visibility.kind, visibility.required, visibility.default, visibility.per_frame) == (
        ValueKind.ORDINAL,
        True,
        "low",
        True,
    )
    assert (visibility.applies_to, visibility.condition) == ((NS + "t", NS + "v"), "category = 'truck'")
    length = streets.attributes[NS + "len"]
    assert (length.kind, length.unit, length.minimum, length.maximum) == (
        ValueKind.DECIMAL,
        "m",
        Decimal(0),
        Decimal("30.0"),
    )
    assert list(streets.attributes) == [NS + "len", NS + "vis"]


def test_a_rule_and_an_example_carry_all_that_was_said(streets):
    rule = streets.rules[NS + "r"]
    assert (rule.key, rule.condition, rule.situations) == (
        "R1",
        "visibility = 'low'",
        (LangString("hardly seen", "en"),),
    )
    assert (rule.verdict, rule.use_category, rule.set_attribute, rule.set_value) == (
        Verdict.SET_ATTRIBUTE,
        NS + "t",
        NS + "vis",
        "low",
    )
    assert (rule.priority, rule.exception_to, rule.decisions, rule.applies_to) == (
        10,
        (NS + "q",),
        ("D-7",),
        (NS + "t",),
    )
    assert rule.rationales == (LangString("why", "en"),)
    example = streets.examples[NS + "e"]
    assert (example.label(), example.polarity, example.media) == ("a pickup", "Borderline", "img/1.jpg")
    assert (example.texts, example.illustrates, example.expects) == (
        (LangString("It has a bed.", "en"),),
        (NS + "t",),
        (NS + "v",),
    )


def test_the_header_says_what_the_ontology_is(streets):
    header = streets.header
    assert (header.iri, header.version, header.version_iri, header.prior_version) == (
        NS,
        "1.0.0",
        "https://e.org/s/1.0.0",
        "https://e.org/s/0.9",
    )
    assert header.titles == (LangString("Straßen", "de"), LangString("Streets", "en"))
    assert (header.creators, header.descriptions) == (("us",), (LangString("What stands on a street.", "en"),))


def test_only_categories_are_categories(streets):
    assert set(streets.categories) == {NS + "v", NS + "t", NS + "z"}
    assert [category.key for category in streets.categories.values()] == ["truck", "vehicle", "zebra"]
    assert not streets.categories[NS + "v"].selectable


# Data that others wrote

FOREIGN = {
    "a narrower is an inverse broader": (":a a skos:Concept ; skos:narrower :b . :b a skos:Concept .", "b", "broader", (NS + "a",)),
    "a subclass is narrower": (":a a owl:Class . :b a owl:Class ; rdfs:subClassOf :a .", "b", "broader", (NS + "a",)),
    "a class outside is no parent": (":b a owl:Class ; rdfs:subClassOf owl:Thing, :elsewhere, [ a owl:Restriction ] .", "b", "broader", ()),
    "broader and subclass are one parent": (":a a owl:Class . :b a owl:Class ; rdfs:subClassOf :a ; skos:broader :a .", "b", "broader", (NS + "a",)),
    "a transitive parent counts where there is no other": (":b a skos:Concept ; skos:broaderTransitive :a .", "b", "broader", (NS + "a",)),
    "a transitive parent is none where there is another": (":b a skos:Concept ; skos:broader :a ; skos:broaderTransitive :a, :z .", "b", "broader", (NS + "a",)),
    "rdfs:label is a label": (':a a owl:Class ; rdfs:label "A" .', "a", "labels", (LangString("A"),)),
    "prefLabel comes before rdfs:label": (':a a owl:Class ; rdfs:label "A" ; skos:prefLabel "B" .', "a", "labels", (LangString("B"),)),
    "rdfs:comment is a definition": (':a a owl:Class ; rdfs:comment "A" .', "a", "definitions", (LangString("A"),)),
    "the local name is a key": (":caf%C3%A9 a skos:Concept .", "caf%C3%A9", "key", "café"),
    "an untyped subject with a broader is a concept": (":a skos:broader :b .", "a", "broader", (NS + "b",)),
    "related holds both ways": (":a a skos:Concept ; skos:related :b . :b a skos:Concept .", "b", "related", (NS + "a",)),
    "disjointness holds both ways": (":a a owl:Class ; owl:disjointWith :b . :b a owl:Class .", "b", "disjoint_with", (NS + "a",)),
    "replaces is an inverse isReplacedBy": (":a a skos:Concept ; dcterms:replaces :b . :b a skos:Concept .", "b", "lineage", Lineage(replaced_by=(NS + "a",))),
    "an unknown role is ordinary": (":a a skos:Concept ; om:role :Odd .", "a", "role", Role.ORDINARY),
    "an unknown disposition is none": (":a a skos:Concept ; om:disposition om:Odd .", "a", "lineage", Lineage()),
    "an order that is no number is none": (':a a skos:Concept ; sh:order "first" .', "a", "order", None),
    "an order that is not finite is none": (':a a skos:Concept ; sh:order "INF"^^xsd:double, "NaN"^^xsd:double .', "a", "order", None),
    "an index that is no whole number is none": (":a a skos:Concept ; om:classIndex 1.5 .", "a", "class_index", None),
    "an id without a tool is none": (':a a skos:Concept ; om:externalId "8" .', "a", "external_ids", ()),
    "a definition that is a node is none": (':a a skos:Concept ; skos:definition [ rdf:value "x" ] .', "a", "definitions", ()),
    "1 is true": (':a a skos:Concept ; owl:deprecated "1"^^xsd:boolean .', "a", "deprecated", True),
    "two notations give the first": (':a a skos:Concept ; skos:notation "b", "a"^^:code .', "a", "key", "a"),
    "a label with escapes reads as written": (':a a skos:Concept ; skos:prefLabel "a\\n\\"b\\"@c\\\\"@en .', "a", "labels", (LangString('a\n"b"@c\\', "en"),)),
}  # fmt: skip


@pytest.mark.parametrize("what", FOREIGN)
def test_what_others_wrote_is_read_as_far_as_it_goes(what):
    turtle, name, field, value = FOREIGN[what]
    assert getattr(read(turtle).categories[NS + name], field) == value


@pytest.mark.parametrize(
    "turtle",
    [
        ": a skos:ConceptScheme ; skos:hasTopConcept :a .",
        "skos:Concept a owl:Class . om:Attribute a owl:Class .",
        "[] a skos:Concept ; skos:broader [ a skos:Concept ] .",
        ':g a skos:Collection ; skos:prefLabel "G" ; skos:member :a .',
        ':v a om:Value, skos:Concept ; om:valueOf :a ; skos:notation "x" .',
    ],
)
def test_what_is_no_category_is_not_taken_for_one(turtle):
    assert read(turtle).categories == {}


def test_missing_types_of_our_own_are_no_loss():
    found = read(
        ":a om:valueKind om:Single . :x om:valueOf :a . :r om:verdict om:Escalate . :e om:illustrates :a . :m om:redefines :c ; om:meaning :odd ."
    )
    assert [value.key for value in found.attributes[NS + "a"].values] == ["x"]
    assert found.rules[NS + "r"].verdict is Verdict.ESCALATE
    assert found.examples[NS + "e"].polarity == "Positive"
    assert found.redefinitions[0].meaning is Meaning.SHIFTS


@pytest.mark.parametrize(
    ("turtle", "kind"),
    [(":a a om:Attribute .", ValueKind.TEXT), (":a a om:Attribute . :x om:valueOf :a .", ValueKind.SINGLE), (":a om:valueKind om:Odd .", ValueKind.TEXT)],
)  # fmt: skip
def test_an_attribute_without_a_kind_gets_one_that_fits(turtle, kind):
    assert read(turtle).attributes[NS + "a"].kind is kind


def test_a_key_may_be_named_by_its_iri():
    found = read(":a a om:Attribute ; om:default :low . :r a om:EdgeCaseRule ; om:setValue :low .")
    assert (found.attributes[NS + "a"].default, found.rules[NS + "r"].set_value) == ("low", "low")


@pytest.mark.parametrize(
    ("turtle", "iri"),
    [
        (":b a skos:ConceptScheme . :a a skos:ConceptScheme .", NS + "a"),
        (":a a skos:ConceptScheme . :b a owl:Ontology .", NS + "b"),
        (":a a owl:Ontology . :b a owl:Ontology, skos:ConceptScheme .", NS + "b"),
        (":a a skos:Concept .", None),
    ],
)
def test_the_header_is_the_ontology_else_the_scheme(turtle, iri):
    assert read(turtle).header.iri == iri


def test_the_skos_reference_is_read_without_a_traceback(shared_data):
    files = sorted(shared_data("skos-reference").rglob("*.ttl"))
    assert len(files) >= 51
    for file in files:
        ontology_of(parse_text(file.read_bytes(), "turtle", base="https://e.org/"))
