"""Editing a draft by the command line: what each edit says, what is logged, and what becomes of labels after it."""

from __future__ import annotations

import csv
import io
import json

import pytest


def seqs(shell):
    return [one["seq"] for one in shell.json("status")["draft"]["operations"]]


def relabeled(shell, text, *options):
    """The labels of some data after a relabel from 2.0.0 to 3.0.0, by id."""
    (shell.folder / "boxes.csv").write_text(text)
    shell("relabel", "boxes.csv", "--from", "2.0.0", "--to", "3.0.0", "-o", "out.csv", "--force", *options, code=0)
    return {row["id"]: row for row in csv.DictReader(io.StringIO((shell.folder / "out.csv").read_text()))}


def test_edits_become_a_release_whose_map_does_what_they_said(streets):
    streets("edit", "merge", "pedestrian", "child", "--into", "walker", "-m", "One class for people on foot")
    streets("edit", "supersede", "stroller", "pushchair", "--label", "pushchair=Pushchair")
    streets("edit", "retire", "traffic_cone", "--disposition", "drop", "-m", "Nobody looks")
    streets("edit", "split", "motorcycle", "moped", "motorbike", "--when", "moped=wheels > 2")
    streets("edit", "move", "animal", "--to", "movable_object")
    streets("edit", "set", "car", "key=passenger_car")
    document = streets.json("diff", "2.0.0", "draft")
    for kind in ("MergeIntoNew", "ReIdentify", "Retire", "Split", "Demoted", "NotationChanged"):
        assert document["summary"].get(kind) == 1, kind
    assert streets.json("release", "--bump", "auto", "-m", "Edited")["version"] == "3.0.0"
    data = (
        "id,label,wheels\na,child,\nb,stroller,\nc,traffic_cone,\nd,motorcycle,3\ne,motorcycle,2\nf,car,4\ng,animal,\n"
    )
    labels = {name: row["label"] for name, row in relabeled(streets, data).items()}
    assert labels == {
        "a": "walker",
        "b": "pushchair",
        "d": "moped",
        "e": "motorbike",
        "f": "passenger_car",
        "g": "animal",
    }
    assert "walker" in streets("where", "child")


def test_a_try_shows_the_changes_and_keeps_nothing(streets):
    before = streets.json("status")["draft"]
    document = streets.json("edit", "merge", "pedestrian", "child", "--into", "walker", "--dry-run")
    assert (document["dry_run"], document["seq"], document["bump"]) == (True, None, "major")
    assert [c["kind"] for c in document["changes"] if c["parts"]] == ["MergeIntoNew"]
    assert streets.json("status")["draft"] == before
    assert "would change" in streets("edit", "move", "car", "--to-top", "--dry-run")


def test_undo_appends_an_inverse_and_the_log_never_shrinks(streets):
    start = streets.json("diff", "2.0.0", "draft")
    first = streets.json("edit", "set", "car", "label=Automobile")
    streets("edit", "set", "car", "label=Motor car")
    logged = seqs(streets)
    undone = streets.json("edit", "undo")
    assert seqs(streets) == [*logged, undone["seq"]]
    assert streets.json("diff", "2.0.0", "draft")["changes"] == first["changes"]
    streets("edit", "undo")
    assert streets.json("diff", "2.0.0", "draft")["changes"] == start["changes"]
    assert "OM440" in streets("edit", "undo", code=3)
    streets("edit", "redo")
    assert streets.json("diff", "2.0.0", "draft")["changes"] == first["changes"]
    streets("edit", "set", "truck", "label=Lorry")
    assert "OM440" in streets("edit", "redo", code=3), "an edit since: what was undone is not done again"
    assert len(seqs(streets)) == len(logged) + 4


def test_what_was_released_is_not_undone(streets):
    assert "OM440" in streets("edit", "undo", code=3)


def test_an_import_can_be_undone(streets, tmp_path):
    source = (streets.folder / "releases/1.0.0/ontology.nt").read_text()
    (tmp_path / "old.nt").write_text(source)
    streets("import", tmp_path / "old.nt", "--missing", "delete")
    assert streets.json("diff", "2.0.0", "draft")["changes"]
    streets("edit", "undo")
    assert streets.json("diff", "2.0.0", "draft")["changes"] == []


