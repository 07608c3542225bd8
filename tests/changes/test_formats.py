"""How a diff is told: on a terminal, in Markdown, as JSON."""

from __future__ import annotations

import json

import pytest
from changes.samples import turtle

from ontoman.changes import SortedLines, diff
from ontoman.formats.diff_json import document, encode
from ontoman.formats.diff_markdown import markdown
from ontoman.formats.diff_text import text
from ontoman.rdf import parse_text
from ontoman.rdf.catalogue import our_catalogue
from ontoman.review import Settings, bump, judge_all

BEFORE = """
:pet a skos:Concept ; skos:prefLabel 'pet'@en ; skos:notation 'pet' .
:cat a skos:Concept ; skos:prefLabel 'cat'@en, 'Katze'@de ; skos:notation 'cat' ; skos:broader :pet .
:lion a skos:Concept ; skos:prefLabel 'lion'@en ; skos:notation 'lion' .
:tiger a skos:Concept ; skos:prefLabel 'tiger'@en ; skos:notation 'tiger' .
"""
AFTER = """
:pet a skos:Concept ; skos:prefLabel 'pet'@en ; skos:notation 'pet' ; sh:severity sh:Info .
:cat a skos:Concept ; skos:prefLabel 'house cat'@en, 'Katze'@de ; skos:altLabel 'cat'@en ; skos:notation 'cat' ; skos:broader :pet ; om:colour '#aabbcc' .
:lion a skos:Concept ; skos:prefLabel 'lion'@en ; skos:notation 'lion' ; owl:deprecated true ; dcterms:isReplacedBy :big .
:tiger a skos:Concept ; skos:prefLabel 'tiger'@en ; skos:notation 'tiger' ; owl:deprecated true ; dcterms:isReplacedBy :big .
:big a skos:Concept ; skos:prefLabel 'big cat'@en ; skos:notation 'big_cat' ; om:mergedFrom :lion, :tiger .
"""

TEXT = """\
1.0.0 → 2.0.0

big_cat (big cat)
  MergeIntoNew           lion, tiger → big_cat [L1 M1 Q2]
    EntityAdded          [L0 M0 Q1]
    DeprecatedReplaced   lion: + big_cat [L1 M1 Q1]
    DeprecatedReplaced   tiger: + big_cat [L1 M1 Q1]

cat (house cat)
  Rename                 cat → house cat
    PrefLabelChanged     cat → house cat (en)
    AltLabelAdded        + cat (en)
  ColourChanged          + #aabbcc

pet
  UnclassifiedTriple     + Info [L0 M0 Q2]
    + <https://example.org/zoo#pet> <http://www.w3.org/ns/shacl#severity> <http://www.w3.org/ns/shacl#Info> .

9 changes: 2 DeprecatedReplaced, 1 AltLabelAdded, 1 ColourChanged, 1 EntityAdded, 1 MergeIntoNew, 1 PrefLabelChanged, 1 Rename, 1 UnclassifiedTriple
Bump: major
  1 MergeIntoNew: Labels of all sources become the new one, and queries for a source find nothing; which source it was stays in the lineage only.
  1 UnclassifiedTriple: Nothing here can tell what this line means for those who read it.
"""

MARKDOWN = """\
# 1.0.0 → 2.0.0

Bump: **major**

- 1 MergeIntoNew: Labels of all sources become the new one, and queries for a source find nothing; which source it was stays in the lineage only.
- 1 UnclassifiedTriple: Nothing here can tell what this line means for those who read it.

| Kind | Changes |
|---|---:|
| DeprecatedReplaced | 2 |
| AltLabelAdded | 1 |
| ColourChanged | 1 |
| EntityAdded | 1 |
| MergeIntoNew | 1 |
| PrefLabelChanged | 1 |
| Rename | 1 |
| UnclassifiedTriple | 1 |

## big\\_cat (big cat)

- **MergeIntoNew**: lion, tiger → big\\_cat (L1 M1 Q2: Labels of all sources become the new one, and queries for a source find nothing; which source it was stays in the lineage only.)
  - EntityAdded
  - DeprecatedReplaced: lion: + big\\_cat
  - DeprecatedReplaced: tiger: + big\\_cat

## cat (house cat)

- **Rename**: cat → house cat
  - PrefLabelChanged: cat → house cat (en)
  - AltLabelAdded: + cat (en)
- ColourChanged: + \\#aabbcc

## pet

- UnclassifiedTriple: + Info (L0 M0 Q2: Nothing here can tell what this line means for those who read it.)
  - `<https://example.org/zoo#pet> <http://www.w3.org/ns/shacl#severity> <http://www.w3.org/ns/shacl#Info> .`

"""


