"""The diff as one HTML file, in a real browser: from the disk, with its own content policy."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import SIZES
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(root, tmp_path_factory):
    from ontoman.operations.diffing import render

    streets = root / "vocab" / "examples" / "streets"
    path = tmp_path_factory.mktemp("diff") / "changes.html"
    path.write_text(render(None, str(streets / "1.0.0.ttl"), str(streets / "2.0.0.ttl"), "html"), "utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser, file):
    """Open the file as a reader does; complaints and requests to any other place fail the test."""
    contexts, complaints = [], []

    def see(size="desk", scheme="light", **settings):
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if request.url != file else None)
        page.goto(file)
        return page

    yield see
    for context in contexts:
        context.close()
    assert complaints == []


def titles(page):
    return [card.locator("h3").inner_text().split(" ")[0] for card in page.locator(".card:visible").all()]


def test_filters_by_risk_class_branch_and_text_narrow_what_shows(opened):
    page = opened()
    found = page.get_by_role("status")
    expect(found).to_have_text("16 subjects")
    page.get_by_role("checkbox", name="Safe").uncheck()
    page.get_by_role("checkbox", name="Automatic or additive").uncheck()
    expect(found).to_have_text("8 of 16 subjects")
    expect(page.get_by_role("heading", name="Safe")).to_be_hidden()
    page.get_by_label("Class").select_option("L3")
    expect(found).to_have_text("5 of 16 subjects")
    page.get_by_label("Branch").select_option("category:vehicle")
    assert titles(page) == ["Cycle", "Construction", "Van"]
    page.get_by_label("Text").fill("PEOPLE CARRIER")
    assert titles(page) == ["Van"]
    page.get_by_label("Text").fill("no such thing")
    expect(found).to_have_text("0 of 16 subjects")
    page.get_by_role("button", name="Show all").click()
    expect(found).to_have_text("16 subjects")
    assert len(titles(page)) == 16


def test_a_moved_category_is_found_under_its_old_and_its_new_branch(opened):
    page = opened()
    for branch in ("category:movable_object", "category:road_furniture"):
        page.get_by_label("Branch").select_option(branch)
        assert "Temporary" in titles(page)


def test_drawings_show_moves_merges_and_splits(opened):
    page = opened()
    for says in (
        "Temporary barrier moves from below Movable object to below Road furniture.",
        "MergeIntoNew: City bus and Coach to Bus.",
        "Split: Van to Delivery van and People carrier.",
    ):
        drawing = page.get_by_role("img", name=says)
        expect(drawing).to_be_visible()
        assert drawing.bounding_box()["width"] > 300


def test_a_kind_leads_to_what_it_means(opened):
    page = opened()
    page.get_by_role("link", name="MergeIntoNew").click()
    expect(page.locator("#kind-mergeintonew")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_it_fits_and_assistive_technology_can_use_it(opened, size, scheme):
    page = opened(size, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_without_scripts_everything_shows(opened):
    page = opened(java_script_enabled=False)
    assert page.locator(".card:visible").count() == 16
    assert page.locator(".filters:visible").count() == 0


def test_on_paper_everything_is_open_and_nothing_is_to_be_clicked(opened):
    page = opened()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".filters")).to_be_hidden()
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
