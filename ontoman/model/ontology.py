"""An ontology as one value, with the questions that everything above asks of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.model.entities import Header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ontoman.model.entities import Attribute, Category, EdgeCaseRule, Entity, Example, Redefinition, Value
    from ontoman.model.terms import Iri


class KeyNotFound(BadInput):
    """No entity has this key (OM120)."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "OM120",
            f"Nothing here has the key {key!r}.",
            fix="`ontoman search` finds keys by label; `ontoman where` tells where an old key went.",
            details={"key": key},
        )


@dataclass(frozen=True)
class Ontology:
    """Categories, attributes, rules and examples by IRI, each mapping in order of key.

    >>> Ontology().categories
    {}
    """

    header: Header = field(default_factory=Header)
    categories: Mapping[Iri, Category] = field(default_factory=dict)
    attributes: Mapping[Iri, Attribute] = field(default_factory=dict)
    rules: Mapping[Iri, EdgeCaseRule] = field(default_factory=dict)
    examples: Mapping[Iri, Example] = field(default_factory=dict)
    redefinitions: tuple[Redefinition, ...] = ()

    @cached_property
    def entities(self) -> Mapping[Iri, Entity]:
        """Every category, attribute, value, rule and example by IRI."""
        groups: tuple[Iterable[Entity], ...] = (
            self.categories.values(),
            self.attributes.values(),
            self.values,
            self.rules.values(),
            self.examples.values(),
        )
        return {entity.iri: entity for group in groups for entity in group}

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Every value of every attribute."""
        return tuple(value for attribute in self.attributes.values() for value in attribute.values)

    @cached_property
    def categories_by_key(self) -> Mapping[str, Category]:
        """Categories by key; of two with one key (a violation) the first by IRI."""
        return {category.key: category for category in sorted(self.categories.values(), key=_iri, reverse=True)}

    @cached_property
    def attributes_by_key(self) -> Mapping[str, Attribute]:
        """Attributes by key."""
        return {attribute.key: attribute for attribute in sorted(self.attributes.values(), key=_iri, reverse=True)}

    @cached_property
    def _entities_by_key(self) -> Mapping[str, Entity]:
        of_values = {value.iri for value in self.values}  # their keys are unique within one attribute only
        found: dict[str, Entity] = {}
        for entity in self.entities.values():
            if entity.iri not in of_values:
                found.setdefault(entity.key, entity)
        return found

    def find(self, key_or_iri: str) -> Entity | None:
        """Return the entity with this key or IRI, or None; categories come before attributes and rules."""
        return self._entities_by_key.get(key_or_iri) or self.entities.get(key_or_iri)  # type: ignore[call-overload]

    def get(self, key_or_iri: str) -> Entity:
        """Return the entity with this key or IRI; raises `KeyNotFound` (OM120)."""
        entity = self.find(key_or_iri)
        if entity is None:
            raise KeyNotFound(key_or_iri)
        return entity

    @cached_property
    def children(self) -> Mapping[Iri, tuple[Category, ...]]:
        """The narrower categories of each category, by order, then key."""
        found: dict[Iri, list[Category]] = {}
        for category in self.categories.values():
            for parent in category.broader:
                found.setdefault(parent, []).append(category)
        return {parent: tuple(sorted(members, key=menu_order)) for parent, members in found.items()}

    @cached_property
    def tops(self) -> tuple[Category, ...]:
        """Categories with no broader category in this ontology, by order, then key."""
        return tuple(
            sorted(
                (c for c in self.categories.values() if not any(p in self.categories for p in c.broader)),
                key=menu_order,
            )
        )

    def ancestors(self, iri: Iri) -> frozenset[Iri]:
        """Every category above *iri*, itself left out unless it stands in a cycle."""
        return frozenset(_closure(iri, lambda x: self.categories[x].broader if x in self.categories else ()))

    def descendants(self, iri: Iri) -> frozenset[Iri]:
        """Every category below *iri*, itself left out unless it stands in a cycle."""
        return frozenset(_closure(iri, lambda x: tuple(c.iri for c in self.children.get(x, ()))))

    def is_a(self, iri: Iri, ancestor: Iri) -> bool:
        """Tell whether *iri* is *ancestor* or below it."""
        return iri == ancestor or ancestor in self.ancestors(iri)

    def attributes_of(self, iri: Iri) -> tuple[Attribute, ...]:
        """Return the attributes that apply to a category, inherited ones too, by order, then key."""
        line = {iri, *self.ancestors(iri)}
        applying = (a for a in self.attributes.values() if not a.applies_to or line & set(a.applies_to))
        return tuple(sorted(applying, key=menu_order))

    def rules_of(self, iri: Iri) -> tuple[EdgeCaseRule, ...]:
        """Return the rules that apply to a category, inherited ones too, the highest priority first."""
        line = {iri, *self.ancestors(iri)}
        applying = (
            r for r in self.rules.values() if line & set(r.applies_to) or r.use_category == iri or not r.applies_to
        )
        return tuple(sorted(applying, key=lambda r: (-r.priority, r.key)))


def menu_order(entity: Entity) -> tuple[bool, object, str, str]:
    """Sort key of siblings: those with an order first, then by key."""
    return (entity.order is None, entity.order or 0, entity.key, entity.iri)


def _iri(entity: Entity) -> str:
    return entity.iri


def _closure(start: Iri, step: Callable[[Iri], Iterable[Iri]]) -> Iterator[Iri]:
    seen: set[Iri] = set()
    waiting = list(step(start))
    while waiting:
        iri = waiting.pop()
        if iri not in seen:
            seen.add(iri)
            yield iri
            waiting.extend(step(iri))
