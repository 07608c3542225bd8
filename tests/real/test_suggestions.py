"""Suggestions on real releases: what was declared and who was who is hidden, and enough of it is found again.

The floors lie a little below what `bench/suggest.py` measured; the README has the figures.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "bench"))

# name: known, precision, precision where it is known what an old term became, recall
FLOORS = {
    "streets 1.0.0 → 2.0.0, replacements": (6, 0.99, 0.99, 0.99),
    "streets 1.0.0 → 2.0.0, all identifiers": (41, 0.97, 0.97, 0.97),
    "nuscenes 2018 → 2019, replacements": (4, 0.99, 0.99, 0.99),
    "nuscenes 2018 → 2019, all identifiers": (31, 0.96, 0.96, 0.96),
    "attack-mobile 10.1 → 11.3, revoked-by": (36, 0.94, 0.94, 0.5),
    "attack-mobile 10.1 → 11.3, all identifiers": (92, 0.95, 0.95, 0.7),
    "iab-content 2.1 → 2.2, all identifiers": (1179, 0.99, 0.99, 0.99),
    "iab-content 2.2 → 3.0, all identifiers": (684, 0.96, 0.98, 0.98),
    "iab-content 3.0 → 3.1, all identifiers": (703, 0.99, 0.99, 0.99),
    "iab-content 2.2 → 3.0 with vectors, theirs": (36, 0.55, 0.96, 0.88),
    "generated, 2000 → 2000, all identifiers": (2000, 0.99, 0.99, 0.99),
    # Split-offs, of which none is found: the words that left do not come back in the part.
    "nuscenes 2019 → 2018, split-offs": (2, 0.99, 0.99, 0),
    "attack-mobile 11.3 → 10.1, split-offs": (1, 0.99, 0.99, 0),
}


@pytest.fixture(scope="module")
def cases(shared_data):
    for folder in ("attack-mobile", "iab-content"):
        shared_data(folder)
    from suggest_pairs import pairs

    return {case.name: case for case in pairs()}


def test_every_pair_has_its_floors(cases):
    assert cases.keys() == FLOORS.keys()


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_hidden_is_found_again(cases, name):
    from suggest_pairs import measured

    known, precision, judged, recall = FLOORS[name]
    found = measured(cases[name])
    assert len(cases[name].known) == known
    assert found.precision >= precision
    assert found.judged >= judged
    assert found.recall >= recall


def test_every_vector_with_the_name_of_what_vanished_are_found(cases):
    from suggest_pairs import measured

    case = cases["iab-content 2.2 → 3.0 with vectors, theirs"]
    labels = [
        {line.split(" ")[0][1:-1]: line for line in lines if "prefLabel" in line} for lines in (case.old, case.new)
    ]
    same = {(old, new) for old, new in case.known if labels[0][old].split('"')[1] == labels[1][new].split('"')[1]}
    assert len(same) == 28
    assert len(same & measured(case).said.keys()) == 28


def test_what_is_suggested_to_be_split_off_are_new_techniques_below_old_ones(cases):
    from suggest_pairs import measured

    case = replace(cases["attack-mobile 10.1 → 11.3, revoked-by"], off=True)
    said = {(case.names[old].split()[0], case.names[new].split()[0]) for old, new in measured(case).said}
    assert said == {("T1417", "T1417.001"), ("T1481", "T1481.001")}


def test_nothing_is_suggested_to_be_split_off_where_nothing_came(cases):
    from suggest_pairs import measured

    for name in ("nuscenes 2018 → 2019, replacements", "iab-content 3.0 → 3.1, all identifiers"):
        assert measured(replace(cases[name], off=True)).said == {}
