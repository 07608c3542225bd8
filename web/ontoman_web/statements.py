"""Statements for the eye: grouped by subject and predicate, each object as a link or a text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.model import Iri, names
from ontoman.model.terms import Literal, Node, iri_of, is_iri, is_literal, literal_of, local_name, split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.model import Line

_KINDS = {
    names.CLASS: "Classes",
    Iri(names.RDFS_NS + "Class"): "Classes",
    names.OBJECT_PROPERTY: "Properties",
    names.DATATYPE_PROPERTY: "Properties",
    Iri(names.OWL_NS + "AnnotationProperty"): "Properties",
    Iri(names.RDF_NS + "Property"): "Properties",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A node as a page shows it: an IRI to follow, a literal to read, or a blank node to name."""

    iri: Iri | None = None
    literal: Literal | None = None
    blank: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of one subject: predicates, each with its objects."""

    subject: Term
    facts: tuple[tuple[Iri, tuple[Term, ...]], ...]


@dataclass(frozen=True, slots=True)
class VocabularyTerm:
    """A term of a vocabulary with what it says of itself."""

    iri: Iri
    name: str
    label: str
    definition: str
    parents: tuple[Iri, ...]


def term(node: Node) -> Term:
    """Read a node."""
    if is_iri(node):
        return Term(iri=iri_of(node))
    return Term(literal=literal_of(node)) if is_literal(node) else Term(blank=node)


def groups(lines: Iterable[Line], first: Iri | None = None) -> tuple[Saying, ...]:
    """Group statements by subject, *first* in front."""
    by_subject: defaultdict[Node, defaultdict[Iri, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        subject, predicate, obj = split(line)
        by_subject[subject][iri_of(predicate)].append(term(obj))
    order = sorted(by_subject, key=lambda node: (node != f"<{first}>", node))
    return tuple(
        Saying(term(subject), tuple((name, tuple(objects)) for name, objects in by_subject[subject].items()))
        for subject in order
    )


def terms(lines: Iterable[Line], namespace: str) -> dict[str, list[VocabularyTerm]]:
    """Return the terms of a vocabulary in groups: classes, properties, and named values by their class."""
    found: dict[str, list[VocabularyTerm]] = {"Classes": [], "Properties": []}
    for saying in groups(lines):
        iri = saying.subject.iri
        facts = dict(saying.facts)
        kinds = [kind.iri for kind in facts.get(names.TYPE, ()) if kind.iri]
        if iri is not None and iri.startswith(namespace) and iri != namespace and kinds:
            found.setdefault(_group(kinds), []).append(_vocabulary_term(iri, facts))
    return {name: members for name, members in found.items() if members}


def _group(kinds: list[Iri]) -> str:
    known = next((_KINDS[kind] for kind in kinds if kind in _KINDS), None)
    own = next((local_name(kind) for kind in kinds if kind.startswith(names.OM_NS)), "Other terms")
    return known or own


def _vocabulary_term(iri: Iri, facts: dict[Iri, tuple[Term, ...]]) -> VocabularyTerm:
    parents = tuple(t.iri for p in (names.SUBCLASS_OF, names.BROADER) for t in facts.get(p, ()) if t.iri)
    return VocabularyTerm(
        iri,
        local_name(iri),
        _english(facts, names.PREF_LABEL, names.RDFS_LABEL),
        _english(facts, names.DEFINITION, names.RDFS_COMMENT),
        parents,
    )


def _english(facts: dict[Iri, tuple[Term, ...]], *predicates: Iri) -> str:
    for predicate in predicates:
        texts = [t.literal for t in facts.get(predicate, ()) if t.literal]
        for text in sorted(texts, key=lambda literal: literal.lang not in {"en", ""}):
            return text.text
    return ""
