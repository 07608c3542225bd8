"""From an ontology to a guideline: which text goes where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ontoman.conditions import categories_of, fields_of, parse, sentence, words_of
from ontoman.errors import BadInput
from ontoman.guidelines.values import Case, Entry, Guide, Pair, Question, Sample, ValueLine
from ontoman.guidelines.words import wording
from ontoman.model import Role, Verdict, menu_order, names
from ontoman.model.entities import pick, ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.conditions import Field, Words
    from ontoman.guidelines.words import Wording
    from ontoman.model import Attribute, Category, EdgeCaseRule, Entity, Example, Iri, Ontology

_E = TypeVar("_E", bound="Entity")
_NOTES = (names.SCOPE_NOTE, names.NOTE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a guideline says of itself: shown version, date, hash, and the difference from `since`."""

    version: str
    date: str
    sha256: str
    since: str | None = None
    changes: tuple[Mapping[str, object], ...] = ()


def build(ontology: Ontology, language: str, facts: Facts, metadata: Mapping[str, str] | None = None) -> Guide:
    """Build the guideline of *ontology* in one language; other languages serve where a text is not translated."""
    return _Builder(ontology, language, metadata or {}).guide(facts)


class _Builder:
    def __init__(self, ontology: Ontology, language: str, metadata: Mapping[str, str]) -> None:
        self.ontology = ontology
        self.language = language
        self.metadata = metadata
        self.words: Wording = wording(language)

    def guide(self, facts: Facts) -> Guide:
        header = self.ontology.header
        return Guide(
            language=self.words.language,
            title=pick(header.titles, (self.language,)) or self.words.guideline,
            version=facts.version,
            date=facts.date,
            owner=", ".join(header.creators),
            purpose=pick(header.descriptions, (self.language,)),
            since=facts.since,
            changed=tuple(self._changed(facts.changes)),
            general=tuple(self.case(rule) for rule in self._general),
            entries=tuple(self._entries()),
            questions=tuple(self.question(a) for a in _live(self.ontology.attributes.values())),
            unsure=tuple(self._unsure()),
            sha256=facts.sha256,
        )

    # -- categories ----------------------------------------------------------------------------------------------------

    def _entries(self) -> Iterator[Entry]:
        for top in self.ontology.tops:
            yield from self._branch(top, ())

    def _branch(self, category: Category, above: tuple[Category, ...]) -> Iterator[Entry]:
        if category.deprecated or category in above:
            return
        yield self.entry(category, above)
        for child in self.ontology.children.get(category.iri, ()):
            yield from self._branch(child, (*above, category))

    def entry(self, category: Category, above: tuple[Category, ...]) -> Entry:
        asked = (a for a in self.ontology.attributes_of(category.iri) if not a.deprecated)
        return Entry(
            key=category.key,
            label=category.label(self.language),
            depth=len(above),
            path=tuple(parent.label(self.language) for parent in above),
            definition=category.definition(self.language),
            selectable=category.selectable,
            role=self.words.roles.get(category.role.value, ""),
            colour=category.colour,
            labeled=self.notes(category, names.INCLUDES),
            not_labeled=self.notes(category, names.EXCLUDES),
            drawing=self._drawing(category, above),
            notes=tuple(text for kind in _NOTES for text in self.notes(category, kind)),
            questions=tuple((a.key, a.label(self.language)) for a in asked) if category.selectable else (),
            cases=tuple(self.case(rule) for rule in self._own_rules(category)),
            samples=self.samples(category.iri),
            confusable=tuple(self._pairs(category)),
            class_index=category.class_index,
        )

    def notes(self, category: Category, kind: Iri) -> tuple[str, ...]:
        """Return the notes of one kind in the guideline's language, else in any one that has them."""
        texts = category.notes_of(kind)
        for language in (*ranges(self.language), "en", *(text.lang for text in texts)):
            chosen = tuple(text.text for text in texts if text.lang == language)
            if chosen:
                return chosen
        return ()

    def _drawing(self, category: Category, above: tuple[Category, ...]) -> tuple[str, ...]:
        """Return how to draw it, what holds for everything above it last."""
        line = (category, *reversed(above)) if category.selectable else (category,)
        return tuple(dict.fromkeys(text for one in line for text in self.notes(one, names.GEOMETRY_NOTE)))

    def _own_rules(self, category: Category) -> Sequence[EdgeCaseRule]:
        general = set(self._general)
        own = (r for r in self.ontology.rules_of(category.iri) if category.iri in r.applies_to and r not in general)
        return tuple(_live(own))

    def _pairs(self, category: Category) -> Iterator[Pair]:
        for iri in category.confusable_with:
            other = self.ontology.categories.get(iri)
            if other is not None and not other.deprecated:
                yield Pair(other.key, other.label(self.language), other.definition(self.language))

    def _unsure(self) -> Iterator[tuple[str, str]]:
        for category in sorted(self.ontology.categories.values(), key=menu_order):
            if category.role is not Role.ORDINARY and not category.deprecated:
                yield category.label(self.language), self.words.roles[category.role.value]

    # -- rules ---------------------------------------------------------------------------------------------------------

    @cached_property
    def _general(self) -> tuple[EdgeCaseRule, ...]:
        """The rules that hold for everything: those of the top categories, or of none in particular."""
        tops = {top.iri for top in self.ontology.tops}
        rules = (r for r in self.ontology.rules.values() if not r.applies_to or tops & set(r.applies_to))
        return tuple(sorted(_live(rules), key=lambda r: (-r.priority, r.key)))

    def case(self, rule: EdgeCaseRule) -> Case:
        live = _live(self.ontology.rules.values())
        exceptions = [other for other in live if rule.iri in other.exception_to]
        return Case(
            key=rule.key,
            title=rule.label(self.language),
            condition=pick(rule.situations, (self.language,)) or self.condition(rule.condition),
            verdict=self.verdict(rule),
            exceptions=tuple(other.label(self.language) for other in exceptions),
            rationale=pick(rule.rationales, (self.language,)),
            decisions=rule.decisions,
            samples=self.samples(rule.iri),
        )

    def verdict(self, rule: EdgeCaseRule) -> str:
        phrase = self.words.verdicts[rule.verdict.value] if rule.verdict else ""
        match rule.verdict:
            case Verdict.USE_CATEGORY:
                return phrase.format(self.name(rule.use_category))
            case Verdict.SET_ATTRIBUTE:
                return phrase.format(self.name(rule.set_attribute), self.value(rule.set_attribute, rule.set_value))
        return phrase

    def condition(self, text: str | None) -> str:
        """Say a condition as a sentence; one that cannot be read stands as written (a check names it)."""
        if not text:
            return ""
        try:
            condition = parse(text, self._fields, categories=self._tree)
        except BadInput:
            return text
        return sentence(condition, self._words, self.language)

    @cached_property
    def _fields(self) -> Mapping[str, Field]:
        return fields_of(self.ontology, None, self.metadata)

    @cached_property
    def _tree(self) -> Mapping[str, frozenset[str]]:
        return categories_of(self.ontology)

    @cached_property
    def _words(self) -> Words:
        return words_of(self.ontology, self.language)

    # -- attributes ----------------------------------------------------------------------------------------------------

    def question(self, attribute: Attribute) -> Question:
        return Question(
            key=attribute.key,
            label=attribute.label(self.language),
            definition=attribute.definition(self.language),
            kind=self.words.kinds[attribute.kind.value],
            required=attribute.required,
            applies_to=tuple(self.name(iri) for iri in attribute.applies_to),
            condition=self.condition(attribute.condition),
            default=self.value(attribute.iri, attribute.default),
            unit=attribute.unit or "",
            per_frame=attribute.per_frame,
            values=tuple(
                ValueLine(value.key, value.label(self.language), value.definition(self.language))
                for value in attribute.values
                if not value.deprecated
            ),
        )

    def value(self, attribute: Iri | None, key: str | None) -> str:
        found = self.ontology.attributes.get(attribute) if attribute else None
        values = {value.key: value.label(self.language) for value in found.values} if found else {}
        return values.get(key or "", key or "")

    # -- examples, changes, names --------------------------------------------------------------------------------------

    def samples(self, iri: Iri) -> tuple[Sample, ...]:
        """Return the examples of one thing: positive, negative, borderline."""
        rank = {"Positive": 0, "Negative": 1, "Borderline": 2}
        found = (e for e in _live(self.ontology.examples.values()) if iri in e.illustrates)
        return tuple(self.sample(e) for e in sorted(found, key=lambda e: (rank.get(e.polarity, 3), e.key)))

    def sample(self, example: Example) -> Sample:
        return Sample(
            polarity=example.polarity.lower(),
            caption=pick(example.labels, (self.language,)),
            text=pick(example.texts, (self.language,)),
            media=example.media,
            gets=self.name(example.expects[0]) if example.expects else None,
        )

    def name(self, iri: Iri | None) -> str:
        entity = self.ontology.entities.get(iri) if iri else None
        return entity.label(self.language) if entity else iri or ""

    def _changed(self, changes: Iterable[Mapping[str, object]]) -> Iterator[str]:
        """Say what annotators must know: the stories, and what is new in no story."""
        listed = tuple(changes)
        told = {part for change in listed for part in _texts(change["parts"])}
        new = {str(change["about"]) for change in listed if change["kind"] == "AttributeAdded"}
        told |= {str(c["id"]) for c in listed if c["kind"] == "ValueAdded" and self._attribute_of(c["about"]) in new}
        said = (self._said(change) for change in listed if change["id"] not in told and not _only_follows(change))
        yield from dict.fromkeys(text for text in said if text)

    def _attribute_of(self, value: object) -> Iri | None:
        return next((found.attribute for found in self.ontology.values if found.iri == value), None)

    def _said(self, change: Mapping[str, object]) -> str:
        phrase = self.words.changed.get(str(change["kind"]))
        if phrase is None:
            return ""
        entity = self.ontology.entities.get(change["about"])  # type: ignore[call-overload]
        label = entity.label(self.language) if entity else str(change["label"] or change["key"] or "")
        return phrase.format(label=label, old=self._side(change["old"]), new=self._side(change["new"]))

    def _side(self, side: object) -> str:
        """Name what stood on one side: IRIs and keys by their labels, texts as they are."""
        return ", ".join(self._called(text) for text in _texts(side))

    def _called(self, text: str) -> str:
        entity = self.ontology.find(text.strip("<>"))
        return entity.label(self.language) if entity else text


def _only_follows(change: Mapping[str, object]) -> bool:
    """Tell whether a rule takes the same cases, said in other keys."""
    compat = change.get("compat")
    return change["kind"] == "RuleConditionChanged" and isinstance(compat, dict) and compat["labels"] == "L0"


def _texts(side: object) -> tuple[str, ...]:
    if isinstance(side, list | tuple):
        return tuple(map(str, side))
    return (str(side),) if side is not None else ()


def _live(entities: Iterable[_E]) -> Iterator[_E]:
    return (entity for entity in sorted(entities, key=menu_order) if not entity.deprecated)