def test_definitions_of_which_nobody_spoke_wait_and_are_declared_in_bulk(streets):
    for key, text in (("car", "A car."), ("truck", "A truck."), ("trailer", "A trailer.")):
        streets("edit", "set", key, f"definition={text}")
    streets("edit", "set", "bus", "definition@fr=Un autobus.")
    streets("edit", "set", "animal", "definition=An animal.", "--meaning", "narrows")
    waiting = streets.json("edit", "declare")
    assert sorted(one["key"] for one in waiting["undeclared"]) == ["car", "trailer", "truck"]
    assert "A truck." in streets("edit", "declare")
    streets("edit", "declare", "car=widens", "--all", "stays")
    assert streets.json("edit", "declare")["undeclared"] == []
    found = {c["key"]: c for c in streets.json("diff", "2.0.0", "draft")["changes"] if c["kind"] == "Redefine"}
    assert {key: change["evidence"] for key, change in found.items()} == {"animal": "declared", "car": "declared"}


def test_white_space_case_and_punctuation_need_no_declaration(streets):
    text = streets.json("show", "car")["entity"]["definitions"]
    english = next(one["text"] for one in text if one["lang"] == "en")
    document = streets.json("edit", "set", "car", f"definition={english.upper()}  !")
    assert document["undeclared"] == []
    assert document["bump"] == "patch"


def test_an_edit_says_what_it_leaves_to_mend(streets):
    printed = streets("edit", "retire", "trailer")
    assert "To mend: Rule tractor_and_trailer applies to trailer, which is retired." in printed


def test_a_draft_of_its_own_leaves_the_other_alone(streets):
    streets("draft", "new", "rail")
    streets("edit", "add", "category", "tram", "parent=rail_vehicle", "--draft", "rail")
    assert "OM120" in streets("show", "tram", "--release", "draft", code=2)
    assert streets.json("show", "tram", "--release", "draft:rail")["entity"]["key"] == "tram"
    drafts = {one["name"]: one for one in streets.json("draft", "list")["drafts"]}
    assert drafts["rail"]["operations"] == 1
    assert drafts["rail"]["authors"] == ["ada"]
    assert drafts["draft"]["operations"] == 0
    assert "OM442" in streets("draft", "new", "rail", code=3)
    streets("draft", "drop", "rail")
    assert "OM111" in streets("edit", "undo", "--draft", "rail", code=2)
    streets("draft", "new", "rail", "--base", "1.0.0")
    assert streets.json("diff", "1.0.0", "draft:rail")["changes"] == []


def test_a_draft_is_carried_over_to_a_later_release(streets):
    streets("draft", "new", "rail")
    streets("edit", "add", "category", "tram", "parent=rail_vehicle", "--draft", "rail")
    streets("edit", "set", "car", "label=Automobile")
    streets("release", "--bump", "auto", "-m", "A new name")
    streets("draft", "rebase", "rail")
    assert list(streets.json("diff", "2.0.1", "draft:rail")["summary"]) == ["EntityAdded"]
    streets("edit", "set", "car", "label=Motor car", "--draft", "rail")
    streets("edit", "set", "car", "label=Car, again")
    streets("release", "--bump", "auto", "-m", "Another new name")
    letter = streets("draft", "rebase", "rail", code=3)
    assert "OM444" in letter
    assert "Motor car" in letter
    assert "OM445" in streets("draft", "drop", "draft", code=3)
    assert "OM443" in streets("draft", "new", "my draft", code=2)


@pytest.mark.parametrize(
    ("words", "code", "letter"),
    [
        (("edit", "move", "lorry", "--to", "vehicle"), 2, "OM120"),
        (("edit", "merge", "coach", "car", "--into", "x"), 2, "OM430"),
        (("edit", "add", "category", "van"), 2, "OM431"),
        (("edit", "add", "category", "x", "wings=2"), 2, "OM433"),
        (("edit", "merge", "car", "--into", "vehicle"), 3, "OM435"),
        (("edit", "split", "car", "x"), 2, "OM436"),
        (("edit", "split", "car", "x", "y", "--when", "x=wheels < 4", "--when", "y=wheels < 3"), 3, "OM437"),
        (("edit", "split", "vehicle", "x", "y"), 3, "OM438"),
        (("edit", "declare", "car=perhaps"), 2, "OM446"),
        (("edit", "unmerge", "car"), 2, "OM447"),
        (("edit", "unmerge", "bus", "van"), 2, "OM447"),
        (
            ("edit", "split", "activity=moving", "activity=a", "activity=b", "--when", "activity=a=wheels > 2"),
            2,
            "OM448",
        ),
        (("edit", "merge", "activity=moving", "car", "--into", "activity=x"), 2, "OM436"),
        (("edit", "set", "car", "label=Car"), 2, "OM441"),
        (("edit", "split", "car", "x", "y", "--when", "z=wheels < 4"), 2, "names none of x, y"),
        (("edit", "move", "car"), 2, "--to-top"),
        (("edit", "set", "car", "label=x", "--draft", "nowhere"), 2, "OM111"),
    ],
)
def test_a_bad_edit_is_a_letter_and_changes_nothing(streets, words, code, letter):
    before = seqs(streets)
    assert letter in streets(*words, code=code)
    assert seqs(streets) == before


