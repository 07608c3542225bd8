"""`/`: the tree of categories with its search, and what else the ontology holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, render_template, request

from ontoman.model import Iri, menu_order
from ontoman_web.negotiation import page_or_data
from ontoman_web.scene import current

if TYPE_CHECKING:
    from ontoman.model import Category, Ontology

pages = Blueprint("tree", __name__)

PAGE = 200  # swapping ten thousand items into a page takes four seconds
_HITS = 50


@dataclass(frozen=True, slots=True)
class Branch:
    """A category in the tree; `below` is None where its children are fetched when asked for."""

    category: Category
    size: int
    below: Shoots | None = None


@dataclass(frozen=True, slots=True)
class Shoots:
    """One page of siblings; `following` is the number of the next page, or None."""

    parent: Iri | None
    branches: tuple[Branch, ...]
    following: int | None
    left: int = 0


@pages.get("/")
def index() -> Response:
    """Show the tree, or what a search finds."""
    scene = current()

    def page() -> str:
        query = request.args.get("q", "").strip()
        hits, total = scene.book.index.find(query, _HITS)
        whole = len(scene.ontology.categories) <= PAGE
        return render_template(
            "tree.html",
            tree=grow(scene.ontology, None, 1, whole=whole),
            loose=scene.book.loose,
            attributes=sorted(scene.ontology.attributes.values(), key=menu_order),
            rules=sorted(scene.ontology.rules.values(), key=lambda rule: (-rule.priority, rule.key)),
            query=query,
            hits=hits,
            total=total,
        )

    return page_or_data(page, scene.book.state.lines)


@pages.get("/fragments/search")
def search() -> str:
    """Return the hits for what somebody types."""
    query = request.args.get("q", "").strip()
    hits, total = current().book.index.find(query, _HITS)
    return render_template("_hits.html", query=query, hits=hits, total=total)


@pages.get("/fragments/children")
def children() -> str:
    """Return one page of the children of a category, or of the top ones."""
    scene = current()
    parent = Iri(request.args["of"]) if request.args.get("of") else None
    if parent is not None and parent not in scene.ontology.categories:
        abort(404)
    page = request.args.get("page", 1, type=int)
    return render_template("_branches.html", shoots=grow(scene.ontology, parent, max(page, 1), whole=False))


def grow(
    ontology: Ontology, parent: Iri | None, page: int, *, whole: bool, above: frozenset[Iri] = frozenset()
) -> Shoots:
    """Return a page of the children of *parent*; with *whole*, everything below them too."""
    members = ontology.tops if parent is None else ontology.children.get(parent, ())
    shown = members[(page - 1) * PAGE : page * PAGE]
    branches = []
    for category in shown:
        path = above | {category.iri}
        again = category.iri in above  # a cycle: shown once, not followed
        size = 0 if again else len(ontology.children.get(category.iri, ()))
        below = grow(ontology, category.iri, 1, whole=True, above=path) if whole and size else None
        branches.append(Branch(category, size, below))
    left = max(len(members) - page * PAGE, 0)
    return Shoots(parent, tuple(branches), page + 1 if left else None, left)
