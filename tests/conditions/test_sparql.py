"""SPARQL says what `evaluate` says, for items that are RDF resources."""

from __future__ import annotations

import math
from datetime import date

import pyoxigraph as ox
import pytest
from conditions_strategies import FIELDS, TRAPS, TREE, conditions, items
from hypothesis import given, strategies as st

from ontoman import conditions as c
from ontoman.conditions.sparql import FIELD_NS
from ontoman.model import names

NS = "https://example.org/streets/"
CATEGORY_IRIS = {key: NS + key for key in TREE if key != "person"}  # one of them is a literal
XSD = "http://www.w3.org/2001/XMLSchema#"


def store_of(rows: list[dict[str, object]]) -> ox.Store:
    store = ox.Store()
    for n, item in enumerate(rows):
        for key, value in item.items():
            for term in _terms(key, value):
                store.add(ox.Quad(ox.NamedNode(f"urn:item:{n}"), ox.NamedNode(_predicate(key)), term))
        store.add(ox.Quad(ox.NamedNode(f"urn:item:{n}"), ox.NamedNode("urn:n"), ox.Literal(n)))
    return store


def _predicate(key: str) -> str:
    return names.TYPE if key == "category" else FIELDS[key].iri or FIELD_NS + key


def _terms(key: str, value: object) -> list[ox.NamedNode | ox.Literal]:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return [_term(key, one) for one in values]


def _term(key: str, value: object) -> ox.NamedNode | ox.Literal:
    iris = CATEGORY_IRIS if key == "category" else dict(zip(FIELDS[key].values, FIELDS[key].value_iris, strict=False))
    match value:
        case str():
            return ox.NamedNode(iris[value]) if value in iris else ox.Literal(value)
        case date():
            return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "date"))
        case float() if math.isnan(value):
            return ox.Literal("NaN", datatype=ox.NamedNode(XSD + "double"))
        case _:
            return ox.Literal(value)


def results(rows: list[dict[str, object]], condition: c.Condition) -> list[bool | None]:
    pattern, expression = c.sparql_of(condition, category_iris=CATEGORY_IRIS)
    query = f"SELECT ?result {{ ?item <urn:n> ?n {pattern} BIND(({expression}) AS ?result) }} ORDER BY ?n"
    found = [solution["result"] for solution in store_of(rows).query(query)]
    return [None if term is None else term.value == "true" for term in found]


def without_empty_sets(item: dict[str, object]) -> dict[str, object]:
    return {key: value or None if isinstance(value, tuple) else value for key, value in item.items()}


@given(conditions(), st.lists(items().map(without_empty_sets), min_size=1, max_size=4))
def test_sparql_gives_what_evaluate_gives(condition, rows):
    assert results(rows, condition) == [c.evaluate(condition, item) for item in rows]


@given(conditions(), st.lists(items().map(without_empty_sets), min_size=1, max_size=4))
def test_the_filter_keeps_the_items_for_which_it_is_true(condition, rows):
    query = f"SELECT ?n {{ ?x <urn:n> ?n {c.to_sparql(condition, item='x', category_iris=CATEGORY_IRIS)} }} ORDER BY ?n"
    kept = [int(solution["n"].value) for solution in store_of(rows).query(query)]
    assert kept == [n for n, item in enumerate(rows) if c.evaluate(condition, item) is True]


@pytest.mark.parametrize(("text", "item"), TRAPS)
def test_sparql_keeps_clear_of_a_known_trap(text, item):
    condition = c.parse(text, FIELDS)
    assert results([item], condition) == [c.evaluate(condition, item)]


def test_an_empty_set_has_no_triples_and_is_null():
    condition = c.parse("has(damage, 'dent')", FIELDS)
    assert results([{"damage": ()}], condition) == [None]


def test_another_type_of_the_item_is_no_category_of_its_own():
    store = store_of([{"category": "cargo-van"}])
    store.add(ox.Quad(ox.NamedNode("urn:item:0"), ox.NamedNode(names.TYPE), ox.NamedNode("urn:Item")))
    condition = c.parse("category <> 'cargo-van'", FIELDS, categories=TREE)
    pattern = c.to_sparql(condition, category_iris=CATEGORY_IRIS)
    assert not bool(store.query(f"ASK {{ ?item <urn:n> ?n {pattern} }}"))


@pytest.mark.parametrize("text", ['"', "\\", '\\" . ?s ?p ?o', "\\u0022", "it's", "a\u2028b", "}"])
def test_a_literal_stays_a_literal(text):
    condition = c.Condition(c.Compare(FIELDS["note"], "=", text))
    assert results([{"note": text}, {"note": "other"}], condition) == [True, False]


def test_an_iri_stays_an_iri():
    condition = c.Condition(c.Flag(c.Field("x", c.Flag and FIELDS["parked"].kind, iri="urn:a> ?x . ?s <urn:b")))
    pattern = c.to_sparql(condition)
    assert "<urn:a%3E%20?x%20.%20?s%20%3Curn:b>" in pattern
