"""Two people edit the street scenes; a fork goes back to its origin."""

from __future__ import annotations

import csv
import shutil

import pytest

from ontoman.operations.states import draft_lines
from ontoman.rdf import canonical, parse_file
from ontoman.store.workspace import Workspace

VAN = '"A motor vehicle with a tall, closed one-box body, for people or for parcels."@en'


@pytest.fixture
def base(root):
    text = (root / "vocab/examples/streets/1.0.0.ttl").read_text("utf-8")
    assert VAN in text
    return text


@pytest.fixture
def fork(shell, base):
    """An origin and a fork of it: both renamed the car, one the van as well."""
    shell.folder.joinpath("base.ttl").write_text(base)
    shell.folder.joinpath("ours.ttl").write_text(base.replace('"Car"@en', '"Passenger car"@en'))
    theirs = base.replace('"Car"@en', '"Automobile"@en').replace('"Van"@de', '"Kastenwagen"@de')
    shell.folder.joinpath("theirs.ttl").write_text(theirs)
    return shell


WORDS = ("merge", "base.ttl", "ours.ttl", "theirs.ttl")


def test_a_fork_goes_back_to_its_origin(fork, base):
    found = fork.json(*WORDS, code=1)
    (conflict,) = found["conflicts"]
    assert (conflict["kind"], conflict["key"], conflict["resolution"]) == ("DifferentLabels", "car", None)
    assert (conflict["ours"]["changes"][0]["new"], conflict["theirs"]["changes"][0]["new"]) == (
        "Passenger car",
        "Automobile",
    )
    assert (found["open"], found["merged"]) == (1, {"ours": 0, "theirs": 2})
    for name in ("merged.ttl", "merged.nt"):
        fork(*WORDS, "--resolve", f"{conflict['id']}=ours", "-o", name)
        expected = base.replace('"Car"@en', '"Passenger car"@en').replace('"Van"@de', '"Kastenwagen"@de')
        (fork.folder / "expected.ttl").write_text(expected)
        assert parse_file(fork.folder / name) == parse_file(fork.folder / "expected.ttl")


def test_conflicts_are_filled_in_as_a_table(fork):
    for name in ("todo.tsv", "todo.csv"):
        fork(*WORDS, "--conflicts", name, code=1)
        path, delimiter = fork.folder / name, "\t" if name.endswith("tsv") else ","
        with path.open(newline="") as file:
            rows = list(csv.DictReader(file, delimiter=delimiter))
        assert [row["choices"] for row in rows] == ["ours | theirs | base"]
        rows[0]["resolution"] = "theirs"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
        fork(*WORDS, "--resolutions", name, "-o", "merged.nt")
        assert parse_file(fork.folder / "merged.nt") == parse_file(fork.folder / "theirs.ttl")


def test_open_conflicts_keep_anything_from_being_written(fork):
    letter = fork(*WORDS, "-o", "merged.nt", "--conflicts", "todo.tsv", code=3)
    assert letter.startswith("OM460")
    assert "Both sides changed the label of car" in letter
    assert sorted(path.name for path in fork.folder.iterdir()) == ["base.ttl", "ours.ttl", "theirs.ttl"]


@pytest.mark.parametrize(
    ("words", "exit_code", "code"),
    [
        (("--resolve", "m000000000000=ours"), 2, "OM461"),
        (("--resolve", "{id}=both"), 2, "OM462"),
        (("--resolve", "{id}"), 2, "OM462"),
        (("--resolutions", "base.ttl"), 2, "OM463"),
        (("--resolutions", "none.tsv"), 2, "OM201"),
        (("--resolve", "{id}=ours", "--into", "draft"), 3, "OM464"),
        (("-o", "merged.docx"), 2, "OM465"),
        (("--conflicts", "todo.xlsx"), 2, "OM465"),
    ],
)
def test_what_cannot_be_done_is_said(fork, words, exit_code, code):
    identity = fork.json(*WORDS, code=1)["conflicts"][0]["id"]
    before = sorted(fork.folder.iterdir())
    assert fork(*WORDS, *(word.format(id=identity) for word in words), code=exit_code).startswith(code)
    assert sorted(fork.folder.iterdir()) == before


