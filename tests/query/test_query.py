"""SPARQL over states: answered whole, ended in time, and never reaching outside."""

from __future__ import annotations

import http.server
import json
import threading
import time

import pytest

from ontoman.errors import BadInput, Refused
from ontoman.query import Graphs, Worker, check_size

NT = b"""<urn:a> <http://www.w3.org/2004/02/skos/core#broader> <urn:b> .
<urn:a> <http://www.w3.org/2004/02/skos/core#notation> "a" .
<urn:b> <http://www.w3.org/2004/02/skos/core#notation> "b" .
"""


@pytest.fixture(scope="module")
def graphs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("graphs")
    (folder / "1.nt").write_bytes(NT)
    (folder / "2.nt").write_bytes(NT.replace(b"urn:a", b"urn:z"))
    return Graphs(
        str(folder / "1.nt"), (("urn:release:1", str(folder / "1.nt")), ("urn:release:2", str(folder / "2.nt")))
    )


@pytest.fixture(scope="module")
def worker(graphs):
    with Worker(graphs) as worker:
        yield worker


def rows(result):
    return [
        {name: term["value"] for name, term in row.items()} for row in json.loads(result.body)["results"]["bindings"]
    ]


def test_the_default_graph_is_one_release_and_each_release_is_a_named_graph(worker):
    assert rows(worker.ask('SELECT ?s { ?s skos:notation "a" }', "json", 10)) == [{"s": "urn:a"}]
    found = rows(worker.ask('SELECT ?g ?s { GRAPH ?g { ?s skos:notation "a" } } ORDER BY ?g', "json", 10))
    assert found == [{"g": "urn:release:1", "s": "urn:a"}, {"g": "urn:release:2", "s": "urn:z"}]


@pytest.mark.parametrize(
    ("form", "media_type", "start"),
    [
        ("json", "application/sparql-results+json", b"{"),
        ("xml", "application/sparql-results+xml", b"<?xml"),
        ("csv", "text/csv", b"s\r\n"),
        ("tsv", "text/tab-separated-values", b"?s\n"),
    ],
)
def test_rows_come_in_the_forms_of_the_recommendation(worker, form, media_type, start):
    result = worker.ask("SELECT ?s { ?s skos:broader ?o }", form, 10)
    assert result.media_type.split(";")[0] == media_type
    assert result.body.startswith(start)


@pytest.mark.parametrize(("form", "media_type"), [("turtle", "text/turtle"), ("nt", "application/n-triples"), ("rdfxml", "application/rdf+xml"), ("jsonld", "application/ld+json")])  # fmt: skip
def test_graphs_come_in_the_syntaxes_of_rdf(worker, form, media_type):
    result = worker.ask("CONSTRUCT { ?s skos:narrower ?o } WHERE { ?o skos:broader ?s }", form, 10)
    assert result.media_type == media_type
    assert b"narrower" in result.body


def test_a_query_that_takes_too_long_is_ended_and_the_letter_says_so(graphs):
    with Worker(graphs) as worker:
        assert rows(worker.ask("SELECT (1 AS ?x) {}", "json", 10)) == [{"x": "1"}]
        begun = time.monotonic()
        with pytest.raises(BadInput) as caught:
            worker.ask(endless(), "json", 1)
        assert caught.value.code == "OM720"
        assert time.monotonic() - begun < 10
        assert not worker.alive


def endless():
    pattern = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(40))
    return f"SELECT (count(*) AS ?n) {{ {pattern} }}"


class Trap(http.server.BaseHTTPRequestHandler):
    hits = 0

    def do_GET(self):
        type(self).hits += 1
        self.send_response(200)
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - http.server's name

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def trap():
    server = http.server.HTTPServer(("127.0.0.1", 0), Trap)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ {{ ?a ?b ?c }} UNION {{ OPTIONAL {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
        "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ LATERAL {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ BIND(<{0}> AS ?g) SERVICE ?g {{ ?s ?p ?o }} }}",
    ],
)
def test_service_is_refused_and_nothing_leaves_the_process(worker, trap, query):
    Trap.hits = 0
    with pytest.raises((Refused, BadInput)) as caught:
        worker.ask(query.format(trap), "json", 10)
    assert caught.value.code in {"OM703", "OM701"}
    assert Trap.hits == 0
    assert worker.alive


def test_even_a_service_that_passed_the_walk_could_not_connect(graphs, trap, monkeypatch):
    """The second wall: with the walk taken away, the closed file table holds."""
    import subprocess
    import sys

    Trap.hits = 0
    code = "import ontoman.query.worker as w; w._refuse_service = lambda text: None; w.main()"
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _command, **options: real([sys.executable, "-c", code], **options))
    with Worker(graphs) as worker:
        with pytest.raises((Refused, BadInput)):
            worker.ask(f"SELECT * {{ SERVICE <{trap}> {{ ?s ?p ?o }} }}", "json", 10)
        assert Trap.hits == 0


