"""What an edit leaves behind that no longer fits: quick to find, and not the whole of validation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman import conditions
from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.editing.ground import Ground
    from ontoman.model import Attribute, EdgeCaseRule, Iri


def loose_ends(ground: Ground) -> frozenset[str]:
    """Say what leans on a retired category, and which conditions can't be read."""
    return frozenset((*_trees(ground), *_attributes(ground), *_rules(ground), *_examples(ground)))


def _trees(ground: Ground) -> Iterator[str]:
    for category in ground.ontology.categories.values():
        if not category.deprecated:
            for parent in category.broader:
                if _retired(ground, parent):
                    yield f"{category.key} stands below {_key(ground, parent)}, which is retired."


def _attributes(ground: Ground) -> Iterator[str]:
    for attribute in ground.ontology.attributes.values():
        if attribute.deprecated:
            continue
        for iri in attribute.applies_to:
            if _retired(ground, iri):
                yield f"Attribute {attribute.key} applies to {_key(ground, iri)}, which is retired."
        if attribute.default is not None and _retired_value(attribute, attribute.default):
            yield f"The default of attribute {attribute.key} is {attribute.default}, which is retired."
        yield from _condition(ground, f"attribute {attribute.key}", attribute.condition)


def _rules(ground: Ground) -> Iterator[str]:
    for rule in ground.ontology.rules.values():
        if not rule.deprecated:
            yield from _rule(ground, rule)


def _rule(ground: Ground, rule: EdgeCaseRule) -> Iterator[str]:
    if rule.use_category is not None and _retired(ground, rule.use_category):
        yield f"Rule {rule.key} says to use {_key(ground, rule.use_category)}, which is retired."
    for iri in rule.applies_to:
        if _retired(ground, iri):
            yield f"Rule {rule.key} applies to {_key(ground, iri)}, which is retired."
    attribute = ground.ontology.attributes.get(rule.set_attribute) if rule.set_attribute else None
    if attribute is not None and rule.set_value is not None and _retired_value(attribute, rule.set_value):
        yield f"Rule {rule.key} sets {attribute.key}={rule.set_value}, which is retired."
    yield from _condition(ground, f"rule {rule.key}", rule.condition)


def _condition(ground: Ground, who: str, text: str | None) -> Iterator[str]:
    if text is None:
        return
    try:
        condition = ground.condition(text)
    except BadInput as error:
        yield f"The condition of {who} can't be read: {error.message}"
        return
    for attribute, value in ground.retired_values:
        # A condition names what another name in its place would change.
        if conditions.rename_value(condition, attribute, value, f"{value}_").text != condition.text:
            yield f"The condition of {who} reads {attribute}={value}, which is retired."


def _examples(ground: Ground) -> Iterator[str]:
    for example in ground.ontology.examples.values():
        for iri in example.expects:
            if _retired(ground, iri) and not example.deprecated:
                yield f"Example {example.key} expects {_key(ground, iri)}, which is retired."


def _retired_value(attribute: Attribute, key: str) -> bool:
    return any(value.key == key and value.deprecated for value in attribute.values)


def _retired(ground: Ground, iri: Iri) -> bool:
    category = ground.ontology.categories.get(iri)
    return category is not None and category.deprecated


def _key(ground: Ground, iri: Iri) -> str:
    return ground.ontology.categories[iri].key
