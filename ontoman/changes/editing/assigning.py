"""What is said of a term in one word of a command line: `label@de=Bus`, `altLabel+=Coach`, `unit=`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, Literal

from ontoman.changes.editing.ground import plain
from ontoman.changes.editing.properties import token
from ontoman.errors import BadInput
from ontoman.model import Attribute, EdgeCaseRule, ValueKind, names
from ontoman.model.terms import iri_node, literal_node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.changes.editing.ground import Ground
    from ontoman.changes.editing.properties import Property
    from ontoman.model import Entity, Iri, Node

_ASSIGNMENT: Final = re.compile(r"([A-Za-z]+)(?:@([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*))?([+-]?)=(.*)", re.DOTALL)
_HOW: Final[dict[str, Literal["set", "add", "remove"]]] = {"": "set", "+": "add", "-": "remove"}
_FLAGS: Final = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_ANSWERS: Final = {ValueKind.BOOLEAN: "flag", ValueKind.INTEGER: "integer", ValueKind.DECIMAL: "number"}
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One thing to say: `set` replaces what was said, `add` and `remove` touch one value; no value takes it away."""

    name: str
    value: str
    lang: str | None = None
    how: Literal["set", "add", "remove"] = "set"


def assignment(text: str) -> Assignment:
    """Read `PROPERTY[@LANGUAGE]=VALUE`, with `+=` and `-=` for one of many values (OM433).

    >>> assignment("label@de=Bus")
    Assignment(name='label', value='Bus', lang='de', how='set')
    """
    match = _ASSIGNMENT.fullmatch(text)
    if match is None:
        raise BadInput(
            "OM433",
            f"{text!r} says nothing of a term.",
            fix="Write PROPERTY=VALUE, like label=Bus, label@de=Bus, altLabel+=Coach or unit= (to take it away).",
            details={"asked": text},
        )
    name, lang, sign, value = match.groups()
    return Assignment(name, value, lang.lower() if lang else None, _HOW[sign])


def node_of(ground: Ground, prop: Property, said: Assignment, kind: ValueKind | None = None) -> Node:
    """Return the value as a node, in the form that the property has (OM434); an answer has that of its attribute."""
    match prop.form:
        case "answer":
            return _typed(_ANSWERS[kind], said) if kind in _ANSWERS else plain(said.value)
        case "text":
            return literal_node(said.value, said.lang or ground.language)
        case "word":
            return plain(ground.condition(said.value).text if prop.predicate == names.CONDITION else said.value)
        case "flag" | "integer" | "number":
            return _typed(prop.form, said)
        case _:
            return iri_node(_named(ground, prop, said.value))


def answer_kind(ground: Ground, entity: Entity | None, said: Iterable[Assignment]) -> ValueKind | None:
    """Return the kind of the attribute that a default or a verdict answers: as it is said with it, else as it is."""
    asked = {one.name: one.value for one in said if one.value}
    if "valueKind" in asked:
        return next((kind for kind in ValueKind if kind.value.lower() == asked["valueKind"].lower()), None)
    if isinstance(entity, Attribute):
        return entity.kind
    own = entity.set_attribute if isinstance(entity, EdgeCaseRule) else None
    attribute = ground.ontology.attributes_by_key.get(asked.get("setAttribute", ""))
    attribute = attribute or (ground.ontology.attributes.get(own) if own is not None else None)
    return attribute.kind if attribute else None


def _named(ground: Ground, prop: Property, name: str) -> Iri:
    if prop.form == "token":
        return token(prop, name)
    return ground.category(name).iri if prop.form == "category" else _reference(ground, prop, name)


def _reference(ground: Ground, prop: Property, name: str) -> Iri:
    found = ground.entity(name)
    groups = {"attribute": ground.ontology.attributes, "rule": ground.ontology.rules}
    if prop.form in groups and found.iri not in groups[prop.form]:
        known = sorted(one.key for one in groups[prop.form].values() if not one.deprecated)
        raise BadInput(
            "OM434",
            f"{name} is no {prop.form}.",
            fix=f"Choose from {', '.join(known)}." if known else "Add one first.",
            details={"value": name},
        )
    return found.iri


def _typed(form: str, said: Assignment) -> Node:
    if form == "flag":
        return _literal(_FLAGS.get(said.value.lower()), names.XSD_BOOLEAN, said, "true or false")
    whole = _INTEGER.fullmatch(said.value) is not None
    if form == "integer":
        return _literal(said.value if whole else None, names.XSD_INTEGER, said, "a whole number")
    return _literal(_number(said.value), names.XSD_INTEGER if whole else names.XSD_DECIMAL, said, "a number")


def _literal(text: str | None, datatype: str, said: Assignment, wanted: str) -> Node:
    if text is None:
        raise BadInput(
            "OM434",
            f"{said.name} is {wanted}; {said.value!r} is not.",
            fix=f"Write {wanted}.",
            details={"property": said.name, "value": said.value},
        )
    return literal_node(text, datatype=datatype)


def _number(text: str) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return format(number, "f") if number.is_finite() else None