@pytest.mark.parametrize("text", ["?service", ":service", '"SERVICE <x>"', "<urn:SERVICE>"])
def test_the_word_service_as_data_is_no_service(worker, text):
    subject = text if text.startswith("?") else "?s"
    other = text if not text.startswith("?") else "?o"
    prefix = "PREFIX : <urn:> " if text.startswith(":") else ""
    worker.ask(f"{prefix}SELECT * {{ {subject} ?p {other} }} # SERVICE", "json", 10)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("INSERT DATA { <urn:x> <urn:y> <urn:z> }", "OM701"),
        ("LOAD <file:///etc/passwd>", "OM701"),
        ("SELECT WHERE", "OM701"),
        ("", "OM701"),
    ],
)
def test_what_is_no_query_is_said_so(worker, query, code):
    with pytest.raises(BadInput) as caught:
        worker.ask(query, "json", 10)
    assert caught.value.code == code


def test_from_reads_no_file(worker, tmp_path):
    secret = tmp_path / "secret.nt"
    secret.write_bytes(NT)
    assert rows(worker.ask(f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}", "json", 10)) == []


@pytest.mark.parametrize(
    "query", ["ASK {" + "{" * 100 + "}" * 101, "SELECT * {} #" + "x" * 70_000, "ASK { FILTER(" + "!" * 200 + "true) }"]
)
def test_a_query_that_could_crash_the_engine_is_refused_before(query):
    with pytest.raises(BadInput) as caught:
        check_size(query)
    assert caught.value.code == "OM702"


@pytest.mark.parametrize(("query", "form"), [("SELECT * {}", "turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "pdf")])
def test_a_form_that_does_not_fit_is_a_letter(worker, query, form):
    with pytest.raises(BadInput) as caught:
        worker.ask(query, form, 10)
    assert caught.value.code == "OM704"


def test_the_time_limit_is_the_querys_and_not_that_of_loading(tmp_path):
    lines = "".join(f'<urn:s{n:06}> <urn:p> "{n}" .\n' for n in range(200_000))
    (tmp_path / "large.nt").write_text(lines)
    with Worker(Graphs(str(tmp_path / "large.nt"), ())) as worker:
        assert rows(worker.ask("SELECT ?o { <urn:s000007> <urn:p> ?o }", "json", 0.25)) == [{"o": "7"}]


def test_a_workspace_offers_every_release_to_a_query_that_names_graphs(tmp_path):
    from ontoman.operations.importing import Choice, import_file
    from ontoman.operations.query import run
    from ontoman.operations.releasing import Publication, release
    from ontoman.operations.workspace import Wish, init

    room = init(tmp_path / "room", Wish("urn:new:", "New", ("en",), "ada"))
    for version, label in (("1", "Car"), ("2", "Motor car")):
        (tmp_path / "a.ttl").write_text(
            f'<urn:new:car> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2004/02/skos/core#prefLabel> "{label}"@en .'
        )
        import_file(room, tmp_path / "a.ttl", Choice(author="ada"), None)
        release(room, Publication(version, "x", "ada"))
    assert rows(run(room, "SELECT ?l { ?c skos:prefLabel ?l }")) == [{"l": "Motor car"}]
    assert rows(run(room, "SELECT ?l { ?c skos:prefLabel ?l }", "1")) == [{"l": "Car"}]
    both = "SELECT ?g ?l { GRAPH ?g { ?c skos:prefLabel ?l } } ORDER BY ?g"
    assert rows(run(room, both)) == [{"g": "urn:new:/1", "l": "Car"}, {"g": "urn:new:/2", "l": "Motor car"}]