def test_python_says_the_same_as_the_command_line(streets):
    from ontoman.changes.editing import Named
    from ontoman.operations import editing
    from ontoman.operations.edit_log import redo
    from ontoman.operations.states import open_workspace

    workspace, desk = open_workspace(streets.folder), editing.Desk("grace", "One class")
    document = editing.merge(workspace, desk, ["pedestrian", "child"], Named("walker"))
    printed = streets.json("edit", "undo")
    assert (printed["removed"], printed["added"]) == (document["added"], document["removed"])
    redone = redo(workspace, desk)
    assert redone["changes"] == document["changes"]


def test_parts_that_leave_and_facets_carry_old_labels_where_they_belong(streets):
    streets("edit", "add", "attribute", "service", "valueKind=single", "appliesTo=motor_vehicle")
    streets("edit", "add", "value", "police", "attribute=service", "label=Police")
    streets("edit", "add", "value", "none", "attribute=service", "label=None")
    streets("edit", "set", "activity=parked", "key=standing")
    streets("edit", "split-off", "bicycle", "cargo_bike", "--when", "wheels > 2")
    streets("edit", "split-off", "truck", "fire_truck")
    streets("edit", "facet-out", "police_vehicle", "car", "service=police")
    streets("edit", "facet-in", "bus", "activity=stopped", "waiting_bus")
    streets("edit", "swap", "traffic_cone", "barrier", "-m", "They were the wrong way round")
    summary = streets.json("diff", "2.0.0", "draft")["summary"]
    for kind, count in {"SplitOff": 2, "FacetOut": 1, "FacetIn": 1, "Swap": 1}.items():
        assert summary.get(kind) == count, kind
    streets("release", "--bump", "auto", "-m", "Facets")
    assert streets.json("map", "check", "maps/2.0.0..3.0.0/1.sssom.tsv")["problems"] == []
    assert "now car with service=police" in streets("where", "police_vehicle")
    streets("guideline", "3.0.0", "-o", "guide.md")
    guide = (streets.folder / "guide.md").read_text()
    for words in (
        "a part of it is Cargo bike now",
        "Police vehicle is no longer a category",
        "Waiting bus is a category",
    ):
        assert words in guide
    data = (
        "id,label,wheels,activity,service\n"
        "a,bicycle,3,,\nb,bicycle,2,,\nc,police_vehicle,4,moving,\nd,bus,6,stopped,\ne,bus,6,moving,\n"
    )
    rows = relabeled(streets, data)
    assert {name: row["label"] for name, row in rows.items()} == {
        "a": "cargo_bike",
        "b": "bicycle",
        "c": "car",
        "d": "waiting_bus",
        "e": "bus",
    }
    assert rows["c"]["service"] == "police"
    (streets.folder / "unsure.csv").write_text("id,label,wheels,activity\na,truck,6,\nb,traffic_cone,,\nc,barrier,,\n")
    report = streets.json("relabel", "unsure.csv", "--from", "2.0.0", "--to", "3.0.0", "-o", "out-2.csv", code=1)
    assert (report["review"], report["relabeled"]) == (3, 0)
    assert streets("undo", "out.csv", "-o", "back.csv")
    assert (streets.folder / "back.csv").read_text() == data


def test_what_several_give_to_one_and_what_is_shared_anew_goes_to_people(streets):
    streets("edit", "split-off", "car", "pickup")
    streets("edit", "split-off", "truck", "pickup")
    streets("edit", "redistribute", "stroller", "wheelchair", "--into", "pushed", "--into", "rolled")
    summary = streets.json("diff", "2.0.0", "draft")["summary"]
    assert (summary.get("TakesFrom"), summary.get("SplitOff")) == (1, None)
    assert (summary.get("Redistribute"), summary.get("Split")) == (1, None)
    streets("release", "--bump", "auto", "-m", "Cut anew")
    todo = streets("map", "todo", "maps/2.0.0..3.0.0/1.sssom.tsv")
    for line in ("car -> car | pickup", "truck -> truck | pickup", "stroller -> pushed | rolled", "wheelchair -> "):
        assert line in todo


def test_what_was_merged_is_taken_apart_by_people(streets):
    streets("edit", "merge", "pedestrian", "child", "--into", "walker")
    streets("release", "--bump", "auto", "-m", "Merged")
    old = streets.folder / "releases/2.0.0/ontology.nt"
    streets("import", old, "--missing", "deprecate")
    summary = streets.json("diff", "3.0.0", "draft")["summary"]
    assert summary.get("Unmerge") == 1
    streets("map", "build", "3.0.0", "draft", "-o", "map.sssom.tsv")
    todo = streets("map", "todo", "map.sssom.tsv")
    assert "walker -> pedestrian | child  (a person picks)" in todo


