"""The map that a change of the ontology comes to."""

from __future__ import annotations

import pytest

from ontoman import conditions
from ontoman.changes.values import Change, ChangeSet, Kind
from ontoman.migration import Action, Decider, Fate, Item, MapHeader
from ontoman.migration.building.build import build
from ontoman.migration.checking.check import check
from ontoman.model import Iri
from ontoman.model.terms import split
from ontoman.rdf import ontology_of, parse_text

HEAD = """
@prefix : <https://example.org/o#> . @prefix om: <https://w3id.org/ontoman/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
EX = "https://example.org/o#"
OLD = """
:van a skos:Concept, owl:Class ; skos:notation "van" ; skos:prefLabel "Van"@en .
:lorry a skos:Concept, owl:Class ; skos:notation "lorry" ; skos:prefLabel "Lorry"@en .
:wheels a om:Attribute, owl:DatatypeProperty ; skos:notation "wheels" ; om:valueKind om:Integer .
:seen a om:Attribute, owl:ObjectProperty ; skos:notation "seen" ; om:valueKind om:Ordinal .
:low a om:Value ; om:valueOf :seen ; skos:notation "0-20" ; sh:order 1 .
:mid a om:Value ; om:valueOf :seen ; skos:notation "21-40" ; sh:order 2 .
"""
NEW_PARTS = """
:car a skos:Concept, owl:Class ; skos:notation "car" ; skos:prefLabel "Car"@en .
:suv a skos:Concept, owl:Class ; skos:notation "suv" ; skos:prefLabel "SUV"@en .
"""


def lines(text):
    return parse_text(HEAD + text, "turtle")


def changed(old, new, *compound):
    """The lines that came, as one change for each subject: all that the map asks of a diff."""
    came = sorted(set(new) - set(old))
    atomic = [
        Change(f"c{i}", Kind("AnnotationAdded"), Iri(split(line).subject[1:-1]), added=(line,))
        for i, line in enumerate(came)
    ]
    return ChangeSet((*atomic, *compound))


def built(old, new, *compound, **settings):
    before, after = lines(old), lines(new)
    return build(changed(before, after, *compound), ontology_of(before), ontology_of(after), MapHeader("m"), **settings)


def fates(made, label, **attributes):
    fields = conditions.fields_of(ontology_of(lines(OLD)), metadata={"vendor": "text"})
    outcome = Decider(made, fields).decide(Item(label, attributes))
    return (outcome.fate.value, outcome.labels, outcome.candidates)


def replaced(before, after):
    assert before in OLD
    return OLD.replace(before, after)


def retired(extra):
    """OLD with the van deprecated, and what was said when that was done."""
    return (
        OLD.replace(
            ":van a skos:Concept, owl:Class ;", f":van a skos:Concept, owl:Class ; owl:deprecated true ; {extra}"
        )
        + NEW_PARTS
    )


SPLIT = """oio:consider :car, :suv .
:p1 a om:SplitPart ; om:partOf :van ; om:part :car ; om:when "wheels <= 2" ; sh:order 1 .
:p2 a om:SplitPart ; om:partOf :van ; om:part :suv {} ; sh:order 2 .
:van """  # fmt: skip
FATES = [
    ("nothing changed", OLD, {}, ("unchanged", ("van",), ())),
    ("only its label changed", replaced('"Van"@en', '"Delivery van"@en'), {}, ("unchanged", ("van",), ())),
    ("its key changed", replaced('skos:notation "van"', 'skos:notation "cargo"'), {}, ("unchanged", ("cargo",), ())),
    ("one successor", retired("dcterms:isReplacedBy :car ;"), {}, ("relabeled", ("car",), ())),
    ("one successor, that was there", retired("dcterms:isReplacedBy :lorry ;"), {}, ("relabeled", ("lorry",), ())),
    ("a broader successor must be accepted once", retired("dcterms:isReplacedBy :car ; skos:broadMatch :car ;"), {}, ("review", ("van",), ("car",))),
    ("a narrower successor", retired("dcterms:isReplacedBy :car ; skos:narrowMatch :car ;"), {}, ("review", ("van",), ("car",))),
    ("a close successor", retired("dcterms:isReplacedBy :car ; skos:closeMatch :car ;"), {}, ("review", ("van",), ("car",))),
    ("two successors", retired("dcterms:isReplacedBy :car, :suv ;"), {}, ("review", ("van",), ("car", "suv"))),
    ("alternatives", retired("oio:consider :car, :suv ;"), {}, ("review", ("van",), ("car", "suv"))),
    ("kept frozen", retired("om:disposition om:KeepFrozen ;"), {}, ("retired", ("van",), ())),
    ("ignored", retired("om:disposition om:IgnoreLabels ;"), {}, ("retired", ("van",), ())),
    ("dropped", retired("om:disposition om:DropLabels ;"), {}, ("retired", (), ())),
    ("sent to a residual", retired("om:disposition om:ToResidual ; om:residual :car ;"), {}, ("retired", ("car",), ())),
    ("sent to a residual that is not there", retired("om:disposition om:ToResidual ; om:residual :tram ;"), {}, ("review", ("van",), ())),
    ("retired without a word", retired(""), {}, ("review", ("van",), ())),
    ("a successor that is not there", retired("dcterms:isReplacedBy :tram ;"), {}, ("review", ("van",), ())),
    ("a successor that was replaced itself", retired("dcterms:isReplacedBy :bus ;") + ":bus a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :car .", {}, ("relabeled", ("car",), ())),
    ("successors that go in a circle", retired("dcterms:isReplacedBy :bus ;") + ":bus a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :van .", {}, ("review", ("van",), ())),
    ("gone without a trace", OLD.replace(OLD.split("\n")[1], ""), {}, ("review", ("van",), ())),
    ("gone, and an heir says where to", OLD.replace(OLD.split("\n")[1], ":car a skos:Concept ; om:mergedFrom :van ."), {}, ("relabeled", ("car",), ())),
    ("split by a condition, TRUE", retired(SPLIT.format("")), {"wheels": 2}, ("relabeled", ("car",), ())),
    ("split by a condition, else", retired(SPLIT.format("")), {"wheels": 3}, ("relabeled", ("suv",), ())),
    ("split by two conditions", retired(SPLIT.format('; om:when "wheels > 2"')), {"wheels": 3}, ("relabeled", ("suv",), ())),
    ("split by two conditions, none TRUE", retired(SPLIT.format('; om:when "wheels > 2"')), {}, ("review", ("van",), ("car", "suv"))),
    ("split, and a person picks", retired(SPLIT.format("").replace('om:when "wheels <= 2" ;', "")), {"wheels": 2}, ("review", ("van",), ("car", "suv"))),
    ("split by what is metadata of the data", retired(SPLIT.format("").replace("wheels <= 2", "vendor = 'a'")), {}, ("relabeled", ("suv",), ())),
    ("split by what is no condition", retired(SPLIT.format("").replace("wheels <= 2", "wheels like 2")), {"wheels": 2}, ("review", ("van",), ("car", "suv"))),
    ("a part was split off", OLD + NEW_PARTS + ':p1 a om:SplitPart ; om:partOf :van ; om:part :car ; om:when "wheels <= 2" . :p2 a om:SplitPart ; om:partOf :van ; om:part :van .', {"wheels": 3}, ("unchanged", ("van",), ())),
]  # fmt: skip


@pytest.mark.parametrize(("why", "new", "attributes", "fate"), FATES, ids=[case[0] for case in FATES])
def test_a_label_goes_where_its_authors_declared(why, new, attributes, fate):
    assert fates(built(OLD, new), "van", **attributes) == fate


@pytest.mark.parametrize(("why", "new", "attributes", "fate"), FATES, ids=[case[0] for case in FATES])
def test_a_built_map_is_total_and_lands(why, new, attributes, fate):
    made = built(OLD, new)
    found = check(made, old=ontology_of(lines(OLD)), new=ontology_of(lines(new)))
    assert [problem for problem in found if problem.severity == "violation"] == []


def test_every_live_category_has_a_row_also_where_nothing_changed():
    assert {(row.subject_label, row.action) for row in built(OLD, OLD).rows} == {
        ("van", Action.KEEP),
        ("lorry", Action.KEEP),
    }


def test_a_category_that_was_deprecated_before_has_none():
    assert {row.subject_label for row in built(retired("dcterms:isReplacedBy :car ;"), OLD).rows} == {
        "car",
        "suv",
        "lorry",
    }


def test_a_merge_is_one_decision_and_has_no_way_back():
    made = built(OLD, retired("dcterms:isReplacedBy :lorry ;"))
    assert {row.subject_label: (row.decision, row.loss) for row in made.rows} == {
        "van": ("merge into lorry", "lossy_backward"),
        "lorry": ("merge into lorry", "lossy_backward"),
    }


@pytest.mark.parametrize(
    ("meaning", "need"), [("Narrows", "sample:50"), ("Shifts", "sample:50"), ("Widens", "none"), ("Stays", "none")]
)
def test_a_redefined_category_keeps_its_labels_and_is_looked_at_where_it_lost_some(meaning, need):
    new = (
        OLD
        + f':r a om:Redefinition ; om:redefines :van ; om:meaning om:{meaning} ; skos:changeNote "No campers any more."@en .'
    )
    made = built(OLD, new, Change("cr", Kind("Redefine"), Iri(EX + "van")))
    row = next(row for row in made.rows if row.subject_label == "van")
    assert (row.action, row.need) == (Action.KEEP, need)
    assert ("No campers" in (row.comment or "")) == (need != "none")


def test_a_definition_that_changed_without_a_word_asks_for_a_sample():
    made = built(OLD, OLD, Change("cr", Kind("Redefine"), Iri(EX + "van")))
    assert next(row.need for row in made.rows if row.subject_label == "van") == "sample:50"


def test_a_row_names_the_change_that_it_follows_from():
    atomic = Change("c1", Kind("DeprecatedReplaced"), Iri(EX + "van"))
    merge = Change("c2", Kind("MergeIntoExisting"), Iri(EX + "lorry"), parts=("c1",))
    made = built(OLD, retired("dcterms:isReplacedBy :lorry ;"), atomic, merge)
    assert {row.subject_label: row.change for row in made.rows} == {"van": ("c2",), "lorry": ("c2",)}


@pytest.mark.parametrize(
    ("stored_as", "new", "fate"),
    [
        ("label", replaced('"Van"@en', '"Delivery van"@en'), ("unchanged", ("Delivery van",), ())),
        ("label", retired("dcterms:isReplacedBy :suv ;"), ("relabeled", ("SUV",), ())),
    ],
)
def test_where_data_stores_labels_the_map_speaks_labels(stored_as, new, fate):
    assert fates(built(OLD, new, stored_as=stored_as), "Van") == fate


# -- values -----------------------------------------------------------------------------------------------------------

MERGED = replaced(":low a om:Value ;", ":low a om:Value ; owl:deprecated true ; dcterms:isReplacedBy :both ;").replace(
    ":mid a om:Value ;", ":mid a om:Value ; owl:deprecated true ;"
) + ':both a om:Value ; om:valueOf :seen ; skos:notation "0-40" ; om:mergedFrom :low, :mid .'  # fmt: skip
LOW, MID = ":low a om:Value", ":mid a om:Value"
VALUES = [
    ("nothing changed", OLD, {}),
    ("two become one", MERGED, {"0-20": "0-40", "21-40": "0-40"}),
    ("a key changed", replaced('"0-20"', '"0"'), {"0-20": "0"}),
    ("one is gone", "\n".join(line for line in OLD.split("\n") if LOW not in line), {"0-20": None}),
    ("one is deprecated without a word", replaced(LOW, f"{LOW} ; owl:deprecated true"), {"0-20": None}),
    ("one has two heirs", replaced(LOW, f"{LOW} ; owl:deprecated true ; dcterms:isReplacedBy :x, :y") + ":x a om:Value ; om:valueOf :seen . :y a om:Value ; om:valueOf :seen .", {"0-20": None}),
    ("the attribute is gone", "\n".join(line for line in OLD.split("\n") if "seen" not in line), {}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "new", "table"), VALUES, ids=[case[0] for case in VALUES])
def test_a_value_goes_where_its_authors_declared(why, new, table):
    assert dict(Decider(built(OLD, new)).values.get("seen", {})) == table


def test_a_label_whose_value_changed_is_relabeled():
    outcome = Decider(built(OLD, MERGED)).decide(Item("van", {"seen": "0-20"}))
    assert (outcome.fate, outcome.labels, outcome.set) == (Fate.RELABELED, ("van",), (("seen", "0-40"),))
