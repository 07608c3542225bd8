"""A withdrawn release stays, and nobody uses it unwarned."""

from __future__ import annotations

import pytest

from ontoman.errors import BadInput, Refused
from ontoman.operations.states import latest
from ontoman.operations.withdrawing import Wish, notes, withdraw

CAR = ':car a skos:Concept ; skos:notation "car" ; skos:prefLabel "Car"@en .\n'


@pytest.fixture
def three(desk):
    """Releases 1, 1.1 and 1.2."""
    for version, label in (("1", "Car"), ("1.1", "Auto"), ("1.2", "Motor car")):
        desk.take(CAR.replace('"Car"', f'"{label}"'))
        desk.release(version)
    return desk.workspace


def gone(workspace, version, use=None, reason="Wrong"):
    return withdraw(workspace, Wish(version, use, reason, "ada"))


def test_the_latest_that_stands_is_the_one_to_go_to(three):
    assert gone(three, "1.1")["use"] == "1.2"
    assert gone(three, "1.2")["use"] == "1"
    assert notes(three, "1.1", "1", "1.2", "draft") == (
        "1.1 is withdrawn: Wrong. Use 1.",
        "1.2 is withdrawn: Wrong. Use 1.",
    )
    assert gone(three, "1")["use"] is None
    assert notes(three, "1") == ("1 is withdrawn: Wrong. There is no release to go to.",)


def test_the_one_that_was_named_is_the_one_to_go_to_as_long_as_it_stands(three):
    gone(three, "1.2", use="1")
    assert notes(three, "1.2") == ("1.2 is withdrawn: Wrong. Use 1.",)
    gone(three, "1")
    assert notes(three, "1.2") == ("1.2 is withdrawn: Wrong. Use 1.1.",)


def test_nothing_but_the_database_changes_and_both_logs_say_so(three):
    before = {path: path.read_bytes() for path in (three.root / "releases").rglob("*") if path.is_file()}
    document = gone(three, "1.2", reason="Labels are lost")
    assert {path: path.read_bytes() for path in before} == before
    assert document["audit"] == three.database.audit_head()
    decision = three.database.decisions()[-1]
    assert (decision.code, decision.subject, decision.reason) == ("withdraw", "1.2", "Labels are lost")


def test_who_asks_for_the_latest_gets_the_latest_that_stands(three):
    assert latest(three).name == "1.2"
    gone(three, "1.2")
    assert latest(three).name == "1.1"


@pytest.mark.parametrize(
    ("version", "use", "reason", "code", "kind"),
    [
        ("1", None, "Again", "OM180", Refused),
        ("1.2", "1.2", "x", "OM181", BadInput),
        ("1.2", "1", "x", "OM181", BadInput),
        ("1.2", None, " ", "OM182", BadInput),
        ("9", None, "x", "OM111", BadInput),
        ("1.2", "9", "x", "OM111", BadInput),
        ("draft", None, "x", "OM111", BadInput),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(three, version, use, reason, code, kind):
    gone(three, "1")
    head = three.database.audit_head()
    with pytest.raises(kind) as caught:
        gone(three, version, use, reason)
    assert caught.value.code == code
    assert three.database.audit_head() == head


@pytest.mark.parametrize("ref", ["1.1", "file"])
def test_a_release_is_known_by_its_file_too(three, ref):
    gone(three, "1.1")
    asked = str(three.root / "releases/1.1/ontology.nt") if ref == "file" else ref
    assert notes(three, asked) == ("1.1 is withdrawn: Wrong. Use 1.2.",)
    assert notes(None, str(three.root / "releases/1.1/ontology.nt")) == ("1.1 is withdrawn: Wrong. Use 1.2.",)
    assert notes(None, str(three.root / "releases/1.2/ontology.nt")) == ()


def test_an_entry_of_the_chain_that_cannot_be_read_is_a_letter(three):
    gone(three, "1.1")
    with three.database.transaction() as raw:
        raw.execute("UPDATE audit SET entry = replace(entry, '\"at\":', '\"at:') WHERE entry LIKE '%withdraw%'")
    with pytest.raises(BadInput) as caught:
        notes(three, "1.1")
    assert caught.value.code == "OM138"
