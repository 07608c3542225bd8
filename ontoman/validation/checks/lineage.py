"""Retired categories: where their labels go leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model import names
from ontoman.validation.checks.tree import found_circles
from ontoman.validation.results import Found
from ontoman.validation.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.model import Category, Iri
    from ontoman.validation.scene import Scene


def _heirs(category: Category) -> tuple[tuple[Iri, Iri], ...]:
    """Return those that take over labels, each with the property that says so."""
    return (
        *((names.IS_REPLACED_BY, iri) for iri in category.lineage.replaced_by),
        *((names.PART, part.part) for part in category.lineage.split),
    )


def dead_successors(scene: Scene) -> Iterator[Found]:
    """Find successors that are not there, or retired without a word on their labels.

    A retired successor with successors of its own is fine, and checked by itself.
    """
    categories = scene.ontology.categories
    for category in scene.retired:
        for path, heir in _heirs(category):
            if heir not in categories or (categories[heir].deprecated and not _provided_for(categories[heir])):
                yield Found(category.iri, path, heir)


def _provided_for(category: Category) -> bool:
    lineage = category.lineage
    return bool(_heirs(category) or lineage.consider or lineage.disposition)


def retired_successors(scene: Scene) -> Iterator[Found]:
    """Find successors that were retired themselves, their labels taken care of but not moved."""
    categories = scene.ontology.categories
    for category in scene.retired:
        for path, heir in _heirs(category):
            end = categories.get(heir)
            if end and end.deprecated and not _heirs(end) and _provided_for(end):
                yield Found(category.iri, path, heir)


def successor_cycles(scene: Scene) -> Iterator[Found]:
    """Find categories that are their own successors."""
    arrows = {c.iri: tuple(heir for _, heir in _heirs(c)) for c in scene.retired}
    yield from found_circles(scene, arrows, names.IS_REPLACED_BY)


def dead_alternatives(scene: Scene) -> Iterator[Found]:
    """Find alternatives that a person cannot choose."""
    categories = scene.ontology.categories
    for category in scene.retired:
        for alternative in category.lineage.consider:
            if alternative not in categories or categories[alternative].deprecated:
                yield Found(category.iri, names.CONSIDER, alternative)


def ambiguous_splits(scene: Scene) -> Iterator[Found]:
    """Find splits by conditions in which several parts have none."""
    for category in scene.ontology.categories.values():
        parts = category.lineage.split
        rest = [part.part for part in parts if part.when is None]
        if 1 < len(rest) < len(parts):
            other = " and ".join(sorted(name_of(iri, scene.ontology) for iri in rest))
            yield Found(category.iri, names.WHEN, None, {"other": other})
