"""Every byte of what was released is vouched for: turn one, and verify names where."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings, strategies as st
from operations.conftest import Desk

from ontoman.errors import BadInput
from ontoman.operations.maps.building import build_between
from ontoman.operations.progress import SILENT
from ontoman.operations.verifying import verify
from ontoman.operations.withdrawing import Wish, withdraw

ONE = ':car a skos:Concept ; skos:notation "car" ; skos:prefLabel "Car"@en .\n'
TWO = ONE + ':van a skos:Concept ; skos:notation "van" ; skos:prefLabel "Van"@en , "Kastenwagen"@de .\n'
AUDIT = ("seq", "entry", "prior", "hash")
SCHEMA = Path(__file__).resolve().parents[2] / "vocab/schemas/verify.json"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


@pytest.fixture(scope="module")
def room(tmp_path_factory, without_java):
    """Two releases, one with an accepted gate, two map revisions, a withdrawal."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ontoman.reasoning.check", lambda *_: without_java)
        desk = Desk(tmp_path_factory.mktemp("verify"))
        desk.take(ONE + ':car skos:prefLabel "Auto"@en .')
        desk.release("1", "two-preferred-labels", message="Known")
        desk.take(TWO)
        desk.release("2")
        build_between(desk.workspace, "1", "2", None, by="grace")
        withdraw(desk.workspace, Wish("1", None, "Too few", "ada"))
    return desk.workspace


def problems(room, head=None):
    document = verify(room, SILENT, head)
    VALIDATOR.validate(document)
    assert document["sound"] == (not document["problems"])
    return document["problems"]


def files(room):
    return sorted(path for folder in ("releases", "maps") for path in (room.root / folder).rglob("*") if path.is_file())


def test_what_was_not_touched_is_sound(room):
    assert problems(room) == []
    assert len(files(room)) == 8
    assert verify(room, SILENT)["maps"] == 2


@given(st.data())
@settings(max_examples=250)
def test_every_flipped_byte_of_a_file_is_found_and_its_file_named(room, data):
    path = data.draw(st.sampled_from(files(room)))
    before = path.read_bytes()
    place = data.draw(st.integers(0, len(before) - 1))
    mask = data.draw(st.integers(1, 255))
    path.write_bytes(before[:place] + bytes([before[place] ^ mask]) + before[place + 1 :])
    try:
        named = {problem["path"] for problem in problems(room)}
    finally:
        path.write_bytes(before)
    assert path.relative_to(room.root).as_posix() in named


def test_no_byte_of_a_manifest_goes_unseen(room):
    name = "releases/2/manifest.json"
    path = room.root / name
    before = path.read_bytes()
    try:
        for place in range(len(before)):
            path.write_bytes(before[:place] + bytes([before[place] ^ 1]) + before[place + 1 :])
            assert name in {problem["path"] for problem in problems(room)}, before[:place].decode("utf-8", "replace")
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize("how", ["cut off", "longer", "gone"])
def test_a_file_that_is_shorter_longer_or_gone_is_found(room, how):
    for path in files(room):
        before = path.read_bytes()
        path.unlink() if how == "gone" else path.write_bytes(before[:-1] if how == "cut off" else before + b"\n")
        try:
            named = {problem["path"] for problem in problems(room)}
        finally:
            path.write_bytes(before)
        assert path.relative_to(room.root).as_posix() in named


@given(st.data())
def test_every_flipped_byte_of_the_audit_chain_is_found(room, data):
    with closing(sqlite3.connect(room.root / "ontoman.db", isolation_level=None)) as raw:
        rows = raw.execute("SELECT rowid, entry, prior, hash FROM audit").fetchall()
        row = data.draw(st.sampled_from(rows))
        column = data.draw(st.sampled_from(AUDIT[1:]))
        before = row[AUDIT.index(column)]
        place = data.draw(st.integers(0, len(before) - 1))
        letter = data.draw(st.characters(codec="ascii", exclude_characters=before[place]))
        change(raw, column, row[0], before[:place] + letter + before[place + 1 :])
        try:
            found = problems(room)
        finally:
            change(raw, column, row[0], before)
    assert "OM194" in {problem["code"] for problem in found}
    assert problems(room) == []


def change(raw, column, row, value):
    raw.execute(f"UPDATE audit SET {column} = ? WHERE rowid = ?", (value, row))


