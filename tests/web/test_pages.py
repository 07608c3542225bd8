"""What the pages say."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest

from ontoman.model import Category, Iri, LangString, Ontology
from ontoman_web.book import loose
from ontoman_web.pages import tree
from ontoman_web.search import Index


def text_of(answer):
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.mark.parametrize(("address", "sentences"), [
    ("/", ["Categories 46", "Attributes 15", "Police officer", "residual", "cannot tell", "retired"]),
    ("/?q=velo", ["Nothing matches"]),
    ("/?q=fahrrad", ["Bicycle", "Object › Vehicle › Light vehicle"]),
    ("/categories/van", ["Retired.", "It was split into People carrier , Delivery van", "as a person decides", "2.0.0", "1.0.0"]),
    ("/categories/cycle", ["It was split into", "Wheels is", "wheels"]),
    ("/categories/bus", ["Merged from"]),
    ("/categories/pedestrian", ["What is labeled", "What is not labeled", "coco 1", "#d62728", "cuboid", "inherited from", "Eine erwachsene Person"]),
    ("/categories/pedestrian?lang=de", ["Fußgänger"]),
    ("/attributes/visibility", ["Rank", "81-100", "default", "for each frame", "Far away and hidden"]),
    ("/rules/person_in_vehicle", ["If", "Then", "ignore it", "Exceptions", "Person on a roof or load bed", "Why"]),
    ("/rules/far_and_hidden", ["Visibility is 0 to 20 % and Distance is more than 60 m", "visibility = '0-20' and distance > 60"]),
    ("/releases", ["2.0.0", "latest", "2026-Q1", "major", "Changes since 1.0.0"]),
    ("/releases/2.0.0", ["0 violations", "map", "need a person", "ontology.nt", "sha256", "reasoning"]),
    ("/diff/1.0.0/2.0.0", ["major", "redefined", "split", "Delivery van", "needs a condition or a person", "A person must choose a part for every item."]),
    ("/diff/1.0.0/2.0.0?q=nothing-like-it", ["No change is like that."]),
    ("/diff/2.0.0/draft", ["The two states say the same."]),
    ("/?release=1.0.0", ["You are looking at release 1.0.0", "Road post"]),
    ("/?release=draft", ["You are looking at the draft"]),
    ("/ns", ["om:EdgeCaseRule", "om:geometry"]),
    ("/guideline/2.0.0", ["What changed since 1.0.0", "Download"]),
    ("/guideline/2.0.0?lang=de", ["Bus"]),
])  # fmt: skip
def test_a_page_says(visitor, address, sentences):
    said = text_of(visitor.get(address))
    for sentence in sentences:
        assert sentence in said


def test_the_difference_can_be_narrowed_to_one_class(visitor):
    def cards(address):
        return visitor.get(address).text.count('class="card diff"')

    every, some = cards("/diff/1.0.0/2.0.0"), cards("/diff/1.0.0/2.0.0?labels=L3")
    assert 0 < some < every
    assert cards("/diff/1.0.0/2.0.0?kind=Split") == 2
    assert cards("/diff/1.0.0/2.0.0?q=bollard") == 1


def test_what_needs_attention_comes_first(visitor):
    classes = re.findall(r'<abbr class="c(\d)" title="[^"]*">L', visitor.get("/diff/1.0.0/2.0.0").text)
    assert classes[0] == "3"
    assert classes[-1] == "0"


def test_an_unknown_key_is_not_found_and_the_page_says_what_may_be_meant(visitor):
    answer = visitor.get("/categories/pedestrians")
    assert answer.status_code == 404
    assert 'href="/categories/pedestrian"' in answer.text
    assert "OM120" in answer.text


def test_a_key_of_another_release_is_found_there(visitor):
    answer = visitor.get("/categories/delivery_van?release=1.0.0")
    assert answer.status_code == 404
    assert 'href="/categories/delivery_van?release=2.0.0"' in answer.text


def test_a_key_of_another_kind_leads_to_its_page(visitor):
    assert 'href="/attributes/visibility"' in visitor.get("/categories/visibility").text


def test_the_state_that_a_reader_chose_stays_from_page_to_page(visitor):
    page = visitor.get("/categories/car?release=1.0.0&lang=de").text
    assert 'href="/?release=1.0.0&amp;lang=de"' in page
    assert 'href="/releases"' in page


def test_the_guideline_keeps_its_own_style_and_no_other(visitor):
    answer = visitor.get("/guideline/2.0.0")
    assert re.search(r"style-src 'self' 'sha256-[A-Za-z0-9+/=]{44}';", answer.headers["Content-Security-Policy"])
    bare = visitor.get("/guideline/2.0.0?bare=1").text
    assert "ontoman-bar" not in bare
    assert "/static/" not in bare


def test_the_guideline_is_offered_in_the_languages_that_the_release_speaks(streets):
    from browsing import TOKEN

    from ontoman_web import create_app

    toml = streets / "ontoman.toml"
    toml.write_text(toml.read_text().replace('languages = ["en", "de"]', 'languages = ["fr", "de-CH", "en"]'))
    client = create_app(streets, token=TOKEN).test_client()
    client.get(f"/?token={TOKEN}")
    page = client.get("/guideline/2.0.0").text
    assert ("?lang=fr" in page, "?lang=de-CH" in page, "?lang=en" in page) == (False, True, True)
    assert "Fußgänger" in client.get("/guideline/2.0.0?lang=de-CH").text
    refused = client.get("/guideline/2.0.0?lang=fr")
    assert (refused.status_code, "OM205" in refused.text) == (400, True)


def test_a_workspace_with_nothing_in_it_says_how_to_begin(tmp_path):
    from browsing import TOKEN

    from ontoman.operations import workspace as workspaces
    from ontoman_web import create_app

    workspaces.init(tmp_path / "new", workspaces.Wish("https://example.org/new/", None, ("en",), "ada"))
    client = create_app(tmp_path / "new", token=TOKEN).test_client()
    client.get(f"/?token={TOKEN}")
    assert "ontoman import FILE" in client.get("/").text
    assert "Nothing is released yet" in client.get("/releases").text
    assert client.get("/diff").status_code == 303
    assert client.get("/guideline/draft").status_code == 200


# -- keys of every kind ------------------------------------------------------------------------------------------------

NAMESPACE = "https://example.org/odd/"
KEYS = [
    "a/b",
    "a//b",
    "/a",
    "a b",
    "ä",
    "a%2Fb",
    "100%",
    "a?b=c",
    "a#b",
    "a&b",
    "<b>",
    '"',
    "'",
    "a\\b",
    "..",
    ".",
    "…",
    "children",
    "x/children",
    "=1+1",
    "漢字",
]


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A visitor of a workspace whose keys are as odd as keys can be."""
    from browsing import TOKEN

    from ontoman.operations import importing, workspace as workspaces
    from ontoman_web import create_app

    folder = tmp_path_factory.mktemp("odd")
    made = workspaces.init(folder / "w", workspaces.Wish(NAMESPACE, None, ("en",), "ada"))
    quoted = [key.replace("\\", "\\\\").replace('"', '\\"') for key in KEYS]
    turtle = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + "".join(
        f'<{NAMESPACE}{n}> a skos:Concept ; skos:notation "{key}" ; skos:prefLabel "<i>{n}</i>"@en ;'
        f' <https://w3id.org/ontoman/ns#colour> "red\\" onload=\\"x" .\n'
        for n, key in enumerate(quoted)
    )
    (folder / "odd.ttl").write_text(turtle)
    importing.import_file(made, folder / "odd.ttl", importing.Choice(), None)
    client = create_app(folder / "w", token=TOKEN).test_client()
    client.get(f"/?token={TOKEN}")
    return client


