"""Statements and the entities that they make, kept up to date: an edit rebuilds what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from ontoman.model import Attribute, Category, Iri, names
from ontoman.model.terms import iri_node, iri_of, is_iri, split
from ontoman.rdf import ontology_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.model import EdgeCaseRule, Entity, Example, Line, Ontology, Value

    Record: TypeAlias = "tuple[Category | None, Attribute | None, EdgeCaseRule | None, Example | None]"

NOTHING: Record = (None, None, None, None)
# What is said with these makes the entity that it points to, too (ontoman.rdf: an inverse says the same).
_TIES = frozenset(
    iri_node(iri)
    for iri in (
        names.NARROWER, names.RELATED, names.DISJOINT_WITH, names.REPLACES, names.VALUE_OF, names.PART_OF,
    )
)  # fmt: skip
_VALUE_OF = iri_node(names.VALUE_OF)
_SUBCLASS_OF = iri_node(names.SUBCLASS_OF)
_HEADS = tuple(f" {iri_node(names.TYPE)} {iri_node(kind)} ." for kind in (names.ONTOLOGY, names.CONCEPT_SCHEME))


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Entities before and after an edit, by IRI, where they differ."""

    before: Mapping[Iri, Record]
    after: Mapping[Iri, Record]

    @property
    def named(self) -> set[Iri]:
        """Everything that may be called otherwise: entities and values."""
        records = chain(self.before.values(), self.after.values())
        values = (value.iri for record in records if record[1] for value in record[1].values)
        return {*self.before, *values}


class State:
    """Lines by subject, and the entities by IRI."""

    def __init__(self, lines: Iterable[Line], ontology: Ontology) -> None:
        self.header = ontology.header
        self.by_subject: dict[str, list[Line]] = {}
        self._tied: dict[str, set[str]] = {}
        self._below: dict[str, set[str]] = {}
        self.heads: set[str] = set()
        self.names: dict[Iri, Entity] = dict(ontology.entities)
        for line in lines:
            self._add(line)
        every = {*ontology.categories, *ontology.attributes, *ontology.rules, *ontology.examples}
        self.records = {iri: _record(ontology, iri) for iri in every}

    def lines(self) -> Iterator[Line]:
        """Yield every statement."""
        return chain.from_iterable(self.by_subject.values())

    def head_lines(self) -> Iterator[Line]:
        """Yield what is said of everything that says to be an ontology or a scheme."""
        return chain.from_iterable(self.by_subject[head] for head in self.heads)

    def has(self, line: Line) -> bool:
        """Tell whether a statement is there."""
        return line in self.by_subject.get(line.split(" ", 1)[0], ())

    def edit(self, removed: Iterable[Line], added: Iterable[Line]) -> Rebuilt:
        """Change the statements, and rebuild what they make."""
        changed = [*removed, *added]
        asked = set(chain.from_iterable(self._made_by(line) for line in changed))
        for line in removed:
            self._remove(line)
        for line in added:
            self._add(line)
        asked.update(chain.from_iterable(self._made_by(line) for line in changed))
        before, after = self._rebuild(asked)
        retyped = {iri for iri in before if (before[iri][0] is None) != (after[iri][0] is None)}
        below = set(chain.from_iterable(self._below.get(iri_node(iri), ()) for iri in retyped))
        for now, more in zip((before, after), self._rebuild(below - asked), strict=True):
            now.update(more)
        self._rename(before, after)
        self.header = ontology_of(self.head_lines()).header
        return Rebuilt(before, after)

    def _made_by(self, line: Line) -> Iterator[str]:
        """Yield the nodes whose entities a line helps to make, and those that its subject helps to make."""
        subject, predicate, node = split(line)
        yield subject
        if predicate in _TIES:
            yield node
        for own in self.by_subject.get(subject, ()):
            _, predicate, node = split(own)
            if predicate in _TIES:
                yield node

    def _rebuild(self, nodes: Iterable[str]) -> tuple[dict[Iri, Record], dict[Iri, Record]]:
        before: dict[Iri, Record] = {}
        after: dict[Iri, Record] = {}
        for node in sorted(nodes):
            if is_iri(node):
                iri = iri_of(node)
                old, new = self.records.get(iri, NOTHING), _record(ontology_of(self._makers(node)), iri)
                if old != new:
                    before[iri], after[iri] = old, new
                    self.records[iri] = new
                    if new == NOTHING:
                        del self.records[iri]
        return before, after

    def _makers(self, node: str) -> Iterator[Line]:
        """Yield the lines that make one entity: its own, those of what is tied to it, and of the classes above it."""
        own = self.by_subject.get(node, ())
        above = {split(line).object for line in own if split(line).predicate == _SUBCLASS_OF}
        for other in {node, *above, *self._tied.get(node, ())}:
            yield from self.by_subject.get(other, ())

    def _rename(self, before: Mapping[Iri, Record], after: Mapping[Iri, Record]) -> None:
        records = chain(before.values(), after.values())
        for iri in {entity.iri for record in records for entity in entities(record)}:
            entity = self._entity(iri)
            if entity is None:
                self.names.pop(iri, None)
            else:
                self.names[iri] = entity

    def _entity(self, iri: Iri) -> Entity | None:
        """Return what `Ontology.entities` holds under *iri*: of several things with one IRI, the last."""
        category, attribute, rule, example = self.records.get(iri, NOTHING)
        return example or rule or self._value(iri) or attribute or category

    def _value(self, iri: Iri) -> Value | None:
        said = (split(line) for line in self.by_subject.get(iri_node(iri), ()))
        owners = {iri_of(node) for _, predicate, node in said if predicate == _VALUE_OF and is_iri(node)}
        found = [owner for one in owners if (owner := self.records.get(one, NOTHING)[1])]
        owner = max(found, key=lambda attribute: (attribute.key, attribute.iri), default=None)
        return next((value for value in owner.values if value.iri == iri), None) if owner else None

    def _add(self, line: Line) -> None:
        subject, predicate, node = line.split(" ", 2)
        own = self.by_subject.get(subject)
        if own is None:
            self.by_subject[subject] = [line]
        else:
            own.append(line)
        if predicate in _TIES:
            self._tied.setdefault(node[:-2], set()).add(subject)
        elif predicate == _SUBCLASS_OF:
            self._below.setdefault(node[:-2], set()).add(subject)
        elif line.endswith(_HEADS):
            self.heads.add(subject)

    def _remove(self, line: Line) -> None:
        subject, predicate, node = split(line)
        self.by_subject[subject].remove(line)
        if predicate in _TIES:
            left = {split(own).object for own in self.by_subject[subject] if split(own).predicate in _TIES}
            if node not in left:
                self._tied[node].discard(subject)
        elif predicate == _SUBCLASS_OF:
            self._below[node].discard(subject)
        elif line.endswith(_HEADS) and not any(own.endswith(_HEADS) for own in self.by_subject[subject]):
            self.heads.discard(subject)
        if not self.by_subject[subject]:
            del self.by_subject[subject]


def _record(ontology: Ontology, iri: Iri) -> Record:
    return (
        ontology.categories.get(iri),
        ontology.attributes.get(iri),
        ontology.rules.get(iri),
        ontology.examples.get(iri),
    )


def entities(record: Record) -> Iterator[Entity]:
    """Yield what a record holds, and the values of an attribute, in the order of `Ontology.entities`."""
    category, attribute, rule, example = record
    values = attribute.values if attribute else ()
    yield from (entity for entity in (category, attribute, *values, rule, example) if entity)