def test_values_merge_split_and_come_back_and_people_decide_what_nobody_can_know(streets):
    streets("edit", "merge", "activity=stopped", "activity=parked", "--into", "activity=still", "-m", "One word")
    streets(
        "edit", "split", "posture=standing", "posture=upright", "posture=leaning", "--label", "posture=leaning=Leans"
    )
    summary = streets.json("diff", "2.0.0", "draft")["summary"]
    assert (summary.get("ValuesMerged"), summary.get("ValueSplit")) == (1, 1)
    streets("release", "--bump", "auto", "-m", "Values")
    assert streets.json("map", "check", "maps/2.0.0..3.0.0/1.sssom.tsv")["problems"] == []
    (streets.folder / "boxes.csv").write_text(
        "id,label,activity,posture\na,car,parked,\nb,car,moving,\nc,pedestrian,,standing\n"
    )
    report = streets.json("relabel", "boxes.csv", "--from", "2.0.0", "--to", "3.0.0", "-o", "out.csv", code=1)
    assert (report["relabeled"], report["unchanged"], report["review"]) == (1, 1, 1)
    assert (streets.folder / "out.csv").read_text().splitlines()[1] == "a,car,still,"
    streets("edit", "unmerge", "activity=still", "activity=parked")
    found = [c for c in streets.json("diff", "3.0.0", "draft")["changes"] if c["kind"] == "Unmerge"]
    assert [(c["key"], c["old"], c["new"]) for c in found] == [("still", "still", "parked")]
    streets("map", "build", "3.0.0", "draft", "-o", "map.sssom.tsv")
    assert "activity=still -> activity=still | activity=parked" in streets("map", "todo", "map.sssom.tsv")
    streets("edit", "undo")
    streets("edit", "unmerge", "activity=still", "--retire")
    streets("map", "build", "3.0.0", "draft", "-o", "map.sssom.tsv")
    assert "activity=still -> activity=stopped | activity=parked" in streets("map", "todo", "map.sssom.tsv")


def test_a_merge_is_taken_back_by_an_edit(streets):
    streets("edit", "merge", "pedestrian", "child", "--into", "walker")
    streets("release", "--bump", "auto", "-m", "Merged")
    assert "says to use walker, which is retired" in streets("edit", "unmerge", "walker", "--retire", "--dry-run")
    document = streets.json("edit", "unmerge", "walker")
    assert [c["kind"] for c in document["changes"] if c["parts"]] == ["Unmerge"]
    streets("release", "--bump", "auto", "-m", "Apart again")
    assert streets.json("map", "check", "maps/3.0.0..4.0.0/1.sssom.tsv")["problems"] == []
    assert "walker -> walker | pedestrian | child" in streets("map", "todo", "maps/3.0.0..4.0.0/1.sssom.tsv")


def found_by(shell):
    results = json.loads(shell.run("validate", "draft", "--json").stdout)["results"]  # exit 1 where it finds violations
    return {(one["code"], one["focus"], one["value"]) for one in results}


CAUSES = {
    "a new category": (("add", "category", "tram", "label=Tram"), "missing-definition"),
    "a label in two roles": (("set", "car", "altLabel@en+=Car"), "label-in-two-roles"),
    "one name for two": (("set", "truck", "label=Car"), "duplicate-label"),
    "another parent": (("move", "animal", "--to", "movable_object"), None),
    "a rule about what is gone": (("retire", "trailer", "--disposition", "drop"), "rule-uses-deprecated"),
    "another key": (("set", "activity=moving", "key=in_motion"), None),
}


@pytest.mark.parametrize("name", CAUSES)
def test_an_edit_tells_what_validate_finds_because_of_it(streets, name):
    edit, expected = CAUSES[name]
    before = found_by(streets)
    told = {(one["code"], one["focus"], one["value"]) for one in streets.json("edit", *edit)["findings"]}
    assert told == found_by(streets) - before
    assert (expected in {code for code, _, _ in told}) if expected else not told


def test_what_an_edit_causes_is_said_and_the_edit_is_done(streets):
    said = streets("edit", "set", "car", "altLabel@en+=Car", code=0)
    assert 'Found violation label-in-two-roles: Car (car) has "Car" as skos:altLabel' in said
    assert "Keep the text in one role" in said
    assert "Found" not in streets("edit", "set", "car", "altLabel@en-=Car")
    said = streets("edit", "retire", "trailer", "--disposition", "drop", "-m", "None are seen")
    assert "To mend: Rule tractor_and_trailer applies to trailer, which is retired." in said
    assert "rule-uses-deprecated" not in said, "a loose end is not told twice"
