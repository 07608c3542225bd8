"""Blank nodes are named for what they hang together with, and for nothing else."""

from __future__ import annotations

import itertools
import re
import time
from hashlib import sha256
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from ontoman.errors import BadInput
from ontoman.model.terms import Line, Node, join, split
from ontoman.rdf import canonical, parse_text, rdfc
from ontoman.rdf.rdfc import canonical_labels

NAME = re.compile(r"_:b[0-9a-f]{32}_\d+(?:_\d+)?")
NODES = st.sampled_from(["_:a", "_:b", "_:c", "_:d", "_:e"])
OBJECTS = st.one_of(NODES, st.sampled_from(["<x:1>", '"v"', '"v"@en']))
LINES = st.lists(st.builds(join, st.one_of(NODES, st.just("<x:s>")), st.sampled_from(["<p:1>", "<p:2>"]), OBJECTS))


def restriction(number: int) -> str:
    return f"""
    <https://e.org/s#C{number}> <http://www.w3.org/2000/01/rdf-schema#subClassOf> [
        a <http://www.w3.org/2002/07/owl#Restriction> ;
        <http://www.w3.org/2002/07/owl#onProperty> <https://e.org/s#wheels> ;
        <http://www.w3.org/2002/07/owl#hasValue> {number} ] .
    """


def renamed(lines, names):
    def rename(node):
        return names.get(node, node)

    return [join(rename(s), p, rename(o)) for s, p, o in map(split, lines)]


def test_one_more_restriction_changes_only_its_own_lines():
    before = parse_text("".join(map(restriction, range(100))), "turtle")
    after = parse_text("".join(map(restriction, range(101))), "turtle")
    assert set(before) < set(after)
    assert len(after) - len(before) == 4


def test_one_more_equal_component_leaves_the_others_their_names():
    twice, thrice = (parse_text("<x:a> <x:b> " + ", ".join(["[ <x:c> 1 ]"] * n) + " .", "turtle") for n in (2, 3))
    assert len(twice) == 4
    assert set(twice) < set(thrice)
    assert all(NAME.fullmatch(node) for line in thrice for node in split(line) if node.startswith("_:"))


def test_the_name_is_the_hash_of_the_canonical_component():
    (line,) = canonical([Line("_:x <p:> _:x .")])
    digest = sha256(b"_:c14n0 <p:> _:c14n0 .\n").hexdigest()[:32]
    assert line == f"_:b{digest}_0 <p:> _:b{digest}_0 ."


@settings(max_examples=200)
@given(LINES, st.randoms(use_true_random=False))
def test_neither_order_nor_old_names_matter(lines, random):
    labels = ["_:a", "_:b", "_:c", "_:d", "_:e"]
    fresh = [f"_:n{i}" for i in random.sample(range(100), 5)]
    shuffled = renamed(lines, dict(zip(labels, fresh, strict=True)))
    random.shuffle(shuffled)
    assert canonical(shuffled) == canonical(lines)


@settings(max_examples=200)
@given(LINES)
def test_canonical_lines_are_canonical_already(lines):
    once = canonical(lines)
    assert canonical(once) == once
    assert list(once) == sorted(set(once))


@settings(max_examples=200)
@given(LINES)
def test_components_that_share_no_node_do_not_touch_each_other(lines):
    beside = [Line('_:other <p:9> "beside" .')]
    assert set(canonical(lines)) | set(canonical(beside)) == set(canonical([*lines, *beside]))


@settings(max_examples=200)
@given(LINES)
def test_labels_are_those_of_rdfc_1_0(lines):
    assert labeled(lines) == labeled_by_oxigraph(lines)


@pytest.mark.parametrize("seed", range(10))
def test_labels_of_nodes_that_are_much_alike_are_those_of_rdfc_1_0(seed):
    random = Random(seed)
    for size in (5, 6, 7):
        there = random.sample(range(size), size)  # a ring, and a second way through it: many nodes look the same
        pairs = [(i, (i + 1) % size) for i in range(size)] + list(enumerate(there))
        lines = {join(Node(f"_:n{a}"), Node("<p:>"), Node(f"_:n{b}")) for a, b in pairs}
        assert labeled(lines) == labeled_by_oxigraph(lines)


def labeled(lines):
    return sorted(renamed(set(lines), canonical_labels([split(line) for line in sorted(set(lines))])))


def labeled_by_oxigraph(lines):
    import pyoxigraph

    text = "".join(f"{line}\n" for line in lines)
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(dataset).splitlines())


@pytest.mark.parametrize(("size", "steps"), [(6, 1000), (12, 1000), (40, 20_000)])
def test_blank_nodes_that_cannot_be_told_apart_get_a_letter_in_time(monkeypatch, size, steps):
    monkeypatch.setattr(rdfc, "STEPS", steps)
    nodes = [Node(f"_:n{i}") for i in range(size)]
    bomb = [join(a, Node("<p:>"), b) for a, b in itertools.permutations(nodes, 2)]
    started = time.process_time()
    with pytest.raises(BadInput, match=f"{size} blank nodes") as letter:
        canonical(bomb)
    assert letter.value.code == "OM217"
    assert time.process_time() - started < 20


def test_a_long_list_of_blank_nodes_is_no_bomb():
    members = " ".join(f"[ <x:n> {i} ]" for i in range(150))
    assert len(parse_text(f"<x:a> <x:b> ( {members} ) .", "turtle")) == 451
