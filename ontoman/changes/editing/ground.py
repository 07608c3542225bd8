"""What an edit stands on: the state, what earlier releases used up, and how lines are found and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ontoman import conditions
from ontoman.changes.lookup import about
from ontoman.errors import BadInput
from ontoman.model import Category, Entity, KeyNotFound, Value, names
from ontoman.model.terms import Line, iri_node, join, literal_node, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.conditions import Condition, Field
    from ontoman.model import Iri, Node, Ontology


Thing = TypeVar("Thing", bound=Entity)


@dataclass(frozen=True, slots=True)
class Edit:
    """The lines that go and those that come, both sorted; undoing it is taking it the other way round."""

    removed: tuple[Line, ...]
    added: tuple[Line, ...]


class NothingChanges(BadInput):
    """The state already says all that was asked for (OM441)."""

    def __init__(self) -> None:
        super().__init__(
            "OM441", "Nothing would change: the draft says all that already.", fix="`ontoman show KEY` shows it."
        )


@dataclass(frozen=True)
class Ground:
    """A state that is edited. *lines* are sorted, *ontology* is what they say.

    `used` gives the keys of earlier releases, by noun (category, attribute, value, rule, example), with the IRI that
    each first meant, of a value by `value_place`; `language` is that of texts without one; `metadata` types fields of
    the data that are no attributes.
    """

    lines: tuple[Line, ...]
    ontology: Ontology
    namespace: str
    language: str = "en"
    used: Mapping[str, Mapping[str, Iri]] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)

    # -- finding ------------------------------------------------------------------------------------------------------

    def entity(self, name: str) -> Entity:
        """Return what has this key or IRI; a value is named `attribute=value`, as in maps."""
        found = self.ontology.find(name) or self.value(*name.split("=", 1))
        if found is None:
            raise KeyNotFound(name)
        return found

    def value(self, attribute: str, value: str = "") -> Value | None:
        """Return a value of an attribute by both keys, or None."""
        owner = self.ontology.attributes_by_key.get(attribute)
        return next((one for one in owner.values if one.key == value), None) if owner else None

    def means_value(self, name: str) -> bool:
        """Tell whether a name is that of a value, which may be new: its IRI, or `attribute=value`."""
        found = self.ontology.find(name)
        if found is not None:
            return isinstance(found, Value)
        key, equals, _ = name.partition("=")
        return bool(equals) and key in self.ontology.attributes_by_key

    def name_of(self, entity: Entity) -> str:
        """Return the name by which `entity` finds it: its key; of a value `attribute=value`."""
        owner = (
            self.ontology.attributes.get(entity.attribute) if isinstance(entity, Value) and entity.attribute else None
        )
        return f"{owner.key}={entity.key}" if owner else entity.key

    def category(self, name: str) -> Category:
        """Return a live category; OM120 where there is none, OM430 where it was retired."""
        found = self.ontology.categories_by_key.get(name) or self.ontology.categories.get(name)  # type: ignore[call-overload]
        if not isinstance(found, Category):
            raise KeyNotFound(name)
        return self._live(found, name)

    def live(self, name: str) -> Entity:
        """Return what has this key or IRI; OM430 where it was retired."""
        return self._live(self.entity(name), name)

    def _live(self, found: Thing, name: str) -> Thing:
        if found.deprecated:
            raise BadInput(
                "OM430",
                f"{name} was retired: nothing can be done with it any more.",
                fix=f"Take its successor (`ontoman where {name}`), or undo its retirement.",
                details={"key": name},
            )
        return found

    def of(self, iri: Iri) -> tuple[Line, ...]:
        """Return the lines of one subject."""
        return tuple(about(self.lines, iri_node(iri)))

    def saying(self, iri: Iri, predicate: Iri) -> tuple[Line, ...]:
        """Return the lines of one subject and predicate."""
        prefix = f"{iri_node(iri)} {iri_node(predicate)} "
        return tuple(line for line in self.of(iri) if line.startswith(prefix))

    def pointing_at(self, iri: Iri, *predicates: Iri) -> tuple[Line, ...]:
        """Return the lines whose object is *iri*, of these predicates."""
        ends = tuple(f" {iri_node(predicate)} {iri_node(iri)} ." for predicate in predicates)
        return tuple(line for line in self.lines if line.endswith(ends))

    # -- conditions ---------------------------------------------------------------------------------------------------

    @cached_property
    def _fields(self) -> Mapping[str, Field]:
        return conditions.fields_of(self.ontology, None, self.metadata)

    @cached_property
    def _tree(self) -> Mapping[str, frozenset[str]]:
        return conditions.categories_of(self.ontology)

    def condition(self, text: str) -> Condition:
        """Read a condition over the attributes and metadata of this state; OM301 to OM308 say what is wrong."""
        return conditions.parse(text, self._fields, categories=self._tree)

    @cached_property
    def retired_values(self) -> tuple[tuple[str, str], ...]:
        """The retired values of attributes in use, by both keys."""
        live = (attribute for attribute in self.ontology.attributes.values() if not attribute.deprecated)
        return tuple((one.key, value.key) for one in live for value in one.values if value.deprecated)

    # -- writing ------------------------------------------------------------------------------------------------------

    def edit(self, removed: Iterable[Line], added: Iterable[Line]) -> Edit:
        """Return what really changes: a line that goes and comes stays, one that is there does not come."""
        gone, come = set(removed), set(added)
        present = {line for line in gone | come if self.says(line)}
        edit = Edit(tuple(sorted((gone & present) - come)), tuple(sorted(come - present)))
        if edit == Edit((), ()):
            raise NothingChanges
        return edit

    def says(self, line: Line) -> bool:
        """Tell whether the state holds this statement."""
        return line in about(self.lines, split(line).subject)

    def numbered(self, iri: Iri, noun: str) -> int:
        """Return the first number that no lineage node `IRI/noun/N` of a subject has yet."""
        number = 1
        while self.of(lineage_iri(iri, noun, number)):
            number += 1
        return number


def lineage_iri(iri: Iri, noun: str, number: int) -> Iri:
    """Name a lineage node for what it is about: `…/van/split/1`."""
    return type(iri)(f"{iri}/{noun}/{number}")


def line(subject: Iri, predicate: Iri, obj: Iri | Node) -> Line:
    """Write a statement; an object that is no node yet is an IRI."""
    node = obj if obj.startswith(('"', "<", "_:")) else iri_node(obj)
    return join(iri_node(subject), iri_node(predicate), node)  # type: ignore[arg-type]


def plain(text: str) -> Node:
    """Write a text without a language."""
    return literal_node(text)


def true() -> Node:
    """Write a true boolean."""
    return literal_node("true", datatype=names.XSD_BOOLEAN)


def integer(number: int) -> Node:
    """Write a whole number."""
    return literal_node(str(number), datatype=names.XSD_INTEGER)
