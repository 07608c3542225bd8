"""The difference as an HTML page: where each subject stands in the trees, and what keys are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.formats.diff_html import html
from ontoman.formats.diff_page import Scene
from ontoman.model import Attribute, Category, EdgeCaseRule, Example
from ontoman.model.entities import Value
from ontoman.rdf.catalogue import our_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.formats.diff_page import Branch
    from ontoman.model import Entity, Iri, Ontology
    from ontoman.operations.diffing import JudgedDiff

_NOUNS = {Attribute: "Attributes", Value: "Attributes", EdgeCaseRule: "Edge-case rules", Example: "Examples"}


def page(judged: JudgedDiff) -> str:
    """Write a difference as one HTML file."""
    return html(judged.document, scene(judged))


def scene(judged: JudgedDiff) -> Scene:
    """Return what a page shows beside the changes: places in both trees, labels of keys, and what kinds mean."""
    trees = (judged.new.ontology, judged.old.ontology)
    subjects = {change.about for change in judged.changes.changes if change.about}
    places = {str(iri): tuple(dict.fromkeys(_paths(iri, trees))) for iri in subjects}
    entries = (entry for tree in reversed(trees) for entry in (*tree.values, *tree.categories.values()))
    kinds = {str(entry.kind): (entry.label, entry.definition) for entry in our_catalogue().kinds}
    return Scene(places, {entry.key: entry.label() for entry in entries}, kinds)


def _paths(iri: Iri, trees: tuple[Ontology, ...]) -> Iterator[tuple[Branch, ...]]:
    """Yield where a subject stands after and before; the ontology itself stands nowhere."""
    for tree in trees:
        entity = tree.entities.get(iri)
        if entity is not None:
            yield _path(entity, tree)


def _path(entity: Entity, tree: Ontology) -> tuple[Branch, ...]:
    if not isinstance(entity, Category):
        noun = _NOUNS[type(entity)]
        return ((f"noun:{noun}", noun),)
    above = _above(entity, tree)
    own = () if above and entity.iri not in tree.children else (entity,)
    return tuple((f"category:{one.key}", one.label()) for one in (*above, *own))


def _above(category: Category, tree: Ontology) -> tuple[Category, ...]:
    """Return the first way up, from the top; a cycle ends it."""
    found: list[Category] = []
    seen = {category.iri}
    while parent := next((tree.categories[p] for p in category.broader if p in tree.categories), None):
        if parent.iri in seen:
            break
        seen.add(parent.iri)
        found.append(parent)
        category = parent
    return tuple(reversed(found))
