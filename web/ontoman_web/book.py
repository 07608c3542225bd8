"""A state opened for reading, with what its pages look up: made once, as a release never changes."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from ontoman.operations.wording import ConditionReader
from ontoman_web.search import Index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.model import Category, EdgeCaseRule, Example, Iri, Ontology
    from ontoman.operations.states import State


class Book:
    """One state; everything is worked out when a page first asks for it."""

    def __init__(self, state: State, metadata: Mapping[str, str]) -> None:
        self.state = state
        self._metadata = metadata

    @cached_property
    def ontology(self) -> Ontology:
        """The state as a value."""
        return self.state.ontology

    @cached_property
    def rules_by_key(self) -> Mapping[str, EdgeCaseRule]:
        """Rules by key; of two with one key the first by IRI."""
        return {rule.key: rule for rule in sorted(self.ontology.rules.values(), key=lambda r: r.iri, reverse=True)}

    @cached_property
    def examples_of(self) -> Mapping[Iri, tuple[Example, ...]]:
        """Examples by what they illustrate: a category, a value or a rule."""
        found: defaultdict[Iri, list[Example]] = defaultdict(list)
        for example in self.ontology.examples.values():
            for target in example.illustrates:
                found[target].append(example)
        return {target: tuple(sorted(group, key=_by_polarity)) for target, group in found.items()}

    @cached_property
    def exceptions_of(self) -> Mapping[Iri, tuple[EdgeCaseRule, ...]]:
        """Rules by the rule that they are an exception to."""
        found: defaultdict[Iri, list[EdgeCaseRule]] = defaultdict(list)
        for rule in self.ontology.rules.values():
            for target in rule.exception_to:
                found[target].append(rule)
        return {target: tuple(group) for target, group in found.items()}

    @cached_property
    def came_from(self) -> Mapping[Iri, tuple[Category, ...]]:
        """The retired categories whose labels go to a category, by that category."""
        found: defaultdict[Iri, list[Category]] = defaultdict(list)
        for category in self.ontology.categories.values():
            lineage = category.lineage
            for target in {*lineage.replaced_by, *(part.part for part in lineage.split)}:
                found[target].append(category)
        return {target: tuple(group) for target, group in found.items()}

    @cached_property
    def loose(self) -> tuple[Category, ...]:
        """The categories that hang from no top: they stand in a cycle, or below one."""
        return loose(self.ontology)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which categories have labels."""
        return tuple(sorted({t.lang for c in self.ontology.categories.values() for t in c.labels if t.lang}))

    @cached_property
    def conditions(self) -> ConditionReader:
        """What puts conditions into words."""
        return ConditionReader(self.ontology, self._metadata)

    @cached_property
    def index(self) -> Index:
        """The search index."""
        return Index.of(self.ontology)


def loose(ontology: Ontology) -> tuple[Category, ...]:
    """Return the categories that cannot be reached from a top."""
    reached = {top.iri for top in ontology.tops}
    waiting = list(reached)
    while waiting:
        found = {child.iri for child in ontology.children.get(waiting.pop(), ())} - reached
        reached |= found
        waiting.extend(found)
    return tuple(category for iri, category in ontology.categories.items() if iri not in reached)


_POLARITIES = ("Positive", "Negative", "Borderline")


def _by_polarity(example: Example) -> tuple[int, str]:
    known = example.polarity in _POLARITIES
    return (_POLARITIES.index(example.polarity) if known else len(_POLARITIES), example.key)
