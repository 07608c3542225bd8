"""`/ns`: the vocabulary that ontologies are written in."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from ontoman.model import names
from ontoman.operations import resources
from ontoman_web.negotiation import page_or_data
from ontoman_web.statements import terms

pages = Blueprint("vocabulary", __name__)


@pages.get("/ns")
def show() -> Response:
    """Show the terms of the vocabulary."""

    def page() -> str:
        return render_template("vocabulary.html", groups=terms(resources.vocabulary(), names.OM_NS))

    return page_or_data(page, resources.vocabulary)
