"""Published tables come in as total maps."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from ontoman.formats import sssom
from ontoman.formats.maps_in import MapLayout, read_plain_map
from ontoman.migration import Action, Decider, Fate, Item, MapDisposition
from ontoman.migration.checking.check import check
from ontoman.migration.subjects import undecided
from ontoman.operations.maps.building import build_between

VOID = {"void / ignore": MapDisposition.IGNORE}


@pytest.mark.parametrize(
    ("table", "to_column", "labels", "void", "one_to_one"),
    [
        ("map_general_to_detection.tsv", "detection", 23, 9, 8),
        ("map_general_to_lidarseg.tsv", "lidarseg_class", 32, 12, 14),
    ],
)
def test_the_tables_of_nuscenes_are_total_maps(shared_data, table, to_column, labels, void, one_to_one):
    path = shared_data("nuscenes") / table
    made = read_plain_map(path, MapLayout(from_column="general", to_column=to_column, retire=VOID))
    rows = path.read_text("utf-8").splitlines()[1:]
    assert len(made.rows) == len(rows) == labels
    assert check(made) == ()
    assert undecided(made.rows) == ()
    targets = Counter(row.object_label for row in made.rows if row.action is not Action.RETIRE)
    assert {target: count for target, count in targets.items() if count > 1} == {"bus": 2, "pedestrian": 4}
    assert sum(count == 1 for count in targets.values()) == one_to_one
    retired = [row for row in made.rows if row.action is Action.RETIRE]
    assert [row.disposition for row in retired] == [MapDisposition.IGNORE] * void
    decider = Decider(made)
    decided = {row.split("\t")[0]: decider.decide(Item(row.split("\t")[0])) for row in rows}
    assert {outcome.fate for outcome in decided.values()} == {Fate.RELABELED, Fate.RETIRED}
    assert decided["vehicle.bus.bendy"].labels == ("bus",)
    assert decided["animal"].labels == ("animal",)


@pytest.mark.parametrize(("groups", "targets"), [("ekman_mapping.json", 7), ("sentiment_dict.json", 4)])
def test_the_groups_of_goemotions_are_total_maps(shared_data, groups, targets):
    folder = shared_data("goemotions")
    labels = (folder / "original" / "labels.txt").read_text("utf-8").split()
    made = read_plain_map(folder / "official" / groups, MapLayout(identity=("neutral",)))
    assert sorted(row.subject_label for row in made.rows) == sorted(labels)
    assert len(labels) == 28
    decider = Decider(made)
    assert len({decider.decide(Item(label)).labels for label in labels}) == targets
    assert decider.decide(Item("neutral")).fate is Fate.UNCHANGED
    members = json.loads((folder / "official" / groups).read_text("utf-8"))
    assert all(
        decider.decide(Item(source)).labels == (target,) for target, found in members.items() for source in found
    )


@pytest.mark.parametrize("table", ["map_general_to_detection.tsv"])
def test_a_published_table_survives_its_file(shared_data, table):
    made = read_plain_map(shared_data("nuscenes") / table, MapLayout(retire=VOID))
    data = sssom.write(made)
    assert sssom.read(data).map == made
    assert sssom.write(sssom.read(data).map) == data


def test_the_map_between_the_instructions_of_2018_and_2019_needs_nobody(root, tmp_path):
    folder = root / "tests" / "real" / "nuscenes"
    made = build_between(None, str(folder / "2018.ttl"), str(folder / "2019.ttl"), tmp_path / "m.sssom.tsv").map
    assert undecided(made.rows) == ()
    decider = Decider(made)
    moved = {
        text: decider.decide(Item(text)).labels for text in decider.subjects if ":" not in text and "/" not in text
    }
    merged = {old: new for old, (new,) in moved.items() if old != new}
    assert merged == {
        "pickup_truck": "truck",
        "front_of_semi_truck": "truck",
        "traffic_police": "police_officer",
        "other_police": "police_officer",
    }
    assert decider.decide(Item("train")).fate is Fate.RETIRED
    assert decider.values == {"visibility": {"0-20": "0-40", "21-40": "0-40"}}
    assert decider.decide(Item("truck", {"visibility": "0-20"})).set == (("visibility", "0-40"),)
    retired_or_changed = [row for row in made.rows if row.action is not Action.KEEP]
    assert all(row.change for row in retired_or_changed)
