"""The examples of the W3C SKOS Reference: 35 conform, 16 do not, without inference."""

from __future__ import annotations

import pytest

from ontoman.rdf import ontology_of, parse_text
from ontoman.system import resource_dir
from ontoman.validation import Library, library_of, run
from ontoman.validation.scene import Scene

FACTS = {"valid": 35, "invalid": 16}


@pytest.fixture(scope="module")
def examples(shared_data):
    """The lines of each example by kind and name."""
    return {
        kind: {
            path.name: parse_text(path.read_bytes(), "turtle", base="https://example.org/")
            for path in sorted((shared_data("skos-reference") / kind).glob("*.ttl"))
        }
        for kind in FACTS
    }


def conforming(examples, kind, library, profile="skos"):
    """The names of the examples without a violation."""
    severities = library.profile(profile)
    found = {name: run(library, severities, Scene(ontology_of(lines), lines)) for name, lines in examples[kind].items()}
    return {name for name, results in found.items() if all(one.severity != "violation" for one in results)}


@pytest.fixture(scope="module")
def library():
    return library_of(resource_dir("shapes"))


def without_shapes(library: Library) -> Library:
    """The same checks and profiles, every shape deactivated: the control that must fail."""
    sh = "http://www.w3.org/ns/shacl#"
    return Library(tuple(line for line in library.lines if f"<{sh}target" not in line))


@pytest.mark.parametrize("kind", FACTS)
def test_all_examples_are_there(examples, kind):
    assert len(examples[kind]) == FACTS[kind]


def test_what_the_reference_calls_consistent_conforms(examples, library):
    assert conforming(examples, "valid", library) == set(examples["valid"])


def test_what_the_reference_calls_inconsistent_does_not(examples, library):
    assert conforming(examples, "invalid", library) == set()


def test_the_control_without_shapes_is_told_apart_by_none_of_the_invalid_examples(examples, library):
    assert conforming(examples, "invalid", without_shapes(library)) == set(examples["invalid"])


def test_the_same_holds_in_the_profiles_for_labeling_but_for_circles(examples, library):
    conform = conforming(examples, "valid", library, "labeling")
    # SKOS allows circles (ex36, ex37) and any text as a notation; a labeling ontology has no circles.
    assert set(examples["valid"]) - conform == {"ex36.ttl", "ex37.ttl"}
    assert conforming(examples, "invalid", library, "labeling") == set()


CODES = {
    "ex12.ttl": "two-preferred-labels",
    "ex13.ttl": "label-in-two-roles",
    "ex14.ttl": "label-in-two-roles",
    "ex15.ttl": "label-in-two-roles",
    "ex26.ttl": "related-and-broader",
    "ex27.ttl": "related-and-broader",
    "ex28.ttl": "related-and-broader",
    "ex29.ttl": "related-and-broader",
    "ex45.ttl": "relation-to-collection",
    "ex46.ttl": "relation-to-collection",
    "ex47.ttl": "relation-to-collection",
    "ex52.ttl": "exact-match-and-other",
    "ex53.ttl": "exact-match-and-other",
    "ex59.ttl": "related-and-broader",
    "ex60.ttl": "related-and-broader",
    "ex61.ttl": "related-and-broader",
}


def test_each_is_refused_for_its_own_condition_and_no_other(examples, library):
    severities = library.profile("skos")
    found = {}
    for name, lines in examples["invalid"].items():
        results = run(library, severities, Scene(ontology_of(lines), lines))
        found[name] = {one.code for one in results if one.severity == "violation"}
    assert found == {name: {code} for name, code in CODES.items()}


def written_the_other_way(lines, predicate: str, inverse: str):
    """The same statements with one property written as its inverse."""
    skos = "http://www.w3.org/2004/02/skos/core#"
    for line in lines:
        subject, said, obj = line.removesuffix(" .").split(" ", 2)
        yield f"{obj} <{skos}{inverse}> {subject} ." if said == f"<{skos}{predicate}>" else line


@pytest.mark.parametrize("name", ["ex26.ttl", "ex27.ttl", "ex29.ttl", "ex45.ttl", "ex46.ttl", "ex59.ttl", "ex61.ttl"])
@pytest.mark.parametrize(
    ("predicate", "inverse"),
    [("broader", "narrower"), ("narrower", "broader"), ("broadMatch", "narrowMatch"), ("related", "related"), ("relatedMatch", "relatedMatch")],
)  # fmt: skip
def test_an_inverse_written_instead_changes_nothing(examples, library, name, predicate, inverse):
    lines = tuple(sorted(written_the_other_way(examples["invalid"][name], predicate, inverse)))
    results = run(library, library.profile("skos"), Scene(ontology_of(lines), lines))
    assert {one.code for one in results if one.severity == "violation"} == {CODES[name]}
