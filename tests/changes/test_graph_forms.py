"""The diff as a graph on KGCL's terms, and as commands of KGCL's language."""

from __future__ import annotations

import os

import pytest
from changes.samples import SAMPLES, turtle
from kgcl_oracle import Unavailable, oracle

from ontoman.changes import SortedLines, diff
from ontoman.formats.diff_graph import diff_graph
from ontoman.formats.diff_json import document
from ontoman.formats.diff_kgcl import kgcl
from ontoman.model import names
from ontoman.model.terms import split
from ontoman.rdf import parse_text
from ontoman.rdf.catalogue import our_catalogue
from ontoman.rdf.kgcl import kgcl_classes
from ontoman.review import Settings, bump, judge_all

ZOO = "https://example.org/zoo#"
OLD, NEW = "https://example.org/zoo/1", "https://example.org/zoo/2"


def told(before, after):
    old, new = (parse_text(turtle(body), "turtle") for body in (before, after))
    changes = diff(old, new, SortedLines(old, new), our_catalogue())
    compats = judge_all(changes, our_catalogue(), Settings())
    return document(changes, compats, "1", "2", bump(compats.values()))


def commands(before, after):
    short = kgcl(told(before, after)).replace(f"<{ZOO}", "<").replace(f"<{names.SKOS_NS}", "<skos:")
    return short.splitlines()[1:]


PET = ":pet a skos:Concept . :farm a skos:Concept . :house a skos:Concept ; skos:broader :pet . "
CAT = ":cat a skos:Concept ; skos:broader :pet ."
A = ":a a skos:Concept"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", A + " .", ["create <a>"]),
        (
            PET,
            PET
            + ":a a skos:Concept ; skos:prefLabel 'Katze'@de, 'cat'@en ; skos:altLabel 'puss'@en ; skos:broader :pet ; om:colour '#aabbcc' .",
            [
                "create node <a> 'cat'@en",
                "create synonym 'puss'@en for <a>",
                "create edge <a> <skos:broader> <pet>",
                "# EntityAdded a: 2 more statements",
            ],
        ),
        (A + " .", "", ["delete <a>"]),
        (A + " .", A + " ; owl:deprecated true .", ["obsolete <a>"]),
        (
            A + " . :b a skos:Concept .",
            A + " ; owl:deprecated true ; dcterms:isReplacedBy :b ; obo:IAO_0100001 :b . :b a skos:Concept .",
            ["obsolete <a> with replacement <b>", "# MergeIntoExisting b a → b"],
        ),
        (
            A + " . :b a skos:Concept .",
            A + " ; owl:deprecated true ; oio:consider :b . :b a skos:Concept .",
            ["obsolete <a>", "# a: consider b"],
        ),
        (A + " ; owl:deprecated true .", A + " .", ["unobsolete <a>"]),
        (
            A + " ; skos:prefLabel 'cat'@en .",
            A + " ; skos:prefLabel 'house cat'@en .",
            ["rename <a> from 'cat'@en to 'house cat'@en", "# Rename a cat → house cat"],
        ),
        (
            A + " ; skos:prefLabel 'cat'@en .",
            A + """ ; skos:prefLabel "cat's"@en .""",
            ["# PrefLabelChanged a cat → cat's (en)", "# Rename a cat → cat's"],
        ),
        (A + " .", A + " ; skos:altLabel 'puss'@en .", ["create synonym 'puss'@en for <a>"]),
        (A + " ; skos:altLabel 'puss'@en .", A + " .", ["remove synonym 'puss'@en for <a>"]),
        (
            A + " ; skos:altLabel 'pussy cat'@en .",
            A + " ; skos:altLabel 'pussy cats'@en .",
            ["change synonym 'pussy cat'@en for <a> to 'pussy cats'"],
        ),
        (
            A + " .",
            A + " ; skos:definition 'Small.'@en .",
            ["add definition 'Small.' to <a>", "# Redefine a + Small."],
        ),
        (
            A + " ; skos:definition 'Small.'@en .",
            A + " ; skos:definition 'small'@en .",
            ["change definition of <a> from 'Small.' to 'small'"],
        ),
        (PET + CAT, PET + CAT.replace(":pet", ":farm"), ["move <cat> <skos:broader> <pet> from <pet> to <farm>"]),
        (PET + CAT, PET + CAT.replace(":pet", ":house"), ["move <cat> <skos:broader> <pet> from <pet> to <house>"]),
        (PET + CAT, PET + CAT + " :cat skos:broader :farm .", ["create edge <cat> <skos:broader> <farm>"]),
        (PET + CAT, PET + ":cat a skos:Concept .", ["delete edge <cat> <skos:broader> <pet>"]),
        (
            PET + CAT,
            PET + ":cat a skos:Concept . :farm skos:narrower :cat .",
            ["delete edge <cat> <skos:broader> <pet>", "create edge <farm> <skos:narrower> <cat>"],
        ),
        (
            A + " ; skos:closeMatch <urn:x> .",
            A + " ; skos:exactMatch <urn:x> .",
            ["change relationship between <a> and <urn:x> from <skos:closeMatch> to <skos:exactMatch>"],
        ),
        (
            A + " . :c a skos:Collection .",
            A + " . :c a skos:Collection ; skos:member :a .",
            ["add <a> to subset <c>"],
        ),
        (A + " .", A + " ; om:colour '#aabbcc' .", ["# ColourChanged a + #aabbcc"]),
    ],
)
def test_a_change_is_said_in_kgcl_or_named_in_a_comment(before, after, expected):
    assert commands(before, after) == expected


