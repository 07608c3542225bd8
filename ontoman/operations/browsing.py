"""Looking around in a state: tree, one entity, search, and where an old key went."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING

from ontoman.model import Attribute, Category, EdgeCaseRule, Example, KeyNotFound, LangString, Value
from ontoman.model.entities import pick
from ontoman.model.terms import local_name
from ontoman.operations.states import draft_state, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.model import Entity, Iri, Lineage, Ontology
    from ontoman.operations.states import State
    from ontoman.store.workspace import Workspace

KINDS: Mapping[type[object], str] = {
    Category: "category",
    Attribute: "attribute",
    Value: "value",
    EdgeCaseRule: "rule",
    Example: "example",
}


def kind_of(entity: Entity) -> str:
    """Return the word for what an entity is: category, attribute, value, rule or example."""
    return KINDS[type(entity)]


def tree(state: State, key: str | None = None, *, deprecated: bool = False) -> dict[str, object]:
    """Return the tree of categories, or the branch below *key*, as JSON (`ontoman/tree/1`)."""
    ontology = state.ontology
    roots = (_category(ontology, key),) if key else ontology.tops
    return {
        "schema": "ontoman/tree/1",
        "release": state.name,
        "tree": [
            _node(ontology, root, frozenset(), deprecated=deprecated)
            for root in roots
            if deprecated or not root.deprecated
        ],
    }


def _category(ontology: Ontology, key: str) -> Category:
    entity = ontology.get(key)
    if not isinstance(entity, Category):
        raise KeyNotFound(key)
    return entity


def _node(ontology: Ontology, category: Category, above: frozenset[Iri], *, deprecated: bool) -> dict[str, object]:
    line = above | {category.iri}
    children = [
        _node(ontology, child, line, deprecated=deprecated)
        for child in ontology.children.get(category.iri, ())
        if child.iri not in line and (deprecated or not child.deprecated)
    ]
    return {
        "key": category.key,
        "iri": category.iri,
        "label": category.label(),
        "selectable": category.selectable,
        "role": category.role.value,
        "deprecated": category.deprecated,
        "children": children,
    }


def show(state: State, key: str) -> dict[str, object]:
    """Return everything that an entity carries as JSON (`ontoman/entity/1`)."""
    entity = state.ontology.get(key)
    return {
        "schema": "ontoman/entity/1",
        "release": state.name,
        "kind": kind_of(entity),
        "entity": as_json(entity),
        "context": _context(state.ontology, entity),
    }


def as_json(value: object) -> object:
    """Turn a value of the model into JSON: texts as `{text, lang}`, notes by the name of their property."""
    match value:
        case LangString():
            return {"text": value.text, "lang": value.lang}
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple():
            return [as_json(part) for part in value]
        case None | bool() | int() | str():
            return value
    return {field.name: _field(value, field.name) for field in fields(value)}  # type: ignore[arg-type]


def _field(value: object, name: str) -> object:
    content = getattr(value, name)
    if name == "notes":
        return [{"property": local_name(kind), **_text(text)} for kind, text in content]
    return as_json(content)


def _text(text: LangString) -> dict[str, str]:
    return {"text": text.text, "lang": text.lang}


def _context(ontology: Ontology, entity: Entity) -> dict[str, object] | None:
    if not isinstance(entity, Category):
        return None
    return {
        "children": [child.key for child in ontology.children.get(entity.iri, ())],
        "ancestors": sorted(
            ontology.categories[iri].key for iri in ontology.ancestors(entity.iri) & set(ontology.categories)
        ),
        "attributes": [attribute.key for attribute in ontology.attributes_of(entity.iri)],
        "rules": [rule.key for rule in ontology.rules_of(entity.iri)],
        "examples": [e.key for e in ontology.examples.values() if entity.iri in e.illustrates],
    }


def search(state: State, text: str, limit: int = 50) -> dict[str, object]:
    """Find entities whose key, label, definition or note holds *text*; the closest first."""
    wanted = fold(text)
    hits = sorted(
        (rank, entity.key, entity.iri, where)
        for entity in state.ontology.entities.values()
        if (found := _best(entity, wanted)) is not None
        for rank, where in [found]
    )
    return {
        "schema": "ontoman/search/1",
        "release": state.name,
        "text": text,
        "total": len(hits),
        "hits": [_hit(state.ontology.entities[iri], where) for _, _, iri, where in hits[:limit]],
    }


def _hit(entity: Entity, where: str) -> dict[str, object]:
    return {
        "kind": kind_of(entity),
        "key": entity.key,
        "iri": entity.iri,
        "label": entity.label(),
        "deprecated": entity.deprecated,
        "found_in": where,
    }


def fold(text: str) -> str:
    """Return *text* as search compares it: NFKC, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def _best(entity: Entity, wanted: str) -> tuple[int, str] | None:
    ranks = [
        (_rank(fold(text), wanted, weight), where) for where, weight, text in _texts(entity) if wanted in fold(text)
    ]
    return min(ranks, default=None)


