"""A key change rewrites the conditions that name it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conditions_strategies import FIELDS, TREE, conditions, items
from hypothesis import given

from ontoman import conditions as c

TEXT = "wheels > 2 and (is_a('vehicle') or category in ('car', 'person')) and colour in ('red', 'green') or has(damage, 'dent')"


def read(text: str) -> c.Condition:
    return c.parse(text, FIELDS, categories=TREE)


def test_a_new_key_of_an_attribute_replaces_the_old_one():
    assert c.rename(read(TEXT), "wheels", "wheel_count").text == TEXT.replace("wheels", "wheel_count")


@pytest.mark.parametrize(("key", "old", "new"), [("colour", "red", "scarlet"), ("damage", "dent", "bump")])
def test_a_new_key_of_a_value_replaces_the_old_one_in_its_attribute_only(key, old, new):
    renamed = c.rename_value(read(TEXT), key, old, new)
    assert renamed.text == TEXT.replace(f"'{old}'", f"'{new}'")
    fields = FIELDS | {key: replace(FIELDS[key], values=tuple(new if v == old else v for v in FIELDS[key].values))}
    assert c.parse(renamed.text, fields, categories=TREE) == renamed
    assert c.rename_value(read(TEXT), "visibility", old, new).text == TEXT


def test_a_new_key_of_a_category_replaces_the_old_one():
    renamed = c.rename_category(read(TEXT), "car", "motor-car")
    assert renamed.text == TEXT.replace("'car'", "'motor-car'")
    assert c.evaluate(renamed, {"wheels": 3, "colour": "red", "category": "motor-car"}) is True
    assert c.evaluate(c.rename_category(read("is_a('vehicle')"), "car", "auto"), {"category": "auto"}) is True


@given(conditions(), items())
def test_a_renamed_condition_means_the_same(condition, item):
    moved = {("wheel_count" if key == "wheels" else key): value for key, value in item.items()}
    assert c.evaluate(c.rename(condition, "wheels", "wheel_count"), moved) is c.evaluate(condition, item)
    assert c.rename(c.rename(condition, "wheels", "x"), "x", "wheels") == condition