def test_two_people_edit_the_street_scenes(streets, root):
    text = (root / "vocab/examples/streets/2.0.0.ttl").read_text("utf-8")
    ours = streets.folder / "ada.ttl"
    ours.write_text(text.replace('"Bollard"@en', '"Steel bollard"@en'))
    theirs = streets.folder / "grace.ttl"
    theirs.write_text(text.replace('"Bus"@de', '"Omnibus"@de').replace('"Bollard"@en', '"Road post"@en'))
    streets("import", ours)
    streets("import", theirs, "--dry-run")
    # Both files lack what the release says of its version: that they took it away alike is no conflict.
    found = streets.json("merge", "2.0.0", "draft", "grace.ttl", code=1)
    (conflict,) = found["conflicts"]
    assert conflict["key"] == "road_post"
    assert streets("merge", "2.0.0", "draft", "grace.ttl", "--into", "draft", code=3).startswith("OM460")
    told = streets("merge", "2.0.0", "draft", "grace.ttl", "--resolve", f"{conflict['id']}=ours", "--into", "draft")
    assert "The draft holds the merged state, as operation" in told
    said = "\n".join(draft_lines(Workspace.open(streets.folder)))
    assert '"Steel bollard"@en' in said
    assert '"Omnibus"@de' in said
    assert streets.json("status")["draft"]["operations"][-1]["kind"] == "merge"
    assert streets.json("validate")["conforms"] is True
    assert streets.json("merge", "2.0.0", "draft", "draft")["conflicts"] == []
    lines = draft_lines(Workspace.open(streets.folder))
    assert canonical(lines) == lines
    assert streets("merge", "2.0.0", "1.0.0", "2.0.0", "--into", "draft", code=3).startswith("OM464")


def test_two_drafts_merge_over_the_release_that_they_started_from(streets):
    for name in ("ada", "grace"):
        streets("draft", "new", name)
    streets("edit", "set", "car", "label=Passenger car", "--draft", "ada")
    streets("edit", "set", "van", "label@de=Kastenwagen", "--draft", "grace")
    found = streets.json("merge", "draft:ada", "draft:grace")
    assert (found["base"], found["open"]) == ("2.0.0", 0)
    assert found == streets.json("merge", "2.0.0", "draft:ada", "draft:grace")
    told = streets("merge", "draft:ada", "draft:grace", "--into", "draft:ada")
    assert "Draft ada holds the merged state" in told
    summary = streets.json("diff", "2.0.0", "draft:ada")["summary"]
    assert summary["PrefLabelChanged"] == 2
    assert streets.json("diff", "2.0.0", "draft")["changes"] == []
    assert streets("merge", "draft:ada", "draft:grace", "--into", "draft", code=3).startswith("OM464")
    assert streets("merge", "draft:ada", "draft:nobody", code=2).startswith("OM111")


def test_a_fork_of_a_workspace_merges_over_the_last_release_that_both_have(streets, tmp_path):
    shutil.copytree(streets.folder, tmp_path / "fork")
    streets("edit", "set", "car", "label=Motor car", "-w", tmp_path / "fork")
    streets("release", "--bump", "auto", "-m", "The fork goes on", "-w", tmp_path / "fork")
    streets("edit", "set", "van", "label@de=Kastenwagen")
    theirs = tmp_path / "fork/releases/2.0.1/ontology.nt"
    found = streets.json("merge", "draft", theirs)
    assert (found["base"], found["open"]) == ("2.0.0", 0)
    assert streets.json("merge", "1.0.0", theirs)["base"] == "1.0.0"
    elsewhere = streets.json("merge", theirs, tmp_path / "fork/releases/1.0.0/ontology.nt", "-w", tmp_path / "fork")
    assert elsewhere["base"] == "1.0.0"


def test_files_that_know_no_past_need_a_base(fork):
    assert fork("merge", "ours.ttl", "theirs.ttl", code=2).startswith("OM449")
    assert "BASE OURS THEIRS" in fork("merge", "ours.ttl", code=2)
    assert fork("merge", "ours.ttl", "none.ttl", code=2).startswith("OM111")
    assert "draft:NAME" in fork(*WORDS, "--into", "desk", code=2)
