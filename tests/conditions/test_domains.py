"""Overlap and gap over finite domains, each with a witness."""

from __future__ import annotations

import pytest
from conditions_strategies import FIELDS, TREE, conditions, items
from hypothesis import assume, given, strategies as st

from ontoman import conditions as c
from ontoman.model import ValueKind


def read(text: str) -> c.Condition:
    return c.parse(text, FIELDS, categories=TREE)


@pytest.mark.parametrize(
    ("a", "b", "witness"),
    [
        ("wheels > 2", "wheels < 4", {"wheels": 3}),
        ("wheels > 2", "wheels < 3", None),
        ("wheels > 1e16", "wheels < 10000000000000004", {"wheels": 10**16 + 2}),
        ("size > 2", "size < 3", {"size": 2.5}),
        ("size > 2", "size <= 2", None),
        ("parked", "not parked", None),
        ("parked", "wheels = 2", {"parked": True, "wheels": 2}),
        ("visibility > 'low'", "visibility < 'mid'", None),
        ("visibility > 'low'", "visibility < 'high'", {"visibility": "mid"}),
        ("colour = 'red'", "colour in ('green', 'it''s')", None),
        ("note = 'a'", "note <> 'b'", {"note": "a"}),
        ("has(damage, 'dent')", "has(damage, 'rust')", {"damage": ("dent", "rust")}),
        ("has(damage, 'dent')", "not has(damage, 'dent')", None),
        ("day > '2024-01-01'", "day < '2024-01-03'", {"day": "2024-01-02"}),
        ("day > '2024-01-01'", "day < '2024-01-02'", None),
        ("is_a('vehicle')", "category = 'person'", None),
        ("is_a('vehicle')", "category <> 'car'", {"category": "cargo-van"}),
        ("wheels is null", "wheels = 2", None),
        ("wheels is null", "parked", {"parked": True}),
    ],
)
def test_two_conditions_overlap_in_an_item_or_not_at_all(a, b, witness):
    found = c.overlap(read(a), read(b))
    assert found == witness or {k: str(v) for k, v in found.items()} == witness


@pytest.mark.parametrize(
    ("texts", "witness"),
    [
        (["wheels > 2", "wheels < 2"], {"wheels": 2}),
        (["wheels > 2", "wheels <= 2"], {}),
        (["wheels > 2", "wheels <= 2", "wheels is null"], None),
        (["parked", "not parked"], {}),
        (["parked", "not parked", "parked is null"], None),
        (["visibility <= 'mid'", "visibility > 'mid'", "visibility is null"], None),
        (["visibility < 'mid'", "visibility > 'mid'", "visibility is null"], {"visibility": "mid"}),
        (["note = 'a'", "note is null"], {"note": "other"}),
        (["category in ('car')"], {"category": "other"}),
        (["has(damage, 'dent')", "damage is null"], {"damage": ()}),
    ],
)
def test_a_gap_is_an_item_that_no_condition_covers(texts, witness):
    assert c.gap([read(text) for text in texts]) == witness


def test_a_gap_may_be_asked_for_among_items_that_have_every_value():
    assert c.gap([read("parked"), read("not parked")], nulls=False) is None


def test_beyond_the_whole_numbers_of_a_double_the_next_one_is_tried():
    assert c.gap([read("wheels >= 1e16")], nulls=False) == {"wheels": 10**16 - 2}
    assert c.gap([read("wheels <= 1e16")], nulls=False) == {"wheels": 10**16 + 2}


def test_a_witness_has_a_category_that_there_is():
    assert c.gap([read("is_a('vehicle')")], categories=sorted(TREE)) == {"category": "person"}
    assert c.gap([read("is_a('thing')")], categories=sorted(TREE)) is None


def test_numbers_stay_within_the_bounds_of_the_attribute():
    fields = {"wheels": c.Field("wheels", ValueKind.INTEGER, minimum=0, maximum=4)}
    zero_to_four = c.parse("wheels between 0 and 4", fields)
    assert c.gap([zero_to_four], nulls=False) is None
    assert c.overlap(c.parse("wheels > 4", fields), c.parse("wheels < 9", fields)) is None
    assert c.gap([c.parse("wheels between 1 and 4", fields)]) == {"wheels": 0}


def test_more_cells_than_can_be_tried_are_undetermined():
    fields = {key: c.Field(key, ValueKind.INTEGER) for key in "abcdefghijklmnopqrs"}
    wide = c.parse(" and ".join(f"{key} > 2" for key in fields), fields)
    assert c.overlap(wide, wide) == "undetermined"
    many = c.parse(" or ".join(f"has(tags, '{n}')" for n in range(20)), FIELDS)
    assert c.gap([many]) == "undetermined"


def test_values_that_nothing_tells_apart_are_one_cell():
    fields = {key: c.Field(key, ValueKind.SINGLE, tuple(map(str, range(1000)))) for key in "abcd"}
    condition = c.parse(" and ".join(f"{key} = '7'" for key in fields), fields)
    assert c.overlap(condition, condition) == dict.fromkeys("abcd", "7")


@given(conditions(), conditions())
def test_the_witness_of_an_overlap_makes_both_true(a, b):
    found = c.overlap(a, b)
    assume(isinstance(found, dict))
    assert c.evaluate(a, found) is True
    assert c.evaluate(b, found) is True


@given(st.lists(conditions(), min_size=1, max_size=3))
def test_the_witness_of_a_gap_makes_none_true(several):
    found = c.gap(several)
    assume(isinstance(found, dict))
    assert True not in [c.evaluate(condition, found) for condition in several]


@given(conditions(), conditions(), items())
def test_where_there_is_no_witness_no_item_is_one(a, b, item):
    whole = {
        key: None if key in {"colour", "shape", "visibility"} and value == "elsewhere" else value
        for key, value in item.items()
    }
    both = c.evaluate(a, whole) is True and c.evaluate(b, whole) is True
    none = c.evaluate(a, whole) is not True and c.evaluate(b, whole) is not True
    assert not (both and c.overlap(a, b) is None)
    assert not (none and c.gap([a, b]) is None)
