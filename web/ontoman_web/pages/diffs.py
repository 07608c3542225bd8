"""`/diff/A/B`: what changed between two states, and what each change means."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from ontoman.model import Attribute, Category, EdgeCaseRule, Iri, names
from ontoman.operations import diffing
from ontoman_web import changes, history
from ontoman_web.links import href
from ontoman_web.negotiation import page_or_json
from ontoman_web.scene import current, shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from ontoman.model import Entity
    from ontoman_web.book import Book
    from ontoman_web.scene import Scene

pages = Blueprint("diffs", __name__)

_PAGE = 50


@pages.get("/diff")
def choose() -> ResponseReturnValue:
    """Go to the difference of the two states that a form names."""
    scene = current()
    refs = [release.version.text for release in scene.releases]
    old = request.args.get("old") or (refs[-2] if len(refs) > 1 else refs[-1] if refs else "draft")
    new = request.args.get("new") or (refs[-1] if len(refs) > 1 else "draft")
    return redirect(url_for("diffs.show", old=old, new=new), 303)


@pages.get("/diff/<old>/<new>")
def show(old: str, new: str) -> Response:
    """Show a difference."""
    document = _document(current(), old, new)

    def page() -> str:
        sides = _Sides(shelf().open(old), shelf().open(new), {change["id"]: change for change in document["changes"]})
        wanted = _wanted()
        found = changes.cards(document, wanted)
        number = max(request.args.get("page", 1, type=int), 1)
        return render_template(
            "diff.html",
            old=old,
            new=new,
            diff=document,
            axes=changes.axes(document),
            wanted=wanted,
            found=len(found),
            cards=found[(number - 1) * _PAGE : number * _PAGE],
            number=number,
            last=max(-(-len(found) // _PAGE), 1),
            entity=sides.entity,
            page_of=sides.page_of,
        )

    return page_or_json(page, lambda: json.dumps(document, ensure_ascii=False, indent=2) + "\n")


@pages.get("/diff/<old>/<new>/file")
def file(old: str, new: str) -> Response:
    """Hand out a difference as one HTML file, to be kept or sent to a reviewer."""
    before, after = (shelf().open(ref).state for ref in (old, new))
    text = shelf().remember(
        ("diff file", before.name, before.sha256, after.name, after.sha256),
        lambda: diffing.render(current().workspace, before.name, after.name, "html"),
    )
    response = Response(text, content_type="text/html; charset=utf-8")
    name = f"{before.name}-{after.name}.html".replace(":", "-")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _wanted() -> changes.Filter:
    args = {name: request.args.get(name) or None for name in (*changes.AXES, "kind")}
    return changes.Filter(**args, text=request.args.get("q", "").strip())


def _document(scene: Scene, old: str, new: str) -> dict[str, Any]:
    """Return a difference: a release keeps its own, others are worked out once."""
    before, after = (shelf().open(ref).state for ref in (old, new))
    order = [release.version.text for release in scene.releases]
    if (before.name, after.name) in pairwise(order):
        return history.stored(scene.releases[order.index(after.name)].folder)
    return shelf().remember(
        ("diff", before.name, before.sha256, after.name, after.sha256),
        lambda: diffing.diff_document(scene.workspace, before.name, after.name),
    )


@dataclass(frozen=True)
class _Sides:
    """The two states of a difference, for naming what its changes are about."""

    old: Book
    new: Book
    changes: Mapping[str, Mapping[str, Any]]

    def entity(self, change: Mapping[str, Any], text: str) -> Entity | None:
        """Return the entity that a value of a change names; a text that only looks like a key names none."""
        lines = [line for part in (change, *map(self.changes.get, change["parts"])) if part for line in _lines(part)]
        if any(f'"{text}"' in line for line in lines):
            return None
        return self.new.ontology.find(text) or self.old.ontology.find(text)

    def page_of(self, iri: str | None) -> str | None:
        """Return the page of what a change is about, in the state that still has it."""
        for book in (self.new, self.old):
            entity = book.ontology.entities.get(Iri(iri or ""))
            if isinstance(entity, Category | Attribute | EdgeCaseRule):
                return href(entity, release=book.state.name)
        return None


def _lines(change: Mapping[str, Any]) -> list[str]:
    return [line for line in (*change["removed"], *change["added"]) if f"<{names.NOTATION}>" not in line]
