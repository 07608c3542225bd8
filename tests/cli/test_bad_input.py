"""What goes wrong becomes a letter with the exit code of the design, and nothing is written."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

TTL = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/new/a> a skos:Concept ; skos:notation "a" ; skos:prefLabel "A"@en .
"""


def snapshot(folder: Path):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts and not path.name.endswith(("-wal", "-shm"))
    }


@pytest.fixture
def new(shell):
    shell("init", "new", "--namespace", "https://example.org/new/")
    shell.folder /= "new"
    return shell


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.ttl", None, "OM201"),
        ("picture.ttl", b"\x89PNG\r\n\x1a\n\x00\x00", None),
        ("cut.ttl", TTL.encode()[:-20], None),
        ("latin.ttl", TTL.replace('"A"', '"Ä"').encode("latin-1"), None),
        ("notes.docx", b"PK\x03\x04", None),
        ("empty.csv", b"", None),
        ("duplicate.csv", b"id,label\na,A\na,B\n", None),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_the_draft_alone(new, name, content, code):
    if content is not None:
        (new.folder / name).write_bytes(content)
    before = snapshot(new.folder)
    letter = new("import", name, code=2)
    assert letter.startswith(code or "OM2")
    assert name in letter
    assert snapshot(new.folder) == before


def test_a_folder_that_is_no_workspace_is_said_so(shell):
    assert "OM101" in shell("status", code=2)
    assert "OM101" in shell("status", "-w", shell.folder / "none", code=2)


