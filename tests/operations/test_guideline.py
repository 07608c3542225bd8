"""The guideline: every section that the graph can fill, in any language, and nothing of the data as markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from ontoman.errors import BadInput
from ontoman.guidelines import Facts, build, html, markdown
from ontoman.model import Category, Iri, LangString, Ontology, names
from ontoman.operations import guideline
from ontoman.operations.diffing import compare
from ontoman.operations.states import file_state
from ontoman.rdf import ontology_of, parse_file

STREETS = Path(__file__).resolve().parents[2] / "vocab" / "examples" / "streets"
FACTS = Facts("2.0.0", "2026-01-01", "f" * 64)


@pytest.fixture(scope="module")
def streets():
    return ontology_of(parse_file(STREETS / "2.0.0.ttl"))


@pytest.fixture(scope="module")
def facts():
    old, new = (file_state(STREETS / f"{version}.ttl") for version in ("1.0.0", "2.0.0"))
    changes = compare(old, new).document["changes"]
    return replace(FACTS, since="1.0.0", changes=tuple(changes))


def test_values_and_what_is_in_use_again_are_told_and_a_rule_in_other_keys_is_not(tmp_path):
    from ontoman.changes.editing import Ground, Named, Part, assignment, merge, set_, split, unmerge
    from ontoman.operations.edit_desk import applied

    def edited(lines, *edits):
        for edit in edits:
            lines = applied(lines, edit(Ground(lines, ontology_of(lines), "https://example.org/streets/")))
        return lines

    old = parse_file(STREETS / "1.0.0.ttl")
    merged = edited(old, lambda g: merge(g, ["child"], Named("pedestrian"), "x0"))
    new = edited(
        merged,
        lambda g: unmerge(g, "pedestrian"),
        lambda g: split(g, "posture=standing", [Part("posture=upright"), Part("posture=leaning")], ("x1", "x2")),
        lambda g: set_(g, "wheels", [assignment("key=wheel_count")]),
    )
    for name, lines in (("merged", merged), ("new", new)):
        (tmp_path / f"{name}.nt").write_text("".join(f"{line}\n" for line in lines))
    document = compare(file_state(tmp_path / "merged.nt"), file_state(tmp_path / "new.nt")).document
    assert document["summary"]["RuleConditionChanged"] >= 1
    facts = replace(FACTS, since="1.0.0", changes=tuple(document["changes"]))
    assert sorted(build(ontology_of(new), "en", facts).changed) == [
        "In use again: Child. Not everything is Pedestrian any more.",
        "Standing was split into leaning, upright.",
    ]
    assert "Wieder in Gebrauch: Kind." in " ".join(build(ontology_of(new), "de", facts).changed)


def test_what_changed_comes_first_and_in_words(streets, facts):
    changed = build(streets, "en", facts).changed
    assert "Van was split into Delivery van, People carrier." in changed
    assert "City bus, Coach are now Bus." in changed
    assert "Bicycle rack is no longer used." in changed
    assert "New: Delivery robot." in changed
    assert "New attribute: Blue light." in changed
    assert "Road post is now called Bollard." in changed
    assert "Temporary barrier has moved in the tree." in changed
    assert any("Construction vehicle means something else" in line for line in changed)
    assert any("Far away and hidden" in line for line in changed)
    assert not any("Flashing" in line for line in changed), "a new attribute brings its values"
    assert not any("New: Bus" in line for line in changed), "it is told with the merge"


def test_deprecated_categories_are_left_out(streets):
    keys = {entry.key for entry in build(streets, "en", FACTS).entries}
    assert "bus" in keys
    assert not keys & {"coach", "van", "bicycle_rack"}


def test_a_category_says_what_is_labeled_what_is_not_and_what_it_is_confused_with(streets):
    entry = next(e for e in build(streets, "en", FACTS).entries if e.key == "bicycle")
    assert entry.labeled[0].startswith("Recumbents")
    assert entry.not_labeled
    assert "Mirrors belong inside" in entry.drawing[-1], "what is said of all vehicles holds here, too"
    assert {pair.key for pair in entry.confusable} == {"wide_cycle", "motorcycle"}
    assert {key for key, _ in entry.questions} >= {"visibility", "has_rider", "wheels"}


def test_a_rule_names_its_exceptions(streets):
    rules = {case.key: case for entry in build(streets, "en", FACTS).entries for case in entry.cases}
    assert rules["rider_on_vehicle"].exceptions
    assert rules["too_many_wheels"].condition.startswith("The category is Light vehicle or below it and Wheels is more")


def test_every_live_rule_attribute_and_value_is_said_somewhere(streets):
    guide = build(streets, "en", FACTS)
    said = {case.key for case in guide.general} | {case.key for entry in guide.entries for case in entry.cases}
    assert said == {rule.key for rule in streets.rules.values()}
    assert {q.key for q in guide.questions} == {a.key for a in streets.attributes.values()}
    assert sum(len(q.values) for q in guide.questions) == len(streets.values)


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "Not labeled"), ("de", "Wird nicht gelabelt"), ("fr", "Not labeled")]
)
def test_a_guideline_speaks_the_language_asked_for(streets, language, heading):
    guide = build(streets, language, FACTS)
    assert heading in markdown(guide)
    assert heading in html(guide)
    assert ("Fußgänger" in markdown(guide)) is (language == "de")


SWISS = """@prefix : <https://example.org/o#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:tram a skos:Concept ; skos:notation "tram" ; skos:prefLabel "Tram"@en, "Straßenbahn"@de, "Tram (CH)"@de-CH .
:bike a skos:Concept ; skos:notation "bike" ; skos:prefLabel "Bicycle"@en, "Fahrrad"@de .
:kiosk a skos:Concept ; skos:notation "kiosk" ; skos:prefLabel "Quiosque"@pt-BR ; skos:definition "Une boutique."@fr .
"""


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        ("de-CH", {"Tram (CH)", "Fahrrad"}, {"Bicycle"}),  # RFC 4647, 3.4: look up de-CH, then de
        ("de-AT", {"Straßenbahn", "Fahrrad"}, {"Bicycle"}),
        ("DE", {"Straßenbahn", "Fahrrad"}, {"Bicycle"}),
        ("pt", {"Quiosque"}, set()),
        ("fr", {"Une boutique."}, set()),
        (None, {"Tram", "Bicycle"}, {"Fahrrad"}),
    ],
)
def test_a_language_is_looked_up_from_the_narrow_to_the_wide(tmp_path, language, said, unsaid):
    (tmp_path / "swiss.ttl").write_text(SWISS)
    guideline.write(None, str(tmp_path / "swiss.ttl"), tmp_path / "guideline.md", language)
    text = (tmp_path / "guideline.md").read_text()
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text] == []


@pytest.mark.parametrize("language", ["it", "d", "zh-Hant", "english", "", "de_CH"])
def test_a_language_without_text_is_refused_with_those_that_there_are(tmp_path, language):
    (tmp_path / "swiss.ttl").write_text(SWISS)
    with pytest.raises(BadInput) as letter:
        guideline.write(None, str(tmp_path / "swiss.ttl"), tmp_path / "guideline.md", language)
    assert (letter.value.code, letter.value.exit_code) == ("OM205", 2)
    assert "de, de-ch, en, fr, pt-br" in letter.value.message
    assert not (tmp_path / "guideline.md").exists()


def test_an_ontology_without_texts_has_its_guideline_in_no_other_language(tmp_path):
    (tmp_path / "a.ttl").write_text("<urn:a> a <http://www.w3.org/2004/02/skos/core#Concept> .")
    guideline.write(None, str(tmp_path / "a.ttl"), tmp_path / "guideline.md")
    with pytest.raises(BadInput) as letter:
        guideline.write(None, str(tmp_path / "a.ttl"), tmp_path / "guideline.md", "en")
    assert "in no language" in letter.value.message


class Outline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.open = [], set(), [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids.add(found.get("id"))
        if "href" in found:
            self.links.append(found["href"])
        if tag not in {"meta", "br", "rect"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag != "rect":
            assert self.open.pop() == tag


def outline(page):
    parser = Outline()
    parser.feed(page)
    return parser


def test_the_page_is_one_file_whose_links_lead_somewhere(streets, facts):
    page = outline(html(build(streets, "en", facts)))
    assert page.open == []
    assert {link.removeprefix("#") for link in page.links} <= page.ids
    assert not [tag for tag, found in page.tags if tag in {"script", "link", "img", "iframe"} or "src" in found]


EVIL = '<script>alert(1)</script> [x](javascript:alert(1)) "quoted" | `code` # *b*'


def test_texts_are_data_and_never_markup():
    iri = Iri("urn:evil")
    category = Category(
        iri,
        'a"><script>',
        labels=(LangString(EVIL, "en"),),
        definitions=(LangString(EVIL, "en"),),
        notes=((names.INCLUDES, LangString("- 1. " + EVIL, "en")),),
        colour='red"/><script>',
    )
    guide = build(Ontology(categories={iri: category}), "en", FACTS)
    assert not [tag for tag, _ in outline(html(guide)).tags if tag == "script"]
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown(guide))
    tags = outline(rendered).tags
    assert not [tag for tag, found in tags if tag == "script" or "javascript" in found.get("href", "")]
    assert "alert(1)" in rendered


def test_a_condition_that_cannot_be_read_stands_as_written(streets):
    rule = next(r for r in streets.rules.values() if r.key == "too_many_wheels")
    broken = replace(streets, rules={rule.iri: replace(rule, condition="weels >> 4")})
    guide = build(broken, "en", FACTS)
    assert any(case.condition == "weels >> 4" for entry in guide.entries for case in entry.cases)
