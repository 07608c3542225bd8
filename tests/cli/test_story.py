"""From an empty folder to two releases: what a person sees, and what stands on the disk."""

from __future__ import annotations

import hashlib
import json

import pytest

from ontoman.cli.common import author


def test_a_workspace_starts_with_an_empty_draft(shell):
    shell("init", "new", "--namespace", "https://example.org/new#", "--title", "New")
    shell.folder /= "new"
    status = shell.json("status")
    assert status["releases"] == []
    assert status["draft"]["counts"]["categories"] == 0
    assert shell.json("tree")["tree"] == []


def test_a_release_is_hashed_named_and_never_written_again(streets):
    folder = streets.folder / "releases" / "2.0.0"
    manifest = json.loads((folder / "manifest.json").read_text())
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    lines = (folder / "ontology.nt").read_bytes().split(b"\n")
    assert lines[-1] == b""
    assert lines[:-1] == sorted(set(lines[:-1]))
    before = (folder / "ontology.nt").read_bytes()
    letter = streets("release", "2.0.0", "-m", "again", code=3)
    assert "OM132" in letter
    assert (folder / "ontology.nt").read_bytes() == before


def test_the_manifest_says_what_was_checked_and_what_came_before(streets):
    manifest = json.loads((streets.folder / "releases" / "2.0.0" / "manifest.json").read_text())
    assert manifest["versionIRI"] == "https://example.org/streets/2.0.0"
    assert manifest["priorVersion"] == "https://example.org/streets/1.0.0"
    assert manifest["bump"] == "major"
    assert manifest["checks"]["violations"] == 0
    assert manifest["checks"]["reasoning"]["status"] == "passed"
    assert (streets.folder / manifest["map"]["path"]).is_file()


def test_the_difference_names_the_stories(streets):
    document = streets.json("diff", "1.0.0", "2.0.0")
    kinds = document["summary"]
    for kind in ("MergeIntoNew", "Split", "Retire", "Redefine", "AttributeAdded", "EntityAdded", "Moved"):
        assert kinds.get(kind), f"{kind} in {kinds}"
    assert kinds["Split"] == 2
    assert "UnclassifiedTriple" not in kinds
    assert document["bump"] == "major"


def test_the_stored_changes_are_the_difference(streets):
    stored = json.loads((streets.folder / "releases" / "2.0.0" / "changes.json").read_text())
    assert stored["changes"] == streets.json("diff", "1.0.0", "2.0.0")["changes"]


def test_a_diff_of_a_state_with_itself_is_empty(streets):
    document = streets.json("diff", "2.0.0", "2.0.0")
    assert document["changes"] == []
    assert document["bump"] == "none"


@pytest.mark.parametrize(
    ("key", "fate", "now"),
    [
        ("coach", "replaced by bus", ["bus"]),
        ("cycle", "split into bicycle, wide_cycle", ["bicycle", "wide_cycle"]),
        ("van", "split into people_carrier, delivery_van", ["delivery_van", "people_carrier"]),
        ("bicycle_rack", "retired (IgnoreLabels): Racks", []),
        ("car", "in use", ["car"]),
    ],
)
def test_an_old_key_can_be_followed(streets, key, fate, now):
    document = streets.json("where", key)
    assert document["history"][-1]["fate"].startswith(fate)
    assert [end["key"] for end in document["now"]] == now


def test_a_search_finds_labels_in_any_language_and_case(streets):
    hits = streets.json("search", "FEUERWEHR")["hits"]
    assert hits
    assert hits[0]["label"] == "Fire engine"


def test_everything_that_a_category_carries_is_shown(streets):
    entity = streets.json("show", "bus", "--release", "2.0.0")
    assert entity["kind"] == "category"
    assert {label["text"] for label in entity["entity"]["labels"]} == {"Bus"}
    assert "activity" in entity["context"]["attributes"]
    assert "bus" in streets("show", "bus")


def test_the_tree_leaves_deprecated_categories_out_until_asked(streets):
    assert "coach" not in streets("tree")
    assert "coach" in streets("tree", "--deprecated")


def test_validation_of_the_shipped_ontology_finds_nothing_that_blocks(streets):
    document = streets.json("validate", "2.0.0")
    assert document["conforms"] is True


def test_a_bump_follows_from_the_changes(streets, tmp_path):
    source = (streets.folder / "releases" / "2.0.0" / "ontology.nt").read_text()
    edited = tmp_path / "edited.nt"
    edited.write_text(source.replace('"Bollard"@en', '"Steel bollard"@en'))
    streets("import", edited)
    manifest = streets.json("release", "--bump", "auto", "-m", "A new name")
    assert manifest["bump"] == "patch"
    assert manifest["version"] == "2.0.1"


def test_a_release_answers_to_its_further_names(streets):
    streets("release", "3", "--name", "v3", "-m", "Nothing new")
    assert streets.json("tree", "--release", "v3")["release"] == "3"


def test_the_same_steps_give_the_same_bytes(streets_template, shell, play_streets):
    again = play_streets(shell)
    for name in ("ontology.nt", "changes.json", "manifest.json"):
        one, two = (f / "releases" / "2.0.0" / name for f in (streets_template, again))
        assert one.read_bytes() == two.read_bytes(), name


def test_the_author_is_who_the_environment_says(monkeypatch):
    monkeypatch.setenv("ONTOMAN_AUTHOR", "grace")
    assert author() == "grace"
