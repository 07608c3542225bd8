"""`/categories/KEY`: everything that an annotator, an author or a program wants to know of a category."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from ontoman.model import KeyNotFound
from ontoman.operations import resources
from ontoman_web import history
from ontoman_web.negotiation import page_or_data
from ontoman_web.scene import current
from ontoman_web.words import trail

pages = Blueprint("categories", __name__)


@pages.get("/categories/<key:key>")
def show(key: str) -> Response:
    """Show a category."""
    scene = current()
    category = scene.ontology.categories_by_key.get(key)
    if category is None:
        raise KeyNotFound(key)

    def page() -> str:
        return render_template(
            "category.html",
            category=category,
            path=trail(category),
            attributes=scene.ontology.attributes_of(category.iri),
            rules=scene.ontology.rules_of(category.iri),
            examples=scene.book.examples_of.get(category.iri, ()),
            came_from=scene.book.came_from.get(category.iri, ()),
            redefinitions=[r for r in scene.ontology.redefinitions if r.redefines == category.iri],
            history=history.of(scene.releases, category.iri),
        )

    return page_or_data(page, lambda: resources.about(scene.book.state, category.iri))
