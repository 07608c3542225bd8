"""The database: a log that never shrinks, a chain that shows every change."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest

from ontoman.errors import BadInput, Refused
from ontoman.store import connecting
from ontoman.store.database import FIRST_LINK, Database, Deed

DEED = Deed("import", "ada", "2026-01-01T00:00:00Z", {"file": "a.ttl"})


@pytest.fixture
def database(tmp_path):
    return Database.create(tmp_path / "ontoman.db")


def test_an_operation_is_kept_with_its_lines(database):
    database.append("draft", DEED, ["<a> <b> <c> ."], ["<a> <b> <d> .", '<a> <b> "é" .'])
    (operation,) = database.operations(database.draft())
    assert operation.removed == ("<a> <b> <c> .",)
    assert operation.added == ("<a> <b> <d> .", '<a> <b> "é" .')
    assert operation.details == {"file": "a.ttl"}


def test_a_rebased_draft_starts_anew_and_forgets_nothing(database, tmp_path):
    database.append("draft", DEED, [], ["<a> <b> <c> ."])
    database.rebase("draft", "1.0.0")
    assert database.operations(database.draft()) == ()
    with closing(sqlite3.connect(tmp_path / "ontoman.db")) as raw:
        assert raw.execute("SELECT count(*) FROM operation").fetchone() == (1,)


def test_the_audit_chain_hangs_each_entry_on_the_one_before(database, tmp_path):
    assert database.audit_head() == FIRST_LINK
    database.audit(DEED)
    head = database.audit(DEED)
    with closing(sqlite3.connect(tmp_path / "ontoman.db")) as raw:
        rows = raw.execute("SELECT entry, prior, hash FROM audit ORDER BY seq").fetchall()
    prior = FIRST_LINK
    for entry, before, link in rows:
        assert before == prior
        assert link == hashlib.sha256(f"{before}\n{entry}".encode()).hexdigest()
        prior = link
    assert head == prior


def test_a_failed_transaction_leaves_nothing(database):
    def fail():
        with database.transaction():
            database.append("draft", DEED, [], ["<a> <b> <c> ."])
            database.audit(DEED)
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    assert database.operations(database.draft()) == ()
    assert database.audit_head() == FIRST_LINK


def test_a_locked_database_is_refused(database, tmp_path, monkeypatch):
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: connect(path, **{**options, "timeout": 0.05}))
    with closing(connect(tmp_path / "ontoman.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused) as caught:
            database.append("draft", DEED, [], [])
    assert caught.value.code == "OM131"


def test_what_is_no_database_is_bad_input(tmp_path):
    (tmp_path / "ontoman.db").write_bytes(b"not a database" * 100)
    with pytest.raises(BadInput) as caught:
        Database(tmp_path / "ontoman.db").draft()
    assert caught.value.code == "OM103"


def forbid_writing(monkeypatch):
    """Fail as SQLite does in a folder without write permission."""

    def refused(path):
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(connecting, "_writing", refused)


@pytest.mark.parametrize("said", [True, False], ids=["the folder says nothing", "the folder says so"])
def test_what_cannot_be_written_is_read(database, tmp_path, monkeypatch, said):
    database.append("draft", DEED, [], ["<a> <b> <c> ."])
    forbid_writing(monkeypatch)
    monkeypatch.setattr(connecting, "may_write", lambda _: said)
    assert [operation.added for operation in database.operations(database.draft())] == [("<a> <b> <c> .",)]
    assert [path.name for path in tmp_path.iterdir()] == ["ontoman.db"]


def test_what_cannot_be_written_says_so_before_the_work(database, monkeypatch):
    database.check_writable()
    forbid_writing(monkeypatch)
    monkeypatch.setattr(connecting, "may_write", lambda _: False)
    with pytest.raises(BadInput) as caught:
        database.check_writable()
    assert (caught.value.code, "can only be read" in caught.value.message) == ("OM103", True)


def test_a_database_that_is_gone_is_not_made_anew_by_reading(database, tmp_path, monkeypatch):
    (tmp_path / "ontoman.db").unlink()
    forbid_writing(monkeypatch)
    with pytest.raises(BadInput) as caught:
        database.draft()
    assert caught.value.code == "OM103"
    assert list(tmp_path.iterdir()) == []
