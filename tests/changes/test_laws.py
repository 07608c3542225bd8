"""What holds for every pair of states."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from changes.ontologies import SUBJECTS, pairs
from hypothesis import given, strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from ontoman.changes import DoesNotFit, RawDelta, SortedLines, apply, diff, diff_of, invert, merge
from ontoman.changes.context import Context
from ontoman.formats.diff_json import document, encode
from ontoman.formats.diff_markdown import markdown
from ontoman.formats.diff_text import text
from ontoman.rdf import parse_text
from ontoman.rdf.catalogue import guards_of, our_catalogue
from ontoman.review import Settings, bump, judge, judge_all
from ontoman.system import resource_dir

CATALOGUE = our_catalogue()
GUARDS = set(guards_of(parse_text((resource_dir("vocab") / "changes.ttl").read_bytes(), "turtle")))


def changes_between(old, new):
    return diff(old, new, SortedLines(old, new), CATALOGUE)


@given(pairs())
def test_a_diff_replays(pair):
    old, new = pair
    assert apply(old, changes_between(old, new)) == new


@given(pairs())
def test_a_diff_turned_round_leads_back(pair):
    old, new = pair
    turned = invert(changes_between(old, new), CATALOGUE)
    assert apply(new, turned) == old
    assert apply(old, invert(turned, CATALOGUE)) == new


@given(pairs())
def test_a_state_does_not_differ_from_itself(pair):
    assert changes_between(pair[0], pair[0]).changes == ()


@given(pairs())
def test_every_changed_line_is_claimed_by_one_atomic_change(pair):
    old, new = pair
    changes = changes_between(old, new)
    removed = Counter(line for change in changes.changes for line in change.removed)
    added = Counter(line for change in changes.changes for line in change.added)
    assert removed == Counter(set(old) - set(new))
    assert added == Counter(set(new) - set(old))


@given(pairs())
def test_a_change_claims_lines_or_groups_changes_that_do(pair):
    changes = changes_between(*pair)
    compound = {entry.kind for entry in CATALOGUE.kinds if entry.compound}
    derived = {entry.kind for entry in CATALOGUE.kinds if entry.derived}
    atomic = {change.id for change in changes.atomic}
    for change in changes.changes:
        assert bool(change.parts) == (change.kind in compound)
        assert (change in changes.derived) == (change.kind in derived)
        assert change.kind in derived or bool(change.parts) != bool(change.removed or change.added)
        assert set(change.parts) <= atomic
    assert len({change.id for change in changes.changes}) == len(changes.changes)


@given(pairs(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(pair, random):
    old, new = pair
    removed, added = (list(lines) for lines in merge(old, new))
    random.shuffle(removed)
    random.shuffle(added)
    shuffled = diff_of(RawDelta(tuple(removed), tuple(added)), SortedLines(old, new), CATALOGUE)
    assert shuffled == changes_between(old, new)


@given(pairs())
def test_the_serialization_does_not_matter(pair):
    read = []
    for lines in pair:
        triples = [*parse("\n".join(lines).encode(), RdfFormat.N_TRIPLES)]
        as_turtle = serialize(reversed(triples), format=RdfFormat.TURTLE).decode()
        read.append(parse_text(as_turtle, "turtle"))
    assert tuple(read) == pair
    assert changes_between(*read) == changes_between(*pair)


@given(pairs())
def test_what_derives_from_a_diff_turned_round_is_what_derives_from_the_other_diff(pair):
    old, new = pair
    turned, other = invert(changes_between(old, new), CATALOGUE), changes_between(new, old)
    for kind in ("CycleIntroduced", "CycleRemoved"):
        assert [c.about for c in turned.changes if c.kind == kind] == [c.about for c in other.changes if c.kind == kind]


@given(pairs())
def test_changes_stand_in_catalogue_order_within_each_subject(pair):
    order = {entry.kind: entry.order for entry in CATALOGUE.kinds}
    places: dict = {}
    for change in changes_between(*pair).changes:
        if change.about is not None:
            assert places.get(change.about, 0) <= order[change.kind]
            places[change.about] = order[change.kind]


@given(pairs())
def test_what_the_old_state_says_follows_from_the_new_one_and_the_delta(pair):
    old, new = pair
    lookup = SortedLines(old, new)
    context = Context(lookup, merge(old, new))
    for subject in SUBJECTS:
        assert tuple(context.old(subject).lines) == tuple(lookup.old(subject))


@given(st.sets(st.text(max_size=3)), st.sets(st.text(max_size=3)))
def test_a_merge_keeps_what_differs(old, new):
    assert merge(sorted(old), sorted(new)) == (tuple(sorted(old - new)), tuple(sorted(new - old)))


@given(pairs(), st.sampled_from(("key", "label", "iri")))
def test_every_change_can_be_judged_and_written(pair, stored_as):
    changes = changes_between(*pair)
    compats = judge_all(changes, CATALOGUE, Settings(stored_as))
    assert compats == {change.id: judge(change, CATALOGUE, Settings(stored_as)) for change in changes.changes}
    found = document(changes, compats, "1", "2", bump(compats.values()))
    assert json.loads(encode(found)) == found
    assert sum(found["summary"].values()) == len(changes.changes)
    assert (found["bump"] == "none") == (not changes.changes)
    assert text(found).endswith("\n")
    assert markdown(found).endswith("\n")


@given(pairs())
def test_facts_come_from_the_closed_list(pair):
    for change in changes_between(*pair).changes:
        assert change.facts <= GUARDS


def test_changes_are_not_carried_out_on_another_state():
    changes = changes_between((), ("<https://a> <https://p> <https://b> .",))
    with pytest.raises(DoesNotFit) as letter:
        apply(("<https://a> <https://p> <https://b> .",), changes)
    assert letter.value.code == "OM401"
    assert letter.value.exit_code == 3
