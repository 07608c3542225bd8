"""Edge-case rules against each other: each finding comes with an item for which it is so."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from click.testing import CliRunner

from ontoman import conditions
from ontoman.cli import cli
from ontoman.model import Attribute, Category, EdgeCaseRule, Iri, Ontology, Value, ValueKind, Verdict
from ontoman.validation.rules import check_rules

EX = "https://example.org/o#"
IGNORE, ESCALATE = {"verdict": Verdict.IGNORE_ITEM}, {"verdict": Verdict.ESCALATE}


def iri(key):
    return Iri(EX + key)


def rule(key, condition, **fields):
    exceptions = tuple(map(iri, fields.pop("exception_to", ())))
    applies = tuple(map(iri, fields.pop("applies_to", ())))
    return EdgeCaseRule(iri(key), key, condition=condition, exception_to=exceptions, applies_to=applies, **fields)


def paint(key, condition, value, **fields):
    return rule(key, condition, verdict=Verdict.SET_ATTRIBUTE, set_attribute=iri("paint"), set_value=value, **fields)


def ontology(*rules):
    categories = [Category(iri("vehicle"), "vehicle", selectable=False)]
    categories += [Category(iri(key), key, broader=(iri("vehicle"),)) for key in ("car", "van")]
    categories.append(Category(iri("dog"), "dog"))
    attributes = [
        Attribute(iri("wheels"), "wheels", kind=ValueKind.INTEGER),
        Attribute(iri("parked"), "parked", kind=ValueKind.BOOLEAN),
        Attribute(
            iri("paint"), "paint", kind=ValueKind.SINGLE, values=tuple(Value(iri(v), v) for v in ("red", "blue"))
        ),
    ]
    return Ontology(
        categories={c.iri: c for c in categories},
        attributes={a.iri: a for a in attributes},
        rules={r.iri: r for r in rules},
    )


WIDE = rule("wide", "wheels > 2", **IGNORE)
CASES = [
    ("rules apart", [WIDE, rule("narrow", "wheels <= 2", **ESCALATE)], []),
    ("two verdicts for one item", [WIDE, rule("long", "wheels > 5", **ESCALATE)], [("contradictory-rules", "long", "wide")]),
    ("the same verdict twice", [WIDE, rule("long", "wheels > 5", **IGNORE)], []),
    ("the higher one decides", [WIDE, rule("long", "wheels > 5", priority=1, **ESCALATE)], []),
    ("an exception decides", [WIDE, rule("long", "wheels > 5", exception_to=["wide"], **ESCALATE)], []),
    ("other categories", [replace(WIDE, applies_to=(iri("car"),)), rule("dogs", "wheels > 2", applies_to=["dog"], **ESCALATE)], []),
    ("a category below", [rule("all", "is_a('vehicle')", **IGNORE), rule("vans", "category = 'van'", **ESCALATE)], [("contradictory-rules", "all", "vans")]),
    ("two values of one attribute", [paint("a", "parked", "red"), paint("b", "wheels = 4", "blue")], [("contradictory-rules", "a", "b")]),
    ("one value of one attribute", [paint("a", "parked", "red"), paint("b", "wheels = 4", "red")], []),
    ("nothing fulfils it", [rule("none", "wheels > 2 and wheels < 2", **IGNORE)], [("never-decides", "none", None)]),
    ("nothing where it applies fulfils it", [rule("none", "category = 'dog'", applies_to=["vehicle"], **IGNORE)], [("never-decides", "none", None)]),
    ("a higher one takes all", [WIDE, rule("more", "wheels > 1", priority=1, **ESCALATE)], [("never-decides", "wide", "more")]),
    ("two higher ones take all", [WIDE, rule("a", "wheels > 2 and parked", priority=1, **ESCALATE), rule("b", "wheels > 2 and not parked", priority=1, **ESCALATE), rule("c", "parked is null", priority=1, **ESCALATE)], [("never-decides", "wide", "a, b, c")]),
    ("its exceptions take all", [WIDE, rule("more", "wheels > 1", exception_to=["wide"], **ESCALATE)], [("never-decides", "wide", "more")]),
    ("a higher one that says the same takes nothing", [WIDE, rule("more", "wheels > 1", priority=1, **IGNORE)], []),
    ("a condition that cannot be read", [rule("odd", "wings > 2", **IGNORE)], [("condition-invalid", "odd", None)]),
    ("rules out of use", [replace(WIDE, deprecated=True), rule("long", "wheels > 5", **ESCALATE)], []),
    ("rules in words", [WIDE, rule("said", None, **ESCALATE)], []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "rules", "found"), CASES, ids=[case[0] for case in CASES])
def test_rules_that_contradict_or_never_decide_are_named(why, rules, found):
    state = ontology(*rules)
    _, problems = check_rules(state)
    assert [(p.code, p.rule, p.other) for p in problems] == found


@pytest.mark.parametrize("rules", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_an_item_that_is_shown_is_one(rules):
    state = ontology(*rules)
    reports, problems = check_rules(state)
    fields, tree = conditions.fields_of(state), conditions.categories_of(state)

    def holds(key, item):
        condition = conditions.parse(state.rules[iri(key)].condition, fields, categories=tree)
        return conditions.evaluate(condition, item)

    for report in reports:
        assert report.decides is None or holds(report.rule.key, report.decides) is True
    for problem in problems:
        if problem.code == "contradictory-rules":
            assert holds(problem.rule, problem.item) is holds(problem.other, problem.item) is True


def test_the_command_says_what_each_rule_decides(root):
    source = str(root / "vocab" / "examples" / "streets" / "2.0.0.ttl")
    done = CliRunner().invoke(cli, ["rules", "check", source, "--json"], catch_exceptions=False)
    document = json.loads(done.stdout)
    jsonschema.validate(document, json.loads((root / "vocab/schemas/rules-check.json").read_text("utf-8")))
    assert (done.exit_code, document["problems"]) == (0, [])
    decided = {rule["key"]: rule["decides"] for rule in document["rules"]}
    assert decided["too_many_wheels"] == {"category": "bicycle", "wheels": 5}
    assert len(document["in_words"]) == 8


def test_the_command_leaves_with_1_where_rules_contradict(tmp_path, root):
    text = (root / "vocab" / "examples" / "streets" / "2.0.0.ttl").read_text("utf-8")
    base = text.replace(
        "om:condition \"visibility >= '41-60' and lidar_points = 0 and distance < 30\"", 'om:condition "distance > 60"'
    )
    path = tmp_path / "odd.ttl"
    path.write_text(
        base.replace('"seen_but_not_measured" ; om:priority 5', '"seen_but_not_measured" ; om:priority 10'), "utf-8"
    )
    done = CliRunner().invoke(cli, ["rules", "check", str(path)], catch_exceptions=False)
    assert done.exit_code == 1
    assert "far_and_hidden and seen_but_not_measured both hold of" in done.stdout
