"""The pages in a real browser: the main path, the keyboard, a phone, and what assistive technology needs."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import SIZES, VARIANTS, pages_to_see, serving
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def inside(browser, open_house):
    """The session of a browser that came in by the start-up address, and the address of the server."""
    context = browser.new_context()
    context.new_page().goto(open_house)
    state = context.storage_state()
    context.close()
    return state, open_house.partition("?")[0]


@pytest.fixture
def context(browser, inside):
    """A browser that is in, at the start page; what it complains about fails the test."""
    state, url = inside
    opened = browser.new_context(storage_state=state, viewport={"width": 1440, "height": 900})
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text) if message.type == "error" else None)
    opened.on("weberror", lambda error: opened.complaints.append(str(error.error)))
    opened.new_page().goto(url)
    yield opened
    complaints = [text for text in opened.complaints if "404" not in text]
    opened.close()
    assert not complaints


@pytest.fixture
def page(context):
    return context.pages[0]


def test_the_main_path_from_the_terminal_to_an_answer(page):
    expect(page.get_by_role("heading", name="Street scenes", level=1)).to_be_visible()

    page.get_by_label("Search categories").fill("bicy")
    hits = page.get_by_role("region", name="Search results")
    expect(hits.get_by_role("status")).to_contain_text("for “bicy”")
    hits.get_by_role("link", name="Bicycle", exact=True).click()
    expect(page.get_by_role("heading", name="Bicycle", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="What is labeled")).to_be_visible()

    page.get_by_role("link", name="Rider on a light vehicle").first.click()
    expect(page.get_by_role("heading", name="Rider on a light vehicle", level=1)).to_be_visible()
    expect(page.get_by_label("The rule")).to_contain_text("Then")

    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Releases").click()
    page.get_by_role("link", name="Changes since 1.0.0").click()
    expect(page.get_by_role("heading", name="1.0.0 to 2.0.0")).to_be_visible()
    page.get_by_role("link", name=re.compile("L3 needs a condition")).click()
    expect(page.get_by_role("heading", name="Van van", exact=True)).to_be_visible()
    van = page.get_by_role("region", name="Van")
    van.get_by_text("3 parts").click()
    expect(van.get_by_text("entity added").first).to_be_visible()

    page.get_by_role("link", name="Releases").first.click()
    page.get_by_role("link", name="Guideline of 2.0.0").click()
    expect(page.get_by_text("What changed since 1.0.0")).to_be_visible()
    page.get_by_role("link", name="Ontology").click()

    page.get_by_role("link", name="SPARQL").click()
    page.get_by_role("link", name="Edge-case rules by priority").click()
    expect(page.get_by_label("Query")).to_have_value(re.compile("om:EdgeCaseRule"))
    page.get_by_label("Query").press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("15 rows")
    expect(page.get_by_role("row", name=re.compile("person_in_vehicle"))).to_be_visible()


def test_a_stranger_sees_only_how_to_get_in(browser, inside):
    context = browser.new_context()
    page = context.new_page()
    page.goto(inside[1])
    expect(page.get_by_role("heading", name="You are not in yet")).to_be_visible()
    context.close()


def test_the_tree_can_be_walked_with_the_keyboard(page):
    focused = page.locator(":focus")
    page.get_by_label("Search categories").focus()
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_text("Object")
    for key, name in [
        ("ArrowDown", "Person"),
        ("ArrowRight", "Pedestrian"),
        ("ArrowDown", "Child"),
        ("ArrowLeft", "Person"),
    ]:
        page.keyboard.press(key)
        expect(focused).to_have_text(name)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("link", name="Pedestrian")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_text("Vehicle")
    page.keyboard.press("Home")
    expect(focused).to_have_text("Object")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Object", level=1)).to_be_visible()


def test_escape_brings_the_tree_back(page):
    box = page.get_by_label("Search categories")
    box.fill("van")
    expect(page.get_by_role("button", name="Expand all")).to_be_hidden()
    box.press("Escape")
    expect(page.get_by_role("button", name="Expand all")).to_be_visible()
    expect(box).to_have_value("")


def test_the_first_tab_skips_to_the_content(page):
    page.reload()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_another_release_is_two_clicks_away(page):
    page.get_by_text("Release 2.0.0", exact=True).first.click()
    page.get_by_role("link", name="1.0.0 2026-Q1").click()
    expect(page.get_by_role("note")).to_contain_text("You are looking at release 1.0.0")
    expect(page.get_by_role("link", name="Road post")).to_be_visible()
    page.get_by_role("link", name="Show the latest release, 2.0.0").click()
    expect(page.get_by_role("link", name="Bollard")).to_be_visible()


def test_a_difference_is_taken_away_as_one_file_that_opens_anywhere(page, inside, tmp_path, browser):
    page.goto(f"{inside[1]}diff/1.0.0/2.0.0")
    link = page.get_by_role("link", name="One HTML file")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "1.0.0-2.0.0.html"
    download.value.save_as(tmp_path / "changes.html")
    elsewhere = browser.new_context(offline=True).new_page()
    elsewhere.goto((tmp_path / "changes.html").as_uri())
    expect(elsewhere.get_by_role("heading", name="1.0.0 to 2.0.0")).to_be_visible()
    expect(elsewhere.get_by_role("img", name=re.compile("Van"))).to_be_visible()
    elsewhere.get_by_label("Branch").select_option("category:vehicle")
    expect(elsewhere.get_by_role("status")).to_contain_text("of 16 subjects")
    elsewhere.context.close()
    page.goto(f"{inside[1]}diff/2.0.0/draft")
    expect(page.get_by_text("The two states say the same.")).to_be_visible()
    expect(link).to_have_count(0)


def test_a_large_tree_is_fetched_as_it_is_opened(browser, tmp_path):
    with serving(large(tmp_path)) as url:
        context = browser.new_context()
        page = context.new_page()
        page.goto(url)
        expect(page.locator("a.leaf")).to_have_count(1)
        page.get_by_role("button", name="Top: 450 narrower categories").click()
        expect(page.locator("a.leaf")).to_have_count(201)
        page.get_by_role("button", name="Show more (250 left)").click()
        expect(page.locator("a.leaf")).to_have_count(401)
        expect(page.locator(":focus")).to_have_text("Thing 200")
        page.get_by_role("button", name="Show more (50 left)").click()
        expect(page.locator("a.leaf")).to_have_count(451)
        context.close()


CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.mark.parametrize(("size", "scheme", "rules"), [("desk", "light", {}), ("phone", "dark", CONTRAST)])
def test_every_page_is_usable_by_all_and_fits(browser, inside, size, scheme, rules):
    state, url = inside
    width, height = SIZES[size]
    context = browser.new_context(storage_state=state, viewport={"width": width, "height": height}, color_scheme=scheme)
    page, wrong = context.new_page(), {}
    pages = {name: address for name, address in pages_to_see(url).items() if name not in VARIANTS}
    for name, address in pages.items():
        page.goto(address, wait_until="domcontentloaded")
        found = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
        grave = [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in found if v["impact"] in {"serious", "critical"}]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            grave.append("it is wider than the screen")
        if grave:
            wrong[name] = grave
    context.close()
    assert not wrong


def test_axe_would_find_a_bad_page(page):
    """The control: a picture without a name and a text without contrast are found."""
    page.evaluate("document.querySelector('main').innerHTML = '<img src=\"data:,\"><input>'")
    assert Axe().run(page).violations_count > 0


def test_the_policy_stops_code_and_style_in_a_page(context, page):
    """The control for the content security policy: were it gone, the page would turn red and get a name."""
    page.evaluate("""() => {
        const main = document.querySelector('main');
        main.innerHTML = '<p id="styled" style="color: rgb(255, 0, 0)">x</p><img src="data:," onerror="document.title = 1">';
        const script = document.createElement('script');
        script.textContent = 'document.title = "taken"';
        main.append(script);
    }""")
    expect(page.locator("#styled")).not_to_have_css("color", "rgb(255, 0, 0)")
    assert "taken" not in page.title()
    assert any("Content Security Policy" in text for text in context.complaints)
    context.complaints.clear()


def large(folder):
    """A workspace whose draft has 450 categories under one."""
    from ontoman.operations import importing, workspace as workspaces

    made = workspaces.init(folder / "w", workspaces.Wish("https://example.org/large/", None, ("en",), "ada"))
    turtle = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <https://example.org/large/> .\n:top a skos:Concept ; skos:prefLabel "Top"@en .\n'
    turtle += "".join(
        f':k{n:04} a skos:Concept ; skos:broader :top ; skos:prefLabel "Thing {n}"@en .\n' for n in range(450)
    )
    (folder / "large.ttl").write_text(turtle)
    importing.import_file(made, folder / "large.ttl", importing.Choice(), None)
    return folder / "w"
