"""Examples: they show what they say they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model import names
from ontoman.validation.results import Found
from ontoman.validation.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.model import Example, Iri
    from ontoman.validation.scene import Scene


def contradictions(scene: Scene) -> Iterator[Found]:
    """Find positive examples of a category that get another one, and negative ones that get it."""
    for example in scene.ontology.examples.values():
        for category in example.illustrates:
            for expected in example.expects if category in scene.ontology.categories else ():
                if example.polarity != "Borderline" and _is(scene, expected, category) != _positive(example):
                    what = f"{example.polarity.lower()} example of {name_of(category, scene.ontology)}"
                    yield Found(example.iri, names.EXPECTS, expected, {"other": what})


def _is(scene: Scene, expected: Iri, category: Iri) -> bool:
    return scene.ontology.is_a(expected, category)


def _positive(example: Example) -> bool:
    return example.polarity == "Positive"


def at_odds(scene: Scene) -> Iterator[Found]:
    """Find one text as a positive and a negative example of one category."""
    seen: dict[tuple[Iri, str, str], dict[str, Example]] = {}
    for example in scene.ontology.examples.values():
        for category in example.illustrates:
            for text in example.texts:
                shown = seen.setdefault((category, text.lang, text.text), {})
                opposite = shown.get("Negative" if _positive(example) else "Positive")
                if opposite and example.polarity != "Borderline":
                    other = {"other": name_of(opposite.iri, scene.ontology)}
                    yield Found(example.iri, names.POLARITY, names.OM_NS + example.polarity, other)
                shown.setdefault(example.polarity, example)
