"""The page of kinds is what the catalogue says, and each kind can be linked to."""

from __future__ import annotations

import re

from ontoman.operations.kinds_page import kinds_page
from ontoman.rdf.catalogue import our_catalogue


def test_the_page_of_kinds_is_in_step_with_the_catalogue(root):
    assert (root / "docs" / "changes.md").read_text("utf-8") == kinds_page(), "run `make docs`"


def test_every_kind_has_an_anchor_of_its_own_and_every_link_leads_to_one():
    page = kinds_page()
    anchors = re.findall(r'<a id="([^"]+)">', page)
    assert len(anchors) == len(set(anchors)) == len(our_catalogue().kinds)
    assert "kind-moved" in anchors
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(anchors)


def test_every_row_of_every_kind_stands_on_the_page():
    page = kinds_page()
    for entry in our_catalogue().kinds:
        for row in entry.rows:
            assert f"| {row.labels} | {row.models} | {row.consumers} | {row.why} |" in page
