"""Edits: what each says, what it refuses, and the laws that all of them keep."""

from __future__ import annotations

from collections import Counter

import pytest
from changes.editing_ground import after, changes, ground, streets, told
from hypothesis import given, strategies as st

from ontoman.changes import apply, editing
from ontoman.changes.editing import Edit, Named, Part, Step, assignment, loose_ends, steps
from ontoman.changes.editing.properties import PROPERTIES
from ontoman.changes.kinds import DERIVED
from ontoman.errors import OntomanError
from ontoman.model import Iri, Meaning
from ontoman.model.terms import split as taken_apart
from ontoman.rdf.catalogue import our_catalogue
from ontoman.review import Settings, judge


def say(*texts):
    return [assignment(text) for text in texts]


EDITS = {
    "add category": (
        lambda g: editing.add(g, "category", "tram", say("parent=rail_vehicle", "label@de=Tram"), "x1"),
        [("EntityAdded", "tram")],
    ),
    "add attribute": (
        lambda g: editing.add(g, "attribute", "lights_on", say("valueKind=boolean", "appliesTo=car"), "x1"),
        [("AttributeAdded", "lights_on")],
    ),
    "add value": (
        lambda g: editing.add(g, "value", "towed", say("attribute=activity", "order=9"), "x1"),
        [("ValueAdded", "towed")],
    ),
    "add rule": (
        lambda g: editing.add(
            g, "rule", "long", say("condition=wheels>6", "verdict=UseCategory", "useCategory=truck"), "x1"
        ),
        [("RuleAdded", "long")],
    ),
    "add example": (
        lambda g: editing.add(
            g, "example", "e1", say("illustrates=van", "text=A white van", "polarity=positive"), "x1"
        ),
        [("ExampleAdded", "e1")],
    ),
    "rename": (lambda g: editing.set_(g, "van", say("label=Delivery vehicle")), [("Rename", "van")]),
    "translate a label": (lambda g: editing.set_(g, "van", say("label@fr=Camionnette")), [("PrefLabelAdded", "van")]),
    "another alternative label": (lambda g: editing.set_(g, "van", say("altLabel+=Box")), [("AltLabelAdded", "van")]),
    "flag and token": (
        lambda g: editing.set_(g, "van", say("selectable=no", "geometry+=polygon")),
        [("AnnotatableChanged", "van"), ("AnnotationGeometryChanged", "van")],
    ),
    "label of a value": (lambda g: editing.set_(g, "activity=moving", say("label=Moves")), [("Rename", "moving")]),
    "definition, silent": (lambda g: editing.set_(g, "van", say("definition=A van.")), [("Redefine", "van")]),
    "definition, stays": (
        lambda g: editing.set_(g, "van", say("definition=A van."), Meaning.STAYS),
        [("DefinitionReplaced", "van"), ("LineageChanged", "van")],
    ),
    "redefine": (
        lambda g: editing.redefine(g, "van", "A van for parcels.", None, Meaning.NARROWS, "No people."),
        [("Redefine", "van")],
    ),
    "key": (
        lambda g: editing.set_(g, "wheels", say("key=wheel_count")),
        [("NotationChanged", "wheel_count"), ("RuleConditionChanged", "too_many_wheels")],
    ),
    "move": (lambda g: editing.move(g, ["van"], "light_vehicle"), [("Moved", "van")]),
    "move to the top": (lambda g: editing.move(g, ["animal"], None), [("BecameTop", "animal")]),
    "merge into new": (
        lambda g: editing.merge(g, ["city_bus", "coach"], Named("bus", "Bus"), "x1"),
        [("MergeIntoNew", "bus")],
    ),
    "merge into existing": (
        lambda g: editing.merge(g, ["coach"], Named("city_bus"), "x1"),
        [("MergeIntoExisting", "city_bus")],
    ),
    "merge values into a new one": (
        lambda g: editing.merge(g, ["activity=parked", "activity=stopped"], Named("activity=standing", "Stands"), "x1"),
        [("ValuesMerged", "standing")],
    ),
    "merge values into one that stays": (
        lambda g: editing.merge(g, ["activity=stopped"], Named("activity=parked"), "x1"),
        [("ValuesMerged", "parked")],
    ),
    "split a value": (
        lambda g: editing.split(
            g, "activity=moving", [Part("activity=driving"), Part("activity=rolling")], ("x1", "x2")
        ),
        [("ValueSplit", "moving")],
    ),
    "split a value into what is there": (
        lambda g: editing.split(g, "activity=moving", [Part("activity=parked"), Part("activity=stopped")], ("x", "y")),
        [("ValueSplit", "moving")],
    ),
    "split": (
        lambda g: editing.split(g, "cycle", [Part("bicycle", "wheels <= 2"), Part("wide_cycle")], ("x1", "x2")),
        [("Split", "cycle")],
    ),
    "split into what is there": (
        lambda g: editing.split(g, "police_vehicle", [Part("car"), Part("motorcycle")], ("x1", "x2")),
        [("Split", "police_vehicle")],
    ),
    "split off": (
        lambda g: editing.split_off(g, "truck", Part("tipper", "wheels > 4"), "x1"),
        [("SplitOff", "truck")],
    ),
    "split off into what is there": (
        lambda g: editing.split_off(g, "car", Part("van"), "x1"),
        [("SplitOff", "car")],
    ),
    "redistribute": (
        lambda g: editing.redistribute(
            g, ["van", "truck"], [Part("light", "wheels <= 4"), Part("heavy")], ("x1", "x2")
        ),
        [("Redistribute", "van")],
    ),
    "facet out": (
        lambda g: editing.facet_out(g, "coach", "city_bus", "activity=parked"),
        [("FacetOut", "coach")],
    ),
    "facet in": (
        lambda g: editing.facet_in(g, "car", "activity=parked", Named("parked_car"), "x1"),
        [("FacetIn", "parked_car")],
    ),
    "swap": (lambda g: editing.swap(g, "van", "truck"), [("Swap", "van"), ("Redefine", "van"), ("Redefine", "truck")]),
    "supersede exactly": (
        lambda g: editing.supersede(g, "stroller", Named("pushchair"), "exact", "x1"),
        [("ReIdentify", "stroller")],
    ),
    "supersede by broader": (
        lambda g: editing.supersede(g, "van", Named("motor_vehicle"), "broader", "x1"),
        [("Supersede", "van")],
    ),
    "supersede by close": (
        lambda g: editing.supersede(g, "child", Named("minor"), "close", "x1"),
        [("Supersede", "child")],
    ),
    "retire": (lambda g: editing.retire(g, "bicycle_rack", "ignore", None, "Rare."), [("Retire", "bicycle_rack")]),
    "retire into a residual": (
        lambda g: editing.retire(g, "trailer", "residual", "other_vehicle"),
        [("Retire", "trailer")],
    ),
    "retire a rule": (
        lambda g: editing.retire(g, "too_many_wheels", "keep", None, "Done."),
        [("Retire", "too_many_wheels")],
    ),
}


