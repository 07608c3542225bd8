"""The change set of each release is a named graph for queries that speak of changes."""

from __future__ import annotations

import csv
import io

import pytest

from ontoman.operations.change_graphs import asks_for_changes

CHANGES = "https://example.org/streets/2.0.0/changes"


def rows(streets, query):
    return list(csv.reader(io.StringIO(streets("query", query, "--format", "csv"))))[1:]


def test_a_query_that_speaks_of_changes_finds_them_beside_the_releases(streets):
    moved = f"SELECT ?key ?by WHERE {{ GRAPH <{CHANGES}> {{ ?c om:kind om:Moved ; kgcl:about_node ?x ; kgcl:new_value ?to }} ?x skos:notation ?key . ?to skos:notation ?by }}"
    assert rows(streets, moved) == [["barrier", "road_furniture"]]
    which = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?set a kgcl:Transaction } }"
    assert rows(streets, which) == [[CHANGES]]


def test_other_queries_see_the_releases_only(streets):
    graphs = rows(streets, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert graphs == [["https://example.org/streets/1.0.0"], ["https://example.org/streets/2.0.0"]]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("GRAPH <https://e.org/2/changes> {}", True),
        ("?c a kgcl:NodeMove", True),
        ("?c a <http://w3id.org/kgcl/NodeMove>", True),
        ("?c om:kind ?k", True),
        ("?c skos:changeNote ?k", False),
        ("?c om:kinds ?k", False),
    ],
)
def test_what_speaks_of_changes_is_told_by_its_terms(query, asked):
    assert asks_for_changes(query) is asked
