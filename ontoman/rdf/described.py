"""Subjects with what is said of them, taken from lines in any order: the ground that the model is read from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict, TypeVar
from urllib.parse import unquote

from ontoman.model import Entity, Iri, LangString, names
from ontoman.model.terms import iri_of, is_blank, is_iri, is_literal, local_name, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum
    from typing import TypeAlias

    from ontoman.model import Line

    Subjects: TypeAlias = Mapping[Iri, "Subject"]

Token = TypeVar("Token", bound="StrEnum")
Thing = TypeVar("Thing", bound=Entity)


_NOTES = (
    names.SCOPE_NOTE, names.EXAMPLE_NOTE, names.NOTE, names.HISTORY_NOTE, names.CHANGE_NOTE, names.EDITORIAL_NOTE,
    names.INCLUDES, names.EXCLUDES, names.GEOMETRY_NOTE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """An IRI with its objects by predicate; every question has an answer for data that we did not write."""

    iri: Iri
    objects: Mapping[Iri, list[str]]

    def has(self, *predicates: Iri) -> bool:
        """Tell whether one of *predicates* is used here."""
        return any(predicate in self.objects for predicate in predicates)

    def is_a(self, kind: Iri) -> bool:
        """Tell whether *kind* is a type of this subject."""
        return f"<{kind}>" in self.objects.get(names.TYPE, ())

    def iris(self, *predicates: Iri) -> tuple[Iri, ...]:
        """Return the objects that are IRIs, sorted, each once."""
        if self.objects.keys().isdisjoint(predicates):  # the answer to most questions
            return ()
        nodes = [node for predicate in predicates for node in self.objects.get(predicate, ())]
        return tuple(sorted({Iri(node[1:-1]) for node in nodes if node[0] == "<"}))

    def iri_at(self, predicate: Iri) -> Iri | None:
        """Return the first object that is an IRI."""
        return next(iter(self.iris(predicate)), None)

    def texts(self, predicate: Iri) -> tuple[LangString, ...]:
        """Return the literals with their languages, by language, then text."""
        if predicate not in self.objects:
            return ()
        found = [_text(node) for node in self.objects[predicate] if is_literal(node)]
        return tuple(found) if len(found) == 1 else tuple(sorted(found, key=_by_language))

    def words(self, predicate: Iri) -> tuple[str, ...]:
        """Return literals as text and IRIs in full, sorted."""
        if predicate not in self.objects:
            return ()
        nodes = self.objects[predicate]
        if len(nodes) == 1 and is_literal(nodes[0]):
            return (_text(nodes[0]).text,)
        return tuple(sorted({_word(node) for node in nodes if not is_blank(node)}))

    def word(self, predicate: Iri) -> str | None:
        """Return the first of `words`."""
        return next(iter(self.words(predicate)), None)

    def key_word(self, predicate: Iri) -> str | None:
        """Return a key: a literal as written, an IRI by its local name."""
        word = self.iri_at(predicate)
        return decoded_local_name(word) if word else self.word(predicate)

    def tokens(self, predicate: Iri) -> tuple[str, ...]:
        """Return the local names of IRIs, such as `BoxGeometry`, sorted."""
        iris = self.iris(predicate)
        return tuple(sorted({_token(iri) for iri in iris})) if iris else ()

    def token(self, predicate: Iri, kind: type[Token]) -> Token | None:
        """Return the first token that *kind* knows."""
        tokens = self.tokens(predicate)
        return next((member for member in kind if member.value in tokens), None) if tokens else None

    def flag(self, predicate: Iri) -> bool | None:
        """Return a boolean; None where there is none."""
        word = self.word(predicate)
        return {"true": True, "1": True, "false": False, "0": False}.get(word.strip()) if word else None

    def number(self, predicate: Iri) -> Decimal | None:
        """Return a finite number; None where there is none."""
        for word in self.words(predicate):
            try:
                number = Decimal(word.strip())
            except InvalidOperation:
                continue
            if number.is_finite():
                return number
        return None

    def integer(self, predicate: Iri) -> int | None:
        """Return a whole number; None where there is none."""
        number = self.number(predicate)
        return int(number) if number is not None and number == number.to_integral_value() else None

    @property
    def key(self) -> str:
        """The key: `skos:notation`, else the local name."""
        return self.word(names.NOTATION) or decoded_local_name(self.iri)


def subjects_of(lines: Iterable[Line]) -> dict[Iri, Subject]:
    """Gather what *lines* say of each IRI; statements about blank nodes are left out."""
    said: dict[str, dict[Iri, list[str]]] = {}
    predicates: dict[str, Iri] = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        iri = predicates.get(predicate) or predicates.setdefault(predicate, iri_of(predicate))
        if subject in said:
            said[subject].setdefault(iri, []).append(rest[:-2])
        else:
            said[subject] = {iri: [rest[:-2]]}
    return {iri_of(node): Subject(iri_of(node), objects) for node, objects in said.items() if is_iri(node)}


class Common(TypedDict):
    """The fields that every entity has."""

    iri: Iri
    key: str
    labels: tuple[LangString, ...]
    definitions: tuple[LangString, ...]
    notes: tuple[tuple[Iri, LangString], ...]
    deprecated: bool
    order: Decimal | None


def common(subject: Subject) -> Common:
    """Read what categories, attributes, values, rules and examples have in common."""
    return Common(
        iri=subject.iri,
        key=subject.key,
        labels=subject.texts(names.PREF_LABEL) or subject.texts(names.RDFS_LABEL),
        definitions=subject.texts(names.DEFINITION) or subject.texts(names.RDFS_COMMENT),
        notes=tuple((kind, text) for kind in _NOTES if kind in subject.objects for text in subject.texts(kind)),
        deprecated=bool(subject.flag(names.DEPRECATED)) or _retired(subject),
        order=subject.number(names.SH_ORDER),
    )


def _retired(subject: Subject) -> bool:
    """Tell whether another vocabulary's class or status says that something is deprecated."""
    if any(kind in names.DEPRECATED_TYPES for kind in subject.iris(names.TYPE)):
        return True
    return any(status in names.DEPRECATED_STATUSES for status in subject.iris(names.ADMS_STATUS))


def by_key(entities: Iterable[Thing]) -> dict[Iri, Thing]:
    """Put entities in order of key, then IRI."""
    return {entity.iri: entity for entity in sorted(entities, key=lambda entity: (entity.key, entity.iri))}


def decoded_local_name(iri: str) -> str:
    """Return the local name of an IRI as people write it: `https://x/caf%C3%A9` gives `café`."""
    return unquote(local_name(iri))


_token = lru_cache(1024)(local_name)  # a few tokens stand in a million lines


def _text(node: str) -> LangString:
    end = node.rfind('"')  # quicker than `literal_of`, which also reads the datatype
    return LangString(unescape(node[1:end]), node[end + 2 :] if node.startswith("@", end + 1) else "")


def _word(node: str) -> str:
    return iri_of(node) if is_iri(node) else _text(node).text


def _by_language(text: LangString) -> tuple[str, str]:
    return text.lang, text.text