def kinds_of(found):
    """What an edit is for: what merely leans on it (rules, attributes) may change beside it."""
    beside = {
        *DERIVED,
        "LabelMoved",
        "DomainChanged",
        "DomainWidened",
        "RuleConditionChanged",
        "RuleOutcomeChanged",
        "ExampleChanged",
    }
    return [one for one in found if one[0] not in beside]


@pytest.mark.parametrize("name", EDITS)
def test_the_diff_names_what_an_edit_declared(name):
    edit, expected = EDITS[name]
    found = told(streets(), edit(streets()))
    beside = [one for one in found if one not in expected]
    assert [one for one in found if one in expected] == sorted(expected)
    assert kinds_of(beside) == []


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_replays_and_is_undone_by_its_inverse(name):
    before = streets()
    edit = EDITS[name][0](before)
    assert set(edit.removed) <= set(before.lines)
    assert not set(edit.added) & set(before.lines)
    done = after(before, edit)
    assert apply(before.lines, changes(before, edit)) == done.lines
    assert after(done, Edit(edit.added, edit.removed)).lines == before.lines
    assert all(change.kind != "UnclassifiedTriple" for change in changes(before, edit).changes)


@pytest.mark.parametrize("name", [name for name in EDITS if not name.startswith(("retire", "split", "redist"))])
def test_nothing_is_left_leaning_on_what_went(name):
    before = streets()
    assert loose_ends(after(before, EDITS[name][0](before))) <= loose_ends(before)


