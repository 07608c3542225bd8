"""Rules and conditions: readable, over what exists, and never two answers to one item."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ontoman.conditions import CATEGORY, ConditionRefused, all_of, any_of, overlap
from ontoman.model import Verdict, names
from ontoman.validation.checks.attributes import range_of, takes
from ontoman.validation.checks.tree import found_circles
from ontoman.validation.results import Found
from ontoman.validation.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.conditions import Condition
    from ontoman.model import Attribute, EdgeCaseRule, Iri
    from ontoman.validation.scene import Scene

_UNKNOWN = frozenset({"OM303", "OM304", "OM306"})
"""What a condition names is not there: no such attribute, value, category."""


def invalid_conditions(scene: Scene) -> Iterator[Found]:
    """Find conditions that cannot be read."""
    return (found for found, refused in _refused(scene) if not _is_outdated(found, refused))


def outdated_conditions(scene: Scene) -> Iterator[Found]:
    """Find conditions of splits that read what is gone."""
    return (found for found, refused in _refused(scene) if _is_outdated(found, refused))


def _is_outdated(found: Found, refused: ConditionRefused) -> bool:
    return found.path == names.WHEN and refused.code in _UNKNOWN


def _refused(scene: Scene) -> Iterator[tuple[Found, ConditionRefused]]:
    for focus, path, text in _conditions(scene):
        try:
            scene.condition(text)
        except ConditionRefused as refused:
            problem = refused.message.partition("\n")[0]
            other = f"{problem}. {refused.fix}".strip()
            yield Found(focus, path, text, {"other": other}), refused


def _conditions(scene: Scene) -> Iterator[tuple[Iri, Iri, str]]:
    ontology = scene.ontology
    conditional: tuple[Attribute | EdgeCaseRule, ...] = (*ontology.attributes.values(), *ontology.rules.values())
    for entity in conditional:
        if entity.condition is not None:
            yield entity.iri, names.CONDITION, entity.condition
    for category in ontology.categories.values():
        for part in category.lineage.split:
            if part.when is not None:
                yield part.iri, names.WHEN, part.when


def unknown_values_set(scene: Scene) -> Iterator[Found]:
    """Find rules that set a value which the attribute cannot take."""
    for rule in scene.ontology.rules.values():
        attribute = scene.ontology.attributes.get(rule.set_attribute) if rule.set_attribute else None
        if attribute and rule.set_value is not None and not takes(attribute, rule.set_value):
            yield Found(rule.iri, names.SET_VALUE, rule.set_value, {"other": range_of(attribute)})


def deprecated_used(scene: Scene) -> Iterator[Found]:
    """Find rules in use that name what is deprecated; a category to use is looked at by a shape."""
    for rule in scene.ontology.rules.values():
        if not rule.deprecated:
            yield from _named_terms(scene, rule)
            yield from _read_terms(scene, rule)


def _named_terms(scene: Scene, rule: EdgeCaseRule) -> Iterator[Found]:
    named = [(names.APPLIES_TO, iri) for iri in rule.applies_to]
    named += [(names.SET_ATTRIBUTE, rule.set_attribute)] if rule.set_attribute else []
    for path, iri in named:
        entity = scene.ontology.entities.get(iri)
        if entity is not None and entity.deprecated:
            yield Found(rule.iri, path, iri, {"other": name_of(iri, scene.ontology)})


def _read_terms(scene: Scene, rule: EdgeCaseRule) -> Iterator[Found]:
    try:
        condition = scene.condition(rule.condition) if rule.condition else None
    except ConditionRefused:
        return
    if condition is None:
        return
    attributes = scene.ontology.attributes.values()
    named = (
        *(category for category in scene.retired if category.key in condition.categories),
        *(one for one in attributes if one.deprecated and one.key in condition.reads - {CATEGORY.key}),
    )
    for entity in named:
        yield Found(rule.iri, names.CONDITION, rule.condition, {"other": name_of(entity.iri, scene.ontology)})


def exception_cycles(scene: Scene) -> Iterator[Found]:
    """Find rules that are exceptions to themselves."""
    arrows = {iri: rule.exception_to for iri, rule in scene.ontology.rules.items()}
    yield from found_circles(scene, arrows, names.EXCEPTION_TO)


def contradictory_rules(scene: Scene) -> Iterator[Found]:
    """Find rules of one priority that may hold for one item and say different things of it."""
    readable = [(rule, condition) for rule in decided(scene) if (condition := reach(scene, rule))]
    for (one, when_one), (other, when_other) in combinations(readable, 2):
        if one.priority == other.priority and differ(one, other) and not ordered(scene, one, other):
            item = overlap(when_one, when_other)
            if isinstance(item, dict):
                words = {"other": name_of(other.iri, scene.ontology), "value": _item(item)}
                yield Found(one.iri, names.PRIORITY, other.iri, words)


def decided(scene: Scene) -> list[EdgeCaseRule]:
    """Return the rules in use that a condition decides."""
    return [rule for rule in scene.ontology.rules.values() if rule.condition and rule.verdict and not rule.deprecated]


def reach(scene: Scene, rule: EdgeCaseRule) -> Condition | None:
    """Return when a rule holds: its condition, within the categories that it applies to."""
    try:
        condition = scene.condition(rule.condition or "")
        keys = [c.key for iri in rule.applies_to if (c := scene.ontology.categories.get(iri))]
        within = [scene.condition(f"is_a('{key.replace(chr(39), chr(39) * 2)}')") for key in keys]
    except ConditionRefused:
        return None
    return all_of(condition, any_of(*within)) if within else condition


def differ(one: EdgeCaseRule, other: EdgeCaseRule) -> bool:
    """Tell whether two verdicts cannot both be followed; setting two attributes can, or one beside a category."""
    verdicts = {one.verdict, other.verdict}
    if Verdict.SET_ATTRIBUTE in verdicts:
        same = verdicts == {Verdict.SET_ATTRIBUTE} and one.set_attribute == other.set_attribute
        return same and one.set_value != other.set_value
    return len(verdicts) > 1 or one.use_category != other.use_category


def ordered(scene: Scene, one: EdgeCaseRule, other: EdgeCaseRule) -> bool:
    """Tell whether one is an exception to the other, over any number of steps."""
    return other.iri in above(scene, one.iri) or one.iri in above(scene, other.iri)


def above(scene: Scene, iri: Iri) -> set[Iri]:
    """Return the rules to which one is an exception, over any number of steps."""
    found: set[Iri] = set()
    waiting = [iri]
    while waiting:
        rule = scene.ontology.rules.get(waiting.pop())
        new = set(rule.exception_to) - found if rule else set()
        found |= new
        waiting.extend(new)
    return found


def _item(item: dict[str, object]) -> str:
    return ", ".join(f"{key} = {value}" for key, value in sorted(item.items())) or "any item"
