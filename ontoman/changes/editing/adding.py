"""A new category, attribute, value, rule or example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.changes.editing.assigning import Assignment, answer_kind, node_of
from ontoman.changes.editing.ground import line, plain
from ontoman.changes.editing.properties import property_of
from ontoman.errors import BadInput
from ontoman.model import Iri, names, value_place
from ontoman.model.terms import literal_node, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.model import Category, Entity, Line

NOUNS: Final = ("category", "attribute", "value", "rule", "example")
_OBJECT_KINDS: Final = frozenset({"single", "multi", "ordinal"})
# What a category that takes over items of another has in common with it.
_LIKE: Final = (
    names.IN_SCHEME, names.TOP_CONCEPT_OF, names.BROADER, names.EXCLUSIVE_GROUP, names.GEOMETRY, names.SCOPE,
)  # fmt: skip


def add(ground: Ground, noun: str, key: str, said: Sequence[Assignment], fresh: str) -> Edit:
    """Add a term with this key; *fresh* ends its IRI. Without a label its key, in words, is its label."""
    attribute = next((one.value for one in said if noun == "value" and one.name == "attribute"), None)
    check_key(ground, noun, key, attribute)
    iri = Iri(ground.namespace + fresh)
    texts = [Assignment("label", words(key))] if noun != "example" and not any(s.name == "label" for s in said) else []
    lines = [*_typed(ground, iri, noun, said), line(iri, names.NOTATION, plain(key))]
    kind = answer_kind(ground, None, said)
    for one in (*texts, *said):
        prop = property_of(one.name, noun)
        if one.value and one.name != "key":
            lines.append(line(iri, prop.predicate, node_of(ground, prop, one, kind)))
    return ground.edit((), lines)


def words(key: str) -> str:
    """Write a key in words: `wide_cycle` is called `Wide cycle`."""
    text = key.replace("_", " ").replace("-", " ").strip()
    return text[:1].upper() + text[1:]


def _typed(ground: Ground, iri: Iri, noun: str, said: Sequence[Assignment]) -> Iterator[Line]:
    kind = next((one.value.lower() for one in said if one.name == "valueKind"), "")
    types = {
        "category": (names.CONCEPT, names.CLASS),
        "attribute": (names.ATTRIBUTE, names.OBJECT_PROPERTY if kind in _OBJECT_KINDS else names.DATATYPE_PROPERTY),
        "value": (names.VALUE,),
        "rule": (names.RULE,),
        "example": (names.EXAMPLE,),
    }[noun]
    yield from (line(iri, names.TYPE, one) for one in types)
    scheme = ground.ontology.header.iri
    if noun == "category" and scheme is not None:
        yield line(iri, names.IN_SCHEME, scheme)
        if not any(one.name == "parent" and one.value for one in said):
            yield line(iri, names.TOP_CONCEPT_OF, scheme)


def check_key(ground: Ground, noun: str, key: str, attribute: str | None = None, own: Iri | None = None) -> None:
    """Refuse a key that is taken (OM431), or that meant something else in an earlier release (OM432)."""
    if not key or key != key.strip():
        raise BadInput("OM434", f"{key!r} can't be a key.", fix="Write a key without blanks around it.")
    holder = _holders(ground, noun, attribute).get(key)
    if holder is not None and holder.iri != own:
        state = "was retired, and keys are never used again" if holder.deprecated else "is in use"
        raise BadInput("OM431", f"The key {key!r} {state}.", fix="Take another key.", details={"key": key})
    owner = ground.ontology.attributes_by_key.get(attribute or "")
    first = ground.used.get(noun, {}).get(value_place(owner.iri, key) if noun == "value" and owner else key)
    if first is not None and first != own:
        raise BadInput(
            "OM432",
            f"The key {key!r} meant {first} in an earlier release, and data out there may still carry it.",
            fix="Take another key: keys are never used again.",
            details={"key": key, "iri": first},
        )


def _holders(ground: Ground, noun: str, attribute: str | None) -> Mapping[str, Entity]:
    ontology = ground.ontology
    match noun:
        case "category":
            return ontology.categories_by_key
        case "attribute":
            return ontology.attributes_by_key
        case "value":
            owner = ontology.attributes_by_key.get(attribute or "")
            return {value.key: value for value in owner.values} if owner else {}
        case "rule":
            return {rule.key: rule for rule in ontology.rules.values()}
        case _:
            return {example.key: example for example in ontology.examples.values()}


def category_like(ground: Ground, key: str, label: str | None, fresh: str, like: Category) -> tuple[Iri, list[Line]]:
    """Make a new category that stands where *like* stands: same parents, scheme, group, geometries and scopes."""
    check_key(ground, "category", key)
    iri = Iri(ground.namespace + fresh)
    common = [line(iri, p, split(one).object) for p in _LIKE for one in ground.saying(like.iri, p)]
    name = literal_node(label or words(key), ground.language)
    types = [line(iri, names.TYPE, kind) for kind in (names.CONCEPT, names.CLASS)]
    return iri, [*types, line(iri, names.NOTATION, plain(key)), line(iri, names.PREF_LABEL, name), *common]
