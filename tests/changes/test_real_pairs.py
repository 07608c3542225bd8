"""The laws on pairs of releases that people made, and how little the open kinds take of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from real.attack import attack

from ontoman.changes import SortedLines, apply, diff, invert, kinds
from ontoman.formats.tables_in import TableLayout, read_table_ontology
from ontoman.rdf import parse_text
from ontoman.rdf.catalogue import our_catalogue

TURTLE = {
    "streets": ("vocab/examples/streets/1.0.0.ttl", "vocab/examples/streets/2.0.0.ttl"),
    "nuscenes": ("tests/real/nuscenes/2018.ttl", "tests/real/nuscenes/2019.ttl"),
}
IAB = ("1.0", "2.0", "2.1", "2.2", "3.0", "3.1")
FIRST = TableLayout(id_column="IAB Code", label_column="IAB Category")
LATER = TableLayout(id_column="Unique ID", parent_column="Parent", label_column="Name", skip_rows=1)


@pytest.fixture(scope="module")
def taxonomy(shared_data):
    folder = shared_data("iab-content") / "Content Taxonomies"

    def read(version):
        layout = FIRST if version == "1.0" else LATER
        path = folder / f"Content Taxonomy {version}.tsv"
        return tuple(read_table_ontology(path, layout, "https://example.org/iab/", "en"))

    return read


@pytest.fixture(params=["streets", "nuscenes", "attack", *(f"iab {a} {b}" for a, b in pairwise(IAB))])
def pair(request, root, shared_data, taxonomy):
    name, *versions = request.param.split(" ")
    if name == "iab":
        return tuple(map(taxonomy, versions))
    if name == "attack":
        folder = shared_data("attack-mobile")
        return tuple(attack(folder / f"mobile-attack-{version}.json") for version in ("10.1", "11.3"))
    return tuple(parse_text((root / path).read_bytes(), "turtle") for path in TURTLE[name])


def changes_between(old, new):
    return diff(old, new, SortedLines(old, new), our_catalogue())


def test_the_laws_hold(pair):
    old, new = pair
    for before, after in ((old, new), (new, old)):
        changes = changes_between(before, after)
        assert apply(before, changes) == after
        assert apply(after, invert(changes, our_catalogue())) == before
        assert sum(len(change.removed) for change in changes.changes) == len(set(before) - set(after))
        assert sum(len(change.added) for change in changes.changes) == len(set(after) - set(before))
        assert changes_between(before, before).changes == ()


def test_the_open_kinds_take_a_few_percent_and_nothing_stays_unclassified(pair, capsys, request):
    changes = changes_between(*pair)
    total = sum(len(change.removed) + len(change.added) for change in changes.changes)
    open_kinds = [change for change in changes.changes if change.kind in kinds.OPEN]
    share = sum(len(change.removed) + len(change.added) for change in open_kinds) / (total or 1)
    with capsys.disabled():
        # The figure is meant to be read.
        print(f"\n  {request.node.callspec.id}: open kinds claim {share:.1%} of {total} changed lines")  # noqa: T201 - likewise
    assert share < 0.05
    assert not [change for change in changes.changes if change.kind == kinds.UNCLASSIFIED_TRIPLE]


def test_the_chain_of_releases_replays_to_its_end_and_back(taxonomy):
    chain = [taxonomy(version) for version in IAB]
    steps = [changes_between(old, new) for old, new in pairwise(chain)]
    state = chain[0]
    for changes in steps:
        state = apply(state, changes)
    assert state == chain[-1]
    for changes in reversed(steps):
        state = apply(state, invert(changes, our_catalogue()))
    assert state == chain[0]
    assert apply(chain[0], changes_between(chain[0], chain[-1])) == chain[-1]