def told(before, after, settings=Settings()):  # noqa: B008 - a frozen value
    old, new = (parse_text(turtle(body), "turtle") for body in (before, after))
    changes = diff(old, new, SortedLines(old, new), our_catalogue())
    compats = judge_all(changes, our_catalogue(), settings)
    return document(changes, compats, "1.0.0", "2.0.0", bump(compats.values()))


def test_a_terminal_shows_subjects_with_compound_changes_first_and_the_bump_at_the_end():
    assert text(told(BEFORE, AFTER)) == TEXT


def test_markdown_tells_the_same():
    assert markdown(told(BEFORE, AFTER)) == MARKDOWN


def test_colours_are_only_added():
    coloured = text(told(BEFORE, AFTER), colour=True)
    assert "\x1b[" in coloured
    plain = coloured
    for code in ("0", "1", "2", "31", "32", "33", "36"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == TEXT


@pytest.mark.parametrize("write", [text, markdown], ids=["text", "markdown"])
def test_no_change_is_said(write):
    assert "Nothing changed." in write(told(BEFORE, BEFORE))


def test_a_label_cannot_take_over_the_terminal():
    found = told(":a a skos:Concept .", r":a a skos:Concept ; skos:prefLabel '\u001b[2Jred\u202E'@en .")
    assert "\x1b" not in text(found)
    assert "\u202e" not in text(found)


def test_a_label_cannot_take_over_the_page():
    found = told(":a a skos:Concept .", ":a a skos:Concept ; skos:prefLabel '<script>*x*](http://e)|'@en .")
    assert r"\<script\>\*x\*\](http://e)\|" in markdown(found)


def test_json_has_every_key_and_the_lines():
    found = told(BEFORE, AFTER)
    assert list(found) == ["schema", "from", "to", "bump", "summary", "changes"]
    assert found["schema"] == "ontoman/diff/1"
    keys = [
        "id",
        "kind",
        "about",
        "key",
        "label",
        "old",
        "new",
        "compat",
        "evidence",
        "score",
        "parts",
        "removed",
        "added",
    ]
    assert all(list(entry) == keys for entry in found["changes"])
    merge = next(entry for entry in found["changes"] if entry["kind"] == "MergeIntoNew")
    assert merge["old"] == ["lion", "tiger"]
    assert merge["evidence"] == "declared"
    assert {entry["kind"] for entry in found["changes"] if entry["id"] in merge["parts"]} == {
        "EntityAdded",
        "DeprecatedReplaced",
    }
    assert sum(found["summary"].values()) == len(found["changes"]) == 9


def test_json_is_one_line_a_change_and_the_same_bytes_each_time():
    found = told(BEFORE, AFTER)
    written = encode(found)
    assert json.loads(written) == found
    assert written == encode(told(BEFORE, AFTER))
    assert sum(line.startswith(b'    {"id":') for line in written.splitlines()) == 9
    assert json.loads(encode(told(BEFORE, BEFORE)))["changes"] == []


def test_what_data_stores_decides_what_a_rename_means():
    def classes(stored_as):
        entries = told(BEFORE, AFTER, Settings(stored_as))["changes"]
        return next(entry["compat"]["labels"] for entry in entries if entry["kind"] == "Rename")

    assert [classes(stored_as) for stored_as in ("key", "label", "iri")] == ["L0", "L1", "L0"]