CUTS = [
    ("the last entry taken out", "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)"),
    ("the entry of the last release taken out", "DELETE FROM audit WHERE seq >= (SELECT max(seq) FROM audit WHERE entry LIKE '%\"release\"%')"),
    ("the first entry taken out", "DELETE FROM audit WHERE seq = 1"),
    ("an entry in the middle taken out", "DELETE FROM audit WHERE seq = 3"),
    ("an entry taken out and the others numbered anew", "DELETE FROM audit WHERE seq = 2; UPDATE audit SET seq = seq - 1 WHERE seq > 2"),
    ("a number changed", "UPDATE audit SET seq = 99 WHERE seq = (SELECT max(seq) FROM audit)"),
    ("everything taken out", "DELETE FROM audit"),
    ("a reason in the log of decisions changed", "UPDATE decision SET reason = 'Never known' WHERE code <> 'withdraw'"),
    ("a reason to withdraw changed", "UPDATE decision SET reason = 'Never known' WHERE code = 'withdraw'"),
    ("an author in the log of decisions changed", "UPDATE decision SET author = 'eve'"),
    ("a decision taken out", "DELETE FROM decision WHERE seq = 1"),
]  # fmt: skip


@pytest.mark.parametrize("sql", [sql for _, sql in CUTS], ids=[name for name, _ in CUTS])
def test_what_is_taken_out_of_the_database_is_missed(room, tmp_path, sql):
    from ontoman.store.workspace import Workspace

    head = room.database.audit_head()
    copy = Workspace.open(shutil.copytree(room.root, tmp_path / "copy"))
    with closing(sqlite3.connect(copy.root / "ontoman.db", isolation_level=None)) as raw:
        raw.executescript(sql)
    assert problems(copy, head)


def test_a_chain_that_was_written_anew_lacks_the_head_that_was_kept(room, tmp_path):
    from ontoman.store.workspace import Workspace

    head = room.database.audit_head()
    assert problems(room, head) == problems(room, head[:16]) == []
    copy = Workspace.open(shutil.copytree(room.root, tmp_path / "copy"))
    with closing(sqlite3.connect(copy.root / "ontoman.db", isolation_level=None)) as raw:
        raw.execute("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
        raw.execute("DELETE FROM decision WHERE code = 'withdraw'")
    assert problems(copy) == []  # the last entry was a withdrawal: nothing else speaks of it
    assert [problem["code"] for problem in problems(copy, head)] == ["OM197"]


@pytest.mark.parametrize("head", ["", "abc", "g" * 16, "0" * 65])
def test_a_head_is_at_least_sixteen_digits(room, head):
    with pytest.raises(BadInput) as caught:
        verify(room, SILENT, head)
    assert caught.value.code == "OM184"


STRANGERS = [
    "releases/1/notes.txt",
    "releases/3/ontology.nt",
    "releases/README",
    "maps/1..2/3.sssom.tsv",
    "maps/1..2/notes.txt",
]


@pytest.mark.parametrize("name", STRANGERS)
def test_a_file_that_nobody_released_is_found(room, name):
    path = room.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    try:
        found = problems(room)
    finally:
        path.unlink()
        if name.startswith("releases/3"):
            path.parent.rmdir()
    assert any(problem["path"].startswith(name[:10]) for problem in found)


def test_the_statement_that_was_altered_is_named(room):
    path = room.root / "releases/2/ontology.nt"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"Kastenwagen", b"Kastenwaggon"))
    try:
        (problem,) = problems(room)
    finally:
        path.write_bytes(before)
    said = problem["message"].splitlines()[1:]
    assert ["Kastenwagen" in said[0], "Kastenwaggon" in said[1]] == [True, True]


def test_a_database_that_is_none_is_a_finding(room, tmp_path):
    from ontoman.store.workspace import Workspace

    copy = Workspace.open(shutil.copytree(room.root, tmp_path / "copy"))
    (copy.root / "ontoman.db").write_bytes(b"not a database" * 100)
    assert "OM103" in {problem["code"] for problem in problems(copy)}


def test_a_map_revision_follows_the_one_before(room, tmp_path):
    from hashlib import sha256

    from ontoman.store.database import Deed
    from ontoman.store.workspace import Workspace

    copy = Workspace.open(shutil.copytree(room.root, tmp_path / "copy"))
    data = (copy.root / "maps/1..2/2.sssom.tsv").read_bytes()
    (copy.root / "maps/1..2/3.sssom.tsv").write_bytes(data)
    details = {"path": "maps/1..2/3.sssom.tsv", "revision": 3, "sha256": sha256(data).hexdigest()}
    copy.database.audit(Deed("map", "eve", "2026-01-01T00:00:00Z", details))
    assert [(problem["code"], problem["path"]) for problem in problems(copy)] == [("OM196", "maps/1..2/3.sssom.tsv")]
