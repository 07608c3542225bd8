"""What a Python check is given: an ontology, and the questions that several checks ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ontoman.conditions import ConditionRefused, categories_of, fields_of, parse
from ontoman.model import value_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ontoman.conditions import Condition, Field
    from ontoman.model import Category, Entity, Iri, Line, Ontology


@dataclass(frozen=True, slots=True)
class PriorKeys:
    """The keys of earlier releases, each with the IRI that it meant first; every noun has its own.

    A value's key is its own within its attribute: `value_place` names both.
    """

    categories: Mapping[str, Iri] = field(default_factory=dict)
    attributes: Mapping[str, Iri] = field(default_factory=dict)
    values: Mapping[str, Iri] = field(default_factory=dict)
    rules: Mapping[str, Iri] = field(default_factory=dict)
    examples: Mapping[str, Iri] = field(default_factory=dict)

    @classmethod
    def of(cls, releases: Iterable[Ontology]) -> PriorKeys:
        """Collect the keys of *releases*, the oldest first.

        >>> PriorKeys.of([]).categories
        {}
        """
        categories: dict[str, Iri] = {}
        attributes: dict[str, Iri] = {}
        values: dict[str, Iri] = {}
        rules: dict[str, Iri] = {}
        examples: dict[str, Iri] = {}
        for release in releases:
            _add_new(categories, release.categories.values())
            _add_new(attributes, release.attributes.values())
            _add_new(rules, release.rules.values())
            _add_new(examples, release.examples.values())
            for value in release.values:
                values.setdefault(value_place(value.attribute, value.key), value.iri)
        return cls(categories, attributes, values, rules, examples)


def _add_new(keys: dict[str, Iri], entities: Iterable[Entity]) -> None:
    for entity in entities:
        keys.setdefault(entity.key, entity.iri)


@dataclass(frozen=True)
class Scene:
    """The state that is checked, and what is known besides it.

    `prior_keys` are the keys of earlier releases, `languages` those that every label should be in,
    `metadata` the kinds of fields of the data that are no attributes.
    """

    ontology: Ontology
    lines: Sequence[Line] = ()
    prior_keys: PriorKeys = field(default_factory=PriorKeys)
    languages: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def live(self) -> tuple[Category, ...]:
        """The categories in use, in order of key."""
        return tuple(category for category in self.ontology.categories.values() if not category.deprecated)

    @cached_property
    def retired(self) -> tuple[Category, ...]:
        """The other categories."""
        return tuple(category for category in self.ontology.categories.values() if category.deprecated)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """What a condition may read."""
        return fields_of(self.ontology, metadata=self.metadata)

    @cached_property
    def tree(self) -> Mapping[str, frozenset[str]]:
        """For each category's key the keys of its descendants, itself among them."""
        return categories_of(self.ontology)

    def condition(self, text: str) -> Condition:
        """Read a condition, once; raises `ConditionRefused`."""
        if text not in self._read:
            self._read[text] = self._condition(text)
        found = self._read[text]
        if isinstance(found, ConditionRefused):
            raise found
        return found

    def _condition(self, text: str) -> Condition | ConditionRefused:
        try:
            return parse(text, self.fields, categories=self.tree)
        except ConditionRefused as refused:
            return refused

    @cached_property
    def _read(self) -> dict[str, Condition | ConditionRefused]:
        return {}
