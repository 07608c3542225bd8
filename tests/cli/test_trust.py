"""withdraw, verify, log and blame, as a person uses them."""

from __future__ import annotations

import json

import pytest

USING = [
    ("diff", "1.0.0", "2.0.0"),
    ("diff", "2.0.0", "1.0.0", "--json"),
    ("validate", "2.0.0", "--json"),
    ("tree", "--release", "2.0.0", "--json"),
    ("show", "car", "--release", "2.0.0"),
    ("search", "car", "--release", "2.0.0"),
    ("map", "build", "1.0.0", "2.0.0", "-o", "map.sssom.tsv"),
    ("map", "import", "map.sssom.tsv", "--to", "2.0.0", "-o", "again.sssom.tsv"),
    ("relabel", "boxes.csv", "--from", "1.0.0", "--to", "2.0.0", "-o", "boxes-2.csv"),
    ("relabel", "boxes.csv", "--from", "1.0.0", "--to", "2.0.0", "-o", "boxes-3.csv", "--json"),
    ("verify", "boxes-2.csv"),
    ("query", "ASK { ?s ?p ?o }", "2.0.0"),
    ("guideline", "2.0.0", "-o", "guideline.md"),
]


def test_every_command_that_uses_it_says_so_and_its_documents_keep_their_keys(streets):
    (streets.folder / "boxes.csv").write_text("id,label\na,car\n")
    streets("map", "build", "1.0.0", "2.0.0", "-o", "map.sssom.tsv")
    document = streets.json("withdraw", "2.0.0", "-m", "Vans were split by mistake")
    assert document["use"] == "1.0.0"
    for words in USING:
        done = streets.run(*words)
        assert done.returncode == 0, (words, done.stderr)
        said = done.stdout + done.stderr
        assert "2.0.0 is withdrawn: Vans were split by mistake. Use 1.0.0." in said, words
        if "--json" in words:
            assert json.loads(done.stdout)["schema"].startswith("ontoman/")
    (first, second) = streets.json("status")["releases"]
    assert (first["withdrawn"], second["withdrawn"]["use"]) == (None, "1.0.0")
    assert "withdrawn: Vans were split by mistake; use 1.0.0" in streets("status")
    assert "withdrawn" not in streets.run("tree").stderr


def test_verify_is_exit_code_1_where_something_was_altered(streets):
    head = streets.json("verify")["audit"]["head"]
    assert streets.json("verify", "--head", head)["head"]["found"] is True
    path = streets.folder / "releases/1.0.0/ontology.nt"
    path.write_bytes(path.read_bytes().replace(b"Coach", b"Couch"))
    document = streets.json("verify", code=1)
    assert [problem["path"] for problem in document["problems"]] == ["releases/1.0.0/ontology.nt"]
    assert "OM190" in streets("verify", code=1)
    assert "Usage" in streets("verify", path, "--head", head, code=2)


@pytest.fixture
def relabeled(streets):
    (streets.folder / "boxes.csv").write_text("id,label\na,coach\nb,car\n")
    streets("relabel", "boxes.csv", "--from", "1.0.0", "--to", "2.0.0", "-o", "boxes-2.csv")
    return streets


def test_relabeled_data_is_checked_against_what_is_recorded_beside_it(relabeled):
    document = relabeled.json("verify", "boxes-2.csv")
    assert (document["sound"], document["out"]["version"]) == (True, "2.0.0")
    assert document["out"]["map"] == "maps/1.0.0..2.0.0/1.sssom.tsv"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("boxes-2.csv", "car", "van"),
        ("boxes-2.csv.ontoman/release.json", "streets/2.0.0", "streets/3.0.0"),
        ("boxes-2.csv.ontoman/release.json", '"sha256": "', '"sha256": "0'),
        ("boxes-2.csv.ontoman/report.json", '"map_sha256": "', '"map_sha256": "0'),
        ("boxes-2.csv.ontoman/report.json", "{", "["),
    ],
)
def test_relabeled_data_that_was_touched_is_found(relabeled, name, old, new):
    path = relabeled.folder / name
    path.write_text(path.read_text().replace(old, new, 1))
    document = relabeled.json("verify", "boxes-2.csv", code=1)
    assert {problem["code"] for problem in document["problems"]} == {"OM198"}


def test_data_that_nobody_relabeled_cannot_be_verified(relabeled):
    assert "OM650" in relabeled("verify", "boxes.csv", code=2)
    assert "OM201" in relabeled("verify", "nowhere.csv", code=2)


def test_the_past_needs_a_day_and_options_of_the_past_need_a_release(streets):
    assert "--at" in streets("import", "x.ttl", "--as-release", "3", code=2)
    assert "--as-release" in streets("import", "x.ttl", "--author", "grace", code=2)


def test_log_and_blame_are_documents_too(streets):
    assert streets.json("log")["entries"][-1]["kind"] == "init"
    assert streets.json("log", "wheels")["key"] == "wheels"
    assert streets.json("blame", "too_many_wheels", "--release", "1.0.0")["kind"] == "rule"
    assert "OM120" in streets("blame", "lorry", code=2)