def test_what_leans_on_a_category_that_nothing_succeeds_is_named():
    before = streets()
    left = loose_ends(after(before, editing.retire(before, "trailer", "residual", "other_vehicle")))
    assert "Rule tractor_and_trailer applies to trailer, which is retired." in left
    assert "Attribute towed applies to trailer, which is retired." in left
    assert "Example ex-semi expects trailer, which is retired." in left


def test_another_key_is_written_into_conditions_defaults_and_verdicts():
    done = after(streets(), editing.set_(streets(), "activity=moving", say("key=in_motion")))
    written = " ".join(rule.condition or "" for rule in done.ontology.rules.values())
    assert "activity = 'in_motion'" in written
    assert "'moving'" not in written
    renamed = after(streets(), editing.set_(streets(), "light_state=cannot_tell", say("key=unclear")))
    assert renamed.ontology.attributes_by_key["light_state"].default == "unclear"
    assert "unclear" in {rule.set_value for rule in renamed.ontology.rules.values()}
    renamed = after(streets(), editing.set_(streets(), "light_vehicle", say("key=small_vehicle")))
    assert any("is_a('small_vehicle')" in (r.condition or "") for r in renamed.ontology.rules.values())
    assert not any("light_vehicle" in (r.condition or "") for r in renamed.ontology.rules.values())


