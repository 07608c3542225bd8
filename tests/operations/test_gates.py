"""A release passes its gates, or somebody says why not; each gate alone stops it, with the statement."""

from __future__ import annotations

import json

import pytest

from ontoman.errors import BadInput, Refused
from ontoman.operations.diffing import render
from ontoman.operations.progress import SILENT
from ontoman.operations.verifying import verify
from ontoman.reasoning import Finding, ReasoningReport

CAR = ':car a skos:Concept ; skos:notation "car" ; skos:prefLabel "Car"@en .\n'
VAN = ':van a skos:Concept ; skos:notation "van" ; skos:prefLabel "Van"@en .\n'
WORDY = VAN + ':van skos:definition "For parcels"@en ;'
OLD_VAN = VAN + ":van owl:deprecated true ; dcterms:isReplacedBy :car .\n"
WHEELS = ':wheels a om:Attribute , owl:DatatypeProperty ; skos:notation "wheels" ; skos:prefLabel "Wheels"@en ; om:valueKind om:Integer .\n'
LIGHT = ':light a om:Attribute , owl:ObjectProperty ; skos:notation "light" ; skos:prefLabel "Light"@en ; om:valueKind om:Single . :off a om:Value ; om:valueOf :light ; skos:notation "off" ; skos:prefLabel "Off"@en .\n'
RED = ':red a om:Value ; om:valueOf :light ; skos:notation "red" ; skos:prefLabel "Red"@en .\n'
RULE = ':rule a om:EdgeCaseRule ; skos:notation "parked" ; skos:prefLabel "Parked"@en ; om:situation "It is parked."@en ; om:verdict om:Escalate .\n'


def renamed(turtle, name):
    """The same turtle about another thing, its key kept."""
    subject = turtle.split(" ", 1)[0]
    return turtle.replace(f"{subject} ", f":{name} ")


# what is wrong: the draft, the gate that it stops at, and what the letter quotes of the statement
BAD_INPUT = [
    ("a circle", CAR + VAN + ":car skos:broader :van . :van skos:broader :car .", "broader-cycle", "car> <B> <N/van>"),
    ("its own parent", CAR + ":car skos:broader :car .", "broader-cycle", "car> <B> <N/car>"),
    ("ids that differ in case", CAR + VAN.replace('"van"', '"Car"'), "keys-differ-in-case", "notation"),
    ("two labels in one language", CAR + ':car skos:prefLabel "Auto"@en .', "two-preferred-labels", '"Auto"@en'),
    ("a rule sends to a deprecated category", CAR + OLD_VAN + RULE.replace("om:Escalate", "om:UseCategory ; om:useCategory :van"), "rule-category-not-usable", "useCategory> <N/van>"),
    ("a rule for a deprecated category", CAR + OLD_VAN + RULE + ":rule om:appliesTo :van .", "rule-uses-deprecated", "appliesTo> <N/van>"),
    ("a rule reads a deprecated category", CAR + OLD_VAN + RULE + ":rule om:condition \"is_a('van')\" .", "rule-uses-deprecated", "is_a('van')"),
    ("a rule reads a deprecated attribute", CAR + WHEELS + ":wheels owl:deprecated true ." + RULE + ':rule om:condition "wheels > 2" .', "rule-uses-deprecated", "wheels > 2"),
    ("a successor that is not there", CAR + OLD_VAN.replace(":car .\n", ":lorry .\n"), "dead-successor", "isReplacedBy> <N/lorry>"),
    ("successors in a ring", CAR + OLD_VAN.replace("By :car", "By :car") + ":car owl:deprecated true ; dcterms:isReplacedBy :van .", "successor-cycle", "isReplacedBy>"),
    ("a successor of itself", CAR + OLD_VAN.replace("By :car", "By :van"), "successor-cycle", "isReplacedBy> <N/van>"),
    ("one key for two", CAR + renamed(CAR, "auto"), "duplicate-key", '"car"'),
]  # fmt: skip


def test_nothing_is_not_released(desk):
    with pytest.raises(Refused) as caught:
        desk.release("1.0.0")
    assert (caught.value.code, caught.value.details["checks"]) == ("OM134", {"empty": 1})
    assert desk.releases() == []


