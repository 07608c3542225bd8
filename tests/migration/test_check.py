"""What must hold of a map before it runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ontoman.migration import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    GroupOp,
    MapDisposition,
    MapHeader,
    MapRow,
    MigrationMap,
    Status,
)
from ontoman.migration.checking.check import check
from ontoman.migration.subjects import undecided
from ontoman.model import Attribute, Category, Iri, Ontology, ValueKind
from ontoman.model.names import EXACT_MATCH, NARROW_MATCH

EX = "https://example.org/o#"


def row(subject, target, **fields):
    special = target in {NO_TERM_FOUND, UNDECIDED}
    values = {
        "record_id": f"{subject}>{target}",
        "subject_id": EX + subject,
        "subject_label": subject,
        "predicate_id": EXACT_MATCH,
        "object_id": target if special else EX + target,
        "object_label": "" if special else target,
        "action": Action.REPLACE,
        **fields,
    }
    return MapRow(**values)


def first_of(*rows):
    return [
        replace(r, predicate_id=NARROW_MATCH, group="g", group_op=GroupOp.FIRST_OF, order=i)
        for i, r in enumerate(rows, 1)
    ]


def ontology(*live, gone=()):
    categories = [Category(Iri(EX + key), key) for key in live] + [
        Category(Iri(EX + key), key, deprecated=True) for key in gone
    ]
    wheels = Attribute(Iri(EX + "wheels"), "wheels", kind=ValueKind.INTEGER)
    return Ontology(categories={c.iri: c for c in categories}, attributes={wheels.iri: wheels})


OLD, NEW = ontology("van", "bus", gone=["cab"]), ontology("van", "car", "suv", gone=["bus"])
BUS = row("bus", "car")
WHEN = {"when": "wheels > 2", "record_id": "w"}
GOOD = [BUS, *first_of(row("van", "car", **WHEN), row("van", "suv"))]
CASES = [
    ("a good map", GOOD, []),
    ("a category without a row", GOOD[1:], [("OM541", "bus")]),
    ("an object that is not there", [row("bus", "tram"), *GOOD[1:]], [("OM542", "bus")]),
    ("an object that is deprecated", [row("bus", "bus"), *GOOD[1:]], [("OM542", "bus")]),
    ("a residual that is not there", [row("bus", NO_TERM_FOUND, action=Action.RETIRE, disposition=MapDisposition.RESIDUAL, residual=EX + "x"), *GOOD[1:]], [("OM542", "bus")]),
    ("a residual that is not named", [row("bus", NO_TERM_FOUND, action=Action.RETIRE, disposition=MapDisposition.RESIDUAL), *GOOD[1:]], [("OM542", "bus")]),
    ("a retirement", [row("bus", NO_TERM_FOUND, action=Action.RETIRE), *GOOD[1:]], []),
    ("an undecided one", [row("bus", UNDECIDED), *GOOD[1:]], []),
    ("no otherwise", [BUS, *first_of(row("van", "car", **WHEN))], [("OM543", "van")]),
    ("two otherwises", [*GOOD, *first_of(row("van", "van"))], [("OM543", "van")]),
    ("an otherwise that comes first", [BUS, *first_of(row("van", "suv"), row("van", "car", **WHEN))], [("OM543", "van")]),
    ("an all_of row without a condition", [BUS, row("van", "car", group="g", group_op=GroupOp.ALL_OF)], [("OM543", "van")]),
    ("a one_of row with a condition", [BUS, row("van", "car", predicate_id=NARROW_MATCH, group="g", group_op=GroupOp.ONE_OF, **WHEN)], [("OM543", "van")]),
    ("two rows and no group", [BUS, row("van", "car"), row("van", "suv")], [("OM544", "van")]),
    ("two groups", [*GOOD, row("van", "van", group="h", group_op=GroupOp.ONE_OF)], [("OM543", "van"), ("OM544", "van")]),
    ("a condition outside the language", [BUS, *first_of(row("van", "car", when="wheels like 2"), row("van", "suv"))], [("OM546", "van")]),
    ("a condition that compares what cannot be", [BUS, *first_of(row("van", "car", when="wheels = 'two'"), row("van", "suv"))], [("OM546", "van")]),
    ("a subject that the old release has not", [*GOOD, row("tram", "car")], [("OM547", "tram")]),
    ("conditions that overlap", [BUS, *first_of(row("van", "car", **WHEN), row("van", "suv", when="wheels > 3"), row("van", "van"))], [("OM548", "van")]),
    ("conditions that leave a gap", [BUS, *first_of(row("van", "car", **WHEN), row("van", UNDECIDED))], [("OM548", "van")]),
    ("conditions that leave none", [BUS, *first_of(row("van", "car", **WHEN), row("van", "suv", when="wheels <= 2"), row("van", UNDECIDED))], []),
    ("a conditional row that tells others always", [BUS, *[replace(r, predicate_id=EXACT_MATCH) for r in GOOD[1:]]], [("OM549", "van"), ("OM549", "van")]),
    ("two subjects with one label", [replace(BUS, subject_label="van"), *GOOD[1:]], [("OM550", "van")]),
    ("a row that names no change, where another does", [replace(BUS, change=("c1",)), *GOOD[1:]], [("OM552", "van"), ("OM552", "van")]),
    ("a row that keeps need name none", [replace(BUS, change=("c1",)), row("van", "van", action=Action.KEEP)], []),
    ("rejected rows do not count", [*GOOD, row("bus", "tram", status=Status.REJECTED)], []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "rows", "found"), CASES, ids=[case[0] for case in CASES])
def test_each_invariant_is_told_by_its_code(why, rows, found):
    problems = check(MigrationMap(MapHeader("m"), tuple(rows)), old=OLD, new=NEW)
    assert [(problem.code, problem.subject) for problem in problems] == found
    assert all(problem.message and problem.fix for problem in problems)


def test_by_itself_a_map_is_checked_for_what_it_shows():
    assert check(MigrationMap(MapHeader("m"), tuple(GOOD[1:]))) == ()


def test_a_partial_map_need_not_be_total():
    assert check(MigrationMap(MapHeader("m", complete=False), (BUS,)), old=OLD, new=NEW) == ()


def test_a_cardinality_that_was_typed_wrong_is_told():
    made = MigrationMap(MapHeader("m"), (BUS, row("van", "car")))
    assert [p.code for p in check(made, stored_cardinality=("n:1", "1:1"))] == ["OM545"]
    assert check(made, stored_cardinality=("n:1", "")) == ()


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([row("van", UNDECIDED)], "undecided"),
        (first_of(row("van", "car", **WHEN), row("van", UNDECIDED)), "undecided where no condition holds"),
        ([row("van", "car", status=Status.PROPOSED)], "not accepted yet"),
        ([row("van", "car", group="g", group_op=GroupOp.ONE_OF)], "a person picks"),
        ([row("van", "car", need="human")], "a person looks at each"),
        ([row("van", "car", action=Action.SPECIALISE)], "narrower, and no condition"),
        ([row("van", "car", need="sample:50")], None),
        ([row("van", "car")], None),
    ],
)
def test_what_waits_for_a_person_is_listed_with_why(rows, why):
    assert [(subject.name, told) for subject, told in undecided(rows)] == ([("van", why)] if why else [])
