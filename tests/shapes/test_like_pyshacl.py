"""Our evaluation gives pySHACL's report: on every shape of shapes/, on others, and on odd values."""

from __future__ import annotations

import logging
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from shapes_graphs import LIBRARY, OTHERS, PREFIXES, SHAPE_LINES, SHAPES, XSD, small, statements
from shapes_samples import samples

from ontoman.model import names
from ontoman.rdf import parse_text
from ontoman.validation.by_pyshacl import outcomes
from ontoman.validation.shacl import Index, compiled, failures
from ontoman.validation.shacl.compiling import asked_by
from ontoman.validation.shacl.evaluating import targets
from ontoman.validation.shapes import chosen_shapes


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


@given(st.lists(statements, max_size=40, unique=True))
@settings(max_examples=120)
def test_any_graph_gets_the_same_report(lines):
    same(SHAPE_LINES, sorted(lines))


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
