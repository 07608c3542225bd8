"""When, by whom, in which release and by which decision a thing got what it has."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from ontoman.errors import BadInput, Refused
from ontoman.model import KeyNotFound
from ontoman.operations.history import blame, log
from ontoman.operations.importing import Choice
from ontoman.operations.past import OldRelease, import_release
from ontoman.operations.progress import SILENT
from ontoman.operations.verifying import verify
from ontoman.operations.withdrawing import Wish, withdraw

CAR = ':car a skos:Concept ; skos:notation "car" ; skos:prefLabel "Car"@en .\n'
WHEELS = ':wheels a om:Attribute , owl:DatatypeProperty ; skos:notation "wheels" ; skos:prefLabel "Wheels"@en ; om:valueKind om:Integer .\n'
RULE = ':rule a om:EdgeCaseRule ; skos:notation "parked" ; skos:prefLabel "Parked"@en ; om:situation "It is parked."@en ; om:verdict om:Escalate .\n'
SCHEMAS = Path(__file__).resolve().parents[2] / "vocab/schemas"


def valid(document):
    jsonschema.validate(document, json.loads((SCHEMAS / f"{document['schema'].split('/')[1]}.json").read_text("utf-8")))
    return document


@pytest.fixture
def lived(desk):
    """Ada makes a car, with a label too many; Grace names it anew; Mary adds to the draft."""
    desk.take(CAR + ':car skos:prefLabel "Auto"@en .' + WHEELS + RULE, message="The first")
    desk.release("1", "two-preferred-labels", message="Known")
    desk.take(CAR.replace('"Car"', '"Motor car"') + WHEELS + RULE, author="grace", message="Said in full")
    desk.release("2", author="ada", message="Names")
    desk.take(
        CAR.replace('"Car"', '"Motor car"')
        + ':car skos:definition "It drives."@en .'
        + WHEELS.replace('"Wheels"@en', '"Number of wheels"@en')
        + RULE,
        author="mary",
    )
    return desk.workspace


def origin(workspace, key, value, release=None):
    (found,) = [s for s in valid(blame(workspace, key, release))["statements"] if s["value"] == value]
    return found


def test_each_statement_says_where_it_came_from(lived):
    first = origin(lived, "car", "car")
    assert (first["release"], first["author"], first["message"]) == ("1", "ada", "Known")
    assert first["accepted"] == [{"code": "two-preferred-labels", "reason": "Known"}]
    assert first["change"]["kind"] == "EntityAdded"
    renamed = origin(lived, "car", "Motor car")
    assert (renamed["release"], renamed["author"], renamed["lang"]) == ("2", "grace", "en")
    assert renamed["operation"]["message"] == "Said in full"
    assert renamed["accepted"] == []
    new = origin(lived, "car", "It drives.")
    assert (new["release"], new["author"], new["change"], new["operation"]["kind"]) == (None, "mary", None, "import")


def test_an_older_release_is_told_as_it_was(lived):
    document = blame(lived, "car", "1")
    assert {s["value"] for s in document["statements"] if s["lang"]} == {"Car", "Auto"}
    assert {s["release"] for s in document["statements"]} == {"1"}


@pytest.mark.parametrize(
    ("key", "kind", "releases"),
    [("wheels", "attribute", ["1"]), ("parked", "rule", ["1"]), ("car", "category", ["2", "1"])],
)
def test_the_log_of_a_thing_holds_the_releases_that_changed_it(lived, key, kind, releases):
    document = valid(log(lived, key))
    assert [e["release"] for e in document["entries"] if e["kind"] == "release"] == releases
    assert blame(lived, key)["kind"] == kind
    assert all(e["changes"] for e in document["entries"] if e["kind"] == "release")


def test_the_log_says_everything_the_newest_first(lived):
    withdraw(lived, Wish("1", None, "Two names", "grace"))
    entries = valid(log(lived))["entries"]
    assert [(e["kind"], e["author"], e["release"]) for e in entries] == [
        ("withdraw", "grace", "1"),
        ("import", "mary", None),
        ("release", "ada", "2"),
        ("import", "grace", "2"),
        ("release", "ada", "1"),
        ("import", "ada", "1"),
        ("init", "ada", "1"),
    ]
    assert entries[4]["accepted"] == [{"code": "two-preferred-labels", "reason": "Known"}]


def test_an_unknown_key_is_said_so(lived):
    for ask in (log, blame):
        with pytest.raises(KeyNotFound):
            ask(lived, "lorry")


# -- a past ----------------------------------------------------------------------------------------------------------


def old(version, at, author="grace", message="As it was", missing="delete"):
    return OldRelease(version, at, author, message, (), Choice(missing=missing, author="ada", message=message))


def takes(desk, turtle, what):
    from operations.conftest import PREFIXES

    file = desk.folder / "old.ttl"
    file.write_text(PREFIXES + turtle, "utf-8")
    return import_release(desk.workspace, file, what, None)


def test_old_releases_give_a_workspace_a_past(desk):
    first = takes(desk, CAR + WHEELS, old("1", "2019-03-25"))
    assert (first["at"], first["author"], first["imported"]["by"]) == ("2019-03-25T00:00:00Z", "grace", "ada")
    second = takes(desk, CAR + ':car skos:prefLabel "Auto"@en .', old("1.0.1", "2020-01-31T12:00:00Z", author="mary"))
    assert second["checks"]["accepted"] == [
        {"code": code, "reason": "imported history"} for code in ("bump", "entity-deleted", "two-preferred-labels")
    ]
    assert origin(desk.workspace, "car", "Auto")["author"] == "mary"
    assert origin(desk.workspace, "car", "Auto")["at"] == "2020-01-31T12:00:00Z"
    desk.take(CAR)
    assert desk.release("2")["imported"] is None
    assert verify(desk.workspace, SILENT)["sound"]


PASTS = [
    ("not a day", old("2", "yesterday"), "OM185", BadInput),
    ("no such day", old("2", "2019-02-30"), "OM185", BadInput),
    ("still to come", old("2", "2999-01-01"), "OM185", BadInput),
    ("before the latest", old("2", "2018-12-31"), "OM186", Refused),
    ("a smaller version", old("0.9", "2020-01-01"), "OM133", Refused),
    ("a version that is there", old("1", "2020-01-01"), "OM132", Refused),
    ("no version", old("one", "2020-01-01"), "OM110", BadInput),
]


@pytest.mark.parametrize(("what", "code", "kind"), [row[1:] for row in PASTS], ids=[row[0] for row in PASTS])
def test_a_past_that_cannot_be_leaves_everything_as_it_was(desk, what, code, kind):
    takes(desk, CAR, old("1", "2019-03-25"))
    head, seen = desk.workspace.database.audit_head(), desk.workspace.database.last_operation()
    with pytest.raises(kind) as caught:
        takes(desk, CAR + WHEELS, what)
    assert caught.value.code == code
    assert (desk.workspace.database.audit_head(), desk.workspace.database.last_operation()) == (head, seen)
    assert desk.releases() == ["1"]


def test_unreleased_work_is_not_overwritten_by_the_past(desk):
    desk.take(CAR)
    with pytest.raises(Refused) as caught:
        takes(desk, WHEELS, old("1", "2019-03-25"))
    assert caught.value.code == "OM183"
    assert desk.releases() == []
