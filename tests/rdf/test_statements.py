"""Canonical statements: what a release file is made of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from ontoman.errors import BadInput
from ontoman.model import names
from ontoman.model.terms import (
    LANG_STRING,
    STRING,
    Line,
    Literal,
    Node,
    iri_node,
    join,
    literal_node,
    literal_of,
    split,
)
from ontoman.rdf import SortedFile, canonical, file_bytes, graph_of, parse_text, read_lines, serialize

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
IRIS = st.builds(
    lambda name: iri_node(f"https://e.org/s#{name}"), st.text("abcdeé-_.%20", min_size=1, max_size=6)
).filter(lambda node: "%" not in node)
LITERALS = st.one_of(
    st.builds(literal_node, TEXTS),
    st.builds(literal_node, TEXTS, st.sampled_from(["en", "de-at", "zh-hant-tw"])),
    st.builds(lambda t: literal_node(t, datatype="http://www.w3.org/2001/XMLSchema#integer"), st.sampled_from(["01", "1", "+1", "one"])),
    st.builds(lambda t: literal_node(t, datatype="http://www.w3.org/2001/XMLSchema#decimal"), st.sampled_from(["1.50", ".5", "1."])),
    st.builds(lambda t: literal_node(t, datatype="http://www.w3.org/2001/XMLSchema#boolean"), st.sampled_from(["true", "1"])),
    st.builds(lambda t: literal_node(t, datatype="https://e.org/s#type"), TEXTS),
)  # fmt: skip
BLANK = st.sampled_from([Node("_:a"), Node("_:b"), Node("_:c")])
STATEMENTS = st.lists(st.builds(join, st.one_of(IRIS, BLANK), IRIS, st.one_of(IRIS, BLANK, LITERALS)), max_size=12)
XML_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t\n\r"), max_size=20)
XML_PREDICATES = st.sampled_from([iri_node("https://e.org/s#p"), iri_node("https://e.org/é"), iri_node("urn:p-1")])
XML_STATEMENTS = st.lists(
    st.builds(join, st.one_of(IRIS, BLANK), XML_PREDICATES, st.one_of(IRIS, BLANK, st.builds(literal_node, XML_TEXTS)))
)


@settings(max_examples=200)
@given(STATEMENTS, st.sampled_from(["nt", "turtle", "jsonld"]))
def test_what_is_written_reads_the_same(lines, syntax):
    lines = canonical(lines)
    assert parse_text(serialize(lines, syntax), syntax) == lines


@given(XML_STATEMENTS)
def test_what_is_written_as_rdfxml_reads_the_same(lines):
    lines = canonical(lines)
    assert parse_text(serialize(lines, "rdfxml"), "rdfxml") == lines


@pytest.mark.parametrize(
    "line",
    [
        "<x:a> <https://e.org/1> <x:o> .",
        '<x:a> <x:p> "\\u000B" .',
        "<x:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#li> <x:o> .",
    ],
)
def test_what_xml_cannot_say_is_refused(line):
    with pytest.raises(BadInput) as letter:
        serialize([line], "rdfxml")
    assert letter.value.code == "OM233"


@given(STATEMENTS)
def test_a_graph_holds_every_statement_as_written(lines):
    lines = canonical(lines)
    assert canonical(join(*map(node_of, triple)) for triple in graph_of(lines)) == lines


@pytest.mark.parametrize("name", ["a.b", "a,b", "a%20b", "a(b)", "é", "-a", "", "a/", "1", "a:b", "a'b"])
def test_an_iri_reads_the_same_whether_it_has_a_short_form_or_not(name):
    line = join(iri_node(f"{names.OM_NS}{name}"), iri_node(names.TYPE), iri_node(names.CONCEPT))
    assert parse_text(serialize([line], "turtle"), "turtle") == (line,)


PRETTY = r"""@prefix : <https://e.org/s#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:
    a owl:Ontology .

:a
    :is [
        a owl:Restriction ;
        :n [
            rdf:first 1 ;
            rdf:rest [
                rdf:first [
                    :deep 2
                ] ;
                rdf:rest rdf:nil
            ]
        ]
    ] .

:b
    a skos:Concept ;
    skos:prefLabel "b", "two\nlines"@en ;
    :weight 01, 1.50, "many"^^:amount, true .

_:bdef42364db2ca4c071db34bc8bb9e54c_0
    :p _:bdef42364db2ca4c071db34bc8bb9e54c_1 .

_:bdef42364db2ca4c071db34bc8bb9e54c_1
    :p _:bdef42364db2ca4c071db34bc8bb9e54c_0 .
