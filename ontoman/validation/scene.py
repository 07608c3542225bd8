"""What a Python check is given: an ontology, and the questions that several checks ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ontoman.conditions import categories_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ontoman.conditions import Field
    from ontoman.model import Category, Iri, Line, Ontology


@dataclass(frozen=True)
class Scene:
    """The state that is checked, and what is known besides it.

    `prior_keys` are the categories' keys of earlier releases, `languages` those that every label should be in,
    `metadata` the kinds of fields of the data that are no attributes.
    """

    ontology: Ontology
    lines: Sequence[Line] = ()
    prior_keys: Mapping[str, Iri] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def live(self) -> tuple[Category, ...]:
        """The categories in use, in order of key."""
        return tuple(category for category in self.ontology.categories.values() if not category.deprecated)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """What a condition may read."""
        return fields_of(self.ontology, metadata=self.metadata)

    @cached_property
    def tree(self) -> Mapping[str, frozenset[str]]:
        """For each category's key the keys of its descendants, itself among them."""
        return categories_of(self.ontology)
