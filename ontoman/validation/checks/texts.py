"""What people read: names that differ, definitions, examples and translations that are there."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from ontoman.model import Role, names
from ontoman.validation.checks.keys import alike
from ontoman.validation.results import Found
from ontoman.validation.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.model import Category, Entity, Example, Iri
    from ontoman.validation.scene import Scene

_WANTED = ("Positive", "Negative")
_SHOWN = frozenset({Role.ORDINARY, Role.RESIDUAL})


def duplicate_labels(scene: Scene) -> Iterator[Found]:
    """Find categories in use with one name in one language, upper and lower case aside."""
    named = ((folded(label.text), label.lang, label.text, c) for c in scene.live for label in c.labels)
    texts: dict[tuple[str, str, Iri], str] = {}
    pairs: list[tuple[tuple[str, str], Category]] = []
    for name, lang, text, category in named:
        texts[name, lang, category.iri] = text
        pairs.append(((name, lang), category))
    for (name, lang), group in alike(pairs):
        other = {"other": name_of(group[0].iri, scene.ontology)}
        for category in group[1:]:
            yield Found(category.iri, names.PREF_LABEL, texts[name, lang, category.iri], other)


def folded(text: str) -> str:
    """Return a name as it compares: upper and lower case, width and white space aside."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def two_untagged_labels(scene: Scene) -> Iterator[Found]:
    """Find categories with several preferred labels that say no language."""
    for category in scene.ontology.categories.values():
        plain = [label.text for label in category.labels if not label.lang]
        if len(plain) > 1:
            yield Found(category.iri, names.PREF_LABEL, plain[0], {"other": f'"{plain[1]}"'})


def missing_definitions(scene: Scene) -> Iterator[Found]:
    """Find categories in use that say in no language what they mean."""
    return (Found(category.iri, names.DEFINITION) for category in scene.live if not category.definitions)


def missing_examples(scene: Scene) -> Iterator[Found]:
    """Find categories to choose from without a positive or a negative example; "cannot tell" needs none."""
    shown = polarities(scene.ontology.examples.values())
    for category in scene.live:
        missing = [polarity for polarity in _WANTED if polarity not in shown.get(category.iri, ())]
        if missing and category.selectable and category.role in _SHOWN:
            yield Found(category.iri, names.ILLUSTRATES, None, {"other": " and no ".join(missing).lower()})


def polarities(examples: Iterable[Example]) -> Mapping[Iri, set[str]]:
    """Return for each thing that is illustrated the polarities of its examples."""
    found: defaultdict[Iri, set[str]] = defaultdict(set)
    for example in examples:
        for iri in example.illustrates:
            found[iri].add(example.polarity)
    return found


def missing_translations(scene: Scene) -> Iterator[Found]:
    """Find categories in use, and attributes, rules and values, that lack a name in a language of the ontology."""
    for entity in named_entities(scene):
        spoken = {label.lang.split("-")[0].lower() for label in entity.labels}
        for language in scene.languages:
            if entity.labels and language.split("-")[0].lower() not in spoken:
                yield Found(entity.iri, names.PREF_LABEL, language)


def named_entities(scene: Scene) -> Iterator[Entity]:
    """Yield what a labeler sees the name of."""
    yield from scene.live
    for attribute in scene.ontology.attributes.values():
        yield attribute
        yield from attribute.values
    yield from scene.ontology.rules.values()
