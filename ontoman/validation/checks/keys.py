"""Keys: unique, never reused, and such that conditions and people can name them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from ontoman.conditions import RESERVED
from ontoman.model import Entity, names, value_place
from ontoman.validation.results import Found
from ontoman.validation.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.model import Iri
    from ontoman.validation.scene import Scene

Value = TypeVar("Value")
Thing = TypeVar("Thing", bound=Entity)
_ATTRIBUTE_KEY = re.compile(r"[a-z][a-z0-9_]*")


def _nouns(scene: Scene) -> tuple[Iterable[Entity], ...]:
    ontology = scene.ontology
    return (
        ontology.categories.values(),
        ontology.attributes.values(),
        ontology.rules.values(),
        ontology.examples.values(),
    )


def alike(pairs: Iterable[tuple[Value, Thing]]) -> Iterator[tuple[Value, Sequence[Thing]]]:
    """Yield each value that several entities share, with them in order of IRI."""
    groups: defaultdict[Value, dict[Iri, Thing]] = defaultdict(dict)
    for value, entity in pairs:
        groups[value][entity.iri] = entity
    for value, group in groups.items():
        if len(group) > 1:
            yield value, [group[iri] for iri in sorted(group)]


def _shared(scene: Scene, group: Sequence[Entity], path: Iri, value: str) -> Iterator[Found]:
    """Yield a finding for all but the first of *group*, each against the first."""
    other = {"other": name_of(group[0].iri, scene.ontology)}
    for entity in group[1:]:
        yield Found(entity.iri, path, value, other)


def duplicate_keys(scene: Scene) -> Iterator[Found]:
    """Find two categories, attributes, rules or examples with one key."""
    for noun in _nouns(scene):
        for _, group in alike((entity.key, entity) for entity in noun):
            yield from _other_iris(group)


def _other_iris(group: Sequence[Entity]) -> Iterator[Found]:
    """As `_shared`, but naming the other by IRI too: their keys are the same, and so may be their labels."""
    first = group[0]
    for entity in group[1:]:
        yield Found(entity.iri, names.NOTATION, entity.key, {"other": f"{first.label('en')} <{first.iri}>"})


def keys_differ_in_case(scene: Scene) -> Iterator[Found]:
    """Find keys of one noun that only upper and lower case tell apart."""
    for noun in _nouns(scene):
        first_of_key = {entity.key: entity for entity in sorted(noun, key=lambda entity: entity.iri, reverse=True)}
        for _, group in alike((entity.key.casefold(), entity) for entity in first_of_key.values()):
            for entity in group[1:]:
                yield from _shared(scene, (group[0], entity), names.NOTATION, entity.key)


def keys_in_two_nouns(scene: Scene) -> Iterator[Found]:
    """Find a key that a category and, say, an attribute have."""
    seen: dict[str, Entity] = {}
    for noun in _nouns(scene):
        of_noun = list(noun)
        for entity in of_noun:
            if entity.key in seen:
                yield from _shared(scene, (seen[entity.key], entity), names.NOTATION, entity.key)
        seen.update((entity.key, entity) for entity in of_noun)


def keys_reused(scene: Scene) -> Iterator[Found]:
    """Find categories with a key that meant something else in an earlier release."""
    return _reused(scene.ontology.categories.values(), scene.prior_keys.categories)


def attribute_keys_reused(scene: Scene) -> Iterator[Found]:
    """Find attributes with a key that meant something else in an earlier release."""
    return _reused(scene.ontology.attributes.values(), scene.prior_keys.attributes)


def rule_keys_reused(scene: Scene) -> Iterator[Found]:
    """Find rules with a key that meant something else in an earlier release."""
    return _reused(scene.ontology.rules.values(), scene.prior_keys.rules)


def value_keys_reused(scene: Scene) -> Iterator[Found]:
    """Find values with a key that meant another value of their attribute in an earlier release."""
    for value in scene.ontology.values:
        before = scene.prior_keys.values.get(value_place(value.attribute, value.key))
        if before is not None and before != value.iri:
            yield Found(value.iri, names.NOTATION, value.key, {"other": f"<{before}>"})


def example_keys_reused(scene: Scene) -> Iterator[Found]:
    """Find examples with a key that meant something else in an earlier release."""
    return _reused(scene.ontology.examples.values(), scene.prior_keys.examples)


def _reused(noun: Iterable[Entity], prior: Mapping[str, Iri]) -> Iterator[Found]:
    for entity in noun:
        before = prior.get(entity.key)
        if before is not None and before != entity.iri:
            yield Found(entity.iri, names.NOTATION, entity.key, {"other": f"<{before}>"})


def attribute_keys(scene: Scene) -> Iterator[Found]:
    """Find attribute keys that no condition can name."""
    for attribute in scene.ontology.attributes.values():
        if attribute.key in RESERVED or not _ATTRIBUTE_KEY.fullmatch(attribute.key):
            yield Found(attribute.iri, names.NOTATION, attribute.key)


def duplicate_value_keys(scene: Scene) -> Iterator[Found]:
    """Find two values of one attribute with one key."""
    for _, group in alike(((value.attribute, value.key), value) for value in scene.ontology.values):
        yield from _other_iris(group)


def duplicate_class_indexes(scene: Scene) -> Iterator[Found]:
    """Find two categories at one position of a model's output."""
    for index, group in alike((c.class_index, c) for c in scene.live if c.class_index is not None):
        yield from _shared(scene, group, names.CLASS_INDEX, str(index))


def duplicate_external_ids(scene: Scene) -> Iterator[Found]:
    """Find two categories in use for one id of a tool."""
    for external, group in alike((external, c) for c in scene.live for external in c.external_ids):
        yield from _shared(scene, group, names.EXTERNAL_ID, ":".join(external))
