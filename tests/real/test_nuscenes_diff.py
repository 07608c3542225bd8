"""What nuScenes told its annotators in 2018 and in 2019, as two ontologies of our own making, and what the diff says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ontoman.changes import SortedLines, apply, diff, invert
from ontoman.model import Disposition
from ontoman.rdf import catalogue_of, ontology_of, parse_text
from ontoman.system import resource_dir

HERE = Path(__file__).resolve().parent / "nuscenes"
OLD, NEW = (parse_text((HERE / f"{year}.ttl").read_text(encoding="utf-8"), "turtle") for year in (2018, 2019))
BEFORE, AFTER = ontology_of(OLD), ontology_of(NEW)
CATALOGUE = catalogue_of(parse_text((resource_dir("vocab") / "changes.ttl").read_text(encoding="utf-8"), "turtle"))
CHANGES = diff(OLD, NEW, SortedLines(OLD, NEW), CATALOGUE)
INSTRUCTIONS = {2018: "instructions-2018-09-14-983e088.md", 2019: "instructions-2019-03-25-0334132.md"}
NUMBERED_LABEL = re.compile(r"^\d+\. \*\*\[(.+?)\]\(#", re.MULTILINE)
NAMED_VALUE = re.compile(r"^ +\+ \*\*(\d+%-\d+%)\*\*", re.MULTILINE)


def changes(kind, key=None):
    return [change for change in CHANGES.changes if change.kind == kind and key in (None, change.key)]


def the(kind, key):
    [change] = changes(kind, key)
    return change


def labels(ontology):
    return {c.label("en") for c in ontology.categories.values() if c.selectable and not c.deprecated}


# -- our Turtle and their text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "ontology", "count"), [(2018, BEFORE, 27), (2019, AFTER, 23)])
def test_the_labels_are_those_that_the_instructions_list(shared_data, year, ontology, count):
    text = (shared_data("nuscenes") / "history" / INSTRUCTIONS[year]).read_text(encoding="utf-8")
    listed = NUMBERED_LABEL.findall(text)
    assert len(listed) == len(set(listed)) == count
    assert labels(ontology) == set(listed)


@pytest.mark.parametrize(("year", "ontology"), [(2018, BEFORE), (2019, AFTER)])
def test_the_steps_of_visibility_are_those_that_the_instructions_list(shared_data, year, ontology):
    text = (shared_data("nuscenes") / "history" / INSTRUCTIONS[year]).read_text(encoding="utf-8")
    steps = ontology.attributes_by_key["visibility"].values
    assert [value.label("en") for value in steps if not value.deprecated] == NAMED_VALUE.findall(text)


# -- what the diff says -----------------------------------------------------------------------------------------------


def test_truck_pickup_truck_and_front_of_semi_truck_become_one():
    merge = the("MergeIntoExisting", "truck")
    assert set(merge.old) == {"pickup_truck", "front_of_semi_truck"}
    assert merge.new == "truck"
    assert merge.evidence == "declared"
    for source in merge.old:
        assert the("DeprecatedReplaced", source).new == "truck"
        assert the("DeprecatedReplaced", source).id in merge.parts


def test_traffic_police_and_other_police_become_police_officer_which_is_new():
    merge = the("MergeIntoNew", "police_officer")
    assert set(merge.old) == {"traffic_police", "other_police"}
    assert merge.new == "police_officer"
    assert the("EntityAdded", "police_officer").id in merge.parts


def test_train_is_retired_and_its_labels_are_kept():
    assert "declared_disposition" in the("Retire", "train").facts
    train = AFTER.categories_by_key["train"]
    assert train.deprecated
    assert train.lineage.disposition is Disposition.KEEP_FROZEN
    assert not train.lineage.replaced_by


def test_two_steps_of_visibility_become_one():
    merge = the("ValuesMerged", "0-40")
    assert set(merge.old) == {"0-20", "21-40"}
    assert merge.new == "0-40"


def test_the_rule_for_the_trailer_changed_its_outcome():
    change = the("RuleOutcomeChanged", "tractor_of_a_semi_trailer")
    assert (change.old, change.new) == ("front_of_semi_truck", "truck")


def test_a_radar_point_is_enough_for_a_box():
    [change] = [c for c in CHANGES.changes if c.kind.startswith("RuleCondition")]
    assert change.key == "minimum_points"
    assert (change.old, change.new) == ("num_lidar_pts = 0", "num_lidar_pts = 0 and num_radar_pts = 0")


@pytest.mark.parametrize("key", ["debris", "truck"])
def test_what_means_more_now_says_so(key):
    redefined = the("Redefine", key)
    assert redefined.evidence == "declared"
    assert "widens" in redefined.facts


def test_the_diff_says_nothing_else():
    compound = Counter((change.kind, change.key) for change in CHANGES.compound)
    assert compound == {
        ("MergeIntoExisting", "truck"): 1,
        ("MergeIntoNew", "police_officer"): 1,
        ("Redefine", "debris"): 1,
        ("Redefine", "truck"): 1,
        ("Rename", "minimum_points"): 1,
        ("Retire", "train"): 1,
        ("ValuesMerged", "0-40"): 1,
    }
    grouped = {part for change in CHANGES.compound for part in change.parts}
    alone = {(change.kind, change.key) for change in CHANGES.atomic if change.id not in grouped}
    assert {(kind, key) for kind, key in alone if not kind.startswith("RuleCondition")} <= {
        ("VersionChanged", "nuscenes"),
        ("HeaderAnnotationChanged", "nuscenes"),
        ("RuleOutcomeChanged", "tractor_of_a_semi_trailer"),
        ("ScopeNoteChanged", "debris"),
        ("ScopeNoteChanged", "truck"),
    }


def test_the_laws_hold_on_these_two():
    assert apply(OLD, CHANGES) == NEW
    assert apply(NEW, invert(CHANGES, CATALOGUE)) == OLD
    claimed = sorted(line for change in CHANGES.atomic for line in (*change.removed, *change.added))
    assert claimed == sorted(set(OLD) ^ set(NEW))
    assert not changes("UnclassifiedTriple")
