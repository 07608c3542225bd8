"""What an ontology is made of, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ontoman.model.terms import Iri, LangString


class Role(StrEnum):
    """What a category is for, by its `om:` local name."""

    ORDINARY = "Ordinary"
    RESIDUAL = "Residual"
    CANNOT_TELL = "CannotTell"
    IGNORE = "Ignore"
    NOT_APPLICABLE = "NotApplicable"


class ValueKind(StrEnum):
    """What values an attribute takes, by its `om:` local name."""

    BOOLEAN = "Boolean"
    SINGLE = "Single"
    MULTI = "Multi"
    ORDINAL = "Ordinal"
    INTEGER = "Integer"
    DECIMAL = "Decimal"
    TEXT = "Text"
    DATE = "Date"


class Verdict(StrEnum):
    """What a rule says to do, by its `om:` local name."""

    USE_CATEGORY = "UseCategory"
    SET_ATTRIBUTE = "SetAttribute"
    IGNORE_ITEM = "IgnoreItem"
    ESCALATE = "Escalate"


class Disposition(StrEnum):
    """What becomes of the labels of a retired category, by its `om:` local name."""

    KEEP_FROZEN = "KeepFrozen"
    IGNORE_LABELS = "IgnoreLabels"
    DROP_LABELS = "DropLabels"
    TO_RESIDUAL = "ToResidual"


class Meaning(StrEnum):
    """How a new definition relates to the old one, by its `om:` local name."""

    STAYS = "Stays"
    NARROWS = "Narrows"
    WIDENS = "Widens"
    SHIFTS = "Shifts"


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One part of a split category; `when` is None for the otherwise."""

    iri: Iri
    part: Iri
    when: str | None
    order: Decimal


@dataclass(frozen=True, slots=True)
class Facet:
    """A category and a value of an attribute that say together what another category says: `part` with `value`."""

    iri: Iri
    part: Iri
    attribute: Iri
    value: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a retired category's labels go, as its authors declared it.

    `replaced_by` are direct successors, `consider` alternatives for a person to weigh, `merged_from` the
    categories that went into this one, `split` the parts of this one in order. `split_off` are parts that others took
    while this one stays, `facet_out` what this one is now, `facets_in` what others took by a value of an attribute,
    `swapped_with` those with which it exchanged its meaning.
    `relation` is exact, broad, narrow or close: how a single successor relates to this category.
    """

    replaced_by: tuple[Iri, ...] = ()
    consider: tuple[Iri, ...] = ()
    merged_from: tuple[Iri, ...] = ()
    split: tuple[SplitPart, ...] = ()
    split_off: tuple[SplitPart, ...] = ()
    facet_out: Facet | None = None
    facets_in: tuple[Facet, ...] = ()
    swapped_with: tuple[Iri, ...] = ()
    relation: str = "exact"
    disposition: Disposition | None = None
    residual: Iri | None = None
    reasons: tuple[LangString, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """What categories, attributes, values, rules and examples have in common.

    `key` is `skos:notation`, else the local name. Texts are sorted by language, then text.
    """

    iri: Iri
    key: str
    labels: tuple[LangString, ...] = ()
    definitions: tuple[LangString, ...] = ()
    notes: tuple[tuple[Iri, LangString], ...] = ()
    deprecated: bool = False
    order: Decimal | None = None

    def label(self, *langs: str) -> str:
        """Return the label in the first of *langs* that has one, else any label, else the key."""
        return pick(self.labels, langs) or self.key

    def definition(self, *langs: str) -> str:
        """Return the definition in the first of *langs* that has one, else any, else an empty text."""
        return pick(self.definitions, langs)

    def notes_of(self, predicate: Iri) -> tuple[LangString, ...]:
        """Return the notes of one kind, such as `names.SCOPE_NOTE` or `names.INCLUDES`."""
        return tuple(text for kind, text in self.notes if kind == predicate)


def ranges(lang: str) -> Iterator[str]:
    """Yield a language tag, then the wider ones (RFC 4647, 3.4).

    >>> list(ranges("de-ch-1996"))
    ['de-ch-1996', 'de-ch', 'de']
    """
    while lang:
        yield lang
        lang = lang.rpartition("-")[0]


def pick(texts: tuple[LangString, ...], langs: tuple[str, ...]) -> str:
    """Choose a text by language preference; English, then any, where none of *langs* is there."""
    for lang in (*(wide for named in langs for wide in ranges(named)), "en", ""):
        for text in texts:
            if text.lang == lang or text.lang.split("-")[0] == lang:
                return text.text
    return texts[0].text if texts else ""


@dataclass(frozen=True, slots=True)
class Category(Entity):
    """A category: `skos:Concept` and `owl:Class` under one IRI."""

    alt_labels: tuple[LangString, ...] = ()
    broader: tuple[Iri, ...] = ()
    related: tuple[Iri, ...] = ()
    status: str | None = None
    selectable: bool = True
    role: Role = Role.ORDINARY
    exclusive_groups: tuple[str, ...] = ()
    disjoint_with: tuple[Iri, ...] = ()
    geometries: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    colour: str | None = None
    class_index: int | None = None
    external_ids: tuple[tuple[str, str], ...] = ()
    confusable_with: tuple[Iri, ...] = ()
    lineage: Lineage = Lineage()


@dataclass(frozen=True, slots=True)
class Value(Entity):
    """An allowed value of an attribute; ordinals rank by `order`."""

    attribute: Iri | None = None


def value_place(attribute: Iri | None, key: str) -> str:
    """Name a value by its attribute and its key, which is unique there only: `…/activity=moving`."""
    return f"{attribute or ''}={key}"


@dataclass(frozen=True, slots=True)
class Attribute(Entity):
    """An attribute; `values` stand in order; no `applies_to` means every category."""

    kind: ValueKind = ValueKind.TEXT
    values: tuple[Value, ...] = ()
    required: bool = False
    default: str | None = None
    unit: str | None = None
    per_frame: bool = False
    applies_to: tuple[Iri, ...] = ()
    condition: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EdgeCaseRule(Entity):
    """An edge-case rule: a condition (or a situation in words) and a verdict."""

    condition: str | None = None
    situations: tuple[LangString, ...] = ()
    verdict: Verdict | None = None
    use_category: Iri | None = None
    set_attribute: Iri | None = None
    set_value: str | None = None
    applies_to: tuple[Iri, ...] = ()
    priority: int = 0
    exception_to: tuple[Iri, ...] = ()
    rationales: tuple[LangString, ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example(Entity):
    """An example: a text or a reference to media, what it illustrates, and the category it must get."""

    polarity: str = "Positive"
    texts: tuple[LangString, ...] = ()
    media: str | None = None
    illustrates: tuple[Iri, ...] = ()
    expects: tuple[Iri, ...] = ()


@dataclass(frozen=True, slots=True)
class Redefinition:
    """A declared change of meaning of one category."""

    iri: Iri
    redefines: Iri
    meaning: Meaning
    note: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What an ontology says of itself."""

    iri: Iri | None = None
    titles: tuple[LangString, ...] = ()
    descriptions: tuple[LangString, ...] = ()
    version_iri: Iri | None = None
    version: str | None = None
    prior_version: Iri | None = None
    licenses: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
