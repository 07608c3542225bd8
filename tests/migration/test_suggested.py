"""Suggestions in a map: proposed, with what speaks for them, and no label follows one before it is accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner

from ontoman.changes.values import Change, ChangeSet, Kind
from ontoman.cli import cli
from ontoman.formats import sssom
from ontoman.migration import Action, Decider, Fate, Item, MapHeader
from ontoman.migration.building.build import build
from ontoman.migration.checking.check import check
from ontoman.migration.values import GroupOp, Status
from ontoman.model import Iri
from ontoman.rdf import ontology_of, parse_text

HEAD = "@prefix : <https://example.org/o#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
EX = "https://example.org/o#"


def category(key, label=None):
    return f':{key} a skos:Concept ; skos:notation "{key}" ; skos:prefLabel "{label or key.title()}"@en .\n'


OLD = category("van") + category("lorry") + category("car")
NEW = category("car") + category("truck") + category("suv")


def suggestion(kind, old, new, *facts):
    pieces = (f"{old} → {new} (0.80): names alike",) if isinstance(old, str) and isinstance(new, str) else ("why",)
    about = Iri(EX + (old if isinstance(old, str) else new))
    return Change(
        "c1",
        Kind(kind),
        about,
        old=old,
        new=new,
        facts=frozenset(facts),
        evidence="suggested",
        score=0.8,
        because=pieces,
    )


def built(*suggestions):
    old, new = (ontology_of(parse_text(HEAD + body, "turtle")) for body in (OLD, NEW))
    gone = [Change(f"c{key}", Kind("EntityDeleted"), Iri(EX + key)) for key in ("van", "lorry")]
    made = build(ChangeSet(tuple(gone)), old, new, MapHeader("m"), suggestions=suggestions)
    assert not check(made, old=old, new=new)
    return made


def rows(made, key):
    return [
        (row.object_label, row.action, row.predicate_id.rpartition("#")[2], row.group_op, row.status)
        for row in made.rows
        if row.subject_label == key
    ]


PROPOSED = Status.PROPOSED
SHAPES = [
    (suggestion("ReIdentify", "van", "suv", "exact"), [("suv", Action.REPLACE, "exactMatch", None, PROPOSED)]),
    (suggestion("MergeIntoNew", ("lorry", "van"), "truck"), [("truck", Action.REPLACE, "exactMatch", None, PROPOSED)]),
    (suggestion("MergeIntoExisting", "van", "car"), [("car", Action.REPLACE, "exactMatch", None, PROPOSED)]),
    (suggestion("Supersede", "van", "car", "broad"), [("car", Action.GENERALISE, "broadMatch", None, PROPOSED)]),
    (
        suggestion("Supersede", "van", "suv", "narrow"),
        [("suv", Action.SPECIALISE, "narrowMatch", GroupOp.ONE_OF, PROPOSED)],
    ),
    (suggestion("Supersede", "van", "suv", "close"), [("suv", Action.REPLACE, "closeMatch", GroupOp.ONE_OF, PROPOSED)]),
    (
        suggestion("Split", "van", ("suv", "truck")),
        [
            ("suv", Action.SPECIALISE, "narrowMatch", GroupOp.ONE_OF, PROPOSED),
            ("truck", Action.SPECIALISE, "narrowMatch", GroupOp.ONE_OF, PROPOSED),
        ],
    ),
]


@pytest.mark.parametrize(
    ("change", "expected"), SHAPES, ids=lambda value: value.kind if isinstance(value, Change) else ""
)
def test_a_suggestion_is_a_row_that_is_proposed(change, expected):
    made = built(change)
    assert rows(made, "van") == expected
    said = [row for row in made.rows if row.subject_label == "van"]
    assert {(row.confidence, row.justification) for row in said} == {(0.8, "semapv:CompositeMatching")}
    assert all(row.comment and row.change == ("cvan",) for row in said)
    assert len({row.record_id for row in made.rows}) == len(made.rows)
    outcome = Decider(made).decide(Item("van", {}))
    assert outcome.fate is Fate.REVIEW
    assert outcome.candidates == tuple(label for label, *_ in expected)


def test_one_that_is_accepted_runs():
    made = built(suggestion("ReIdentify", "van", "suv", "exact"))
    accepted = replace(made, rows=tuple(replace(row, status=Status.ACCEPTED) for row in made.rows))
    assert Decider(accepted).decide(Item("van", {})).labels == ("suv",)


def test_what_is_decided_stays_as_it_is():
    plain = built()
    for change in (suggestion("ReIdentify", "car", "suv", "exact"), suggestion("MergeIntoExisting", "van", "car")):
        assert (
            rows(built(change), "car")
            == rows(plain, "car")
            == [("car", Action.KEEP, "exactMatch", None, Status.ACCEPTED)]
        )


def test_a_category_of_which_something_may_have_gone_is_looked_at_and_its_labels_go_on():
    made = built(suggestion("SplitOff", "car", "suv"))
    [row] = [row for row in made.rows if row.subject_label == "car"]
    assert row.need == "sample:50"
    assert "names alike" in row.comment
    assert Decider(made).decide(Item("car", {})).fate is Fate.UNCHANGED


def ontoman(*words):
    done = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def test_map_build_takes_suggestions_in_only_when_asked(tmp_path):
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text(HEAD + category("van") + category("car"))
    new.write_text(HEAD + category("x1", "Van") + category("car"))
    ontoman("map", "build", old, new, "-o", tmp_path / "plain.sssom.tsv")
    done = ontoman("map", "build", old, new, "--suggest", "-o", tmp_path / "map.sssom.tsv")
    assert "1 category has a suggestion (om_status proposed)" in done.stderr
    plain, made = (sssom.read(tmp_path / f"{name}.sssom.tsv").map for name in ("plain", "map"))
    assert rows(plain, "van") == [("", Action.SPECIALISE, "narrowMatch", None, Status.ACCEPTED)]
    assert rows(made, "van") == [("x1", Action.REPLACE, "exactMatch", None, PROPOSED)]
    assert "van -> x1  (not accepted yet)" in ontoman("map", "todo", tmp_path / "map.sssom.tsv").stdout
    ontoman("map", "check", tmp_path / "map.sssom.tsv", "--from", old, "--to", new)
