"""`/resource?iri=`: everything that a state says of an IRI, as subject and as object."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from ontoman.errors import BadInput
from ontoman.model import Iri
from ontoman.operations import resources
from ontoman_web.negotiation import page_or_data
from ontoman_web.scene import current
from ontoman_web.statements import groups

pages = Blueprint("resources", __name__)

_MENTIONS = 200


@pages.get("/resource")
def show() -> Response:
    """Show what is said of an IRI."""
    scene = current()
    iri = Iri(request.args.get("iri", ""))
    lines = resources.about(scene.book.state, iri)
    mentions = resources.mentions(scene.book.state, iri)
    if not lines and not mentions:
        raise BadInput(
            "OM806",
            f"{scene.book.state.name} says nothing of <{iri}>.",
            fix="Search for a label, or look at another release.",
            details={"asked": iri},
        )

    def page() -> str:
        return render_template(
            "resource.html",
            iri=iri,
            entity=scene.ontology.entities.get(iri),
            said=groups(lines, iri),
            mentions=groups(mentions[:_MENTIONS]),
            total=len(mentions),
        )

    return page_or_data(page, lambda: lines)
