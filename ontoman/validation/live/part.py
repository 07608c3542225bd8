"""A part of an ontology that a check takes for the whole: some entities, and the names of all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontoman.model import Attribute, Category, EdgeCaseRule, Entity, Example, Iri, Ontology
from ontoman.validation.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.validation.live.state import State


@dataclass(frozen=True)
class Part(Ontology):
    """Some entities; `known` names all that there are."""

    known: Mapping[Iri, Entity] = field(default_factory=dict)

    @property
    def entities(self) -> Mapping[Iri, Entity]:
        """Every entity of the whole: what messages call by name."""
        return self.known


def part_of(state: State, iris: Iterable[Iri]) -> Part:
    """Return the part with the entities *iris*, in the order of an ontology."""
    chosen = [(iri, record) for iri in iris if (record := state.records.get(iri))]
    categories: list[Category] = [record[0] for _, record in chosen if record[0]]
    attributes: list[Attribute] = [record[1] for _, record in chosen if record[1]]
    rules: list[EdgeCaseRule] = [record[2] for _, record in chosen if record[2]]
    examples: list[Example] = [record[3] for _, record in chosen if record[3]]
    for entities in (categories, attributes, rules, examples):
        entities.sort(key=_by_key)
    return Part(
        state.header,
        {one.iri: one for one in categories},
        {one.iri: one for one in attributes},
        {one.iri: one for one in rules},
        {one.iri: one for one in examples},
        known=state.names,
    )


def _by_key(entity: Entity) -> tuple[str, str]:
    return entity.key, entity.iri


@dataclass(frozen=True)
class PartScene(Scene):
    """A scene over a part, with the tree of the whole."""

    whole: Mapping[str, frozenset[str]] | None = None

    @property
    def tree(self) -> Mapping[str, frozenset[str]]:
        """For each category's key those below it; read where a condition asks."""
        return {} if self.whole is None else self.whole
