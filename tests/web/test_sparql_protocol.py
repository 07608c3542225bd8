"""The SPARQL 1.1 protocol on /sparql. Each refusal is told from a broken server by a control that succeeds."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest

from ontoman.rdf import parse_text

SELECT = "SELECT ?k WHERE { ?c <http://www.w3.org/2004/02/skos/core#notation> ?k . FILTER (?k IN ('car', 'child')) } ORDER BY ?k"
CONSTRUCT = (
    "CONSTRUCT { ?c <https://example.org/p> ?k } WHERE { ?c <http://www.w3.org/2004/02/skos/core#notation> ?k } LIMIT 3"
)
# Words that look like another form of query, where they are none.
TRICKY = """# CONSTRUCT { } in a comment
BASE <https://example.org/construct#>
PREFIX describe: <https://example.org/>
select ?s { ?s ?p 'CONSTRUCT' }"""
TRICKY_GRAPH = """# select * { }
prefix select: <https://example.org/select#> base <https://example.org/>
# ask { }
Construct where { ?s ?p 1 }"""
VERSION = "SELECT ?v WHERE { ?o <http://www.w3.org/2002/07/owl#versionInfo> ?v }"


@pytest.fixture
def sparql(program):
    """Asks; every test begins with a query that must succeed."""
    control = program.get("/sparql", query_string={"query": "ASK { ?s ?p ?o }"})
    assert (control.status_code, control.get_json(force=True)["boolean"]) == (200, True)
    return program


def keys(answer):
    assert answer.status_code == 200, answer.text
    return [row["k"]["value"] for row in json.loads(answer.data)["results"]["bindings"]]


def test_a_query_comes_by_get_by_form_and_as_a_body(sparql):
    by_get = sparql.get("/sparql", query_string={"query": SELECT})
    by_form = sparql.post("/sparql", data={"query": SELECT})
    by_body = sparql.post("/sparql", data=SELECT, content_type="application/sparql-query")
    with_charset = sparql.post("/sparql", data=SELECT, content_type="application/sparql-query; charset=utf-8")
    assert keys(by_get) == keys(by_form) == keys(by_body) == keys(with_charset) == ["car", "child"]


def _xml(body):
    return [node.text for node in ET.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}literal")]


@pytest.mark.parametrize(
    ("accept", "media_type", "read"),
    [
        (
            None,
            "application/sparql-results+json",
            lambda b: [r["k"]["value"] for r in json.loads(b)["results"]["bindings"]],
        ),
        (
            "*/*",
            "application/sparql-results+json",
            lambda b: [r["k"]["value"] for r in json.loads(b)["results"]["bindings"]],
        ),
        (
            "application/json",
            "application/sparql-results+json",
            lambda b: [r["k"]["value"] for r in json.loads(b)["results"]["bindings"]],
        ),
        ("application/sparql-results+xml", "application/sparql-results+xml", _xml),
        ("text/csv", "text/csv", lambda b: [row["k"] for row in csv.DictReader(io.StringIO(b.decode()))]),
        (
            "text/tab-separated-values",
            "text/tab-separated-values",
            lambda b: [x.strip('"') for x in b.decode().splitlines()[1:]],
        ),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml", _xml),
    ],
)
def test_rows_come_in_the_form_that_is_accepted(sparql, accept, media_type, read):
    headers = {"Accept": accept} if accept else {}
    answer = sparql.get("/sparql", query_string={"query": SELECT}, headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert read(answer.data) == ["car", "child"]


@pytest.mark.parametrize(
    ("accept", "media_type", "syntax"),
    [
        (None, "text/turtle", "turtle"),
        ("text/turtle", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "rdfxml"),
        ("application/ld+json", "application/ld+json", "jsonld"),
        ("text/html;q=0.1, application/n-triples", "application/n-triples", "nt"),
    ],
)
def test_a_graph_comes_in_the_form_that_is_accepted(sparql, accept, media_type, syntax):
    headers = {"Accept": accept} if accept else {}
    answer = sparql.get("/sparql", query_string={"query": CONSTRUCT}, headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert len(parse_text(answer.data, syntax)) == 3


@pytest.mark.parametrize(
    ("query", "format_", "media_type"),
    [
        (SELECT, "csv", "text/csv"),
        (SELECT, "tsv", "text/tab-separated-values"),
        (CONSTRUCT, "nt", "application/n-triples"),
    ],
)
def test_the_address_may_name_the_form(sparql, query, format_, media_type):
    answer = sparql.get("/sparql", query_string={"query": query, "format": format_}, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (200, media_type)


@pytest.mark.parametrize(("query", "media_type"), [(TRICKY, "text/csv"), (TRICKY_GRAPH, "application/n-triples")])
def test_the_form_of_a_query_is_read_past_comments_prefixes_and_strings(sparql, query, media_type):
    answer = sparql.get("/sparql", query_string={"query": query}, headers={"Accept": media_type})
    assert (answer.status_code, answer.mimetype) == (200, media_type)


@pytest.mark.parametrize(
    ("more", "version"),
    [
        ({}, "2.0.0"),
        ({"release": "1.0.0"}, "1.0.0"),
        ({"release": "2026-Q1"}, "1.0.0"),
        ({"default-graph-uri": "https://example.org/streets/1.0.0"}, "1.0.0"),
    ],
)
def test_a_query_is_asked_of_the_latest_release_or_of_the_one_that_is_named(sparql, more, version):
    answer = sparql.get("/sparql", query_string={"query": VERSION, **more})
    assert [row["v"]["value"] for row in json.loads(answer.data)["results"]["bindings"]] == [version]


@pytest.mark.parametrize(
    ("values", "status", "code"),
    [
        ({"other": "x"}, 400, "OM820"),
        ({"query": "SELECT"}, 400, "OM701"),
        ({"query": ""}, 400, "OM701"),
        ({"query": "INSERT DATA { <a:a> <a:a> <a:a> }"}, 400, "OM701"),
        ({"query": "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, 403, "OM703"),
        ({"update": "DROP ALL"}, 403, "OM823"),
        ({"query": "ASK {}", "default-graph-uri": "https://example.org/other"}, 400, "OM824"),
        ({"query": "ASK {}", "named-graph-uri": "https://example.org/streets/1.0.0"}, 400, "OM824"),
        ({"query": "ASK {}", "release": "9.9.9"}, 404, "OM111"),
        ({"query": "ASK {}", "format": "turtle"}, 400, "OM804"),
        ({"query": "ASK {}" + " " * 70_000}, 400, "OM702"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_cannot_be_answered_gets_a_letter(sparql, method, values, status, code):
    send = {"query_string": values} if method == "GET" else {"data": values}
    answer = sparql.open("/sparql", method=method, **send)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert answer.mimetype == "application/json"


@pytest.mark.parametrize("accept", ["*/*", "text/csv", "application/sparql-results+json, */*;q=0.1"])
def test_a_program_gets_its_letter_as_json_whatever_it_accepts(sparql, accept):
    answer = sparql.get("/sparql?query=SELECT", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype, answer.json["error"]["code"]) == (400, "application/json", "OM701")


def test_two_queries_in_one_request_are_refused(sparql):
    answer = sparql.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "OM821")


@pytest.mark.parametrize(
    ("content_type", "body", "status", "code"),
    [
        ("application/sparql-query", b"ASK {} # \xff", 400, "OM822"),
        ("application/sparql-update", b"DROP ALL", 403, "OM823"),
        ("text/plain", b"ASK {}", 415, "OM814"),
        ("application/json", b"{}", 415, "OM814"),
        ("multipart/form-data; boundary=x", b"--x--", 415, "OM814"),
    ],
)
def test_a_body_of_another_kind_is_refused(sparql, content_type, body, status, code):
    control = sparql.post("/sparql", data=b"ASK {}", content_type="application/sparql-query")
    assert control.status_code == 200
    answer = sparql.post("/sparql", data=body, content_type=content_type)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


def test_a_form_that_no_answer_has_is_refused(sparql):
    answer = sparql.get("/sparql", query_string={"query": SELECT}, headers={"Accept": "image/png"})
    assert (answer.status_code, answer.json["error"]["code"]) == (406, "OM805")
    graph = sparql.get("/sparql", query_string={"query": CONSTRUCT}, headers={"Accept": "text/csv"})
    assert graph.status_code == 406


def test_the_protocol_needs_no_session_and_gives_none(sparql):
    sparql.set_cookie("ontoman", "made up")
    answer = sparql.get("/sparql", query_string={"query": SELECT})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_a_query_that_takes_too_long_is_ended_with_503_and_the_next_one_is_answered(sparql, monkeypatch):
    from ontoman_web.pages import sparql as page

    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    monkeypatch.setattr(page, "SECONDS", 0.5)
    answer = sparql.get("/sparql", query_string={"query": endless})
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "OM720")
    monkeypatch.undo()
    assert keys(sparql.get("/sparql", query_string={"query": SELECT})) == ["car", "child"]


def test_the_page_shows_the_same_answers(visitor):
    page = visitor.get("/sparql", query_string={"query": SELECT})
    assert page.status_code == 200
    assert page.text.count("<td>") == 2
    assert "2 rows" in page.text
    assert "Yes" in visitor.get("/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D").text
    assert "https://example.org/p" in visitor.get("/sparql", query_string={"query": CONSTRUCT}).text
    posted = visitor.post("/sparql", data={"query": SELECT}, headers={"Origin": "http://localhost"})
    assert "2 rows" in posted.text


def test_the_page_keeps_a_query_that_failed(visitor):
    answer = visitor.get("/sparql", query_string={"query": "SELECT <&>"})
    assert answer.status_code == 400
    assert "OM701" in answer.text
    assert "SELECT &lt;&amp;&gt;" in answer.text


def test_every_sample_query_has_an_answer(visitor):
    from ontoman_web.pages.sparql import samples

    assert len(samples()) >= 5
    for sample in samples():
        answer = visitor.get("/sparql", query_string={"query": sample.text})
        assert answer.status_code == 200, sample.title
        assert "0 rows" not in answer.text or "without" in sample.title, sample.title
