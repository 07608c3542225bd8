"""Every route, for every kind of thing, answers with a page and with its protections."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, urlsplit

import pytest

from ontoman.model import Attribute, Category, EdgeCaseRule, Example, Value
from ontoman.operations.states import open_workspace, resolve

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ASK = quote("ASK { ?s ?p ?o }")
# One address or more for each route; a route that is not here fails the walk.
EXAMPLES = {
    "static": ["/static/style.css", "/static/ontoman.js", "/static/icon.svg", "/static/guideline-bar.css"],
    "tree.index": ["/", "/?q=bicycle", "/?release=1.0.0", "/?release=draft", "/?release=2026-Q1", "/?lang=de"],
    "tree.search": ["/fragments/search?q=van", "/fragments/search?q="],
    "tree.children": ["/fragments/children", "/fragments/children?page=2"],
    "categories.show": ["/categories/car", "/categories/van", "/categories/van?release=1.0.0"],
    "attributes.show": ["/attributes/visibility", "/attributes/wheels?lang=de"],
    "rules.show": ["/rules/person_in_vehicle", "/rules/far_and_hidden?release=1.0.0"],
    "releases.index": ["/releases"],
    "releases.show": ["/releases/1.0.0", "/releases/2.0.0", "/releases/2026-Q1"],
    "releases.download": [
        f"/releases/2.0.0/{name}"
        for name in (
            "ontology.nt",
            "ontology.ttl",
            "ontology.jsonld",
            "changes.json",
            "manifest.json",
            "map.sssom.tsv",
        )
    ],
    "diffs.choose": ["/diff?old=1.0.0&new=2.0.0", "/diff"],
    "diffs.file": ["/diff/1.0.0/2.0.0/file"],
    "diffs.show": [
        "/diff/1.0.0/2.0.0",
        "/diff/2.0.0/1.0.0",
        "/diff/2.0.0/draft",
        "/diff/1.0.0/2.0.0?labels=L3&kind=Split&q=van",
        "/diff/1.0.0/2.0.0?page=99",
    ],
    "guidelines.show": ["/guideline/2.0.0", "/guideline/1.0.0?lang=de", "/guideline/draft", "/guideline/2.0.0?bare=1"],
    "sparql.endpoint": ["/sparql", f"/sparql?query={ASK}", f"/sparql?query={ASK}&release=1.0.0"],
    "vocabulary.show": ["/ns"],
    "resources.show": ["/resource?iri=https://example.org/streets/"],
}


def test_every_route_has_an_example(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(EXAMPLES)


@pytest.mark.parametrize("address", [address for group in EXAMPLES.values() for address in group])
def test_every_route_answers_with_its_protections(visitor, address):
    answer = visitor.get(address)
    assert answer.status_code in {200, 303}, answer.text[:500]
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    answer.close()


@pytest.mark.parametrize(
    "address", [address for name, group in EXAMPLES.items() if name != "static" for address in group]
)
def test_no_page_has_code_or_style_of_its_own(visitor, address):
    answer = visitor.get(address)
    taken_away = answer.headers.get("Content-Disposition", "").startswith("attachment")  # never shown from here
    assert taken_away or address not in EXAMPLES["diffs.file"]
    if answer.mimetype == "text/html" and not address.startswith("/guideline") and not taken_away:
        assert not re.search(r"<script(?![^>]* src=)|<style|\son[a-z]+=|\sstyle=|javascript:", answer.text)
    answer.close()


def test_no_route_takes_anything_but_reading_except_the_query_endpoint(app):
    methods = {rule.endpoint: rule.methods - {"GET", "HEAD", "OPTIONS"} for rule in app.url_map.iter_rules()}
    assert {endpoint: more for endpoint, more in methods.items() if more} == {"sparql.endpoint": {"POST"}}


@pytest.mark.parametrize("release", ["1.0.0", "2.0.0"])
@pytest.mark.parametrize("kind", [Category, Attribute, Value, EdgeCaseRule, Example])
def test_everything_in_the_street_scenes_has_a_page(visitor, released, kind, release):
    ontology = resolve(open_workspace(released), release).ontology
    members = [entity for entity in ontology.entities.values() if type(entity) is kind]
    assert members
    folder = {Category: "categories", Attribute: "attributes", EdgeCaseRule: "rules"}.get(kind)
    for entity in members:
        place = f"/{folder}/{quote(entity.key, safe='')}?" if folder else f"/resource?iri={quote(entity.iri)}&"
        answer = visitor.get(f"{place}release={release}")
        assert answer.status_code == 200
        assert entity.label("en") in unescape(answer.text)


def test_no_link_leads_nowhere(visitor):
    """From the start page, every link of every page; of pages with parameters one of each kind."""
    waiting, seen, bad = ["/", "/?release=1.0.0", "/diff/1.0.0/2.0.0", "/categories/nothing-like-it"], set(), []
    while waiting:
        address = waiting.pop()
        answer = visitor.get(address)
        if answer.status_code >= 400 and not address.startswith("/categories/nothing-like-it"):
            bad.append(address)
        if answer.mimetype == "text/html":
            for found in map(unescape, re.findall(r'href="(/[^"]*)"', answer.text)):
                shape = _shape(found)
                if shape not in seen:
                    seen.add(shape)
                    waiting.append(found)
        answer.close()
    assert not bad
    assert len(seen) > 150


def _shape(address: str) -> str:
    """Filters, other formats and statements are followed once for each kind of page; the rest in full."""
    parts = urlsplit(address)
    names = sorted(part.partition("=")[0] for part in parts.query.split("&") if part)
    page = parts.path.split("/")[1] if {"format", "release", "lang"} & set(names) or "iri" in names else parts.path
    return f"{page}?{'&'.join(names)}"