def test_every_key_has_an_address_that_a_browser_leaves_alone(odd):
    addresses = [unescape(found) for found in re.findall(r'class="leaf" href="([^"]*)"', odd.get("/").text)]
    assert all(re.fullmatch(r"/categories/[^/?#]+|/resource\?iri=.*", address) for address in addresses)
    assert not any(re.search(r"/\.{1,2}(?:[/?]|$)", address) for address in addresses), "a browser would resolve it"
    pages = [odd.get(address).text for address in addresses]
    shown = [re.findall(f"{NAMESPACE}(\\d+)<", page) for page in pages]
    assert sorted(int(found[0]) for found in shown) == list(range(len(KEYS)))


def test_texts_are_shown_as_texts(odd):
    for address in (
        "/",
        "/?q=i",
        "/fragments/search?q=%3Ci%3E",
        "/categories/%3Cb%3E",
        "/categories/%3Cscript%3Ealert(1)",
    ):
        page = odd.get(address, headers={"Accept": "text/html"}).text
        assert "<i>" not in page
        assert "<b>" not in page
        assert "<script>a" not in page
        assert 'fill="red' not in page, "a colour is six hexadecimal digits, and nothing else"
        assert "onload" not in page.replace("red&#34; onload=&#34;x", "")


# -- large trees -------------------------------------------------------------------------------------------------------