"""


def test_turtle_is_written_for_people():
    turtle = """
    @prefix : <https://e.org/s#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    :b a skos:Concept ; skos:prefLabel "two\\nlines"@en, "b" ; :weight 01, 1.50, true, "many"^^:amount .
    :a :is [ a owl:Restriction ; :n ( 1 [ :deep 2 ] ) ] . _:x :p _:y . _:y :p _:x . : a owl:Ontology .
    """
    assert serialize(parse_text(turtle, "turtle"), "turtle") == PRETTY


def test_a_literal_that_its_type_does_not_allow_is_kept_in_silence(caplog):
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    (triple,) = graph_of([Line(f'<x:a> <x:b> "one"^^<{integer}> .')])
    assert str(triple[2]) == "one"
    assert caplog.records == []


def test_a_text_is_the_same_text_that_rdflib_reads():
    import rdflib

    turtle = '<x:a> <x:b> "text", "text"@en, 1 .'
    assert set(graph_of(parse_text(turtle, "turtle"))) == set(rdflib.Graph().parse(data=turtle, format="turtle"))


def node_of(term):
    import rdflib

    if isinstance(term, rdflib.Literal):
        return literal_node(str(term), term.language or "", str(term.datatype or STRING))
    return Node(term.n3())


@given(st.one_of(IRIS, BLANK), IRIS, st.one_of(IRIS, BLANK, LITERALS))
def test_a_line_comes_apart_and_together_again(subject, predicate, obj):
    assert split(join(subject, predicate, obj)) == (subject, predicate, obj)


@given(TEXTS)
def test_a_literal_is_written_as_pyoxigraph_writes_it(text):
    import pyoxigraph

    assert literal_node(text) == str(pyoxigraph.Literal(text))
    assert literal_of(literal_node(text)) == Literal(text)
    assert literal_of(literal_node(text, "EN")) == Literal(text, "en", LANG_STRING)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("01", '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("1.50", '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("1E3", '"1E3"^^<http://www.w3.org/2001/XMLSchema#double>'),
        ("true", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ('"1"^^<http://www.w3.org/2001/XMLSchema#boolean>', '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ('"abc"^^<http://www.w3.org/2001/XMLSchema#integer>', '"abc"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ('"x"^^<http://www.w3.org/2001/XMLSchema#string>', '"x"'),
        ('"e\\u0301\\u00e9"', '"e\u0301\u00e9"'),
        ('"""two\nlines"""@EN', '"two\\nlines"@en'),
        ('"\\u2028\\u0085"', '"\u2028\u0085"'),
    ],
)
def test_lexical_forms_survive(written, line):
    assert parse_text(f"<x:a> <x:b> {written} .", "turtle") == (f"<x:a> <x:b> {line} .",)


@given(STATEMENTS)
def test_a_file_gives_back_its_lines_and_what_it_says_of_each_subject(tmp_path_factory, lines):
    lines = canonical(lines)
    path = tmp_path_factory.mktemp("release") / "ontology.nt"
    path.write_bytes(file_bytes(lines))
    assert read_lines(path) == lines
    subjects = {split(line).subject for line in lines} | {Node("<a:>"), Node("<https://e.org/s>"), Node("_:zzz")}
    with SortedFile(path) as file:
        assert tuple(file) == lines
        assert tuple(file) == lines  # it starts again from the first
        for subject in subjects:
            assert file.about(subject) == tuple(line for line in lines if line.startswith(f"{subject} "))


def test_a_file_longer_than_a_block_is_read_whole(tmp_path):
    lines = canonical(join(iri_node(f"x:{i}"), iri_node("x:p"), literal_node("é" * 40)) for i in range(3000))
    path = tmp_path / "ontology.nt"
    path.write_bytes(file_bytes(lines))
    with SortedFile(path) as file:
        assert tuple(file) == lines
        assert all(file.about(split(line).subject) == (line,) for line in lines)


@pytest.mark.parametrize(
    ("content", "number", "what"),
    [
        (b"<b:> <p:> <o:> .\n<a:> <p:> <o:> .\n", 2, "not in order"),
        (b"<a:> <p:> <o:> .\n<a:> <p:> <o:> .\n", 2, "twice"),
        (b"<a:> <p:> <o:> .\n<b:> <p:> <o", 2, "cut off"),
        (b'<a:> <p:> <o:> .\n<b:> <p:> "\xff" .\n', 2, "UTF-8"),
    ],
)  # fmt: skip
def test_a_release_file_that_is_not_canonical_is_reported_with_its_line(tmp_path, content, number, what):
    path = tmp_path / "ontology.nt"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=what) as letter:
        read_lines(path)
    assert (letter.value.code, letter.value.details["line"]) == ("OM232", number)


def test_a_mapped_file_that_is_not_utf_8_is_reported_with_its_line(tmp_path):
    path = tmp_path / "ontology.nt"
    path.write_bytes(b'<a:> <p:> <o:> .\n<b:> <p:> "\xff" .\n')
    with SortedFile(path) as file, pytest.raises(BadInput) as letter:
        tuple(file)
    assert (letter.value.code, letter.value.details["line"]) == ("OM232", 2)


def test_a_missing_release_file_is_a_letter(tmp_path):
    with pytest.raises(BadInput, match="cannot be read"), SortedFile(tmp_path / "none.nt"):
        pass
