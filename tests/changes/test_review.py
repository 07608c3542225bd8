"""What a change means: the table of each kind, row by row."""

from __future__ import annotations

import pytest

from ontoman.changes import Change, ChangeSet, Kind
from ontoman.rdf import parse_text
from ontoman.rdf.catalogue import catalogue_of, guards_of, our_catalogue
from ontoman.review import Compat, Settings, bump, judge, judge_all

CATALOGUE = our_catalogue()
ON_CATEGORY = "on_category"


def change(kind, *facts):
    return Change("c0", Kind(kind), None, facts=frozenset(facts), parts=("c1",))


def classes(kind, *facts, stored_as="key"):
    found = judge(change(kind, *facts), CATALOGUE, Settings(stored_as))
    return f"{found.labels} {found.models} {found.consumers}"


@pytest.mark.parametrize(
    ("kind", "facts", "stored_as", "expected"),
    [
        ("EntityAdded", {ON_CATEGORY}, "key", "L0 M0 Q1"),
        ("EntityDeleted", {ON_CATEGORY}, "key", "L4 M2 Q2"),
        ("PrefLabelChanged", {ON_CATEGORY}, "iri", "L0 M0 Q0"),
        ("PrefLabelChanged", {ON_CATEGORY}, "key", "L0 M0 Q0"),
        ("PrefLabelChanged", {ON_CATEGORY}, "label", "L1 M0 Q0"),
        ("PrefLabelChanged", {"on_rule"}, "label", "L0 M0 Q0"),
        ("NotationChanged", {ON_CATEGORY}, "key", "L1 M0 Q2"),
        ("NotationChanged", {ON_CATEGORY}, "iri", "L0 M0 Q2"),
        ("NotationRemoved", {ON_CATEGORY}, "key", "L4 M0 Q2"),
        ("DefinitionReplaced", {ON_CATEGORY, "editorial"}, "key", "L0 M0 Q0"),
        ("DefinitionReplaced", {ON_CATEGORY}, "key", "L3 M3 Q0"),
        ("AttributeAdded", {"on_attribute"}, "key", "L0 M0 Q1"),
        ("AttributeAdded", {"on_attribute", "value_required"}, "key", "L3 M2 Q2"),
        ("DeprecatedReplaced", {ON_CATEGORY, "exact"}, "key", "L1 M1 Q1"),
        ("DeprecatedReplaced", {ON_CATEGORY, "broad"}, "key", "L2 M1 Q1"),
        ("DeprecatedReplaced", {ON_CATEGORY, "narrow"}, "key", "L3 M2 Q1"),
        ("Retire", {ON_CATEGORY, "declared_disposition", "keep_frozen"}, "key", "L0 M2 Q1"),
        ("Retire", {ON_CATEGORY}, "key", "L4 M2 Q1"),
        ("Split", {ON_CATEGORY, "conditions_cover"}, "key", "L1 M2 Q2"),
        ("Split", {ON_CATEGORY}, "key", "L3 M2 Q2"),
        ("MergeIntoExisting", {ON_CATEGORY}, "key", "L1 M3 Q2"),
        ("SiblingOrderChanged", {ON_CATEGORY, "indexed_by_order"}, "key", "L0 M1 Q1"),
        ("SiblingOrderChanged", {ON_CATEGORY}, "key", "L0 M0 Q0"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else " ".join(sorted(value)),
)
def test_a_change_means_what_its_first_matching_row_says(kind, facts, stored_as, expected):
    assert classes(kind, *facts, stored_as=stored_as) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], "none"),
        (["L0 M0 Q0"], "patch"),
        (["L0 M0 Q0", "L0 M0 Q1"], "minor"),
        (["L2 M0 Q0"], "minor"),
        (["L0 M1 Q0"], "minor"),
        (["L0 M0 Q1", "L3 M0 Q0"], "major"),
        (["L0 M2 Q0"], "major"),
        (["L0 M3 Q0"], "major"),
        (["L0 M0 Q2"], "major"),
        (["L4 M0 Q0"], "major"),
    ],
)
def test_the_furthest_change_moves_the_version(found, expected):
    assert bump(Compat(*classes.split(), "why") for classes in found) == expected


def test_a_guard_can_be_denied():
    rows = "om:rows ( [ om:lacks om:exact ; om:labels 'L3' ; om:models 'M0' ; om:consumers 'Q0' ; om:why 'Not exact.'@en ] [ om:labels 'L0' ; om:models 'M0' ; om:consumers 'Q0' ; om:why 'Exact.'@en ] )"
    own = catalogue_of(
        parse_text(
            "@prefix om: <https://w3id.org/ontoman/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
            f"om:Own a om:ChangeKind ; skos:notation 'X' ; rdfs:label 'Own'@en ; skos:definition 'Own.'@en ; sh:order 1 ; {rows} .",
            "turtle",
        )
    )
    assert judge(change("Own"), own, Settings()).why == "Not exact."
    assert judge(change("Own", "exact"), own, Settings()).why == "Exact."


@pytest.mark.parametrize("entry", CATALOGUE.kinds, ids=lambda entry: entry.kind)
def test_every_kind_is_defined_and_every_row_gives_a_reason(entry, guards):
    assert entry.label
    assert entry.definition.endswith(".")
    assert entry.rows[-1].guards == ()
    assert all(row.guards for row in entry.rows[:-1])
    assert len({row.guards for row in entry.rows}) == len(entry.rows)
    for row in entry.rows:
        assert row.labels in {"L0", "L1", "L2", "L3", "L4"}
        assert row.models in {"M0", "M1", "M2", "M3"}
        assert row.consumers in {"Q0", "Q1", "Q2"}
        assert row.why.endswith(".")
        assert {guard.removeprefix("not_") for guard in row.guards} <= guards


def test_kinds_stand_in_order_and_lead_back_to_kinds():
    assert [entry.order for entry in CATALOGUE.kinds] == list(range(1, len(CATALOGUE.kinds) + 1))
    kinds = {entry.kind: entry for entry in CATALOGUE.kinds}
    for entry in CATALOGUE.kinds:
        if entry.inverse is not None:
            assert kinds[entry.inverse].compound == entry.compound
            assert kinds[entry.inverse].derived == entry.derived
        assert entry.compound or entry.derived or entry.inverse is not None


def test_equal_cases_are_judged_alike():
    changes = ChangeSet(tuple(Change(f"c{n}", Kind("Moved"), None, facts=frozenset({ON_CATEGORY})) for n in range(3)))
    found = judge_all(changes, CATALOGUE, Settings())
    assert set(found) == {"c0", "c1", "c2"}
    assert len(set(map(id, found.values()))) == 1


@pytest.fixture(scope="module")
def guards(root):
    found = guards_of(parse_text((root / "vocab" / "changes.ttl").read_bytes(), "turtle"))
    assert all(definition.endswith(".") for definition in found.values())
    return set(found)
