"""The tree: no circles, nothing in the air, no level that asks for nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ontoman.model import names
from ontoman.validation.circles import circles
from ontoman.validation.results import Found
from ontoman.validation.words import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ontoman.model import Iri
    from ontoman.validation.scene import Scene


def found_circles(scene: Scene, arrows: Mapping[Iri, Collection[Iri]], path: Iri) -> Iterator[Found]:
    """Yield one finding for each circle in *arrows*."""
    for circle in circles(arrows):
        other = ", ".join(name_of(iri, scene.ontology) for iri in circle[1:]) or "nothing else"
        yield Found(circle[0], path, circle[1] if len(circle) > 1 else circle[0], {"other": other})


def broader_cycles(scene: Scene) -> Iterator[Found]:
    """Find categories that stand above themselves."""
    arrows = {iri: category.broader for iri, category in scene.ontology.categories.items()}
    yield from found_circles(scene, arrows, names.BROADER)


def broader_unknown(scene: Scene) -> Iterator[Found]:
    """Find parents that are not in the ontology."""
    for category in scene.ontology.categories.values():
        for parent in category.broader:
            if parent not in scene.ontology.categories:
                yield Found(category.iri, names.BROADER, parent)


def below_deprecated(scene: Scene) -> Iterator[Found]:
    """Find categories in use below retired ones."""
    categories = scene.ontology.categories
    for category in scene.live:
        for parent in category.broader:
            if parent in categories and categories[parent].deprecated:
                yield Found(category.iri, names.BROADER, parent)


def _live_children(scene: Scene, iri: Iri) -> list[Iri]:
    return [child.iri for child in scene.ontology.children.get(iri, ()) if not child.deprecated]


def groups_without_members(scene: Scene) -> Iterator[Found]:
    """Find categories that cannot be chosen, with nothing in use below them."""
    for category in scene.live:
        if not category.selectable and not _live_children(scene, category.iri):
            yield Found(category.iri, names.SELECTABLE, "false")


def single_children(scene: Scene) -> Iterator[Found]:
    """Find levels of the menu that offer one choice."""
    for category in scene.live:
        children = _live_children(scene, category.iri)
        if len(children) == 1:
            yield Found(category.iri, names.NARROWER, children[0], {"other": name_of(children[0], scene.ontology)})


def exclusive_groups_alone(scene: Scene) -> Iterator[Found]:
    """Find groups of siblings that exclude each other, with one member."""
    sizes = Counter(
        (parent, group) for c in scene.live for group in c.exclusive_groups for parent in c.broader or ("",)
    )
    for category in scene.live:
        for group in category.exclusive_groups:
            if all(sizes[parent, group] == 1 for parent in category.broader or ("",)):
                yield Found(category.iri, names.EXCLUSIVE_GROUP, group)
