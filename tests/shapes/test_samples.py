"""Every check of shapes/ is walked: it has a valid and an invalid sample, and finds exactly what is wrong in it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from ontoman.model import names
from ontoman.model.terms import iri_of, is_iri, literal_of, split
from ontoman.rdf import ontology_of, parse_text
from ontoman.validation import PriorKeys, library_of, run
from ontoman.validation.checks import CHECKS
from ontoman.validation.scene import Scene
from ontoman.validation.words import curie, shown

SHAPES = Path(__file__).resolve().parents[2] / "shapes"
SAMPLES = SHAPES / "samples"
LIBRARY = library_of(SHAPES)
CODES = tuple(LIBRARY.checks)
EXPECTATION = f"<{names.SH_NS}ValidationResult>"


def read(path: Path):
    """The lines of a sample, and what it says must be found in it: focus, path, value."""
    lines = parse_text(path.read_bytes(), "turtle")
    marks = {split(line).subject for line in lines if split(line).object == EXPECTATION}
    said = {split(line).predicate[1:-1]: split(line).object for line in lines if split(line).subject in marks}
    expected = [said.get(names.SH_NS + part) for part in ("focusNode", "resultPath", "value")]
    return tuple(line for line in lines if split(line).subject not in marks), [text_of(node) for node in expected]


def text_of(node: str | None) -> str | None:
    if node is None:
        return None
    return iri_of(node) if is_iri(node) else literal_of(node).text


@cache
def find(path: Path, *codes: str, profile: str | None = None):
    """What all checks of a profile, or these, find in a sample."""
    lines, _ = read(path)
    ontology = ontology_of(lines)
    prior = path.with_name("prior.ttl")
    keys = PriorKeys.of([ontology_of(read(prior)[0])] if prior.exists() else [])
    languages = tuple(title.lang for title in ontology.header.titles)
    severities = LIBRARY.profile(profile) if profile else dict.fromkeys(codes, "violation")
    return run(LIBRARY, severities, Scene(ontology, lines, keys, languages))


def test_the_walk_meets_checks_of_both_sorts():
    by_shape = {check.by_shape for check in LIBRARY.checks.values()}
    assert by_shape == {True, False}
    assert len(CODES) > 80


@pytest.mark.parametrize("code", CODES)
def test_the_valid_sample_conforms(code):
    assert find(SAMPLES / code / "valid.ttl", code) == ()


@pytest.mark.parametrize("code", CODES)
def test_the_invalid_sample_is_found_where_it_is_wrong(code):
    path = SAMPLES / code / "invalid.ttl"
    focus, predicate, value = read(path)[1]
    (result,) = find(path, code)
    assert (result.code, result.focus, result.path) == (code, focus, predicate)
    if value is not None:
        assert result.value == value


@pytest.mark.parametrize("code", CODES)
def test_a_message_names_the_property_and_the_fix_says_what_to_do(code):
    (result,) = find(SAMPLES / code / "invalid.ttl", code)
    assert curie(result.path) in result.message
    assert not re.search(r"\{\$|\bNone\b|_:", result.message + result.fix)
    if result.value is not None:
        assert shown(result.value, ontology_of(read(SAMPLES / code / "invalid.ttl")[0])) in result.message
    assert len(result.fix) > 20
    assert result.fix.endswith((".", "`."))


@pytest.mark.parametrize("code", CODES)
def test_no_other_check_calls_the_samples_ambiguous_or_wrong(code):
    profile = "map" if code in LIBRARY.profiles["map"] else "labeling"
    valid = find(SAMPLES / code / "valid.ttl", profile=profile)
    invalid = find(SAMPLES / code / "invalid.ttl", profile=profile)
    assert [r for r in valid if r.severity == "violation"] == []
    assert {r.code for r in invalid if r.severity == "violation"} <= {code}


@pytest.mark.parametrize("code", CODES)
def test_a_check_is_named_for_its_code_and_is_in_a_profile(code):
    check = LIBRARY.checks[code]
    assert check.iri.rpartition("#")[2] == code
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert any(code in profile for profile in LIBRARY.profiles.values())


def test_every_sample_belongs_to_a_check():
    assert {folder.name for folder in SAMPLES.iterdir()} == set(CODES)


def test_the_checks_in_python_are_those_that_the_data_names():
    assert set(CHECKS) == {code for code, check in LIBRARY.checks.items() if not check.by_shape}


def test_every_shape_belongs_to_a_check():
    targets = [f"<{names.SH_NS}target{how}>" for how in ("Class", "Node", "SubjectsOf", "ObjectsOf")]
    with_target = {split(line).subject for line in LIBRARY.lines if split(line).predicate in targets}
    assert with_target
    assert with_target <= set(LIBRARY.shapes)


def test_the_shapes_themselves_conform_to_the_shapes_of_shapes():
    from pyshacl.entrypoints import meta_validate

    from ontoman.rdf import graph_of

    def conforms(lines):
        return meta_validate(graph_of(lines), inference="none", max_validation_depth=60)[0]

    assert conforms(LIBRARY.lines)
    one = [line for line in LIBRARY.lines if line.startswith("<https://w3id.org/ontoman/checks#two-keys>")]
    assert conforms(one)
    assert not conforms(line.replace('maxCount> "1"^^', 'maxCount> "-1.5"^^') for line in one)
