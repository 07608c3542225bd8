"""`/attributes/KEY`: an attribute with its values, where it applies and what reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template

from ontoman.model import KeyNotFound
from ontoman.operations import resources
from ontoman_web import history
from ontoman_web.negotiation import page_or_data
from ontoman_web.scene import current

if TYPE_CHECKING:
    from ontoman.model import Attribute, EdgeCaseRule
    from ontoman_web.book import Book

pages = Blueprint("attributes", __name__)


@pages.get("/attributes/<key:key>")
def show(key: str) -> Response:
    """Show an attribute."""
    scene = current()
    attribute = scene.ontology.attributes_by_key.get(key)
    if attribute is None:
        raise KeyNotFound(key)

    def page() -> str:
        return render_template(
            "attribute.html",
            attribute=attribute,
            rules=_rules_on(scene.book, attribute),
            history=history.of(scene.releases, attribute.iri),
        )

    return page_or_data(page, lambda: resources.about(scene.book.state, attribute.iri))


def _rules_on(book: Book, attribute: Attribute) -> tuple[EdgeCaseRule, ...]:
    """Return the rules that read or set an attribute."""
    rules = (
        rule
        for rule in book.ontology.rules.values()
        if rule.set_attribute == attribute.iri or attribute.key in book.conditions.reads(rule.condition)
    )
    return tuple(sorted(rules, key=lambda rule: (-rule.priority, rule.key)))