FOLLOWED = {
    "a key of an attribute": (lambda g: editing.set_(g, "wheels", say("key=wheel_count")), {"RuleConditionChanged"}),
    "a key of a category": (lambda g: editing.set_(g, "light_vehicle", say("key=light")), {"RuleConditionChanged"}),
    "a key of a value": (
        lambda g: editing.set_(g, "light_state=cannot_tell", say("key=unclear")),
        {"DefaultChanged", "RuleOutcomeChanged"},
    ),
    "a successor": (
        lambda g: editing.supersede(g, "stroller", Named("pushchair"), "exact", "x1"),
        {"RuleOutcomeChanged", "ExampleChanged"},
    ),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_what_only_follows_from_an_edit_is_no_alarm(name):
    edit, kinds = FOLLOWED[name]
    catalogue = our_catalogue()
    found = [change for change in changes(streets(), edit(streets())).atomic if change.kind in kinds]
    assert found
    for change in found:
        compat = judge(change, catalogue, Settings())
        assert (compat.labels, compat.models, compat.consumers) == ("L0", "M0", "Q0"), change


def test_defaults_and_verdicts_are_written_as_their_attribute_answers():
    flag = editing.set_(streets(), "towed", say("default=yes"))
    assert [line.split(" ", 2)[2] for line in flag.added] == ['"true"^^<http://www.w3.org/2001/XMLSchema#boolean> .']
    word = editing.set_(streets(), "light_state", say("default=red"))
    assert [line.split(" ", 2)[2] for line in word.added] == ['"red" .']


def test_what_applied_to_a_merged_category_applies_to_the_one_that_takes_over():
    lines = editing.add(streets(), "attribute", "doors", say("valueKind=integer", "appliesTo=coach"), "x9")
    before = after(streets(), lines)
    done = after(before, editing.merge(before, ["coach", "city_bus"], Named("bus"), "x1"))
    bus = done.ontology.categories_by_key["bus"].iri
    assert done.ontology.attributes_by_key["doors"].applies_to == (bus,)


def test_what_stands_below_a_retired_category_moves_up():
    done = after(streets(), editing.retire(streets(), "light_vehicle", "keep"))
    by_key = done.ontology.categories_by_key
    assert by_key["motorcycle"].broader == (by_key["vehicle"].iri,)


# -- merges that are taken back ---------------------------------------------------------------------------------------

MERGES = {
    "categories into a new one": (["city_bus", "coach"], Named("bus", "Bus")),
    "categories into one that stays": (["coach"], Named("city_bus")),
    "values into a new one": (["activity=parked", "activity=stopped"], Named("activity=standing")),
    "values into one that stays": (["activity=stopped"], Named("activity=parked")),
}


@pytest.mark.parametrize("retire", [False, True])
@pytest.mark.parametrize("name", MERGES)
def test_a_merge_is_taken_back_and_the_diff_says_so(name, retire):
    sources, into = MERGES[name]
    merged = after(streets(), editing.merge(streets(), sources, into, "x1"))
    edit = editing.unmerge(merged, into.key, retire=retire)
    back = after(merged, edit)
    assert [one for one in told(merged, edit) if one[0] != "DomainChanged"] == [
        ("Unmerge", into.key.partition("=")[2] or into.key)
    ]
    assert apply(merged.lines, changes(merged, edit)) == back.lines
    for source in sources:
        assert not back.entity(source).deprecated
        assert "isReplacedBy" not in " ".join(back.of(back.entity(source).iri))
    assert back.entity(into.key).deprecated == retire
    if not retire and into.key in {"city_bus", "activity=parked"}:
        kept = {line for line in streets().lines if "activity = '" not in line}
        assert kept - {*back.lines} == set(), "but for conditions that name the value, all is as it was"


def test_one_source_of_a_merge_comes_back_alone():
    merged = after(streets(), editing.merge(streets(), ["city_bus", "coach"], Named("bus"), "x1"))
    back = after(merged, editing.unmerge(merged, "bus", ["coach"]))
    by_key = back.ontology.categories_by_key
    assert (by_key["coach"].deprecated, by_key["city_bus"].deprecated) == (False, True)
    assert by_key["bus"].lineage.merged_from == (by_key["city_bus"].iri,)


def test_what_is_asked_of_the_merged_is_asked_of_what_comes_back():
    lines = editing.add(streets(), "attribute", "doors", say("valueKind=integer", "appliesTo=coach"), "x9")
    before = after(streets(), lines)
    merged = after(before, editing.merge(before, ["coach", "city_bus"], Named("bus"), "x1"))
    both = after(merged, editing.unmerge(merged, "bus"))
    keys = {key: both.ontology.categories_by_key[key].iri for key in ("bus", "coach", "city_bus")}
    assert set(both.ontology.attributes_by_key["doors"].applies_to) == set(keys.values())
    gone = after(merged, editing.unmerge(merged, "bus", retire=True))
    assert set(gone.ontology.attributes_by_key["doors"].applies_to) == {keys["coach"], keys["city_bus"]}


def test_what_comes_back_below_a_retired_parent_stands_beside_what_had_taken_it():
    grown = after(streets(), editing.add(streets(), "category", "old_vehicle", say("parent=vehicle"), "x7"))
    moved = after(grown, editing.move(grown, ["coach"], "old_vehicle"))
    merged = after(moved, editing.merge(moved, ["coach"], Named("city_bus"), "x1"))
    retired = after(merged, editing.retire(merged, "old_vehicle", "keep"))
    by_key = after(retired, editing.unmerge(retired, "city_bus")).ontology.categories_by_key
    assert by_key["coach"].broader == by_key["city_bus"].broader


# -- values -----------------------------------------------------------------------------------------------------------


def test_conditions_defaults_and_verdicts_name_the_value_that_takes_over():
    done = after(
        streets(), editing.merge(streets(), ["activity=moving", "activity=stopped"], Named("activity=on_road"), "x1")
    )
    written = " ".join(rule.condition or "" for rule in done.ontology.rules.values())
    assert "'on_road'" in written
    assert "'moving'" not in written
    lights = [f"light_state={value.key}" for value in streets().ontology.attributes_by_key["light_state"].values]
    done = after(streets(), editing.merge(streets(), lights, Named("light_state=any"), "x1"))
    assert done.ontology.attributes_by_key["light_state"].default == "any"
    assert "any" in {rule.set_value for rule in done.ontology.rules.values()}


def test_parts_of_an_ordinal_value_rank_where_it_ranked():
    ranked = [value.key for value in streets().ontology.attributes_by_key["visibility"].values]
    parts = [Part(f"visibility={key}") for key in ("low", "lower", "lowest")]
    done = after(streets(), editing.split(streets(), f"visibility={ranked[1]}", parts, ("x1", "x2", "x3")))
    live = [value.key for value in done.ontology.attributes_by_key["visibility"].values if not value.deprecated]
    assert live == [ranked[0], "low", "lower", "lowest", *ranked[2:]]


def test_what_leans_on_a_value_that_was_split_is_named():
    parts = [Part("activity=driving"), Part("activity=rolling")]
    left = loose_ends(after(streets(), editing.split(streets(), "activity=moving", parts, ("x1", "x2"))))
    assert any("reads activity=moving, which is retired" in words for words in left)
    parts = [Part("light_state=dim"), Part("light_state=hidden")]
    left = loose_ends(after(streets(), editing.split(streets(), "light_state=cannot_tell", parts, ("x1", "x2"))))
    assert "The default of attribute light_state is cannot_tell, which is retired." in left
    assert any("sets light_state=cannot_tell, which is retired" in words for words in left)


# -- refusals ---------------------------------------------------------------------------------------------------------

RETIRED = lambda: after(streets(), editing.retire(streets(), "van", "keep"))  # noqa: E731
MERGED = lambda: after(streets(), editing.merge(streets(), ["city_bus", "coach"], Named("bus"), "x1"))  # noqa: E731
PARENT_MERGED = lambda: after(  # noqa: E731
    streets(), editing.merge(streets(), ["light_vehicle", "animal"], Named("things"), "x1")
)
ACTIVITY = "https://example.org/streets/dwgmxe5342"
USED = lambda: ground(  # noqa: E731
    streets().lines,
    used={
        "category": {"lorry": Iri("https://example.org/streets/old")},
        "value": {f"{ACTIVITY}=gliding": Iri("https://example.org/streets/old")},
    },
)

REFUSED = {
    "a merge of a value and a category": (
        "OM436",
        streets,
        lambda g: editing.merge(g, ["activity=parked", "van"], Named("activity=x"), "1"),
    ),
    "a merge of values into a category": (
        "OM436",
        streets,
        lambda g: editing.merge(g, ["activity=parked", "activity=moving"], Named("van"), "1"),
    ),
    "values of two attributes": (
        "OM436",
        streets,
        lambda g: editing.merge(g, ["activity=parked", "light_state=red"], Named("activity=x"), "1"),
    ),
    "one value into a new one": (
        "OM436",
        streets,
        lambda g: editing.merge(g, ["activity=parked"], Named("activity=x"), "1"),
    ),
    "a value into itself": (
        "OM436",
        streets,
        lambda g: editing.merge(g, ["activity=parked"], Named("activity=parked"), "1"),
    ),
    "an unknown value": (
        "OM120",
        streets,
        lambda g: editing.merge(g, ["activity=flying"], Named("activity=parked"), "1"),
    ),
    "a value without a key": (
        "OM434",
        streets,
        lambda g: editing.merge(g, ["activity=parked", "activity=moving"], Named("activity="), "1"),
    ),
    "one part of a value": (
        "OM436",
        streets,
        lambda g: editing.split(g, "activity=parked", [Part("activity=x")], ("1",)),
    ),
    "a value as its own part": (
        "OM436",
        streets,
        lambda g: editing.split(g, "activity=parked", [Part("activity=parked"), Part("activity=x")], ("1", "2")),
    ),
    "a part of another attribute": (
        "OM436",
        streets,
        lambda g: editing.split(g, "activity=parked", [Part("light_state=x"), Part("activity=x")], ("1", "2")),
    ),
    "a value by condition": (
        "OM448",
        streets,
        lambda g: editing.split(g, "activity=parked", [Part("activity=a", "wheels > 2"), Part("activity=b")], "12"),
    ),
    "nothing was merged": ("OM447", streets, lambda g: editing.unmerge(g, "van")),
    "another went in": ("OM447", MERGED, lambda g: editing.unmerge(g, "bus", ["van"])),
    "an unmerge of what is unknown": ("OM120", streets, lambda g: editing.unmerge(g, "lorry")),
    "an unmerge of what was retired": ("OM430", RETIRED, lambda g: editing.unmerge(g, "van")),
    "an unmerge with others below": ("OM438", PARENT_MERGED, lambda g: editing.unmerge(g, "things", retire=True)),
    "a part of itself": ("OM436", streets, lambda g: editing.split_off(g, "van", Part("van"), "1")),
    "a part that holds the whole": ("OM435", streets, lambda g: editing.split_off(g, "van", Part("vehicle"), "1")),
    "one to redistribute": ("OM436", streets, lambda g: editing.redistribute(g, ["van"], [Part("a"), Part("b")], "12")),
    "a source as its part": (
        "OM436",
        streets,
        lambda g: editing.redistribute(g, ["van", "car"], [Part("van"), Part("b")], "12"),
    ),
    "an attribute that is not there": ("OM439", streets, lambda g: editing.facet_out(g, "van", "car", "wings=2")),
    "an attribute of others": ("OM439", streets, lambda g: editing.facet_out(g, "van", "animal", "activity=parked")),
    "a value that is not there": ("OM439", streets, lambda g: editing.facet_out(g, "van", "car", "activity=flying")),
    "a value that is no number": (
        "OM439",
        streets,
        lambda g: editing.facet_in(g, "cycle", "wheels=many", Named("x"), "1"),
    ),
    "a facet of what is below": ("OM435", streets, lambda g: editing.facet_out(g, "vehicle", "car", "activity=parked")),
    "a swap with itself": ("OM436", streets, lambda g: editing.swap(g, "van", "van")),
    "an unknown key": ("OM120", streets, lambda g: editing.move(g, ["lorry"], "vehicle")),
    "an unknown source": ("OM120", streets, lambda g: editing.merge(g, ["lorry", "van"], Named("x"), "x1")),
    "a retired key": ("OM430", RETIRED, lambda g: editing.merge(g, ["van", "car"], Named("x"), "x1")),
    "a retired target": ("OM430", RETIRED, lambda g: editing.merge(g, ["car"], Named("van"), "x1")),
    "a second retirement": ("OM430", RETIRED, lambda g: editing.retire(g, "van", "keep")),
    "another meaning of what was retired": (
        "OM430",
        RETIRED,
        lambda g: editing.redefine(g, "van", "x", None, Meaning.STAYS),
    ),
    "a key in use": ("OM431", streets, lambda g: editing.add(g, "category", "van", [], "x1")),
    "the key of a retired category": ("OM431", RETIRED, lambda g: editing.add(g, "category", "van", [], "x1")),
    "another's key": ("OM431", streets, lambda g: editing.set_(g, "van", say("key=car"))),
    "a value's key": ("OM431", streets, lambda g: editing.add(g, "value", "moving", say("attribute=activity"), "x1")),
    "a key of an earlier release": ("OM432", USED, lambda g: editing.add(g, "category", "lorry", [], "x1")),
    "a value's key of an earlier release": (
        "OM432",
        USED,
        lambda g: editing.add(g, "value", "gliding", say("attribute=activity"), "x1"),
    ),
    "a merge into a value of an earlier release": (
        "OM432",
        USED,
        lambda g: editing.merge(g, ["activity=moving", "activity=parked"], Named("activity=gliding"), "x1"),
    ),
    "a merge into one": ("OM432", USED, lambda g: editing.merge(g, ["van", "car"], Named("lorry"), "x1")),
    "no assignment": ("OM433", streets, lambda g: editing.set_(g, "van", say("label"))),
    "a property of something else": ("OM433", streets, lambda g: editing.set_(g, "van", say("valueKind=text"))),
    "a second of one": ("OM433", streets, lambda g: editing.set_(g, "van", say("label+=Box"))),
    "no number": ("OM434", streets, lambda g: editing.set_(g, "van", say("classIndex=five"))),
    "no flag": ("OM434", streets, lambda g: editing.set_(g, "van", say("selectable=maybe"))),
    "no token": ("OM434", streets, lambda g: editing.set_(g, "van", say("geometry=blob"))),
    "nothing to take away": ("OM434", streets, lambda g: editing.set_(g, "van", say("altLabel-=Nothing"))),
    "a blank key": ("OM434", streets, lambda g: editing.set_(g, "van", say("key= van"))),
    "no residual": ("OM434", streets, lambda g: editing.retire(g, "van", "residual")),
    "no attribute": ("OM434", streets, lambda g: editing.set_(g, "activity=moving", say("attribute=van"))),
    "a condition": ("OM303", streets, lambda g: editing.add(g, "rule", "r", say("condition=wings > 2"), "x1")),
    "its own parent": ("OM435", streets, lambda g: editing.move(g, ["van"], "van")),
    "a parent below": ("OM435", streets, lambda g: editing.move(g, ["vehicle"], "van")),
    "a parent below, set": ("OM435", streets, lambda g: editing.set_(g, "vehicle", say("parent+=van"))),
    "a merge with its child": ("OM435", streets, lambda g: editing.merge(g, ["van"], Named("vehicle"), "x1")),
    "a merge of parent and child": ("OM435", streets, lambda g: editing.merge(g, ["van", "vehicle"], Named("x"), "x1")),
    "a part above": ("OM435", streets, lambda g: editing.split(g, "van", [Part("vehicle"), Part("b")], ("1", "2"))),
    "an exact successor above": (
        "OM435",
        streets,
        lambda g: editing.supersede(g, "van", Named("vehicle"), "exact", "1"),
    ),
    "one part": ("OM436", streets, lambda g: editing.split(g, "van", [Part("a")], ("1",))),
    "the same part twice": ("OM436", streets, lambda g: editing.split(g, "van", [Part("a"), Part("a")], ("1", "2"))),
    "itself as a part": ("OM436", streets, lambda g: editing.split(g, "van", [Part("van"), Part("a")], ("1", "2"))),
    "two that take the rest": (
        "OM436",
        streets,
        lambda g: editing.split(g, "van", [Part("a", "wheels > 4"), Part("b"), Part("c")], ("1", "2", "3")),
    ),
    "a merge of one into a new one": ("OM436", streets, lambda g: editing.merge(g, ["van"], Named("x"), "x1")),
    "a merge into a source": ("OM436", streets, lambda g: editing.merge(g, ["van", "car"], Named("car"), "x1")),
    "its own successor": ("OM436", streets, lambda g: editing.supersede(g, "van", Named("van"), "close", "x1")),
    "conditions that overlap": (
        "OM437",
        streets,
        lambda g: editing.split(g, "cycle", [Part("a", "wheels <= 2"), Part("b", "wheels >= 2")], ("1", "2")),
    ),
    "children in the way": (
        "OM438",
        streets,
        lambda g: editing.split(g, "light_vehicle", [Part("a"), Part("b")], ("1", "2")),
    ),
    "what is so already": ("OM441", streets, lambda g: editing.set_(g, "van", say("label=Van"))),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_makes_no_sense_is_refused_with_a_letter(name):
    code, before, edit = REFUSED[name]
    with pytest.raises(OntomanError) as letter:
        edit(before())
    assert (letter.value.code, bool(letter.value.fix)) == (code, True)


def test_overlapping_conditions_are_refused_with_an_item_that_both_take():
    with pytest.raises(OntomanError, match="wheels=2"):
        editing.split(streets(), "cycle", [Part("a", "wheels <= 2"), Part("b", "wheels >= 2")], ("1", "2"))


# -- laws -------------------------------------------------------------------------------------------------------------

KEYS = ["van", "car", "truck", "cycle", "motorcycle", "vehicle", "light_vehicle", "animal", "bus", "new", "person"]
key = st.sampled_from(KEYS)
value = st.sampled_from([f"activity={one}" for one in ("moving", "parked", "stopped", "new", "newer")])
named = st.builds(Named, key)
parts = st.lists(st.builds(Part, key, st.sampled_from([None, "wheels <= 2", "wheels > 2", "has_rider"])), max_size=3)
fresh = st.sampled_from(["x1", "x2", "x3", "x4", "x5", "x6"])
anything = st.one_of(
    st.builds(lambda k, f: lambda g: editing.add(g, "category", k, [], f), key, fresh),
    st.builds(lambda k, t: lambda g: editing.set_(g, k, say(f"key={t}")), key, key),
    st.builds(lambda k, t: lambda g: editing.set_(g, k, say(f"definition={t}")), key, key),
    st.builds(lambda k, t: lambda g: editing.move(g, [k], t), key, st.none() | key),
    st.builds(lambda s, i, f: lambda g: editing.merge(g, s, i, f), st.lists(key, max_size=3), named, fresh),
    st.builds(lambda s, p, f: lambda g: editing.split(g, s, p, (f + "a", f + "b", f + "c")), key, parts, fresh),
    st.builds(
        lambda s, b, r, f: lambda g: editing.supersede(g, s, b, r, f),
        key,
        named,
        st.sampled_from(["exact", "broader", "narrower", "close"]),
        fresh,
    ),
    st.builds(lambda s, p, f: lambda g: editing.split_off(g, s, Part(p, "wheels > 2"), f), key, key, fresh),
    st.builds(lambda s, t: lambda g: editing.facet_out(g, s, t, "activity=parked"), key, key),
    st.builds(lambda s, t, f: lambda g: editing.facet_in(g, s, "activity=moving", t, f), key, named, fresh),
    st.builds(lambda s, t: lambda g: editing.swap(g, s, t), key, key),
    st.builds(lambda k, r: lambda g: editing.unmerge(g, k, retire=r), key, st.booleans()),
    st.builds(lambda s, i, f: lambda g: editing.merge(g, s, Named(i), f), st.lists(value, max_size=3), value, fresh),
    st.builds(
        lambda s, p, f: lambda g: editing.split(g, s, [*map(Part, p)], (f + "a", f + "b", f + "c")),
        value,
        st.lists(value, max_size=3),
        fresh,
    ),
    st.builds(lambda k, r: lambda g: editing.unmerge(g, k, retire=r), value, st.booleans()),
    st.builds(lambda k, d: lambda g: editing.retire(g, k, d), key, st.sampled_from(["keep", "ignore", "drop"])),
)


@given(st.lists(anything, max_size=6))
def test_any_edits_in_a_row_replay_undo_and_leave_a_tree(edits):
    start = now = streets()
    done = []
    for edit in edits:
        try:
            lines = edit(now)
        except OntomanError:
            continue
        assert set(lines.removed) <= set(now.lines)
        assert not set(lines.added) & set(now.lines)
        assert apply(now.lines, changes(now, lines)) == after(now, lines).lines
        done.append(lines)
        now = after(now, lines)
        tree = now.ontology
        assert not any(iri in tree.ancestors(iri) for iri in tree.categories), "a cycle"
        live = Counter(c.key for c in tree.categories.values())
        assert max(live.values()) == 1, "a key twice"
        assert not [
            c.key
            for c in tree.categories.values()
            if not c.deprecated
            for p in c.broader
            if tree.categories[p].deprecated
        ]
    for lines in reversed(done):
        now = after(now, Edit(lines.added, lines.removed))
    assert now.lines == start.lines


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=30))
def test_undo_and_redo_walk_the_log_as_a_person_expects(verbs):
    log, done, undone = [], [], []
    for seq, verb in enumerate(verbs, 1):
        if verb == "undo" and done:
            undone.append(done.pop())
            log.append(Step(seq, undoes=undone[-1]))
        elif verb == "redo" and undone:
            done.append(undone.pop())
            log.append(Step(seq, redoes=done[-1]))
        else:
            log.append(Step(seq))
            done.append(seq)
            undone = []
        assert steps(log) == (tuple(done), tuple(undone))


def test_the_closed_lists_that_edits_know_are_those_of_the_vocabulary(root):
    from ontoman.model import names
    from ontoman.rdf import parse_text

    lines = parse_text((root / "vocab/om.ttl").read_text("utf-8"), "turtle")
    ranges = {t.subject: t.object for t in map(taken_apart, lines) if t.predicate == f"<{names.RDFS_NS}range>"}
    members = {}
    for t in map(taken_apart, lines):
        if t.predicate == f"<{names.TYPE}>":
            members.setdefault(t.object, set()).add(t.subject[1:-1])
    closed = {"status": f"<{names.OM_NS}Status>"}
    for name, prop in PROPERTIES.items():
        if prop.form == "token":
            of = closed.get(name) or ranges[f"<{prop.predicate}>"]
            assert {names.OM_NS + token + prop.ending for token in prop.tokens} == members[of], name
