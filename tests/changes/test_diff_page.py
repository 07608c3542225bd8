"""The page of a diff: cards by risk, branches of the tree, drawings, and nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from changes.samples import turtle

from ontoman.formats.diff_drawing import flow, move
from ontoman.formats.diff_page import cards, options
from ontoman.operations.diff_page import page, scene
from ontoman.operations.diffing import judged_diff

BEFORE = """
:animal a skos:Concept ; skos:prefLabel 'Animal'@en .
:pet a skos:Concept ; skos:prefLabel 'Pet'@en ; skos:broader :animal .
:farm a skos:Concept ; skos:prefLabel 'Farm animal'@en ; skos:broader :animal .
:cat a skos:Concept ; skos:prefLabel 'Cat'@en ; skos:broader :pet .
:pig a skos:Concept ; skos:prefLabel 'Pig'@en ; skos:broader :pet .
:lion a skos:Concept ; skos:prefLabel 'Lion'@en ; skos:broader :animal .
:tiger a skos:Concept ; skos:prefLabel 'Tiger'@en ; skos:broader :animal .
:legs a om:Attribute, owl:DatatypeProperty ; skos:prefLabel 'Legs'@en ; om:valueKind om:Integer .
"""
AFTER = (
    BEFORE.replace("'Pig'@en ; skos:broader :pet", "'Pig'@en ; skos:broader :farm")
    .replace("'Cat'@en", "'<b>House</b> cat'@en")
    .replace("'Legs'@en", "'Number of legs'@en")
    + """:lion owl:deprecated true ; dcterms:isReplacedBy :big . :tiger owl:deprecated true ; dcterms:isReplacedBy :big .
:big a skos:Concept ; skos:prefLabel 'Big cat'@en ; skos:broader :animal ; om:mergedFrom :lion, :tiger .
"""
)


@pytest.fixture
def judged(tmp_path):
    for name, body in (("old", BEFORE), ("new", AFTER)):
        (tmp_path / f"{name}.ttl").write_text(turtle(body))
    return judged_diff(None, str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl"))


@pytest.fixture
def found(judged):
    return cards(judged.document, scene(judged))


def test_the_riskiest_comes_first_and_categories_before_the_rest(found):
    assert [(card.size, card.title) for card in found] == [
        ("major", "Big cat"),
        ("major", "Pig"),
        ("patch", "<b>House</b> cat"),
        ("patch", "Number of legs"),
    ]


def test_a_card_stands_where_its_subject_is_and_was(found):
    assert {card.title: card.trail for card in found} == {
        "Pig": ("Animal", "Farm animal"),
        "Big cat": ("Animal",),
        "<b>House</b> cat": ("Animal", "Pet"),
        "Number of legs": ("Attributes",),
    }
    assert found[1].branches == ("category:animal", "category:farm", "category:pet")


def test_branches_are_offered_in_order_of_the_tree_with_how_much_changed(found):
    assert [(one.title, one.depth, one.count) for one in options(found)] == [
        ("Animal", 0, 3),
        ("Farm animal", 1, 1),
        ("Pet", 1, 2),
        ("Attributes", 0, 1),
    ]


def test_moves_and_merges_are_drawn_and_say_what_they_show(found):
    drawings = {card.title: str(change.drawing) for card in found for change in card.changes if change.drawing}
    assert set(drawings) == {"Pig", "Big cat"}
    assert 'aria-label="Pig moves from below Pet to below Farm animal."' in drawings["Pig"]
    assert 'aria-label="MergeIntoNew: Lion and Tiger to Big cat."' in drawings["Big cat"]


@pytest.mark.parametrize(("sources", "targets"), [(1, 1), (1, 3), (4, 1), (2, 3), (12, 1)])
def test_a_drawing_joins_every_source_with_every_target_and_nothing_overlaps(sources, targets):
    names = [[f"{side}{n}" for n in range(count)] for side, count in (("a", sources), ("b", targets))]
    svg = str(flow(*names, "says"))
    assert svg.count('class="is"') == sources * targets
    height = float(re.search(r'viewBox="0 0 360 ([\d.]+)"', svg)[1])
    boxes = [(x, float(y)) for x, y in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', svg)]
    assert len(boxes) == sources + targets
    sides = [sorted(y for x, y in boxes if x == side) for side in {x for x, _ in boxes}]
    assert len({(ys[0] + ys[-1]) / 2 for ys in sides}) == 1, "both sides have one middle"
    for ys in sides:
        assert all(b - a >= 30 for a, b in pairwise(ys))
        assert ys[0] >= 0
        assert ys[-1] + 26 <= height


def test_a_long_name_is_cut_and_kept_whole_in_its_title():
    svg = str(move("x" * 60, ["<p>"], ["q", "r"], 'says "it"'))
    assert f"<title>{'x' * 60}</title>" in svg
    assert f">{'x' * 20}…</text>" in svg
    assert "&lt;p&gt;" in svg
    assert 'aria-label="says &#34;it&#34;"' in svg


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.ids, self.refs = [], [], []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        self.refs += [value[1:] for name, value in attrs if name == "href"]


def test_the_page_asks_nothing_of_any_other_place_and_no_label_becomes_markup(judged):
    text = page(judged)
    tags = Tags()
    tags.feed(text)
    assert not {"link", "img", "iframe"}.intersection(tag for tag, _ in tags.found)
    names = {name for _, attrs in tags.found for name in attrs}
    assert not {name for name in names if name in {"src", "style"} or name.startswith("on")}
    assert "http" not in re.sub(r"http-equiv", "", re.sub(r"<style>.*</style>", "", text, flags=re.DOTALL))
    assert "&lt;b&gt;House&lt;/b&gt; cat" in text
    assert "<b>House" not in text
    assert set(tags.refs) <= set(tags.ids)
    assert len(tags.ids) == len(set(tags.ids))
    assert "default-src 'none'" in next(attrs["content"] for tag, attrs in tags.found if "http-equiv" in attrs)


def test_no_change_is_said_and_nothing_is_to_be_filtered(tmp_path):
    (tmp_path / "a.ttl").write_text(turtle(BEFORE))
    text = page(judged_diff(None, str(tmp_path / "a.ttl"), str(tmp_path / "a.ttl")))
    assert "Nothing changed." in text
    assert "<form" not in text


def test_a_cycle_ends_the_way_up(tmp_path):
    (tmp_path / "old.ttl").write_text(
        turtle(":a a skos:Concept ; skos:broader :b . :b a skos:Concept ; skos:broader :a .")
    )
    (tmp_path / "new.ttl").write_text(
        turtle(":a a skos:Concept ; skos:broader :b ; skos:altLabel 'x'@en . :b a skos:Concept ; skos:broader :a .")
    )
    assert "AltLabelAdded" in page(judged_diff(None, str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl")))


def test_a_parent_that_is_written_from_above_counts(tmp_path):
    above = ":pet a skos:Concept ; skos:prefLabel 'Pet'@en ; skos:narrower :cat . "
    (tmp_path / "old.ttl").write_text(turtle(above + ":cat a skos:Concept ."))
    (tmp_path / "new.ttl").write_text(turtle(above + ":cat a skos:Concept ; skos:altLabel 'x'@en ."))
    judged = judged_diff(None, str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl"))
    assert [card.trail for card in cards(judged.document, scene(judged))] == [("Pet",)]
