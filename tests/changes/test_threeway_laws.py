"""What holds for every merge of two sides that started from one state."""

from __future__ import annotations

import re

import networkx as nx
from changes.ontologies import ANYTHING, CATEGORIES, GROUPS, SENSIBLE, TYPED
from hypothesis import assume, given, settings, strategies as st

from ontoman.changes import SortedLines, diff, predicates as p
from ontoman.changes.threeway import merge
from ontoman.changes.threeway.sides import edges
from ontoman.model.terms import join, literal_node, split
from ontoman.rdf import canonical
from ontoman.rdf.catalogue import our_catalogue
from ontoman.rdf.conflicts import our_conflict_kinds

CATALOGUE = our_catalogue()
KINDS = our_conflict_kinds()


@st.composite
def triples(draw):
    """A base, and two sides that took lines away and brought some."""
    any_line = st.one_of(TYPED, SENSIBLE, SENSIBLE, ANYTHING)
    base = canonical(
        [*draw(st.lists(any_line, max_size=25)), *(g for group in draw(st.lists(GROUPS, max_size=2)) for g in group)]
    )
    sides = []
    for _ in range(2):
        dropped = draw(st.sets(st.sampled_from(base), max_size=4)) if base else set()
        added = draw(st.lists(any_line, max_size=5))
        groups = draw(st.lists(GROUPS, max_size=1))
        sides.append(canonical([*(set(base) - dropped), *added, *(g for group in groups for g in group)]))
    return base, *sides


def changes(old, new):
    return diff(old, new, SortedLines(old, new), CATALOGUE)


def merged(base, ours, theirs):
    return merge(base, changes(base, ours), changes(base, theirs), KINDS)


@given(triples())
def test_a_side_that_did_nothing_leaves_the_other_as_it_is(states):
    base, side, _ = states
    for found in (merged(base, side, base), merged(base, base, side)):
        assert found.conflicts == ()
        assert found.lines({}) == side


@given(triples())
def test_two_sides_that_did_the_same_agree(states):
    base, side, _ = states
    found = merged(base, side, side)
    assert found.conflicts == ()
    assert found.lines({}) == side


@given(triples())
def test_no_side_is_preferred(states):
    base, ours, theirs = states
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert one.lines({}) == other.lines({})
    mirrored = [(c.id, c.kinds, c.about, c.key, c.keys, c.theirs, c.ours) for c in other.conflicts]
    assert [(c.id, c.kinds, c.about, c.key, c.keys, c.ours, c.theirs) for c in one.conflicts] == mirrored


@given(triples())
def test_what_commutes_is_one_after_the_other(states):
    base, ours, theirs = states
    found = merged(base, ours, theirs)
    if not found.conflicts:
        gone = (set(base) - set(ours)) | (set(base) - set(theirs))
        assert set(found.lines({})) == (set(base) - gone) | (set(ours) - set(base)) | (set(theirs) - set(base))


@given(triples(), st.sampled_from(("ours", "theirs")))
def test_what_is_resolved_merges_again_with_no_conflict(states, choice):
    base, ours, theirs = states
    found = merged(base, ours, theirs)
    resolved = found.lines({conflict.id: choice for conflict in found.conflicts})
    again = merged(base, resolved, ours if choice == "ours" else theirs)
    assert [c.kinds[0].name for c in again.conflicts] == []
    assert again.lines({}) == resolved


@given(triples(), st.randoms(use_true_random=False))
def test_every_resolution_keeps_axioms_whole(states, random):
    found = merged(*states)
    resolved = found.lines({conflict.id: random.choice(conflict.choices) for conflict in found.conflicts})
    assert axioms(canonical(resolved)) == axioms(resolved), "an axiom that was taken apart would have another name"


def axioms(lines):
    return set(re.findall(r"_:b[0-9a-f]{32}", "\n".join(lines)))


def sound(lines):
    """What the table of conflicts stands for: one label a language, one definition, one key, no cycle."""
    said: dict = {}
    for subject, predicate, obj in map(split, lines):
        if predicate in {*p.PREF_LABELS, *p.DEFINITIONS, p.NOTATION} and obj.startswith('"'):
            tag = obj.rpartition('"')[2] if predicate != p.NOTATION else ""
            said.setdefault((subject, predicate, tag), set()).add(obj)
    graph = nx.DiGraph(edges(lines))
    return max(map(len, said.values()), default=1) == 1 and nx.is_directed_acyclic_graph(graph)


@settings(max_examples=150)
@given(triples(), st.data())
def test_sound_sides_make_a_sound_state_however_conflicts_are_resolved(states, data):
    base, ours, theirs = states
    assume(all(map(sound, states)))
    found = merged(base, ours, theirs)
    choices = {c.id: data.draw(st.sampled_from(c.choices)) for c in found.conflicts}
    assert sound(found.lines(choices))


@st.composite
def trees(draw):
    """A tree of categories, and two sides that moved some of them, each without a cycle of its own."""
    types = [join(category, p.TYPE, p.CONCEPT) for category in CATEGORIES]
    moves = st.dictionaries(st.sampled_from(CATEGORIES), st.sampled_from(CATEGORIES), max_size=3)
    before = draw(st.dictionaries(st.sampled_from(CATEGORIES), st.sampled_from(CATEGORIES), max_size=5))
    states = [{**before, **draw(moves)} for _ in range(2)]
    placed = [[join(child, p.BROADER, parent) for child, parent in state.items()] for state in (before, *states)]
    return [canonical([*types, *lines]) for lines in placed]


@settings(max_examples=300)
@given(trees(), st.data())
def test_moves_that_make_no_cycle_alone_make_none_together(states, data):
    assume(all(map(sound, states)))
    found = merged(*states)
    assert sound(found.lines({c.id: data.draw(st.sampled_from(c.choices)) for c in found.conflicts}))


@st.composite
def sheets(draw):
    """What can be said once only, of two categories: as it was, and as two sides have it."""
    slots = st.tuples(st.sampled_from(CATEGORIES[:2]), st.sampled_from((p.PREF_LABEL, p.DEFINITIONS[0], p.NOTATION)))
    said = st.dictionaries(slots, st.sampled_from(("a", "b", "c")), max_size=4)
    before = draw(said)
    types = [join(category, p.TYPE, p.CONCEPT) for category in CATEGORIES]
    states = (before, *({**before, **draw(said)} for _ in range(2)))
    return [canonical([*types, *(join(*slot, literal_node(text)) for slot, text in state.items())]) for state in states]


@given(sheets(), st.data())
def test_what_can_be_said_once_is_said_once(states, data):
    found = merged(*states)
    assert sound(found.lines({c.id: data.draw(st.sampled_from(c.choices)) for c in found.conflicts}))
