"""What must hold of a map before it runs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ontoman.changes.values import Change, ChangeSet
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
from ontoman.migration.checking.explaining import Difference
from ontoman.migration.checking.fitting import unfilled
from ontoman.migration.subjects import undecided
from ontoman.model import Attribute, Category, Iri, Ontology, Value, ValueKind
from ontoman.model.names import EXACT_MATCH, NARROW_MATCH
from ontoman.rdf.conversions import our_conversions

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


def all_of(*rows):
    return [replace(r, predicate_id=NARROW_MATCH, group="g", group_op=GroupOp.ALL_OF) for r in rows]


def one_of(*rows):
    return [replace(r, predicate_id=NARROW_MATCH, group="g", group_op=GroupOp.ONE_OF) for r in rows]


def attribute(key, kind, **fields):
    return Attribute(Iri(EX + key), key, kind=kind, **fields)


def ontology(*live, gone=(), groups=(), unit=None):
    categories = [Category(Iri(EX + key), key) for key in live] + [
        Category(Iri(EX + key), key, deprecated=True) for key in gone
    ]
    categories += [Category(Iri(EX + key), key, selectable=False) for key in groups]
    paints = tuple(Value(Iri(f"{EX}paint/{key}"), key) for key in ("red", "blue"))
    attributes = [
        attribute("wheels", ValueKind.INTEGER),
        attribute("paint", ValueKind.SINGLE, values=paints),
        attribute("seats", ValueKind.INTEGER, minimum=Decimal(1), maximum=Decimal(80)),
        attribute("doors", ValueKind.INTEGER, applies_to=(Iri(EX + "suv"),)),
        attribute("length", ValueKind.DECIMAL, unit=unit),
    ]
    return Ontology(categories={c.iri: c for c in categories}, attributes={a.iri: a for a in attributes})


FT, CM = our_conversions()["ft_to_m"], our_conversions()["in_to_cm"]
OLD = ontology("van", "bus", gone=["cab"], unit="ft")
NEW = ontology("van", "car", "suv", gone=["bus"], groups=["machine"])
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
    ("conditions that overlap", [BUS, *first_of(row("van", "car", **WHEN), row("van", "suv", when="wheels < 4"), row("van", "van"))], [("OM548", "van")]),
    ("conditions of which both write one attribute", [BUS, *all_of(row("van", "car", set=(("wheels", "4"),), **WHEN), row("van", "suv", when="wheels > 3", set=(("wheels", "6"),)), row("van", "suv", when="wheels <= 2"))], [("OM548", "van")]),
    ("conditions that overlap and agree, where all hold", [BUS, *all_of(row("van", "car", **WHEN), row("van", "suv", when="wheels > 3"), row("van", "suv", when="wheels <= 2"))], []),
    ("conditions of which all may fail", [BUS, *all_of(row("van", "car", **WHEN))], [("OM548", "van")]),
    ("a condition that nothing fulfils", [BUS, *first_of(row("van", "car", when="wheels > 2 and wheels < 2"), row("van", "suv"))], [("OM555", "van")]),
    ("a row that an earlier one leaves nothing", [BUS, *first_of(row("van", "car", **WHEN), row("van", "suv", when="wheels > 3"), row("van", "van"))], [("OM555", "van")]),
    ("a last row that the others leave nothing", [BUS, *first_of(row("van", "car", when="wheels is null"), row("van", "suv", when="wheels is not null"), row("van", "van"))], [("OM555", "van")]),
    ("another category's condition", [BUS, *first_of(row("van", "car", when="category = 'bus'"), row("van", "suv"))], [("OM555", "van")]),
    ("a value that the attribute has not", [replace(BUS, set=(("paint", "green"),)), *GOOD[1:]], [("OM556", "bus")]),
    ("a value that a candidate brings and the attribute has not", [*one_of(row("bus", "car", set=(("paint", "green"),)), row("bus", "suv")), *GOOD[1:]], [("OM556", "bus")]),
    ("a value that it has", [replace(BUS, set=(("paint", "red"),)), *GOOD[1:]], []),
    ("an attribute that the category has not", [replace(BUS, set=(("doors", "4"),)), *GOOD[1:]], [("OM556", "bus")]),
    ("an attribute that nothing has", [replace(BUS, set=(("wings", "2"),)), *GOOD[1:]], [("OM556", "bus")]),
    ("a number out of bounds", [replace(BUS, set=(("seats", "100"),)), *GOOD[1:]], [("OM556", "bus")]),
    ("a text where a number belongs", [replace(BUS, set=(("seats", "many"),)), *GOOD[1:]], [("OM556", "bus")]),
    ("a category that is only a group", [row("bus", "machine"), *GOOD[1:]], [("OM556", "bus")]),
    ("a second run that goes on", [row("bus", "van"), *first_of(row("van", "car", **WHEN), row("van", "suv"))], [("OM557", "bus")]),
    ("a number that is converted again", [replace(BUS, object_id=EX + "bus", object_label="bus", transform=(("length", FT),)), *GOOD[1:]], [("OM542", "bus"), ("OM557", "bus")]),
    ("a number that is converted to another unit", [replace(BUS, transform=(("length", CM),)), *GOOD[1:]], [("OM558", "bus")]),
    ("a text that is converted", [replace(BUS, transform=(("paint", FT),)), *GOOD[1:]], [("OM558", "bus")]),
    ("a remark that nobody has explained", [replace(BUS, flag="Imperfect"), *GOOD[1:]], [("OM559", "bus")]),
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


# -- with what changed between the releases ---------------------------------------------------------------------------

METRES = ontology("van", "car", "suv", gone=["bus"], unit="m")
MERGED = Change("c2", "MergeIntoExisting", Iri(EX + "car"), "car", parts=("c1",))
GONE = Change("c1", "DeprecatedReplaced", Iri(EX + "bus"), "bus", removed=("x",))
RENAMED = Change("c3", "Rename", Iri(EX + "van"), "van", parts=("c4",))


def explained(rows, *changes, to_explain=("c1", "c2")):
    difference = Difference(ChangeSet(changes), frozenset(to_explain))
    found = check(MigrationMap(MapHeader("m"), tuple(rows)), old=OLD, new=NEW, difference=difference)
    return [(problem.code, problem.subject) for problem in found if problem.code != "OM552"]


@pytest.mark.parametrize(
    ("why", "rows", "found"),
    [
        ("a row names the compound", [replace(BUS, change=("c2",)), *GOOD[1:]], []),
        ("a row names its part", [replace(BUS, change=("c1",)), *GOOD[1:]], []),
        ("a map that names none is about the same things", GOOD, []),
        ("a row that keeps explains nothing", [row("bus", "car", action=Action.KEEP), *GOOD[1:]], [("OM554", "bus"), ("OM554", "car")]),
        ("a row names another change", [replace(BUS, change=("c9",)), *GOOD[1:]], [("OM554", "bus"), ("OM554", "car")]),
    ],
)  # fmt: skip
def test_every_change_that_labels_feel_is_explained_by_a_row(why, rows, found):
    assert explained(rows, MERGED, GONE) == found


def test_changes_that_labels_do_not_feel_need_no_row():
    assert explained(GOOD, RENAMED) == []
    assert explained([replace(r, change=("c9",)) for r in GOOD], RENAMED) == []


def test_a_number_in_another_unit_needs_a_formula():
    def found(rows):
        return [(p.code, p.subject) for p in check(MigrationMap(MapHeader("m"), tuple(rows)), old=OLD, new=METRES)]

    assert found(GOOD) == [("OM558", "bus"), ("OM558", "van"), ("OM558", "van")]
    assert found([replace(r, transform=(("length", FT),)) for r in GOOD]) == []
    assert found([replace(r, unset=("length",)) for r in GOOD]) == []


def test_a_map_between_two_releases_is_run_once():
    rows = [row("bus", "van"), *first_of(row("van", "car", **WHEN), row("van", "suv"))]
    header = MapHeader("m", from_version_iri=EX + "1", to_version_iri=EX + "2")
    assert check(MigrationMap(header, tuple(rows)), old=OLD, new=NEW) == ()


def test_what_a_new_release_requires_is_for_people_to_fill_in():
    seats = replace(METRES.attributes[Iri(EX + "seats")], required=True)
    asking = replace(METRES, attributes={**METRES.attributes, seats.iri: seats})
    assert unfilled(GOOD, OLD, asking) == {"seats": ("car", "suv")}
    assert unfilled([replace(r, set=(("seats", "4"),)) for r in GOOD], OLD, asking) == {}
