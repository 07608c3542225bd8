"""Another key: every condition, default and verdict that names the old one is written anew in the same change set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ontoman import conditions
from ontoman.changes.editing.ground import line, plain
from ontoman.errors import BadInput
from ontoman.model import Attribute, Category, Value, names
from ontoman.model.terms import iri_node, iri_of, literal_of, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.changes.editing.ground import Ground
    from ontoman.conditions import Condition
    from ontoman.model import Entity, Line


def renamed(ground: Ground, keys: Mapping[Entity, str]) -> tuple[list[Line], list[Line]]:
    """Return the lines that name some terms by their old keys, and the same with their new ones.

    What a split declares (`om:when`) reads data under the earlier release, where keys are as they were: it stays.
    """
    pairs = [*_conditions(ground, keys)]
    for entity, key in keys.items():
        pairs += _values(ground, entity, key)
    return [old for old, _ in pairs], [new for _, new in pairs]


def _conditions(ground: Ground, keys: Mapping[Entity, str]) -> Iterator[tuple[Line, Line]]:
    words = "|".join(re.escape(entity.key) for entity in keys)
    mentioned = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    needle = f" {iri_node(names.CONDITION)} "
    for found in ground.lines:
        if needle in found and mentioned.search(found):
            subject, predicate, node = split(found)
            text = literal_of(node).text
            new = _rewritten(ground, text, keys)
            if new != text:
                yield found, line(iri_of(subject), iri_of(predicate), plain(new))


def _rewritten(ground: Ground, text: str, keys: Mapping[Entity, str]) -> str:
    try:
        old = ground.condition(text)
    except BadInput:  # it could not be read before either: validation says so
        return text
    new = old
    for entity, key in keys.items():
        new = _renamed(ground, new, entity, key)
    return text if new.text == old.text else new.text


def _renamed(ground: Ground, condition: Condition, entity: Entity, key: str) -> Condition:
    match entity:
        case Category():
            return conditions.rename_category(condition, entity.key, key)
        case Attribute():
            return conditions.rename(condition, entity.key, key)
        case Value(attribute=owner) if owner is not None and owner in ground.ontology.attributes:
            return conditions.rename_value(condition, ground.ontology.attributes[owner].key, entity.key, key)
        case _:
            return condition


def _values(ground: Ground, entity: Entity, key: str) -> Iterator[tuple[Line, Line]]:
    """Yield the default and the verdicts that write a value's key."""
    if not isinstance(entity, Value) or entity.attribute is None:
        return
    rules = [rule.iri for rule in ground.ontology.rules.values() if rule.set_attribute == entity.attribute]
    facets = [
        category.lineage.facet_out
        for category in ground.ontology.categories.values()
        if category.lineage.facet_out and category.lineage.facet_out.attribute == entity.attribute
    ]
    places = [(entity.attribute, names.DEFAULT), *((rule, names.SET_VALUE) for rule in rules)]
    places += [(facet.iri, names.FACET_VALUE) for facet in facets]
    for iri, predicate in places:
        old = line(iri, predicate, plain(entity.key))
        if ground.says(old):
            yield old, line(iri, predicate, plain(key))
