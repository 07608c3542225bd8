"""Versions: one to three integers, kept as typed."""

from __future__ import annotations

import pytest

from ontoman.errors import BadInput
from ontoman.model import Version, version_iri


@pytest.mark.parametrize(("lower", "higher"), [("1", "1.0.1"), ("1.9", "1.10"), ("2.9.9", "3"), ("0.0.1", "0.1")])
def test_versions_are_ordered_by_their_parts(lower, higher):
    assert Version.parse(lower) < Version.parse(higher)


def test_missing_parts_count_as_zero_and_the_text_stays_as_typed():
    assert Version.parse("2") == Version.parse("2.0.0")
    assert str(Version.parse("2")) == "2"


@pytest.mark.parametrize("text", ["", "v1", "1.2.3.4", "1.", "01", "1.0-rc1", "１", "9" * 10])
def test_anything_else_is_no_version(text):
    with pytest.raises(BadInput) as caught:
        Version.parse(text)
    assert caught.value.code == "OM110"


@pytest.mark.parametrize(
    ("bump", "text"), [("major", "2.0.0"), ("minor", "1.3.0"), ("patch", "1.2.4"), ("none", "1.2.3")]
)
def test_a_bump_gives_the_next_version(bump, text):
    assert str(Version.parse("1.2.3").bumped(bump)) == text


@pytest.mark.parametrize("ontology", ["https://x.org/a", "https://x.org/a/", "https://x.org/a#"])
def test_the_version_iri_hangs_on_the_ontology_iri(ontology):
    assert version_iri(ontology, "1.0") == "https://x.org/a/1.0"
