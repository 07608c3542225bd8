"""Profiles, severities, baselines, order and words."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

from ontoman.errors import BadInput
from ontoman.model import Iri
from ontoman.model.terms import split
from ontoman.rdf import ontology_of, parse_text
from ontoman.system import resource_dir
from ontoman.validation import Coverage, PriorKeys, coverage, library_of, validate, without
from ontoman.validation.circles import circles

SHAPES = resource_dir("shapes")
NS = "https://example.org/streets#"
PREFIXES = f"""
@prefix : <{NS}> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix om: <https://w3id.org/ontoman/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
: a owl:Ontology , skos:ConceptScheme ; dcterms:title "Streets"@en .
"""
CIRCLE = ":a a skos:Concept ; skos:broader :b . :b a skos:Concept ; skos:broader :a ."


def found(turtle: str, profile: str = "labeling", **options):
    lines = parse_text(PREFIXES + turtle, "turtle")
    return validate(lines, ontology_of(lines), profile, shapes_dir=SHAPES, **options)


def codes(results, severity="violation"):
    return {result.code for result in results if result.severity == severity}


SEVERITIES = [
    ("circles are the business of the authors of a foreign vocabulary", "skos", CIRCLE, "broader-cycle", "warning"),
    ("circles are wrong in a labeling ontology", "labeling", CIRCLE, "broader-cycle", "violation"),
    ("circles are wrong in a guideline", "guideline", CIRCLE, "broader-cycle", "violation"),
    ("a missing definition is a warning", "labeling", ":a a skos:Concept .", "missing-definition", "warning"),
    ("a missing definition is a warning in a guideline too", "guideline", ":a a skos:Concept .", "missing-definition", "warning"),
    ("a missing definition is nothing in a foreign vocabulary", "skos", ":a a skos:Concept .", "missing-definition", None),
    ("a retired category without a word is wrong", "skos", ":a a skos:Concept ; owl:deprecated true .", "deprecated-without-successor", "violation"),
    ("a retired category without a word is wrong, always", "labeling", ":a a skos:Concept ; owl:deprecated true .", "deprecated-without-successor", "violation"),
    ("a rule without a case is a warning", "labeling", ":r a om:EdgeCaseRule ; om:verdict om:Escalate .", "rule-without-case", "warning"),
    ("a rule without a case cannot be printed", "guideline", ":r a om:EdgeCaseRule ; om:verdict om:Escalate .", "rule-without-case", "violation"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "turtle", "code", "severity"), [row[1:] for row in SEVERITIES], ids=[row[0] for row in SEVERITIES]
)
def test_the_profile_decides_how_severe_a_finding_is(profile, turtle, code, severity):
    assert {result.severity for result in found(turtle, profile) if result.code == code} == ({severity} - {None})


def test_an_unknown_profile_is_bad_input_and_names_the_others():
    with pytest.raises(BadInput) as caught:
        found("", "perfect")
    assert caught.value.code == "OM901"
    assert "labeling" in caught.value.fix


def test_only_what_makes_data_ambiguous_or_wrong_blocks_a_release():
    blocking = {code for code, severity in library_of(SHAPES).profiles["labeling"].items() if severity == "violation"}
    assert not {code for code in blocking if code.startswith(("missing", "ontology-without"))}
    assert {
        "duplicate-key",
        "broader-cycle",
        "dead-successor",
        "deprecated-without-successor",
        "contradictory-rules",
    } <= blocking


def test_what_is_known_stands_and_what_is_new_is_told():
    before = found(":a a skos:Concept ; owl:deprecated true .")
    after = found(":a a skos:Concept ; owl:deprecated true . :b a skos:Concept ; owl:deprecated true .")
    new = without(after, {result.place for result in before})
    assert [result.focus for result in new if result.severity == "violation"] == [f"{NS}b"]


def test_a_baseline_may_be_written_with_empty_texts_for_what_is_absent():
    results = found(":a a skos:Concept ; owl:deprecated true .")
    assert without(results, {(r.code, r.focus, r.path or "", r.value or "") for r in results}) == ()


def test_violations_come_first_and_the_order_of_the_input_does_not_matter():
    turtle = (
        CIRCLE + ":c a skos:Concept ; owl:deprecated true ; skos:notation 'c', 'd' . :e skos:prefLabel 'x'@en, 'y'@en ."
    )
    lines = parse_text(PREFIXES + turtle, "turtle")
    results = validate(lines, ontology_of(lines), "labeling", shapes_dir=SHAPES)
    ranks = [("violation", "warning", "info").index(result.severity) for result in results]
    assert ranks == sorted(ranks)
    assert results == validate(lines[::-1], ontology_of(lines[::-1]), "labeling", shapes_dir=SHAPES)


def test_messages_name_categories_as_their_authors_do():
    (result,) = [r for r in found(':x1 a skos:Concept ; skos:notation "van" ; skos:prefLabel "Van"@en ; owl:deprecated true .') if r.severity == "violation"]  # fmt: skip
    assert result.message.startswith("Van (van) is deprecated and has no dcterms:isReplacedBy")
    assert result.focus == f"{NS}x1"


NOUNS = {
    "categories": (':a a skos:Concept ; skos:notation "van" ; skos:prefLabel "Van"@en .', "key-reused"),
    "attributes": (
        ':a a om:Attribute , owl:DatatypeProperty ; skos:notation "van" ; om:valueKind om:Text .',
        "attribute-key-reused",
    ),
    "rules": (
        ':a a om:EdgeCaseRule ; skos:notation "van" ; om:situation "So."@en ; om:verdict om:Escalate .',
        "rule-key-reused",
    ),
    "examples": (
        ':a a om:Example ; skos:notation "van" ; om:polarity om:Negative ; om:illustrates :a ; om:text "So."@en .',
        "example-key-reused",
    ),
}


@pytest.mark.parametrize("before", NOUNS)
@pytest.mark.parametrize("noun", NOUNS)
def test_a_key_of_an_earlier_release_may_stay_but_not_move_within_its_noun(noun, before):
    turtle, code = NOUNS[noun]
    same, other = (PriorKeys(**{before: {"van": Iri(NS + name)}}) for name in ("a", "old"))
    reused = [
        {result.code for result in found(turtle, prior_keys=keys) if result.code.endswith("key-reused")}
        for keys in (same, other)
    ]
    assert reused == [set(), {code} if noun == before else set()]


def test_a_key_keeps_the_meaning_that_it_had_first():
    releases = [
        ontology_of(parse_text(PREFIXES + NOUNS["rules"][0].replace(":a ", f":{name} "), "turtle")) for name in "xy"
    ]
    assert PriorKeys.of(releases).rules == {"van": Iri(f"{NS}x")}


def test_conditions_may_read_the_metadata_of_the_data():
    turtle = ":night a om:EdgeCaseRule ; om:condition \"vendor = 'acme'\" ; om:verdict om:Escalate ."
    assert codes(found(turtle)) == {"condition-invalid"}
    assert codes(found(turtle, metadata={"vendor": "text"})) == set()


@pytest.mark.parametrize(
    "condition",
    [
        "wheels =",
        "wheles = 2",
        "wheels = 'two'",
        "is_a('vna')",
        "category = 'vna'",
        "light = 'blue'",
        "wheels > 2; wheels < 3",
    ],
)
def test_a_condition_over_what_does_not_exist_is_wrong(condition):
    turtle = f"""
    :wheels a om:Attribute , owl:DatatypeProperty ; skos:notation "wheels" ; om:valueKind om:Integer .
    :light a om:Attribute , owl:ObjectProperty ; skos:notation "light" ; om:valueKind om:Single .
    :red a om:Value ; om:valueOf :light ; skos:notation "red" .
    :van a skos:Concept ; skos:notation "van" .
    :r a om:EdgeCaseRule ; om:condition "{condition}" ; om:verdict om:Escalate .
    """
    assert codes(found(turtle)) == {"condition-invalid"}
    assert codes(found(turtle.replace(condition, "wheels = 2 and is_a('van') and light = 'red'"))) == set()


def test_languages_are_those_asked_for_else_those_of_the_title():
    turtle = ':a a skos:Concept ; skos:prefLabel "Car"@en .'
    assert "missing-translation" not in codes(found(turtle), "warning")
    assert "missing-translation" in codes(found(turtle, languages=["en", "fr"]), "warning")


RULES = """
:wheels a om:Attribute , owl:DatatypeProperty ; skos:notation "wheels" ; om:valueKind om:Integer .
:vehicle a skos:Concept ; skos:notation "vehicle" .
:car a skos:Concept ; skos:notation "car" ; skos:broader :vehicle . :bus a skos:Concept ; skos:notation "bus" ; skos:broader :vehicle .
:sign a skos:Concept ; skos:notation "sign" .
:one a om:EdgeCaseRule ; om:condition "wheels > 3" ; om:verdict om:UseCategory ; om:useCategory :car %s .
:two a om:EdgeCaseRule ; om:condition "wheels > 5" ; om:verdict %s .
"""
BUS = "om:UseCategory ; om:useCategory :bus"
CONTRADICTIONS = [
    ("two answers to one item", "", BUS, True),
    ("the higher priority wins", "; om:priority 2", BUS, False),
    ("an exception wins", "; om:exceptionTo :two", BUS, False),
    ("the same answer is no contradiction", "", "om:UseCategory ; om:useCategory :car", False),
    ("one labels, one ignores", "", "om:IgnoreItem", True),
    ("an attribute may be set beside a category", "", 'om:SetAttribute ; om:setAttribute :wheels ; om:setValue "6"', False),
    ("rules for different branches never meet", "; om:appliesTo :vehicle", BUS + " ; om:appliesTo :sign", False),
    ("rules for one branch do", "; om:appliesTo :vehicle", BUS + " ; om:appliesTo :car", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two", "contradict"), [row[1:] for row in CONTRADICTIONS], ids=[row[0] for row in CONTRADICTIONS]
)
def test_rules_contradict_each_other_where_both_hold_and_none_wins(one, two, contradict):
    results = [result for result in found(RULES % (one, two)) if result.code == "contradictory-rules"]
    assert len(results) == contradict
    assert all("wheels = " in result.message for result in results)


def test_rules_that_never_hold_together_do_not_contradict_each_other():
    assert "contradictory-rules" not in codes(found((RULES % ("", BUS)).replace("wheels > 3", "wheels < 3")))


def test_coverage_counts_what_is_missing():
    turtle = """
    :a a skos:Concept ; skos:prefLabel "A"@en , "A"@de ; skos:definition "An a."@en .
    :b a skos:Concept ; skos:prefLabel "B"@en .
    :c a skos:Concept ; skos:prefLabel "C"@en ; owl:deprecated true .
    :x a om:Example ; om:polarity om:Positive ; om:illustrates :a ; om:text "a"@en .
    :y a om:Example ; om:polarity om:Negative ; om:illustrates :a ; om:text "b"@en .
    """
    ontology = ontology_of(parse_text(PREFIXES + turtle, "turtle"))
    assert coverage(ontology, ["en", "de"]) == Coverage(2, 1, 1, {"en": 0, "de": 1})


graphs = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=3), max_size=8)


def reachable(arrows, start):
    """All that is one step or more from *start*, counted by hand: the slow way."""
    found = set()
    while new := {target for node in found | {start} for target in arrows.get(node, ())} - found:
        found |= new
    return found


@given(graphs)
def test_circles_are_found_exactly_where_something_leads_to_itself(arrows):
    reached = {node: reachable(arrows, node) for node in arrows}
    known = {node for node in arrows if node in reached[node]}
    found_circles = list(circles(arrows))
    assert {node for circle in found_circles for node in circle} <= known
    for circle in found_circles:
        assert all(b in arrows[a] for a, b in zip(circle, (*circle[1:], circle[0]), strict=True))
        assert len(set(circle)) == len(circle)
    # Each circle is told of once, whichever of its members one starts from.
    assert len({frozenset(circle) for circle in found_circles}) == len(found_circles)
    # Of all that lead to each other, at least one circle is told of, and its first member is the first of them all.
    for node in known:
        part = {other for other in reached[node] if node in reached.get(other, ())}
        assert any(set(circle) <= part and circle[0] == min(part) for circle in found_circles)


CIRCLES = [
    ("nothing points to anything", {"a": [], "b": []}, []),
    ("what leads into a circle is not in it", {"a": ["b"], "b": ["c"], "c": ["b"]}, [("b", "c")]),
    ("above itself", {"a": ["a"]}, [("a",)]),
    ("what points out of the ontology", {"a": ["z"]}, []),
    ("the shorter of two", {"a": ["b", "d"], "b": ["c"], "c": ["a"], "d": ["a"]}, [("a", "d"), ("b", "c", "a")]),
    ("of two as short, the first in order", {"a": ["c", "b"], "b": ["a"], "c": ["a"]}, [("a", "b"), ("c", "a")]),
    ("two circles apart, in order", {"c": ["d"], "d": ["c"], "a": ["b"], "b": ["a"]}, [("a", "b"), ("c", "d")]),
]


@pytest.mark.parametrize(("arrows", "expected"), [case[1:] for case in CIRCLES], ids=[case[0] for case in CIRCLES])
def test_circles_are_told_of_in_order(arrows, expected):
    assert list(circles(arrows)) == expected


def test_networkx_is_imported_only_when_there_is_a_circle():
    code = (
        "import sys; from ontoman.validation.circles import circles; list(circles({'a': ['b']}));"
        "before = 'networkx' in sys.modules; list(circles({'a': ['a']})); print(before, 'networkx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False True"


def test_importing_validation_imports_neither_pyshacl_nor_rdflib():
    code = "import ontoman.validation, ontoman.reasoning, sys; print([m for m in ('pyshacl','rdflib','owlready2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


PREDICATES = sorted(
    {
        node
        for line in library_of(SHAPES).lines
        for node in split(line)
        if node.startswith(
            (
                "<http://www.w3.org/2004/02/skos",
                "<https://w3id.org/ontoman/ns",
                "<http://www.w3.org/2002/07/owl",
                "<http://purl.org/dc",
            )
        )
    }
    | {"<http://www.w3.org/ns/shacl#order>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"}
)
XSD = "http://www.w3.org/2001/XMLSchema#"
SUBJECTS = ["<urn:x:a>", "<urn:x:b>", "_:b", f"<{NS}>"]
ODD = ['""', '"\\t"', '"a"@en', '"a"@de-AT', f'"x"^^<{XSD}integer>', f'"-3"^^<{XSD}integer>', f'"x"^^<{XSD}boolean>', f'"true"^^<{XSD}boolean>', f'"NaN"^^<{XSD}double>', f'"2024-13-45"^^<{XSD}date>', f'"2024-01-01"^^<{XSD}date>', '"x"^^<urn:x:type>']  # fmt: skip
statements = st.builds("{} {} {} .".format, st.sampled_from(SUBJECTS), st.sampled_from(PREDICATES), st.sampled_from([*SUBJECTS, *PREDICATES, *ODD]))  # fmt: skip


@given(st.lists(statements, max_size=25, unique=True))
def test_no_graph_however_odd_stops_a_validation(statements):
    lines = tuple(sorted(statements))
    results = validate(lines, ontology_of(lines), "guideline", shapes_dir=SHAPES)
    assert all(result.message and result.fix and "{$" not in result.message for result in results)


@pytest.mark.parametrize(
    ("turtle", "code"),
    [
        (':a a skos:Concept ; om:classIndex "three"^^xsd:integer .', "class-index-malformed"),
        (':a a skos:Concept ; owl:deprecated "yes"^^xsd:boolean .', "flag-not-boolean"),
        (
            ':p a om:Attribute ; om:valueKind om:Integer ; om:minimum "few"^^xsd:integer ; om:maximum 3 .',
            "limit-malformed",
        ),
        (':a a skos:Concept ; sh:order "1st"^^xsd:decimal .', "order-malformed"),
        (':a a skos:Concept ; sh:order "1st"^^xsd:decimal , "2nd"^^xsd:integer .', "order-malformed"),
    ],
)
def test_a_value_that_its_datatype_does_not_know_is_a_finding_and_no_noise(turtle, code, caplog, capfd, recwarn):
    assert code in {result.code for result in found(turtle)}
    assert caplog.records == []
    assert list(recwarn) == []
    assert capfd.readouterr() == ("", "")


def test_a_changed_shape_is_read_anew(tmp_path):
    import os
    import shutil

    copy = shutil.copytree(SHAPES, tmp_path / "shapes")
    lines = parse_text(PREFIXES + ":a a skos:Concept ; owl:deprecated true .", "turtle")
    before = validate(lines, ontology_of(lines), "skos", shapes_dir=copy)
    file = copy / "category.ttl"
    file.write_text(file.read_text("utf-8").replace("is deprecated and has no", "IS RETIRED AND HAS NO"), "utf-8")
    os.utime(file, (1, 1))
    after = validate(lines, ontology_of(lines), "skos", shapes_dir=copy)
    assert "IS RETIRED" not in before[0].message
    assert "IS RETIRED" in after[0].message


def test_the_street_scenes_are_sound(root):
    for path in sorted((root / "vocab" / "examples" / "streets").glob("*.ttl")):
        lines = parse_text(path.read_bytes(), "turtle")
        ontology = ontology_of(lines)
        assert ontology.categories
        assert codes(validate(lines, ontology, "guideline", shapes_dir=SHAPES)) == set()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sh:maxCount 1 ;", "sh:maxCount -1.5 ;", "maxCount"),
        ('om:code "two-keys" ;', "", "two-keys"),
        ("sh:severity sh:Violation", "sh:severity sh:Horror", "sh:severity"),
    ],
)
def test_shapes_that_cannot_be_used_are_told_in_a_letter(tmp_path, old, new, said):
    import shutil

    copy = shutil.copytree(SHAPES, tmp_path / "shapes")
    file = copy / "category.ttl"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    lines = parse_text(PREFIXES + ':a a skos:Concept ; skos:notation "a" .', "turtle")
    with pytest.raises(BadInput) as caught:
        validate(lines, ontology_of(lines), "labeling", shapes_dir=copy)
    assert caught.value.code == "OM902"
    assert said in caught.value.message


def test_the_street_scenes_are_validated_without_pyshacl_or_rdflib():
    streets = resource_dir("vocab") / "examples" / "streets" / "2.0.0.ttl"
    code = (
        f"import sys; sys.argv = ['ontoman', 'validate', {str(streets)!r}]\nfrom ontoman.cli import main\n"
        "try:\n main()\nexcept SystemExit as end:\n assert not end.code, end.code\n"
        "sys.exit(', '.join(m for m in ('pyshacl', 'rdflib', 'owlready2') if m in sys.modules) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
