"""Another label, definition, note, parent or other property of a term; another key, with all that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes.editing.adding import check_key
from ontoman.changes.editing.assigning import answer_kind, node_of
from ontoman.changes.editing.declaring import redefinition
from ontoman.changes.editing.ground import line
from ontoman.changes.editing.moving import check_parents
from ontoman.changes.editing.properties import property_of
from ontoman.changes.editing.renaming import renamed
from ontoman.changes.literals import lang_string_of
from ontoman.errors import BadInput
from ontoman.model import Attribute, Category, EdgeCaseRule, Meaning, Value, names
from ontoman.model.terms import iri_of, is_iri, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ontoman.changes.editing.assigning import Assignment
    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.changes.editing.properties import Property
    from ontoman.model import Entity, Line, Node


def set_(ground: Ground, name: str, said: Sequence[Assignment], meaning: Meaning | None = None) -> Edit:
    """Say *said* of a term; *meaning* tells what another definition does to its meaning.

    Another key is written into every condition, default and verdict that names the term.
    """
    entity = ground.entity(name)
    noun = noun_of(entity)
    gone: list[Line] = []
    come: list[Line] = []
    kind = answer_kind(ground, entity, said)
    for one in said:
        prop = property_of(one.name, noun)
        node = node_of(ground, prop, one, kind) if one.value else None
        out, new = _said(ground, entity, prop, one, node)
        gone += out
        come += new
        if one.name == "key":
            out, new = _other_key(ground, entity, noun, one.value)
            gone += out
            come += new
    _check_one(ground, entity, noun, said)
    if meaning is not None:
        come += redefinition(ground, entity.iri, meaning)
    return ground.edit(set(gone) - set(come), come)


def noun_of(entity: Entity) -> str:
    """Say what an entity is: category, attribute, value, rule or example."""
    kinds = {Category: "category", Attribute: "attribute", Value: "value", EdgeCaseRule: "rule"}
    return next((noun for kind, noun in kinds.items() if isinstance(entity, kind)), "example")


def _said(
    ground: Ground, entity: Entity, prop: Property, one: Assignment, node: Node | None
) -> tuple[Iterable[Line], Iterable[Line]]:
    present = ground.saying(entity.iri, prop.predicate)
    if one.how == "remove":
        gone = [found for found in present if split(found).object == node]
        if not gone:
            raise BadInput(
                "OM434", f"{entity.key} does not say {one.name} {one.value!r}.", fix=f"`ontoman show {entity.key}`."
            )
        return gone, ()
    gone = [] if one.how == "add" else [found for found in present if _replaced(ground, found, prop, one)]
    if prop.predicate == names.BROADER:
        parents = [iri_of(split(found).object) for found in present if found not in gone]
        wanted = [iri_of(node)] if node else []
        check_parents(ground, entity.iri, [*parents, *wanted])
        gone += _top(ground, entity)
    return gone, [line(entity.iri, prop.predicate, node)] if node else []


def _top(ground: Ground, entity: Entity) -> list[Line]:
    """Return what made it a top category: it goes once there is a parent."""
    above = ground.pointing_at(entity.iri, names.NARROWER, names.HAS_TOP_CONCEPT)
    return [*ground.saying(entity.iri, names.TOP_CONCEPT_OF), *above]


def _replaced(ground: Ground, found: Line, prop: Property, one: Assignment) -> bool:
    """Tell whether a value gives way to a new one: of a text, the one in the same language."""
    node = split(found).object
    if prop.form != "text" or is_iri(node):
        return True
    return lang_string_of(node).lang.lower() == (one.lang or ground.language).lower()


def _check_one(ground: Ground, entity: Entity, noun: str, said: Sequence[Assignment]) -> None:
    for one in said:
        prop = property_of(one.name, noun)
        if one.how == "add" and not prop.many:
            present = [
                found for found in ground.saying(entity.iri, prop.predicate) if _replaced(ground, found, prop, one)
            ]
            if present:
                raise BadInput(
                    "OM433",
                    f"{entity.key} can have one {one.name} only, and has it.",
                    fix=f"Write {one.name}=… to replace it.",
                )


def _other_key(ground: Ground, entity: Entity, noun: str, key: str) -> tuple[Sequence[Line], Sequence[Line]]:
    owner = ground.ontology.attributes.get(entity.attribute) if isinstance(entity, Value) and entity.attribute else None
    check_key(ground, noun, key, owner.key if owner else None, own=entity.iri)
    return renamed(ground, {entity: key})