@pytest.mark.parametrize("term", [CAR, WHEELS, RULE])
def test_a_category_an_attribute_or_a_rule_is_something(desk, term):
    desk.take(term)
    desk.release("1.0.0")
    assert desk.releases() == ["1.0.0"]


def test_nothing_is_released_where_somebody_says_why(desk):
    desk.release("1.0.0", "empty", message="A place to start from")
    assert desk.releases() == ["1.0.0"]


@pytest.mark.parametrize(
    ("draft", "code", "statement"), [row[1:] for row in BAD_INPUT], ids=[row[0] for row in BAD_INPUT]
)
def test_what_is_wrong_is_named_with_its_statement_and_not_released(desk, draft, code, statement):
    desk.take(draft)
    with pytest.raises(Refused) as caught:
        desk.release("1")
    quoted = statement.replace("<B>", "<http://www.w3.org/2004/02/skos/core#broader>").replace(
        "<N/", "<https://example.org/new/"
    )
    assert caught.value.code == "OM134"
    assert code in caught.value.details["checks"]
    assert any(quoted in line for line in caught.value.details["statements"][code])
    assert quoted in caught.value.message
    assert desk.releases() == []
    assert desk.workspace.database.draft().base is None


def test_a_release_whose_file_was_altered_is_not_built_upon(desk):
    desk.take(CAR)
    desk.release("1")
    file = desk.workspace.root / "releases/1/ontology.nt"
    file.write_text(file.read_text().replace('"Car"', '"Cab"'))
    with pytest.raises(BadInput) as caught:
        desk.release("2")
    assert caught.value.code == "OM117"
    (problem,) = verify(desk.workspace, SILENT)["problems"]
    assert "it should say" in problem["message"]
    assert '"Cab"' in problem["message"]
    assert desk.releases() == ["1"]


def test_a_diff_of_what_has_nothing_in_common_is_said_with_a_statement_of_each(tmp_path):
    head = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    for name, turtle in (
        ("one", "<urn:a> a skos:Concept ."),
        ("other", "<urn:b> a skos:Concept ."),
        ("both", "<urn:a> a skos:Concept . <urn:b> a skos:Concept ."),
    ):
        (tmp_path / f"{name}.ttl").write_text(head + turtle)
    heard = []
    for old, new in (("one", "other"), ("one", "both"), ("both", "other"), ("one", "one")):
        render(None, str(tmp_path / f"{old}.ttl"), str(tmp_path / f"{new}.ttl"), "text", tell=heard.append)
    (note,) = heard
    assert note.startswith("OM136")
    assert "<urn:a> " in note
    assert "<urn:b> " in note


# a gate: what is released before, the draft, how it is taken, the version, and the code
GATES = [
    ("violation", [CAR], CAR + ':car skos:prefLabel "Auto"@en .', "deprecate", "2", "two-preferred-labels"),
    ("deleted", [CAR + VAN], CAR, "delete", "2", "entity-deleted"),
    ("deleted though deprecated", [CAR + OLD_VAN], CAR, "delete", "2", "entity-deleted"),
    ("unclassified", [CAR], CAR + ":car <http://www.w3.org/ns/shacl#severity> <http://www.w3.org/ns/shacl#Info> .", "deprecate", "2", "unclassified"),
    ("names exchanged in silence", [CAR + VAN], CAR.replace('"Car"', '"Van"') + VAN.replace('"Van"', '"Car"'), "deprecate", "2", "undeclared-swap"),
    ("a retired one comes back as something else", [CAR + WORDY + " owl:deprecated true ; dcterms:isReplacedBy :car ."], CAR + WORDY.replace("For parcels", "A shoe") + " skos:altLabel 'Trainer'@en .", "deprecate", "2", "meaning-reused"),
    ("bump", [CAR], CAR + VAN, "deprecate", "1.0.1", "bump"),
    ("the key of a category reused", [CAR + VAN, (CAR, "delete", "entity-deleted")], CAR + renamed(VAN, "lorry"), "deprecate", "4", "key-reused"),
    ("the key of an attribute reused", [CAR + WHEELS, (CAR, "delete", "entity-deleted")], CAR + renamed(WHEELS, "other"), "deprecate", "4", "attribute-key-reused"),
    ("the key of a value reused", [CAR + LIGHT + RED, (CAR + LIGHT, "delete", "entity-deleted")], CAR + LIGHT + renamed(RED, "stop"), "deprecate", "4", "value-key-reused"),
    ("the key of a rule reused", [CAR + RULE, (CAR, "delete", "entity-deleted")], CAR + renamed(RULE, "other"), "deprecate", "4", "rule-key-reused"),
]  # fmt: skip


