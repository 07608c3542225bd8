"""What is suggested where nobody declared anything: pairs, what they amount to, and what speaks for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from changes.ontologies import pairs
from changes.samples import turtle
from hypothesis import given, settings, strategies as st

from ontoman.changes import Catalogue, Kind, SortedLines, diff
from ontoman.changes.suggesting import suggest
from ontoman.rdf import parse_text
from ontoman.rdf.catalogue import our_catalogue

OURS = our_catalogue()
# Split-offs are suggested as soon as the catalogue defines them.
KNOWN = {entry.kind for entry in OURS.kinds}
SPLIT_OFF = replace(OURS.get(Kind("Split")), kind=Kind("SplitOff"), code="K6")
CATALOGUE = OURS if "SplitOff" in KNOWN else Catalogue((*OURS.kinds, SPLIT_OFF))

GROUP = ":vehicle a skos:Concept ; skos:prefLabel 'Vehicle'@en ; skos:notation 'vehicle' .\n"


def category(key, label=None, more="", parent="vehicle"):
    named = f"skos:prefLabel '{label}'@en ; " if label else ""
    above = f"skos:broader :{parent} ; " if parent else ""
    return f":{key} a skos:Concept ; {named}{above}{more} skos:notation '{key}' .\n"


def suggested(before, after, catalogue=CATALOGUE):
    old, new = (parse_text(turtle(GROUP + body), "turtle") for body in (before, after))
    return suggest(diff(old, new, SortedLines(old, new), OURS), old, new, catalogue)


def retired(key, label, more=""):
    return category(key, label, f"owl:deprecated true ; {more}")


CAR = category("car", "Car")
TABLE = {
    "the same name under another identifier": (CAR, category("x1", "Car"), [("ReIdentify", "car", "x1")]),
    "a name that is written otherwise": (CAR + category("r", "Bars & Restaurants"), CAR + category("x2", "Bars and restaurants"), [("ReIdentify", "r", "x2")]),
    "an old name that became an alternative label": (CAR, category("x3", "Automobile", "skos:altLabel 'Car'@en ;"), [("ReIdentify", "car", "x3")]),
    "another name, and the same mapping": (
        category("lorry", "Lorry", "skos:exactMatch <urn:wd:Q1> ; skos:definition 'Carries goods.'@en ;"),
        category("x4", "Truck", "skos:exactMatch <urn:wd:Q1> ; skos:definition 'Carries goods.'@en ;"),
        [("ReIdentify", "lorry", "x4")],
    ),
    "another name, and word for word the same definition": (
        category("lorry", "Lorry", "skos:definition 'A motor vehicle with a bed or box for carrying heavy goods.'@en ;"),
        category("x5", "Truck", "skos:definition 'A motor vehicle with a bed or box for carrying heavy goods.'@en ;"),
        [("ReIdentify", "lorry", "x5")],
    ),
    "two siblings that a new one takes in": (
        category("adult", "Adult pedestrian") + category("child", "Child pedestrian"),
        category("x6", "Pedestrian"),
        [("MergeIntoNew", ("adult", "child"), "x6")],
    ),
    "one that a broader sibling takes in": (CAR + category("sports_car", "Sports car"), CAR, [("Supersede", "sports_car", "car")]),
    "one name, of which a twin is left": (CAR + category("cars", "Cars"), CAR, [("MergeIntoExisting", "cars", "car")]),
    "two that share the items of an old one": (
        category("bike", "Cycle", "skos:definition 'Two wheels or more, moved by pedals.'@en ;"),
        category("x7", "City cycle", "skos:definition 'Two wheels, moved by pedals.'@en ;")
        + category("x8", "Cargo cycle", "skos:definition 'Three wheels or more, moved by pedals.'@en ;"),
        [("Split", "bike", ("x7", "x8"))],
    ),
    "a name that left a category which stays": (
        category("van", "Van", "skos:altLabel 'Minibus'@en ;"),
        category("van", "Van") + category("x9", "Minibus"),
        [("SplitOff", "van", "x9")],
    ),
    "words that left a definition": (
        category("van", "Van", "skos:definition 'Closed body, for parcels, camping, holidays.'@en ;"),
        category("van", "Van", "skos:definition 'Closed body, for parcels.'@en ;") + category("x10", "Motorhome", "skos:definition 'Fit for camping on holidays.'@en ;"),
        [("SplitOff", "van", "x10")],
    ),
    "deprecated without a word": (CAR, retired("car", "Car") + category("x11", "Car"), [("ReIdentify", "car", "x11")]),
    "deprecated with a successor": (CAR, retired("car", "Car", "dcterms:isReplacedBy :x12 ;") + category("x12", "Car"), []),
    "deprecated with what becomes of its labels": (CAR, retired("car", "Car", "om:disposition om:KeepFrozen ;") + category("x13", "Car"), []),
    "nothing that is alike": (CAR, category("x14", "Traffic light"), []),
    "a coin would decide": (category("a", "Soccer", parent=""), category("x15", "Soccer", parent="vehicle") + category("x16", "Soccer", parent="car") + CAR, []),
    "the same word in another language": (category("gift", "Gift"), ":x17 a skos:Concept ; skos:prefLabel 'Gift'@de, 'Poison'@en ; skos:notation 'x17' .\n", []),
    "only what came": ("", CAR, []),
    "only what went": (CAR, "", []),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), TABLE.values(), ids=TABLE)
def test_a_suggestion_is_named_for_what_may_have_happened(before, after, expected):
    assert [(s.kind, s.old, s.new) for s in suggested(before, after)] == expected


def test_of_two_with_one_name_the_neighbours_decide():
    def both(prefix):
        return "".join(
            category(f"{prefix}{group}", group.title()) + category(f"{prefix}s{group}", "Soccer", parent=prefix + group)
            for group in ("games", "sports")
        )

    assert {(s.old, s.new) for s in suggested(both("a"), both("b"))} == {
        ("agames", "bgames"), ("asports", "bsports"), ("asgames", "bsgames"), ("assports", "bssports"),
    }  # fmt: skip


def test_a_suggestion_says_what_speaks_for_it():
    old = category("car", "Car", "skos:definition 'For few people.'@en ;")
    [one] = suggested(old, category("x1", "Car", "skos:definition 'For few people.'@en ;"))
    assert one.evidence == "suggested"
    assert one.because == ("the same name 'Car'; definitions alike by 1.00; the same parent 'Vehicle'",)
    assert one.score == 1.0
    assert not one.removed
    assert not one.added
    assert len(one.parts) == 2


def test_what_differs_lowers_the_score():
    after = [("Car", "vehicle"), ("Car", "other"), ("Small car", "vehicle"), ("Small car", "other")]
    other = category("other", "Other", parent="")
    found = [suggested(CAR + other, category("x1", name, parent=parent) + other) for name, parent in after]
    same, moved, renamed, both = (some[0].score if some else 0.0 for some in found)
    assert same > moved > both
    assert same > renamed > both


def test_a_kind_that_the_catalogue_does_not_define_is_not_suggested():
    assert suggested(CAR, category("x1", "Car"), Catalogue(())) == ()


def test_the_two_releases_of_street_scenes_leave_nothing_to_suggest(root):
    old, new = (
        parse_text((root / "vocab/examples/streets" / f"{v}.ttl").read_bytes(), "turtle") for v in ("1.0.0", "2.0.0")
    )
    assert suggest(diff(old, new, SortedLines(old, new), OURS), old, new, CATALOGUE) == ()


@settings(max_examples=40)
@given(pairs(), st.randoms())
def test_suggestions_claim_nothing_and_do_not_depend_on_order(pair, random):
    old, new = pair
    changes = diff(old, new, SortedLines(old, new), OURS)
    found = suggest(changes, old, new, CATALOGUE)
    ids = {change.id for change in changes.changes}
    for one in found:
        assert one.evidence == "suggested"
        assert 0 <= one.score <= 1
        assert set(one.parts) <= ids
        assert not one.removed
        assert not one.added
        assert all(one.because)
    mixed = list(changes.changes)
    random.shuffle(mixed)
    assert suggest(replace(changes, changes=tuple(mixed)), old, new, CATALOGUE) == found
