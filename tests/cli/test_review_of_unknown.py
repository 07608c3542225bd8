"""What a person may choose for a label that the map does not know: what annotators may pick, and nothing else."""

from __future__ import annotations

import csv

import pytest

from ontoman.operations.states import resolve
from ontoman.store.workspace import Workspace

GROUPS = {"vehicle", "light_vehicle", "movable_object"}
RETIRED = {"van", "coach", "bicycle_rack"}


@pytest.fixture
def after(streets):
    return resolve(Workspace.open(streets.folder), "2.0.0").ontology


def offered(streets, *words):
    (streets.folder / "boxes.csv").write_text("label\nyeti\n")
    streets("relabel", "boxes.csv", *words, "--unknown", "review", "-o", "out.csv", code=1)
    with (streets.folder / "out.csv.ontoman" / "review.csv").open(newline="") as file:
        return next(csv.DictReader(file))["candidates"].split(" | ")


@pytest.mark.parametrize(
    "words", [("--from", "1.0.0", "--to", "2.0.0"), ("--map", "maps/1.0.0..2.0.0/1.sssom.tsv")], ids=["releases", "map"]
)
def test_only_selectable_categories_in_use_are_offered(streets, after, words):
    by_key = after.categories_by_key
    assert all(by_key[key].selectable is False for key in GROUPS)
    assert all(by_key[key].deprecated for key in RETIRED)
    candidates = offered(streets, *words)
    expected = {c.key for c in after.categories.values() if c.selectable and not c.deprecated}
    assert candidates == sorted(expected)
    assert "delivery_robot" in expected, "new, so no row of the map leads there"


def test_a_group_is_nothing_that_waiting_labels_may_get(streets):
    (streets.folder / "boxes.csv").write_text("label\nvan\n")
    words = ("relabel", "boxes.csv", "--from", "1.0.0", "--to", "2.0.0", "-o", "out.csv", "--pending")
    assert "OM649" in streets(*words, "vehicle", code=2)
    streets(*words, "car", code=1)


def test_they_are_offered_as_the_data_writes_them(streets, after):
    toml = streets.folder / "ontoman.toml"
    toml.write_text(toml.read_text().replace('labels_stored_as = "key"', 'labels_stored_as = "label"'))
    streets("map", "build", "1.0.0", "2.0.0")
    expected = {c.label() for c in after.categories.values() if c.selectable and not c.deprecated}
    assert set(offered(streets, "--from", "1.0.0", "--to", "2.0.0")) == expected