def published(desk, before):
    for number, one in enumerate(before, 1):
        turtle, missing, *accept = (one, "deprecate") if isinstance(one, str) else one
        desk.take(turtle, missing=missing)
        desk.release(str(number), *accept)


@pytest.mark.parametrize(
    ("before", "draft", "missing", "version", "code"), [row[1:] for row in GATES], ids=[row[0] for row in GATES]
)
def test_each_gate_alone_stops_a_release_until_it_is_accepted_with_a_reason(
    desk, before, draft, missing, version, code
):
    published(desk, before)
    desk.take(draft, missing=missing)
    with pytest.raises(Refused) as caught:
        desk.release(version)
    assert set(caught.value.details["checks"]) == {code}
    with pytest.raises(BadInput) as caught:
        desk.release(version, code, message=" ")
    assert caught.value.code == "OM114"
    manifest = desk.release(version, code, message="Known since 2019")
    assert manifest["checks"]["accepted"] == [{"code": code, "reason": "Known since 2019"}]
    last = desk.workspace.database.decisions()[-1]
    assert (last.code, last.subject, last.reason, last.author) == (code, version, "Known since 2019", "ada")
    assert verify(desk.workspace, SILENT)["sound"]


def test_another_ontology_in_place_of_the_draft_is_stopped(desk):
    desk.take(CAR)
    desk.release("1")
    desk.take(VAN, missing="delete")
    with pytest.raises(Refused) as caught:
        desk.release("2")
    assert set(caught.value.details["checks"]) == {"nothing-in-common", "entity-deleted"}


def test_a_contradiction_stops_a_release(desk, monkeypatch):
    report = ReasoningReport("failed", "", (Finding("inconsistent", None, "Nothing can be a car."),))
    monkeypatch.setattr("ontoman.reasoning.check", lambda *_: report)
    desk.take(CAR)
    with pytest.raises(Refused, match=r"reasoning \(1\): Nothing can be a car"):
        desk.release("1")


@pytest.mark.parametrize(
    ("draft", "refused", "passes"),
    [
        (CAR + ':car skos:altLabel "Auto"@en .', [], ["1.0.1", "1.1", "2"]),
        (CAR + VAN, ["1.0.1"], ["1.1", "2"]),
        (CAR + OLD_VAN.replace("dcterms:isReplacedBy :car", "om:disposition om:DropLabels ; om:reason 'Gone'@en"), ["1.1", "1.0.1"], ["2", "2.0.1"]),
    ],
    ids=["patch", "minor", "major"],
)  # fmt: skip
def test_a_version_says_at_least_what_changed(tmp_path, desk, draft, refused, passes):
    desk.take(CAR + (VAN if "DropLabels" in draft else ""))
    desk.release("1")
    desk.take(draft)
    for version in refused:
        with pytest.raises(Refused) as caught:
            desk.release(version)
        assert set(caught.value.details["checks"]) == {"bump"}, version
    assert desk.release(passes[0])["version"] == passes[0]


def test_a_manifest_is_signed_with_the_head_of_the_audit_chain(desk):
    desk.take(CAR)
    manifest = desk.release("1")
    stored = json.loads((desk.workspace.root / "releases/1/manifest.json").read_bytes())
    assert stored == manifest
    assert manifest["audit"] == desk.workspace.database.audit_head()
    deed = desk.workspace.database.audit_chain("release")[0].deed
    assert deed.details["files"] == manifest["files"]
