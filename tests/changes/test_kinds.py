"""Each kind of change, by before and after; and the catalogue, the code and these rows name the same kinds."""

from __future__ import annotations

import ast

import pytest
from changes.samples import SAMPLES, turtle

from ontoman.changes import SortedLines, apply, diff, invert, kinds
from ontoman.rdf import parse_text
from ontoman.rdf.catalogue import our_catalogue


def states(sample):
    return tuple(parse_text(turtle(body), "turtle") for body in (sample.before, sample.after))


def changes_of(sample):
    old, new = states(sample)
    return diff(old, new, SortedLines(old, new), our_catalogue())


def told(change):
    facts = frozenset(fact for fact in change.facts if not fact.startswith("on_"))
    return (change.kind, change.key, change.old, change.new, facts)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_change_is_named_for_what_happened(sample):
    assert sorted(map(told, changes_of(sample).changes), key=repr) == sorted(sample.expected, key=repr)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_what_happened_can_be_replayed_and_taken_back(sample):
    old, new = states(sample)
    changes = changes_of(sample)
    assert apply(old, changes) == new
    assert apply(new, invert(changes, our_catalogue())) == old


def test_the_rows_show_every_kind_of_the_catalogue():
    shown = {kind for sample in SAMPLES for kind, *_ in sample.expected}
    assert shown == {entry.kind for entry in our_catalogue().kinds}


def test_the_code_can_emit_exactly_the_kinds_of_the_catalogue_in_their_order(root):
    assert list(kinds.ALL) == [entry.kind for entry in our_catalogue().kinds]
    assert {entry.kind for entry in our_catalogue().kinds if entry.compound} == kinds.COMPOUND
    assert {entry.kind for entry in our_catalogue().kinds if entry.derived} == kinds.DERIVED
    used = {
        node.attr
        for path in (root / "ontoman" / "changes").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "k"
    }
    assert {getattr(kinds, name) for name in used if name.isupper()} == set(kinds.ALL)
