"""Three-valued logic over items."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from conditions_strategies import FIELDS, TREE

from ontoman import conditions as c

NAN = float("nan")


def holds(text: str, item: dict[str, object], **options) -> bool | None:
    return c.evaluate(c.parse(text, FIELDS, categories=TREE), item, **options)


@pytest.mark.parametrize(
    ("text", "item", "result"),
    [
        ("wheels > 2", {"wheels": 3}, True),
        ("wheels > 2", {"wheels": 2}, False),
        ("wheels > 2", {"wheels": None}, None),
        ("wheels > 2", {}, None),
        ("not wheels > 2", {}, None),
        ("wheels > 2 or parked", {"parked": True}, True),
        ("wheels > 2 or parked", {"parked": False}, None),
        ("wheels > 2 and parked", {"parked": False}, False),
        ("wheels > 2 and parked", {"parked": True}, None),
        ("wheels is null", {}, True),
        ("wheels is not null", {"wheels": 0}, True),
        # NaN is NULL, in either kind of number
        ("size > 5", {"size": NAN}, None),
        ("size is null", {"size": NAN}, True),
        ("wheels > 5", {"wheels": NAN}, None),
        ("size > 5", {"size": float("inf")}, True),
        ("size > 5", {"size": Decimal("5.1")}, True),
        ("size > 5", {"size": Decimal("NaN")}, None),
        # numbers compare as DOUBLE
        ("wheels = 9007199254740992", {"wheels": 2**53 + 1}, True),
        ("wheels > 5", {"wheels": 10**400}, True),
        # nothing is cast
        ("wheels = 1", {"wheels": True}, None),
        ("wheels = 2", {"wheels": "2"}, None),
        ("parked", {"parked": 1}, None),
        ("parked", {"parked": "true"}, None),
        ("note = '2'", {"note": 2}, None),
        ("note = 'a'", {"note": "A"}, False),
        ("note = 'a'", {"note": "a "}, False),
        # ordinals compare by rank, not as text: 'high' < 'low' as text
        ("visibility > 'low'", {"visibility": "high"}, True),
        ("visibility between 'mid' and 'high'", {"visibility": "full"}, False),
        ("visibility <> 'low'", {"visibility": "elsewhere"}, None),
        ("visibility is null", {"visibility": "elsewhere"}, True),
        ("colour <> 'red'", {"colour": "elsewhere"}, True),
        # an empty text is NULL: a cell of a table cannot say otherwise
        ("colour is null", {"colour": ""}, True),
        ("colour <> 'red'", {"colour": ""}, None),
        ("note = ''", {"note": ""}, None),
        ("visibility is null", {"visibility": ""}, True),
        ("colour not in ('red', 'green')", {"colour": "it's"}, True),
        ("has(damage, 'dent')", {"damage": ["rust", "dent"]}, True),
        ("has(damage, 'dent')", {"damage": ()}, False),
        ("has(damage, 'dent')", {}, None),
        ("has(damage, 'dent')", {"damage": "dent"}, None),
        ("damage is null", {"damage": []}, False),
        ("day >= '2024-01-31'", {"day": date(2024, 1, 31)}, True),
        ("day > '2024-01-31'", {"day": datetime(2024, 1, 31, 12)}, False),  # noqa: DTZ001 - data has no zone
        ("day > '2024-01-31'", {"day": "2024-02-01"}, True),
        ("day > '2024-01-31'", {"day": "20240201"}, None),
        ("is_a('vehicle')", {"category": "car"}, True),
        ("is_a('vehicle')", {"category": "person"}, False),
        ("is_a('vehicle')", {}, None),
        ("category <> 'car'", {"category": "person"}, True),
    ],
)
def test_a_condition_is_true_false_or_null(text, item, result):
    assert holds(text, item) is result


@pytest.mark.parametrize(
    ("text", "item", "result"),
    [
        ("wheels > 2", {"wheels": "3"}, True),
        ("wheels > 2", {"wheels": " 1e1 "}, True),
        ("wheels > 2", {"wheels": "three"}, None),
        ("wheels > 2", {"wheels": "1_000"}, None),
        ("wheels is null", {"wheels": "nan"}, True),
        ("wheels is null", {"wheels": ""}, True),
        ("parked", {"parked": "True"}, True),
        ("parked", {"parked": "false"}, False),
        ("parked", {"parked": "yes"}, None),
        ("note <> 'a'", {"note": ""}, None),
        ("has(damage, 'dent')", {"damage": "rust,dent"}, True),
        ("has(damage, 'dent')", {"damage": ""}, None),
        ("day > '2024-01-31'", {"day": "2024-02-01"}, True),
        ("visibility >= 'mid'", {"visibility": "high"}, True),
    ],
)
def test_cells_of_text_are_read_by_the_kind_of_their_field(text, item, result):
    assert holds(text, item, cells_are_text=True) is result


def test_a_set_in_one_cell_may_have_another_separator():
    assert holds("has(damage, 'dent')", {"damage": "rust|dent"}, cells_are_text=True, multi_separator="|") is True
    assert holds("has(damage, 'dent')", {"damage": "rust,dent"}, cells_are_text=True, multi_separator="|") is False


def test_conditions_join_to_conditions():
    a, b = (c.parse(text, FIELDS) for text in ("parked or has_rider", "wheels > 2 and size > 1"))
    assert c.all_of(a, b).text == "(parked or has_rider) and wheels > 2 and size > 1"
    assert c.any_of(a, b).text == "parked or has_rider or wheels > 2 and size > 1"
    assert c.negated(a).text == "not (parked or has_rider)"
    assert c.all_of(a) == a
