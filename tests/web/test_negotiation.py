"""One address, several forms."""

from __future__ import annotations

import pytest

from ontoman.operations.states import open_workspace, resolve
from ontoman.rdf import parse_text

THINGS = [
    "/",
    "/categories/car",
    "/attributes/visibility",
    "/rules/person_in_vehicle",
    "/releases",
    "/releases/1.0.0",
    "/ns",
    "/resource?iri=https://example.org/streets/",
]
FORMS = {"text/turtle": "turtle", "application/ld+json": "jsonld", "application/n-triples": "nt"}


@pytest.mark.parametrize("address", THINGS)
@pytest.mark.parametrize(("media_type", "syntax"), FORMS.items())
def test_what_a_page_shows_can_be_had_as_rdf(visitor, address, media_type, syntax):
    accepted = visitor.get(address, headers={"Accept": media_type})
    named = visitor.get(address + ("&" if "?" in address else "?") + f"format={syntax}")
    assert accepted.mimetype == named.mimetype == media_type
    assert accepted.data == named.data
    assert parse_text(accepted.data, syntax)
    assert "Accept" in accepted.headers["Vary"]


@pytest.mark.parametrize("syntax", FORMS.values())
def test_the_three_forms_of_a_release_say_the_same(visitor, released, syntax):
    lines = resolve(open_workspace(released), "2.0.0").lines()
    assert parse_text(visitor.get(f"/releases/2.0.0?format={syntax}").data, syntax) == lines
    name = {"turtle": "ttl"}.get(syntax, syntax)
    file = visitor.get(f"/releases/2.0.0/ontology.{name}", buffered=True)
    assert parse_text(file.data, syntax) == lines
    assert file.headers["Content-Disposition"].startswith("attachment; filename=")


def test_a_category_comes_with_its_lineage(visitor):
    turtle = visitor.get("/categories/van?format=turtle").text
    assert "partOf" in turtle


def test_an_attribute_comes_with_its_values(visitor):
    assert visitor.get("/attributes/visibility?format=turtle").text.count("om:Value") == 5


def test_a_browser_gets_a_page(visitor):
    for accept in ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "*/*", ""):
        answer = visitor.get("/categories/car", headers={"Accept": accept})
        assert answer.mimetype == "text/html"


@pytest.mark.parametrize(("address", "status", "code"), [
    ("/categories/car?format=docx", 400, "OM804"), ("/categories/car?format=json", 400, "OM804"),
    ("/diff/1.0.0/2.0.0?format=turtle", 400, "OM804"),
])  # fmt: skip
def test_a_form_that_there_is_not_is_refused_with_those_that_there_are(visitor, address, status, code):
    answer = visitor.get(address)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert answer.json["error"]["details"]["offered"]


def test_an_accept_header_that_nothing_meets_is_refused(visitor):
    answer = visitor.get("/categories/car", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.json["error"]["code"]) == (406, "OM805")


def test_a_difference_can_be_had_as_json(visitor):
    by_accept = visitor.get("/diff/1.0.0/2.0.0", headers={"Accept": "application/json"})
    assert by_accept.json == visitor.get("/diff/1.0.0/2.0.0?format=json").json
    assert by_accept.json["schema"] == "ontoman/diff/1"