def grown(number):
    """An ontology with one top category and *number* below it."""
    top = Category(Iri("n:top"), "top")
    below = [
        Category(Iri(f"n:{n}"), f"k{n:05}", labels=(LangString(f"Thing {n}", "en"),), broader=(top.iri,))
        for n in range(number)
    ]
    return Ontology(categories={category.iri: category for category in (top, *below)})


@pytest.mark.parametrize(("number", "page", "shown", "left"), [
    (3, 1, 3, 0), (200, 1, 200, 0), (201, 1, 200, 1), (201, 2, 1, 0), (450, 2, 200, 50), (450, 3, 50, 0), (450, 4, 0, 0),
])  # fmt: skip
def test_children_come_in_pages_of_two_hundred(number, page, shown, left):
    shoots = tree.grow(grown(number), Iri("n:top"), page, whole=False)
    assert (len(shoots.branches), shoots.left) == (shown, left)
    assert (shoots.following is None) == (left == 0)


def test_a_large_tree_begins_closed_and_a_small_one_open():
    closed = tree.grow(grown(1000), None, 1, whole=False)
    opened = tree.grow(grown(5), None, 1, whole=True)
    assert (closed.branches[0].below, closed.branches[0].size) == (None, 1000)
    assert len(opened.branches[0].below.branches) == 5


def test_a_cycle_is_shown_once_and_what_hangs_from_no_top_is_listed():
    def category(name, *above):
        return Category(Iri(f"n:{name}"), name, broader=tuple(Iri(f"n:{x}") for x in above))

    members = [category("top"), category("a", "top", "b"), category("b", "a"), category("x", "y"), category("y", "x")]
    ontology = Ontology(categories={member.iri: member for member in members})
    a = tree.grow(ontology, None, 1, whole=True).branches[0].below.branches[0]
    assert a.below.branches[0].below.branches[0].size == 0
    assert [found.key for found in loose(ontology)] == ["x", "y"]


def test_search_in_twenty_thousand_categories_keeps_up_with_typing():
    import time

    index = Index.of(grown(20_000))
    start = time.perf_counter()
    hits, total = index.find("thing 19", 50)
    assert time.perf_counter() - start < 0.5
    assert (hits[0].entity.label(), total > 1000) == ("Thing 19", True)


# -- search ------------------------------------------------------------------------------------------------------------


def found(text):
    categories = [
        Category(Iri("n:1"), "bike", labels=(LangString("Bicycle", "en"), LangString("Fahrrad", "de"))),
        Category(Iri("n:2"), "bike_rack", labels=(LangString("Rack for bicycles", "en"),)),
        Category(Iri("n:3"), "old", labels=(LangString("Bicycle", "en"),), deprecated=True),
        Category(
            Iri("n:4"), "moped", labels=(LangString("Moped", "en"),), alt_labels=(LangString("Motor bicycle", "en"),)
        ),
        Category(Iri("n:5"), "car", definitions=(LangString("Anything that is no bicycle.", "en"),)),
    ]
    hits, total = Index.of(Ontology(categories={c.iri: c for c in categories})).find(text, 10)
    assert total == len(hits)
    return [hit.entity.key for hit in hits]


@pytest.mark.parametrize(("text", "keys"), [
    ("bicycle", ["bike", "bike_rack", "moped", "car", "old"]),
    ("BICYCLE", ["bike", "bike_rack", "moped", "car", "old"]),
    ("fahr", ["bike"]),
    ("rack bic", ["bike_rack"]),
    ("motor", ["moped"]),
    ("anything", ["car"]),
    ("zebra", []),
    ("", []),
    ("   ", []),
])  # fmt: skip
def test_search_puts_names_before_texts_and_the_retired_last(text, keys):
    assert found(text) == keys


@pytest.mark.parametrize("text", ["<", "&", "(", "[a-", "\\", "'", "ß", "%00"])
def test_any_text_can_be_searched_for(visitor, text):
    answer = visitor.get("/fragments/search", query_string={"q": text})
    assert answer.status_code == 200
    assert visitor.get(f"/?q={quote(text)}").status_code == 200
