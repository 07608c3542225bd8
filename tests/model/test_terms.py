"""Terms: what N-Triples writes, and what it means."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from ontoman.model.terms import (
    LANG_STRING,
    STRING,
    Literal,
    iri_node,
    join,
    literal_node,
    literal_of,
    local_name,
    split,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize(
    ("node", "literal"),
    [
        ('"van"', Literal("van")),
        ('"van"@en', Literal("van", "en", LANG_STRING)),
        (
            '"01"^^<http://www.w3.org/2001/XMLSchema#integer>',
            Literal("01", "", "http://www.w3.org/2001/XMLSchema#integer"),
        ),
        (r'"a \"b\" \\ \n c"', Literal('a "b" \\ \n c')),
        (r'"\u00E9\U0001F600"', Literal("é😀")),
    ],
)
def test_a_literal_is_read_with_its_lexical_form(node, literal):
    assert literal_of(node) == literal


@given(texts, st.sampled_from(["", "en", "de-at"]))
def test_a_text_survives_being_written(text, lang):
    datatype = LANG_STRING if lang else STRING
    assert literal_of(literal_node(text, lang)) == Literal(text, lang, datatype)


@given(texts)
def test_a_line_comes_apart_as_it_was_put_together(text):
    triple = (iri_node("urn:s"), iri_node("urn:p"), literal_node(text, "en"))
    line = join(*triple)
    assert split(line) == triple
    assert "\n" not in line


@pytest.mark.parametrize(
    ("iri", "name"),
    [("https://x.org/a/van", "van"), ("https://x.org/a#van", "van"), ("urn:x:van", "van"), ("https://x.org/a/", "a")],
)
def test_a_local_name_is_what_follows_the_last_separator(iri, name):
    assert local_name(iri) == name


def test_what_is_no_literal_is_said_so():
    with pytest.raises(ValueError, match="urn:x"):
        literal_of("<urn:x>")
