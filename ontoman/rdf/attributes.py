"""Attributes and their values from what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model import Attribute, Value, ValueKind, menu_order, names
from ontoman.rdf.described import by_key, common

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.model import Iri
    from ontoman.rdf.described import Subject, Subjects


def attributes_of(subjects: Subjects) -> dict[Iri, Attribute]:
    """Read every attribute with its values in order of rank."""
    values: dict[Iri, list[Value]] = {}
    for subject in subjects.values():
        for attribute in subject.iris(names.VALUE_OF) if subject.has(names.VALUE_OF) else ():
            values.setdefault(attribute, []).append(Value(**common(subject), attribute=attribute))
    return by_key(_attribute(s, values) for s in subjects.values() if _is_attribute(s))


def _is_attribute(subject: Subject) -> bool:
    return subject.has(names.VALUE_KIND) or subject.is_a(names.ATTRIBUTE)


def _attribute(subject: Subject, values: Mapping[Iri, list[Value]]) -> Attribute:
    own = tuple(sorted(values.get(subject.iri, ()), key=menu_order))
    return Attribute(
        **common(subject),
        kind=subject.token(names.VALUE_KIND, ValueKind) or (ValueKind.SINGLE if own else ValueKind.TEXT),
        values=own,
        required=bool(subject.flag(names.REQUIRED)),
        default=subject.key_word(names.DEFAULT),
        unit=subject.word(names.UNIT),
        per_frame=bool(subject.flag(names.PER_FRAME)),
        applies_to=subject.iris(names.APPLIES_TO),
        condition=subject.word(names.CONDITION),
        minimum=subject.number(names.MINIMUM),
        maximum=subject.number(names.MAXIMUM),
    )
