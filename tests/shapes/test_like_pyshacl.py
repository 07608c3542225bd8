"""Our evaluation gives pySHACL's report: on every shape of shapes/, on others, and on odd values."""

from __future__ import annotations

import logging
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from shapes_samples import samples

from ontoman.model import names
from ontoman.model.terms import split
from ontoman.rdf import parse_text
from ontoman.system import resource_dir
from ontoman.validation import library_of
from ontoman.validation.by_pyshacl import outcomes
from ontoman.validation.shacl import Index, compiled, failures
from ontoman.validation.shacl.compiling import asked_by
from ontoman.validation.shacl.evaluating import targets
from ontoman.validation.shapes import chosen_shapes

SHAPES = resource_dir("shapes")
LIBRARY = library_of(SHAPES)
SHAPE_LINES = tuple(line for line in LIBRARY.lines if split(line).subject in LIBRARY.shapes)
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = """
@prefix : <urn:x:> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def ours(shape_lines, lines):
    """Our report as a multiset, and what was left to pySHACL."""
    ready = compiled(shape_lines)
    index = Index(lines, asked_by(shape_lines))
    found = Counter(
        (one.focus, one.shape.path_node, one.value, one.shape.node, one.component)
        for shape in ready.shapes
        for failed in failures(shape, index, targets(shape, index)).values()
        for one in failed
    )
    return found, ready.left


def theirs(shape_lines, lines):
    return Counter(tuple(one) for one in outcomes(shape_lines, lines))


def same(shape_lines, lines):
    """Compare both reports, and return one of them."""
    found, left = ours(shape_lines, lines)
    assert left == {}
    assert found == theirs(shape_lines, lines)
    return found


def test_no_shape_of_ours_is_left_to_pyshacl():
    assert compiled(SHAPE_LINES).left == {}
    assert chosen_shapes(LIBRARY, frozenset(LIBRARY.checks)).for_pyshacl == ()


def test_violations_of_every_shape_in_one_graph_are_reported_as_pyshacl_does():
    found = same(SHAPE_LINES, samples())
    violated = {LIBRARY.shapes[one[3]][0] for one in found}
    assert violated >= {code for code, check in LIBRARY.checks.items() if check.by_shape}


@given(st.sets(st.integers(0, len(samples()) - 1), max_size=120))
@settings(max_examples=40)
def test_whichever_of_their_statements_go_the_reports_are_the_same(gone):
    same(SHAPE_LINES, [line for number, line in enumerate(samples()) if number not in gone])


PREDICATES = sorted(
    node for node in asked_by(SHAPE_LINES) if node.startswith(("<http://www.w3.org/2004/02/skos", "<https://w3id.org/ontoman/ns#", "<http://www.w3.org/2002/07/owl", "<http://purl.org/dc", "<https://w3id.org/sssom/"))
)  # fmt: skip
RELATIONS = [f"<{names.SKOS_NS}{name}>" for name in ("related", "broader", "narrower", "exactMatch", "broadMatch", "relatedMatch", "broaderTransitive", "narrowMatch")]  # fmt: skip
SUBJECTS = ["<urn:x:a>", "<urn:x:b>", "<urn:x:c>", "_:b1", "_:b2"]
TYPED = [("integer", text) for text in ("3", "-3", "03", "+3", " 3", "x", "", "3.0", "12345678901234567890")] + [
    ("boolean", text) for text in ("true", "false", "1", "0", "yes", "TRUE")
] + [("decimal", text) for text in ("1.50", "x", "1", ".5", "1e3")] + [("double", text) for text in ("NaN", "INF", "1e3", "-1", "x")] + [
    ("float", "1.5"), ("date", "2024-01-01"), ("date", "2024-13-45"), ("dateTime", "2024-01-01T00:00:00.000Z"), ("dateTime", "x"),
    ("int", "5"), ("nonNegativeInteger", "-5"), ("time", "12:00:00"), ("anyURI", "urn:x:a"),
]  # fmt: skip
LITERALS = ['""', '"\\t"', '"a"', '" a"', '"a\\nb"', '"\\"a\\\\"', '"#00ff00"', '"keep"', '"1.0"', '"a"@en', '"a"@de-at', '"b"@en', '"a"@de', '"b"@en-gb', '""@en', '"x"^^<urn:x:type>', *(f'"{text}"^^<{XSD}{name}>' for name, text in TYPED)]  # fmt: skip
TYPE = f"<{names.TYPE}>"
SUBCLASS = f"<{names.SUBCLASS_OF}>"
CLASSES = sorted({node for shape in compiled(SHAPE_LINES).shapes for node in shape.target_classes})
NODES = [
    *SUBJECTS,
    *LITERALS,
    *(node for node in asked_by(SHAPE_LINES) if node.startswith("<https://w3id.org/ontoman/ns#")),
]
NODES.sort()
statements = st.one_of(
    st.builds("{} {} {} .".format, st.sampled_from(SUBJECTS), st.sampled_from(PREDICATES), st.sampled_from(NODES)),
    st.builds("{} {} {} .".format, st.sampled_from(SUBJECTS), st.sampled_from(RELATIONS), st.sampled_from(SUBJECTS)),
    st.builds("{} {} {} .".format, st.sampled_from(SUBJECTS), st.just(TYPE), st.sampled_from([*CLASSES, *SUBJECTS[:3]])),
    st.builds("{} {} {} .".format, st.sampled_from([*CLASSES, *SUBJECTS]), st.just(SUBCLASS), st.sampled_from([*CLASSES, *SUBJECTS])),
)  # fmt: skip


@given(st.lists(statements, max_size=40, unique=True))
@settings(max_examples=120)
def test_any_graph_gets_the_same_report(lines):
    same(SHAPE_LINES, sorted(lines))


OTHERS = {
    "a shape by name": ":s a sh:NodeShape ; sh:targetClass :A ; sh:node :t . :t a sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1 ; sh:node :u ] . :u sh:property [ sh:path :q ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .",
    "not, of a named shape with a target": ":s a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:not :t . :t a sh:PropertyShape ; sh:targetClass :A ; sh:path :q ; sh:minCount 1 .",
    "one of several, as a value": ":s sh:targetSubjectsOf :p ; sh:path :p ; sh:or ( [ sh:class :A ] [ sh:datatype xsd:integer ; sh:minInclusive 2 ] [ sh:nodeKind sh:BlankNode ; sh:property [ sh:path :q ; sh:hasValue 3 ] ] ) .",
    "all of several, and one of them": ":s sh:targetObjectsOf :p ; sh:and ( [ sh:nodeKind sh:BlankNodeOrIRI ] [ sh:path :q ; sh:maxCount 1 ] ) ; sh:xone ( [ sh:class :A ] [ sh:class :B ] ) .",
    "qualified counts": ":s a sh:NodeShape ; sh:targetClass :A ; sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :B ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 2 ] , [ sh:path :q ; sh:qualifiedValueShape [ sh:nodeKind sh:Literal ; sh:not [ sh:datatype xsd:integer ] ] ; sh:qualifiedMaxCount 0 ] .",
    "properties of properties": ':s sh:targetClass :A , :B ; sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ; sh:in ( :a 3 "a"@en ) ] .',
    "paths": ':s sh:targetNode :a , :nowhere , "a" ; sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:maxCount 1 ; sh:class :A ] , [ sh:path [ sh:zeroOrMorePath :p ] ; sh:not [ sh:class :B ] ; sh:disjoint :q ] , [ sh:path [ sh:zeroOrOnePath [ sh:alternativePath ( :p :q ) ] ] ; sh:nodeKind sh:IRI ; sh:minCount 3 ] , [ sh:path [ sh:oneOrMorePath ( :p :q ) ] ; sh:maxCount 0 ] .',
    "limits": ':s sh:targetSubjectsOf :p , :q ; sh:property [ sh:path :p ; sh:minExclusive 1 ; sh:maxExclusive 4 ; sh:maxInclusive "2024-06-01"^^xsd:date ] , [ sh:path :q ; sh:minInclusive 2 ; sh:maxInclusive "b" ] .',
    "patterns and languages": ':s sh:targetSubjectsOf :p , :q ; sh:property [ sh:path :p ; sh:pattern "^A" , "x" ; sh:flags "im" ; sh:uniqueLang true ] , [ sh:path :q ; sh:datatype xsd:string ] , [ sh:path :q ; sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> ] , [ sh:path :q ; sh:datatype rdfs:Literal ] .',
}  # fmt: skip
SMALL = ["<urn:x:a>", "<urn:x:b>", "<urn:x:c>", "_:b1"]
small = st.one_of(
    st.builds("{} <urn:x:{}> {} .".format, st.sampled_from(SMALL), st.sampled_from("pq"), st.sampled_from([*SMALL, *LITERALS])),
    st.builds("{} <urn:x:{}> {} .".format, st.sampled_from(SMALL), st.sampled_from("pq"), st.sampled_from(SMALL)),
    st.builds(f"{{}} {TYPE} <urn:x:{{}}> .".format, st.sampled_from(SMALL), st.sampled_from("ABC")),
    st.builds(f"<urn:x:{{}}> {SUBCLASS} <urn:x:{{}}> .".format, st.sampled_from("ABC"), st.sampled_from("ABC")),
)  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
@given(st.lists(small, max_size=20, unique=True))
@settings(max_examples=40)
def test_other_shapes_give_the_same_report(name, lines):
    same(parse_text(PREFIXES + OTHERS[name], "turtle"), sorted(lines))


TAGGED = ['"a"', '"b"', '"a"@en', '"b"@en', '"c"@EN', '"a"@en-gb', '"a"@de', '"a"@de-at', '""@en', '"x@en"', '"\\"@en"', f'"a@en"^^<{XSD}token>']  # fmt: skip


def test_two_texts_share_a_language_where_pyshacl_says_so():
    shape = parse_text(PREFIXES + ":s sh:targetSubjectsOf :p ; sh:path :p ; sh:uniqueLang true .", "turtle")
    pairs = enumerate(combinations(TAGGED, 2))
    found = same(shape, [f"<urn:x:{number}> <urn:x:p> {text} ." for number, pair in pairs for text in pair])
    assert len(found) == len(list(combinations(['"a"@en', '"b"@en', '"c"@EN', '""@en'], 2)))


def test_white_space_of_tokens_is_reported_as_written_where_rdflib_collapses_it():
    shape = parse_text(PREFIXES + ":s sh:targetSubjectsOf :p ; sh:path :p ; sh:nodeKind sh:IRI .", "turtle")
    lines = [f'<urn:x:a> <urn:x:p> " a "^^<{XSD}token> .']
    assert {one[2] for one in ours(shape, lines)[0]} == {f'" a "^^<{XSD}token>'}
    assert {one[2] for one in theirs(shape, lines)} == {f'"a"^^<{XSD}token>'}


def test_no_number_is_below_a_decimal_and_stops_nothing():
    shape = parse_text(PREFIXES + ":s sh:targetSubjectsOf :p ; sh:path :p ; sh:minInclusive 1.5 .", "turtle")
    found, _ = ours(
        shape,
        [
            f'<urn:x:a> <urn:x:p> "NaN"^^<{XSD}double> .',
            '<urn:x:b> <urn:x:p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
        ],
    )
    assert {one[0] for one in found} == {"<urn:x:a>"}


LEFT = {
    "sh:closed": ":s sh:targetClass :A ; sh:closed true .",
    "sh:lessThan": ":s sh:targetClass :A ; sh:path :p ; sh:lessThan :q .",
    "sh:deactivated": ":s sh:targetClass :A ; sh:deactivated true ; sh:path :p ; sh:minCount 1 .",
    "sh:sparql": ":s sh:targetClass :A ; sh:sparql [ sh:select 'SELECT $this WHERE { $this ?p ?o }' ] .",
    "leads back to itself": ":s sh:targetClass :A ; sh:property [ sh:path :p ; sh:node :s ] .",
    "no whole number": ":s sh:targetClass :A ; sh:path :p ; sh:maxCount 1.5 .",
    "a path like this": ":s sh:targetClass :A ; sh:path [ sh:inversePath ( :p :q ) ] ; sh:minCount 1 .",
    "also something else": ":A a sh:NodeShape , rdfs:Class ; sh:targetClass :A ; sh:nodeKind sh:IRI .",
    "sh:qualifiedValueShapesDisjoint": ":s sh:targetClass :A ; sh:path :p ; sh:qualifiedValueShape [ sh:class :B ] ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true .",
}  # fmt: skip


@pytest.mark.parametrize("reason", LEFT)
def test_what_is_not_known_is_left_with_the_reason(reason):
    (said,) = compiled(parse_text(PREFIXES + LEFT[reason], "turtle")).left.values()
    assert reason in said


def test_a_shape_that_is_left_to_pyshacl_is_checked_by_it_and_that_is_said(tmp_path, caplog):
    import shutil

    from ontoman.rdf import ontology_of
    from ontoman.validation import validate

    copy = Path(shutil.copytree(SHAPES, tmp_path / "shapes"))
    lines = parse_text(f'<urn:x:a> <{names.SKOS_NS}notation> "a", "b" .', "turtle")
    before = validate(lines, ontology_of(lines), "labeling", shapes_dir=copy)
    assert caplog.records == []
    file = copy / "category.ttl"
    file.write_text(
        file.read_text("utf-8").replace("sh:path skos:notation ;", "sh:path skos:notation ; sh:maxLength 9 ;", 1),
        "utf-8",
    )
    with caplog.at_level(logging.WARNING, "ontoman.validation"):
        after = validate(lines, ontology_of(lines), "labeling", shapes_dir=copy)
    assert after == before
    assert "two-keys" in {result.code for result in after}
    (record,) = caplog.records
    assert "two-keys is left to pySHACL" in record.message
    assert "sh:maxLength" in record.message