def test_what_comes_is_created_first_and_what_goes_is_deleted_last():
    lines = commands(A + " . " + PET + CAT, PET + CAT.replace(":pet", ":z") + " :z a skos:Concept .")
    assert [line.split()[0] for line in lines] == ["create", "move", "delete"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_no_change_goes_unsaid(sample):
    found = told(sample.before, sample.after)
    written = kgcl(found)
    for entry in found["changes"]:
        if f"<{entry['about']}>" not in written:
            assert f"# {entry['kind']}" in written


@pytest.fixture(scope="session")
def kgcl_itself(pytestconfig, tmp_path_factory):
    """KGCL's own grammar and schema; without a package index skipped, except on CI, where that fails."""
    kept = getattr(pytestconfig, "cache", None)
    try:
        return oracle(kept.mkdir("kgcl") if kept else tmp_path_factory.mktemp("kgcl"))
    except Unavailable as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


def test_every_command_is_in_the_language_of_kgcl(kgcl_itself):
    lines = {line for sample in SAMPLES for line in kgcl(told(sample.before, sample.after)).splitlines()}
    said = sorted(line for line in lines if not line.startswith("#"))
    assert len(said) > 50
    assert kgcl_itself.refused(said) == []
    assert kgcl_itself.refused(["befriend <a>"]) == ["befriend <a>"], "the control"


def test_every_class_and_slot_is_one_of_kgcl(kgcl_itself):
    known = {names.KGCL_NS + name for name in kgcl_itself.terms()}
    used = {node[1:-1] for sample in SAMPLES for line in graph(sample) for node in split(line)[1:]}
    assert {iri for iri in used if iri.startswith(names.KGCL_NS)} <= known


def graph(sample):
    return diff_graph(told(sample.before, sample.after), f"{NEW}/changes", (OLD, NEW), kgcl_classes())


def test_every_kind_with_a_class_is_in_the_catalogue_and_every_term_is_defined(root):
    assert set(kgcl_classes()) <= {entry.kind for entry in our_catalogue().kinds}
    defined = {
        split(line).subject
        for path in (root / "vocab").glob("*.ttl")
        for line in parse_text(path.read_text("utf-8"), "turtle")
    }
    used = {
        node
        for sample in SAMPLES
        for line in graph(sample)
        for node in split(line)
        if node.startswith(f"<{names.OM_NS}")
    }
    assert {node for node in used if "#Own" not in node} - defined == set()


MOVED = """
SELECT ?key ?from ?to WHERE {
  GRAPH <https://example.org/streets/2.0.0/changes> { ?change om:kind om:Moved ; kgcl:about_node ?c ; kgcl:old_value ?old ; kgcl:new_value ?new }
  GRAPH <https://example.org/streets/1.0.0> { ?old skos:prefLabel ?from FILTER(lang(?from) = "en") }
  GRAPH <https://example.org/streets/2.0.0> { ?new skos:prefLabel ?to FILTER(lang(?to) = "en") . ?c skos:notation ?key }
}"""
RISKY = """
SELECT ?key ?target WHERE {
  GRAPH ?changes { ?set a kgcl:Transaction ; prov:used ?old ; kgcl:change_set ?change .
                   ?change om:labels "L3" ; om:source ?c ; om:target ?t }
  GRAPH ?old { ?c skos:notation ?key }
  GRAPH <https://example.org/streets/2.0.0> { ?t skos:notation ?target }
} ORDER BY ?key ?target"""
SUCCESSORS = """
SELECT ?key ?goes WHERE {
  GRAPH ?changes { ?change a kgcl:NodeObsoletionWithDirectReplacement ; kgcl:about_node ?c ; kgcl:has_direct_replacement ?t }
  GRAPH <https://example.org/streets/2.0.0> { ?c skos:notation ?key . ?t skos:notation ?goes }
} ORDER BY ?key"""


@pytest.fixture(scope="module")
def store(root):
    """Both releases of the street scenes and their change set, each a named graph."""
    from pyoxigraph import NamedNode, RdfFormat, Store

    from ontoman.operations.diffing import render

    found = Store()
    files = [root / "vocab" / "examples" / "streets" / f"{version}.ttl" for version in ("1.0.0", "2.0.0")]
    texts = {path.stem: path.read_text("utf-8") for path in files}
    texts["2.0.0/changes"] = render(None, *map(str, files), "turtle")
    for name, text in texts.items():
        found.load(text.encode(), RdfFormat.TURTLE, to_graph=NamedNode(f"https://example.org/streets/{name}"))
    return found


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (MOVED, [("barrier", "Movable object", "Road furniture")]),
        (RISKY, [("cycle", "bicycle"), ("cycle", "wide_cycle"), ("van", "delivery_van"), ("van", "people_carrier")]),
        (SUCCESSORS, [("city_bus", "bus"), ("coach", "bus")]),
    ],
    ids=["moved", "risky", "successors"],
)
def test_the_graph_can_be_asked_beside_the_releases(store, query, rows):
    found = store.query(query, prefixes=dict(names.PREFIXES))
    assert [tuple(value.value for value in row) for row in found] == rows


def test_states_without_an_iri_are_named_by_their_content(tmp_path):
    from ontoman.operations.diffing import render

    for name, body in (("old", A + " ."), ("new", A + " ; skos:prefLabel 'a'@en .")):
        (tmp_path / f"{name}.ttl").write_text(turtle(body))
    text = render(None, str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl"), "turtle")
    assert text.count("urn:sha256:") >= 3
    assert text == render(None, str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl"), "turtle")
