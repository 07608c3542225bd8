"""Edge-case rules, examples and redefinitions from what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model import EdgeCaseRule, Example, Meaning, Redefinition, Verdict, names
from ontoman.model.entities import pick
from ontoman.rdf.described import by_key, common

if TYPE_CHECKING:
    from ontoman.model import Iri
    from ontoman.rdf.described import Subject, Subjects


def rules_of(subjects: Subjects) -> dict[Iri, EdgeCaseRule]:
    """Read every edge-case rule."""
    return by_key(_rule(s) for s in subjects.values() if s.has(names.VERDICT) or s.is_a(names.RULE))


def _rule(subject: Subject) -> EdgeCaseRule:
    return EdgeCaseRule(
        **common(subject),
        condition=subject.word(names.CONDITION),
        situations=subject.texts(names.SITUATION),
        verdict=subject.token(names.VERDICT, Verdict),
        use_category=subject.iri_at(names.USE_CATEGORY),
        set_attribute=subject.iri_at(names.SET_ATTRIBUTE),
        set_value=subject.key_word(names.SET_VALUE),
        applies_to=subject.iris(names.APPLIES_TO),
        priority=subject.integer(names.PRIORITY) or 0,
        exception_to=subject.iris(names.EXCEPTION_TO),
        rationales=subject.texts(names.RATIONALE),
        decisions=subject.words(names.DECISION),
    )


def examples_of(subjects: Subjects) -> dict[Iri, Example]:
    """Read every example."""
    return by_key(_example(s) for s in subjects.values() if s.has(names.ILLUSTRATES) or s.is_a(names.EXAMPLE))


def _example(subject: Subject) -> Example:
    return Example(
        **common(subject),
        polarity=next(iter(subject.tokens(names.POLARITY)), "Positive"),
        texts=subject.texts(names.TEXT),
        media=subject.word(names.MEDIA),
        illustrates=subject.iris(names.ILLUSTRATES),
        expects=subject.iris(names.EXPECTS),
    )


def redefinitions_of(subjects: Subjects) -> tuple[Redefinition, ...]:
    """Read every redefinition, in order of IRI; one that does not say how the meaning moved, shifts it."""
    return tuple(
        Redefinition(
            subject.iri,
            category,
            subject.token(names.MEANING, Meaning) or Meaning.SHIFTS,
            pick(subject.texts(names.CHANGE_NOTE), ()),
        )
        for _, subject in sorted(subjects.items())
        if subject.has(names.REDEFINES)
        for category in subject.iris(names.REDEFINES)
    )