def test_a_workspace_is_not_made_over_something_else(shell):
    (shell.folder / "full").mkdir()
    (shell.folder / "full" / "thesis.txt").write_text("mine")
    assert "OM108" in shell("init", "full", "--namespace", "https://example.org/new/", code=3)
    assert (shell.folder / "full" / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("namespace", ["example", "https://example.org/new", "https://example.org/a b/", "/new/"])
def test_a_namespace_is_an_iri_that_ends_well(shell, namespace):
    assert "OM106" in shell("init", "new", "--namespace", namespace, code=2)
    assert not (shell.folder / "new").exists()


@pytest.mark.parametrize("words", [("diff", "1.0.0", "9.9"), ("tree", "--release", "nope"), ("validate", "nope")])
def test_an_unknown_release_is_named_with_those_that_exist(streets, words):
    letter = streets(*words, code=2)
    assert "OM111" in letter
    assert "1.0.0, 2.0.0, draft" in letter


@pytest.mark.parametrize("words", [("show", "lorry"), ("tree", "lorry"), ("where", "lorry")])
def test_an_unknown_key_is_a_letter(streets, words):
    assert "OM120" in streets(*words, code=2)


@pytest.mark.parametrize(
    ("version", "code", "exit_code"),
    [("2.0.0", "OM132", 3), ("2", "OM132", 3), ("1.5", "OM133", 3), ("v3", "OM110", 2)],
)
def test_a_version_must_be_new_and_later(streets, version, code, exit_code):
    before = snapshot(streets.folder)
    assert code in streets("release", version, "-m", "x", code=exit_code)
    assert snapshot(streets.folder) == before


def test_violations_refuse_the_release_until_they_are_accepted_with_a_reason(new):
    (new.folder / "two.ttl").write_text(
        TTL + '<https://example.org/new/b> a skos:Concept ; skos:notation "a" ; skos:prefLabel "B"@en .'
    )
    new("import", "two.ttl")
    checks = {r["code"] for r in new.json("validate", code=1)["results"] if r["severity"] == "violation"}
    assert checks == {"duplicate-key"}
    before = snapshot(new.folder)
    letter = new("release", "1", "-m", "x", code=3)
    assert "OM134" in letter
    assert "duplicate-key" in letter
    assert "OM114" in new("release", "1", "--accept", "duplicate-key", code=2)
    assert "OM113" in new("release", "1", "--accept", "spelling", "-m", "x", code=2)
    assert snapshot(new.folder) == before
    manifest = new.json("release", "1", "--accept", "duplicate-key", "-m", "Known since 2019")
    assert manifest["checks"]["accepted"] == [{"code": "duplicate-key", "reason": "Known since 2019"}]


def test_the_key_of_an_attribute_or_a_rule_is_not_given_to_another(streets, tmp_path):
    lines = (streets.folder / "releases/2.0.0/ontology.nt").read_text().splitlines(keepends=True)
    renamed = {
        re.match(r"<([^>]*)>", line)[1]: f"https://example.org/streets/other_{place}"
        for place, line in enumerate(lines)
        if line.endswith(('#notation> "wheels" .\n', '#notation> "too_many_wheels" .\n'))
    }
    assert len(renamed) == 2
    text = "".join(lines)
    for old, new in renamed.items():
        text = text.replace(f"<{old}>", f"<{new}>")
    (tmp_path / "other.nt").write_text(text)
    streets("import", tmp_path / "other.nt", "--missing", "delete")
    found = [r["code"] for r in streets.json("validate", code=1)["results"] if r["severity"] == "violation"]
    assert found == ["attribute-key-reused", "rule-key-reused"]
    assert "attribute-key-reused (1)" in streets("release", "3", "-m", "x", code=3)


def test_a_baseline_lets_known_violations_stand_and_no_others(new):
    two = TTL + '<https://example.org/new/b> a skos:Concept ; skos:notation "a" ; skos:prefLabel "B"@en .'
    (new.folder / "two.ttl").write_text(two)
    new("import", "two.ttl")
    (new.folder / "baseline.json").write_text(json.dumps(new.json("validate", code=1)))
    new("release", "1", "--baseline", "baseline.json", "-m", "Old sins")
    (new.folder / "loop.ttl").write_text(two + "<https://example.org/new/a> skos:broader <https://example.org/new/a> .")
    new("import", "loop.ttl")
    assert "OM134" in new("release", "2", "--baseline", "baseline.json", "-m", "x", code=3)
    assert "OM203" in new("validate", "--baseline", "loop.ttl", code=2)


def test_errors_are_documents_where_json_is_asked_for(streets):
    import jsonschema

    done = streets.run("show", "lorry", "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    document = json.loads(done.stderr)
    jsonschema.validate(document, json.loads(streets("schema", "error")))
    assert document["error"]["code"] == "OM120"


@pytest.mark.parametrize(
    "words", [("release",), ("release", "1", "--bump", "auto"), ("diff", "1.0.0"), ("nonsense",), ("tree", "--wide")]
)
def test_wrong_usage_is_exit_code_2(streets, words):
    assert "Usage:" in streets(*words, code=2)


def test_a_full_disk_writes_nothing(streets, tmp_path):
    """The file size limit of the process stands in for the disk: writes fail in the kernel, as they would there."""
    edited = tmp_path / "edited.nt"
    edited.write_text((streets.folder / "releases/2.0.0/ontology.nt").read_text().replace("Bollard", "Steel bollard"))
    streets("import", edited)
    before = snapshot(streets.folder)
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; ulimit -f 64; exec {sys.executable} -m ontoman release 3 -m x"],
        cwd=streets.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.startswith(("OM202", "OM103"))
    after = snapshot(streets.folder)
    assert {k: v for k, v in after.items() if k.parts[0] == "releases"} == {
        k: v for k, v in before.items() if k.parts[0] == "releases"
    }
    assert streets.json("status")["draft"]["base"] == "2.0.0"


def test_a_damaged_manifest_is_named(streets):
    manifest = streets.folder / "releases" / "1.0.0" / "manifest.json"
    manifest.write_text("{")
    assert "OM105" in streets("status", code=2)


def test_settings_that_are_none_are_named(streets):
    (streets.folder / "ontoman.toml").write_text("name = ")
    assert "OM102" in streets("status", code=2)


def test_a_lost_database_is_named(streets):
    (streets.folder / "ontoman.db").unlink()
    assert "OM104" in streets("status", code=2)


def test_a_release_that_was_altered_is_not_worked_with(streets, tmp_path):
    release = streets.folder / "releases" / "1.0.0" / "ontology.nt"
    release.write_text(release.read_text().replace('"Coach"@en', '"Koach"@en'))
    (tmp_path / "boxes.csv").write_text("id,label\na,car\n")
    for words in (
        ("diff", "1.0.0", "2.0.0"),
        ("diff", release, "2.0.0"),
        ("validate", "1.0.0"),
        ("tree", "--release", "1.0.0"),
        ("release", "3", "-m", "x"),
    ):
        letter = streets(*words, code=2)
        assert "OM117" in letter, words
    assert not (streets.folder / "releases" / "3").exists()


def test_terms_that_vanish_refuse_the_release_until_it_is_meant(streets, tmp_path):
    lines = (streets.folder / "releases/2.0.0/ontology.nt").read_text().splitlines(keepends=True)
    robot = "<https://example.org/streets/twvyf5xid6>"
    (tmp_path / "without.nt").write_text("".join(line for line in lines if robot not in line))
    streets("import", tmp_path / "without.nt", "--missing", "delete")
    letter = streets("release", "3", "-m", "x", code=3)
    assert "entity-deleted (1)" in letter
    assert streets.json("release", "3", "--accept", "entity-deleted", "-m", "Never used")["version"] == "3"


@pytest.mark.parametrize("words", [("init", "new", "--namespace", "https://example.org/new/"), ("demo", "new")])
def test_a_disk_that_is_full_from_the_start_leaves_no_workspace(shell, words):
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; ulimit -f 20; exec {sys.executable} -m ontoman {' '.join(words)}"],
        cwd=shell.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(("OM202", "OM103"))
    assert list(shell.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["draft", "", "..", "a b/c", "9.0", "x\ny"])
def test_a_name_of_a_release_is_one_word_that_means_nothing_else(streets, name):
    assert "OM119" in streets("release", "3", "--name", name, "-m", "x", code=2)


def test_an_empty_file_does_not_deprecate_everything(streets):
    (streets.folder / "empty.ttl").write_text("")
    before = snapshot(streets.folder)
    assert "OM118" in streets("import", "empty.ttl", code=3)
    assert snapshot(streets.folder) == before


@pytest.mark.parametrize("room", [True, False], ids=["a place to keep it", "no place to keep it"])
def test_a_bug_is_a_letter_wherever_it_can_be_kept(monkeypatch, capsys, tmp_path, room):
    import tempfile

    from ontoman.cli import main
    from ontoman.operations import schemas

    def fail():
        raise RuntimeError("a bug")

    monkeypatch.setattr(schemas, "schema_names", fail)
    monkeypatch.setattr(sys, "argv", ["ontoman", "schema"])
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path if room else tmp_path / "nowhere"))
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr().err
    assert left.value.code == 70
    assert said.startswith("OM001  This is a bug in ontoman: RuntimeError: a bug\n")
    assert ("ontoman-bug-" in said) is room


def test_a_map_is_written_over_a_map_and_over_nothing_else(streets):
    release = streets.folder / "releases" / "2.0.0" / "ontology.nt"
    before = release.read_bytes()
    assert "OM531" in streets("map", "build", "1.0.0", "2.0.0", "-o", release, code=3)
    assert release.read_bytes() == before
    streets("map", "build", "1.0.0", "2.0.0", "-o", "map.sssom.tsv")
    streets("map", "build", "1.0.0", "2.0.0", "-o", "map.sssom.tsv")