def _rank(text: str, wanted: str, weight: int) -> int:
    return weight + (0 if text == wanted else 1 if text.startswith(wanted) else 2)


def _texts(entity: Entity) -> Iterator[tuple[str, int, str]]:
    yield "key", 0, entity.key
    yield from (("label", 0, label.text) for label in entity.labels)
    if isinstance(entity, Category):
        yield from (("alternative label", 3, label.text) for label in entity.alt_labels)
    yield from (("definition", 6, text.text) for text in entity.definitions)
    yield from (("note", 9, text.text) for _, text in entity.notes)


def where(workspace: Workspace, old_key: str) -> dict[str, object]:
    """Say where a key of any release went: through every release since, to what it is now."""
    states = [*(resolve(workspace, r.version.text) for r in workspace.releases()), draft_state(workspace)]
    entity = next((found for state in reversed(states) if (found := state.ontology.find(old_key))), None)
    if entity is None:
        raise KeyNotFound(old_key)
    return {
        "schema": "ontoman/where/1",
        "key": old_key,
        "iri": entity.iri,
        "history": [_station(state, entity.iri) for state in states if entity.iri in state.ontology.entities],
        "now": _ends(states[-1].ontology, entity.iri),
    }


def _station(state: State, iri: Iri) -> dict[str, object]:
    entity = state.ontology.entities[iri]
    return {
        "release": state.name,
        "key": entity.key,
        "label": entity.label(),
        "deprecated": entity.deprecated,
        "fate": _fate(state.ontology, entity),
    }


def _succession(ontology: Ontology, lineage: Lineage) -> str:
    facet = lineage.facet_out
    if facet is not None:
        return f"now {_name(ontology, facet.part)} with {_name(ontology, facet.attribute)}={facet.value}"
    word = "replaced by" if lineage.relation == "exact" else f"superseded ({lineage.relation}) by"
    return f"{word} " + ", ".join(_name(ontology, iri) for iri in lineage.replaced_by)


def _fate(ontology: Ontology, entity: Entity) -> str:
    """Say in words what was declared for a deprecated category."""
    if not entity.deprecated or not isinstance(entity, Category):
        return "in use" if not entity.deprecated else "deprecated"
    lineage = entity.lineage
    if lineage.split:
        return "split into " + ", ".join(_name(ontology, part.part) for part in lineage.split)
    if lineage.replaced_by:
        return _succession(ontology, lineage)
    if lineage.consider:
        return "deprecated; consider " + ", ".join(_name(ontology, iri) for iri in lineage.consider)
    if lineage.disposition:
        reason = f": {pick(lineage.reasons, ())}" if lineage.reasons else ""
        return f"retired ({local_name(lineage.disposition)}){reason}"
    return "deprecated, with nothing said of its labels"


def _name(ontology: Ontology, iri: Iri) -> str:
    return ontology.entities[iri].key if iri in ontology.entities else iri


def _ends(ontology: Ontology, iri: Iri) -> list[dict[str, object]]:
    """Follow successors to the live entities where labels of *iri* may be now."""
    seen: set[Iri] = set()
    waiting, ends = [iri], []
    while waiting:
        here = waiting.pop()
        entity = ontology.entities.get(here)
        if here in seen or entity is None:
            continue
        seen.add(here)
        successors = _successors(entity)
        waiting.extend(successors)
        if not entity.deprecated:
            ends.append(entity)
    return [{"key": e.key, "iri": e.iri, "label": e.label()} for e in sorted(ends, key=lambda e: e.key)]


def _successors(entity: Entity) -> tuple[Iri, ...]:
    if not entity.deprecated or not isinstance(entity, Category):
        return ()
    lineage = entity.lineage
    return lineage.replaced_by or tuple(part.part for part in lineage.split) or lineage.consider
