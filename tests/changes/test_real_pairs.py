"""The laws on pairs of releases that people made, and how little the open kinds take of them."""

from __future__ import annotations

import pytest

from ontoman.changes import SortedLines, apply, diff, invert, kinds
from ontoman.formats.tables_in import TableLayout, read_table_ontology
from ontoman.rdf import parse_text
from ontoman.rdf.catalogue import our_catalogue

STREETS = ("vocab/examples/streets/1.0.0.ttl", "vocab/examples/streets/2.0.0.ttl")
NUSCENES = ("tests/real/nuscenes/2018.ttl", "tests/real/nuscenes/2019.ttl")
IAB = ("Content Taxonomy 2.2.tsv", "Content Taxonomy 3.0.tsv")


@pytest.fixture(params=["streets", "nuscenes", "iab"])
def pair(request, root, shared_data):
    if request.param != "iab":
        paths = STREETS if request.param == "streets" else NUSCENES
        return tuple(parse_text((root / path).read_bytes(), "turtle") for path in paths)
    folder = shared_data("iab-content") / "Content Taxonomies"
    layout = TableLayout(id_column="Unique ID", parent_column="Parent", label_column="Name", skip_rows=1)
    return tuple(read_table_ontology(folder / name, layout, "https://example.org/iab/", "en") for name in IAB)


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


def test_the_open_kinds_take_a_few_percent_and_nothing_stays_unclassified(pair, capsys):
    changes = changes_between(*pair)
    total = sum(len(change.removed) + len(change.added) for change in changes.changes)
    open_kinds = [change for change in changes.changes if change.kind in kinds.OPEN]
    share = sum(len(change.removed) + len(change.added) for change in open_kinds) / total
    with capsys.disabled():
        # The figure is meant to be read.
        print(f"\n  open kinds claim {share:.1%} of {total} changed lines")  # noqa: T201 - likewise
    assert share < 0.05
    assert not [change for change in changes.changes if change.kind == kinds.UNCLASSIFIED_TRIPLE]
