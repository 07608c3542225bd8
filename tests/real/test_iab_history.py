"""The IAB content taxonomy gets its past: five releases, oldest first, each with its changes and its map."""

from __future__ import annotations

import json

import pytest

from ontoman.operations.history import blame, log
from ontoman.operations.importing import Choice, table_layout
from ontoman.operations.past import OldRelease, import_release
from ontoman.operations.progress import SILENT
from ontoman.operations.verifying import verify
from ontoman.operations.workspace import Wish, init
from ontoman.reasoning import ReasoningReport

COLUMNS = {"skip_rows": 1, "id_column": "Unique ID", "parent_column": "Parent", "label_column": "Name"}
# The days are made up: the files do not say when they were published, only in which order.
CHAIN = {"2.0": "2001-01-01", "2.1": "2002-01-01", "2.2": "2003-01-01", "3.0": "2004-01-01", "3.1": "2005-01-01"}


@pytest.fixture(scope="module")
def past(tmp_path_factory, shared_data):
    folder = shared_data("iab-content") / "Content Taxonomies"
    workspace = init(tmp_path_factory.mktemp("past") / "iab", Wish("https://example.org/iab/", "IAB", ("en",), "ada"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ontoman.reasoning.check", lambda *_: ReasoningReport("not run", "not in this test", ()))
        for version, day in CHAIN.items():
            path = folder / f"Content Taxonomy {version}.tsv"
            old = OldRelease(version, day, "IAB", "As published", (), Choice(missing="delete", author="ada"))
            import_release(workspace, path, old, table_layout(path, COLUMNS))
    return workspace


def test_each_release_is_what_was_published(past):
    counts = {r.version.text: r.manifest["counts"]["categories"] for r in past.releases()}
    assert (counts["2.2"], counts["3.0"], counts["3.1"] - counts["3.0"]) == (1196, 703, 1)
    assert counts["2.2"] - counts["2.1"] == 17
    assert counts["2.1"] == counts["2.0"]


def test_gates_that_history_did_not_pass_are_recorded_as_such(past):
    accepted = {r.version.text: [row["code"] for row in r.manifest["checks"]["accepted"]] for r in past.releases()}
    assert accepted == {"2.0": [], "2.1": [], "2.2": [], "3.0": ["entity-deleted"], "3.1": ["bump"]}
    assert all(r.manifest["author"] == "IAB" and r.manifest["imported"]["by"] == "ada" for r in past.releases())
    assert [(d.subject, d.reason) for d in past.database.decisions()] == [
        ("3.0", "imported history"),
        ("3.1", "imported history"),
    ]


def test_the_chain_is_what_the_files_say(past):
    summaries = [json.loads((r.folder / "changes.json").read_bytes())["summary"] for r in past.releases()]
    assert summaries[3]["EntityDeleted"] == 512
    assert (summaries[2]["EntityAdded"], summaries[4]["EntityAdded"]) == (17, 1)
    assert summaries[4]["PrefLabelChanged"] == 2


def test_a_category_knows_which_release_named_it_anew(past):
    statements = {s["value"]: s for s in blame(past, "150")["statements"]}
    assert statements["150"]["release"] == "2.0"
    assert (statements["Attractions"]["release"], statements["Attractions"]["at"]) == ("3.0", "2004-01-01T00:00:00Z")
    assert [e["release"] for e in log(past, "150")["entries"] if e["kind"] == "release"] == ["3.0", "2.0"]


def test_a_category_that_vanished_still_has_its_story(past):
    gone = next(
        c
        for c in json.loads((past.root / "releases/3.0/changes.json").read_bytes())["changes"]
        if c["kind"] == "EntityDeleted"
    )
    document = log(past, gone["key"])
    assert [e["release"] for e in document["entries"] if e["kind"] == "release"] == ["3.0", "2.0"]
    assert blame(past, gone["key"])["release"] == "2.2"


def test_the_past_is_sound(past):
    document = verify(past, SILENT)
    assert (document["sound"], document["releases"], document["maps"]) == (True, 5, 4)
