"""What became of ATT&CK's mobile techniques from 10.1 to 11.3: read from the file, and counted in the difference."""

from __future__ import annotations

import pytest
from real.attack import attack

from ontoman.changes import SortedLines, diff
from ontoman.model import names as n
from ontoman.model.terms import iri_node, split
from ontoman.rdf.catalogue import our_catalogue


@pytest.fixture(scope="module")
def states(shared_data):
    return tuple(attack(shared_data("attack-mobile") / f"mobile-attack-{version}.json") for version in ("10.1", "11.3"))


@pytest.fixture(scope="module")
def changes(states):
    return diff(*states, SortedLines(*states), our_catalogue()).changes


def about(changes, *kinds):
    return {change.about for change in changes if change.kind in kinds}


def techniques(lines, predicate):
    return {split(line).subject[1:-1] for line in lines if split(line).predicate == iri_node(predicate)}


def test_techniques_came_were_replaced_and_were_retired(changes):
    assert len(about(changes, "EntityAdded")) == 65
    assert len(about(changes, "DeprecatedReplaced")) == 36
    assert len(about(changes, "Deprecated")) == 14
    assert not about(changes, "EntityDeleted")


def test_thirty_five_successors_are_new_and_two_take_several(changes):
    sources = {c.key: c.old for c in changes if c.kind in {"MergeIntoNew", "MergeIntoExisting", "ReIdentify"}}
    several = {key: old for key, old in sources.items() if isinstance(old, tuple)}
    assert {key: len(old) for key, old in several.items()} == {"T1638": 6, "T1643": 3}
    assert [(c.old, c.key) for c in changes if c.kind == "MergeIntoExisting"] == [("T1507", "T1421")]
    exact = [c for c in changes if c.kind == "ReIdentify"]
    assert len(exact) + sum(map(len, several.values())) == 35


def test_names_and_descriptions_of_techniques_that_live_on_changed(states, changes):
    old, new = states
    live = techniques(old, n.NOTATION) - techniques(old, n.DEPRECATED) - techniques(new, n.DEPRECATED)
    renamed, reworded = about(changes, "Rename"), about(changes, "DefinitionReplaced")
    assert (len(renamed), len(reworded)) == (18, 35)
    assert (len(renamed & live), len(reworded & live)) == (17, 31)


def test_new_techniques_came_in_branches(changes):
    branches = {c.key: c.new for c in changes if c.kind == "SubtreeAdded"}
    assert len(branches) == 17
    assert branches["T1628"] == ("T1628.001", "T1628.002")
