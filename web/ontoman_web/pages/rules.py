"""`/rules/KEY`: an edge-case rule with its reasons, exceptions and examples."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from ontoman.model import KeyNotFound
from ontoman.operations import resources
from ontoman_web import history
from ontoman_web.negotiation import page_or_data
from ontoman_web.scene import current

pages = Blueprint("rules", __name__)


@pages.get("/rules/<key:key>")
def show(key: str) -> Response:
    """Show a rule."""
    scene = current()
    rule = scene.book.rules_by_key.get(key)
    if rule is None:
        raise KeyNotFound(key)

    def page() -> str:
        return render_template(
            "rule.html",
            rule=rule,
            exceptions=scene.book.exceptions_of.get(rule.iri, ()),
            examples=scene.book.examples_of.get(rule.iri, ()),
            history=history.of(scene.releases, rule.iri),
        )

    return page_or_data(page, lambda: resources.about(scene.book.state, rule.iri))
