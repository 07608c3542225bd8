"""The street scenes that ship: two releases, what stands in them, and the stories between them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontoman import conditions
from ontoman.changes import SortedLines, diff
from ontoman.model import Disposition, Meaning, Role, ValueKind, Verdict, names
from ontoman.rdf import catalogue_of, ontology_of, parse_text
from ontoman.system import resource_dir
from ontoman.validation import validate

STREETS = Path(__file__).resolve().parents[2] / "vocab/examples/streets"
LINES = {
    version: parse_text((STREETS / f"{version}.ttl").read_text(encoding="utf-8"), "turtle")
    for version in ("1.0.0", "2.0.0")
}
ONTOLOGIES = {version: ontology_of(lines) for version, lines in LINES.items()}
OLD, NEW = ONTOLOGIES["1.0.0"], ONTOLOGIES["2.0.0"]
OPAQUE = re.compile(r"https://example\.org/streets/[a-z2-7]{10}")

both_releases = pytest.mark.parametrize("ontology", [OLD, NEW], ids=["1.0.0", "2.0.0"])


def keys(iris, ontology=NEW):
    return {ontology.entities[iri].key for iri in iris}


def category(key, ontology=NEW):
    return ontology.categories_by_key[key]


# -- what stands in each release --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "categories", "selectable", "live", "attributes", "rules"),
    [("1.0.0", 40, 31, 31, 14, 15), ("2.0.0", 46, 37, 32, 15, 15)],
)
def test_a_release_has_its_counts(version, categories, selectable, live, attributes, rules):
    ontology = ONTOLOGIES[version]
    assert len(ontology.categories) == categories
    assert sum(c.selectable for c in ontology.categories.values()) == selectable
    assert sum(c.selectable and not c.deprecated for c in ontology.categories.values()) == live
    assert (len(ontology.attributes), len(ontology.rules)) == (attributes, rules)


@both_releases
def test_every_label_definition_and_text_is_there_in_english_and_german(ontology):
    for entity in ontology.entities.values():
        assert [text.lang for text in entity.labels] == ["de", "en"], entity.key
        kinds = {kind for kind, _ in entity.notes}
        for texts in (entity.definitions, *(entity.notes_of(kind) for kind in kinds)):
            assert [text.lang for text in texts] in ([], ["de", "en"]), entity.key
    for entity in (*ontology.categories.values(), *ontology.attributes.values(), *ontology.values):
        assert entity.definitions, entity.key
    for rule in ontology.rules.values():
        assert [text.lang for text in rule.rationales] == ["de", "en"], rule.key
        assert [text.lang for text in rule.situations] in ([], ["de", "en"]), rule.key
    for example in ontology.examples.values():
        assert [text.lang for text in example.texts] == ["de", "en"], example.key


@both_releases
def test_every_condition_parses_and_is_written_as_it_is_printed(ontology):
    fields, tree = conditions.fields_of(ontology), conditions.categories_of(ontology)
    asking = [*ontology.attributes.values(), *ontology.rules.values()]
    texts = [thing.condition for thing in asking if thing.condition]
    texts += [part.when for c in ontology.categories.values() for part in c.lineage.split if part.when]
    assert len(texts) >= 10
    for text in texts:
        assert conditions.parse(text, fields, categories=tree).text == text


@both_releases
def test_a_rule_reads_only_what_is_asked_of_the_categories_it_is_for(ontology):
    tree = conditions.categories_of(ontology)
    for rule in ontology.rules.values():
        if rule.condition:
            members = {iri for top in rule.applies_to for iri in (top, *ontology.descendants(top))}
            asked = {a.key for iri in members for a in ontology.attributes_of(iri)} | {"category"}
            read = conditions.parse(rule.condition, conditions.fields_of(ontology), categories=tree).reads
            assert set(read) <= asked, rule.key


@both_releases
def test_every_iri_is_opaque_and_every_key_is_unique(ontology):
    nouns = [
        *ontology.categories.values(),
        *ontology.attributes.values(),
        *ontology.rules.values(),
        *ontology.examples.values(),
    ]
    for entity in (*nouns, *ontology.values):
        assert OPAQUE.fullmatch(entity.iri), entity.key
    assert len({entity.key for entity in nouns}) == len(nouns)


@both_releases
def test_what_can_be_chosen_has_an_index_of_its_own_a_geometry_and_a_colour(ontology):
    chosen = [c for c in ontology.categories.values() if c.selectable]
    assert sorted(c.class_index for c in chosen) == list(range(len(chosen)))
    assert len({c.colour for c in chosen if not c.deprecated}) == len([c for c in chosen if not c.deprecated])
    assert all(c.geometries and c.scopes for c in chosen)


@both_releases
def test_groups_hold_at_least_two_live_categories_and_cannot_be_chosen(ontology):
    for iri, children in ontology.children.items():
        assert not ontology.categories[iri].selectable
        assert sum(not child.deprecated for child in children) >= 2


@both_releases
def test_the_roles_that_make_a_tree_total_are_filled(ontology):
    roles = [c.role for c in ontology.categories.values()]
    assert {Role.RESIDUAL, Role.CANNOT_TELL, Role.IGNORE} <= set(roles)
    assert len([role for role in roles if role is Role.CANNOT_TELL]) == 1


@both_releases
def test_every_kind_of_value_but_the_date_is_shown(ontology):
    assert {a.kind for a in ontology.attributes.values()} == set(ValueKind) - {ValueKind.DATE}
    assert any(a.condition for a in ontology.attributes.values())
    assert any(a.unit for a in ontology.attributes.values())
    assert any(a.per_frame for a in ontology.attributes.values())
    assert any(a.default for a in ontology.attributes.values())


def test_attributes_are_inherited_down_the_tree():
    asked = keys((a.iri for a in OLD.attributes_of(category("cycle", OLD).iri)), OLD)
    assert asked == {"visibility", "distance", "lidar_points", "has_rider", "riders", "wheels"}


@both_releases
def test_rules_show_every_verdict_both_forms_and_exceptions(ontology):
    rules = ontology.rules.values()
    assert {rule.verdict for rule in rules} == set(Verdict)
    assert sum(rule.condition is not None for rule in rules) >= 6
    assert sum(bool(rule.situations) for rule in rules) >= 6
    assert sum(bool(rule.exception_to) for rule in rules) >= 3
    for rule in rules:
        for general in rule.exception_to:
            assert ontology.rules[general].priority < rule.priority


@both_releases
def test_every_example_illustrates_something_live_and_expects_what_can_be_chosen(ontology):
    for example in ontology.examples.values():
        assert example.illustrates, example.key
        assert not any(ontology.entities[iri].deprecated for iri in example.illustrates), example.key
        for iri in example.expects:
            assert ontology.categories[iri].selectable, example.key
            assert not ontology.categories[iri].deprecated, example.key
    assert {example.polarity for example in ontology.examples.values()} == {"Positive", "Negative", "Borderline"}


@both_releases
def test_the_checks_of_the_default_profile_find_no_violation(ontology):
    version = ontology.header.version
    results = validate(LINES[version], ontology, "labeling", shapes_dir=resource_dir("shapes"))
    assert [(result.code, result.focus) for result in results if result.severity == "violation"] == []
    # What is left is coverage: not every category has an example of each polarity.
    assert {result.code for result in results} <= {"missing-example"}


@both_releases
def test_nothing_live_points_to_what_was_retired(ontology):
    retired = {c.iri for c in ontology.categories.values() if c.deprecated}
    for c in ontology.categories.values():
        if not c.deprecated:
            assert not retired & {*c.broader, *c.related, *c.confusable_with, *c.disjoint_with}, c.key
    for thing in (*ontology.attributes.values(), *ontology.rules.values()):
        assert not retired & set(thing.applies_to), thing.key
    for rule in ontology.rules.values():
        assert rule.use_category not in retired, rule.key


# -- the stories between them -----------------------------------------------------------------------------------------


def test_only_what_the_stories_are_about_lost_a_statement():
    lost = {
        line.split(" ", 2)[1][1:-1].rpartition("/")[2].rpartition("#")[2]
        for line in set(LINES["1.0.0"]) - set(LINES["2.0.0"])
    }
    assert lost == {"versionIRI", "versionInfo", "prefLabel", "broader", "condition", "definition"}


def test_no_entity_was_lost():
    assert set(OLD.entities) <= set(NEW.entities)
    assert keys(set(NEW.entities) - set(OLD.entities)) == {
        "bus", "bicycle", "wide_cycle", "people_carrier", "delivery_van", "delivery_robot",
        "blue_light", "flashing", "dark", "cannot_tell", "ex-crate",
    }  # fmt: skip


def test_a_category_was_renamed_and_keeps_its_old_name_beside_the_new_one():
    before, after = category("road_post", OLD), category("road_post")
    assert (before.label("en"), after.label("en")) == ("Road post", "Bollard")
    assert set(after.alt_labels) - set(before.alt_labels) == set(before.labels)


def test_a_category_was_moved():
    assert keys(category("barrier", OLD).broader) == {"movable_object"}
    assert keys(category("barrier").broader) == {"road_furniture"}


def test_two_categories_were_merged_into_a_new_one():
    assert keys(category("bus").lineage.merged_from) == {"city_bus", "coach"}
    for source in ("city_bus", "coach"):
        assert category(source).deprecated
        assert keys(category(source).lineage.replaced_by) == {"bus"}


def test_a_category_was_split_by_an_attribute_and_the_conditions_cover_all_but_the_unknown():
    parts = category("cycle").lineage.split
    assert [(NEW.categories[part.part].key, part.when) for part in parts] == [
        ("bicycle", "wheels <= 2"),
        ("wide_cycle", "wheels > 2"),
    ]
    assert keys(category("cycle").lineage.consider) == {"bicycle", "wide_cycle"}
    assert category("cycle").deprecated


def test_a_category_was_split_and_a_person_must_decide():
    parts = category("van").lineage.split
    assert [(NEW.categories[part.part].key, part.when) for part in parts] == [
        ("people_carrier", None),
        ("delivery_van", None),
    ]
    assert keys(category("van").lineage.consider) == {"people_carrier", "delivery_van"}
    assert category("van").deprecated


def test_a_category_was_retired_with_a_reason_and_what_becomes_of_its_labels():
    lineage = category("bicycle_rack").lineage
    assert category("bicycle_rack").deprecated
    assert lineage.disposition is Disposition.IGNORE_LABELS
    assert [text.lang for text in lineage.reasons] == ["de", "en"]


def test_a_category_was_redefined_and_its_meaning_declared():
    [redefinition] = NEW.redefinitions
    assert keys([redefinition.redefines]) == {"construction_vehicle"}
    assert redefinition.meaning is Meaning.NARROWS
    before, after = category("construction_vehicle", OLD), category("construction_vehicle")
    assert before.definitions != after.definitions


def test_a_required_attribute_is_new_and_has_no_default():
    attribute = NEW.attributes_by_key["blue_light"]
    assert "blue_light" not in OLD.attributes_by_key
    assert attribute.required
    assert attribute.default is None
    assert keys(attribute.applies_to) == {"emergency_vehicle"}


def test_a_rule_has_another_condition():
    changed = {NEW.rules[iri].key for iri, rule in OLD.rules.items() if NEW.rules[iri] != rule}
    assert changed == {"far_and_hidden"}
    before, after = OLD.find("far_and_hidden"), NEW.find("far_and_hidden")
    assert (before.condition, after.condition) == (
        "visibility = '0-20' and distance > 80",
        "visibility = '0-20' and distance > 60",
    )


def test_the_second_release_names_the_first():
    assert NEW.header.prior_version == OLD.header.version_iri == "https://example.org/streets/1.0.0"
    assert NEW.header.iri == OLD.header.iri == "https://example.org/streets/"
    assert (OLD.header.version, NEW.header.version) == ("1.0.0", "2.0.0")


def test_the_diff_tells_these_stories_and_no_others():
    old, new = LINES.values()
    catalogue = catalogue_of(parse_text((resource_dir("vocab") / "changes.ttl").read_text(encoding="utf-8"), "turtle"))
    changes = diff(old, new, SortedLines(old, new), catalogue)
    grouped = {part for change in changes.compound for part in change.parts}
    alone = [change for change in changes.atomic if change.id not in grouped]
    rules = [change.key for change in alone if change.kind.startswith("RuleCondition")]
    assert rules == ["far_and_hidden"]
    told = sorted((change.kind, change.key) for change in (*changes.compound, *alone) if change.key not in rules)
    assert told == [
        ("AltLabelAdded", "fire_engine"),
        ("AttributeAdded", "blue_light"),
        ("EntityAdded", "delivery_robot"),
        ("ExampleAdded", "ex-crate"),
        ("MergeIntoNew", "bus"),
        ("Moved", "barrier"),
        ("Redefine", "construction_vehicle"),
        ("Rename", "road_post"),
        ("Retire", "bicycle_rack"),
        ("Split", "cycle"),
        ("Split", "van"),
        ("ValueAdded", "cannot_tell"),
        ("ValueAdded", "dark"),
        ("ValueAdded", "flashing"),
        ("VersionChanged", "streets"),
    ]


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_the_comment_at_the_end_of_a_line_names_what_the_line_points_to(version):
    """A reader of opaque IRIs relies on these comments."""
    ontology = ONTOLOGIES[version]
    checked = 0
    for line in (STREETS / f"{version}.ttl").read_text(encoding="utf-8").splitlines():
        code, mark, comment = line.partition("  # ")
        if mark:
            iris = [f"{ontology.header.iri}{name}" for name in re.findall(r"<([a-z2-7]{10})>", code)]
            named = [ontology.entities[iri].key for iri in iris]
            wanted = [name.rpartition("=")[2] for name in comment.split(", ")]
            assert named[-len(wanted) :] == wanted, line
            checked += 1
    assert checked > 100


def test_no_note_is_of_a_kind_that_the_model_does_not_read():
    known = {names.INCLUDES, names.EXCLUDES, names.GEOMETRY_NOTE, names.CHANGE_NOTE}
    assert {kind for o in ONTOLOGIES.values() for e in o.entities.values() for kind, _ in e.notes} == known
