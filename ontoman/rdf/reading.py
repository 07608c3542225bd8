"""The frozen model out of statement lines, ours or anyone's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model import Header, Iri, Ontology, names
from ontoman.rdf.attributes import attributes_of
from ontoman.rdf.categories import categories_of
from ontoman.rdf.described import subjects_of
from ontoman.rdf.rules import examples_of, redefinitions_of, rules_of
from ontoman.system.garbage import no_collection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.model import LangString, Line
    from ontoman.rdf.described import Subject, Subjects

_DC_NS = "http://purl.org/dc/elements/1.1/"
_TITLES = (names.TITLE, Iri(_DC_NS + "title"), names.RDFS_LABEL, names.PREF_LABEL)
_DESCRIPTIONS = (names.DESCRIPTION, Iri(_DC_NS + "description"), names.RDFS_COMMENT, names.DEFINITION)


def ontology_of(lines: Iterable[Line]) -> Ontology:
    """Read an ontology; data that lacks types or uses tokens that nobody knows is read as far as it goes.

    >>> ontology_of([]).categories
    {}
    """
    with no_collection():  # a million young objects, and all of them stay
        subjects = subjects_of(lines)
        return Ontology(
            header=_header(subjects),
            categories=categories_of(subjects),
            attributes=attributes_of(subjects),
            rules=rules_of(subjects),
            examples=examples_of(subjects),
            redefinitions=redefinitions_of(subjects),
        )


def _header(subjects: Subjects) -> Header:
    ranked = sorted((rank, iri) for iri, s in subjects.items() if (rank := _rank(s)) is not None)
    if not ranked:
        return Header()
    subject = subjects[ranked[0][1]]
    return Header(
        iri=subject.iri,
        titles=_first_said(subject, _TITLES),
        descriptions=_first_said(subject, _DESCRIPTIONS),
        version_iri=subject.iri_at(names.VERSION_IRI),
        version=subject.word(names.VERSION_INFO),
        prior_version=subject.iri_at(names.PRIOR_VERSION),
        licenses=subject.words(names.LICENSE),
        creators=subject.words(names.CREATOR),
    )


def _rank(subject: Subject) -> int | None:
    """Rank who may be the header: what is both ontology and scheme, then ontologies, then schemes."""
    kinds = subject.is_a(names.ONTOLOGY), subject.is_a(names.CONCEPT_SCHEME)
    return {(True, True): 0, (True, False): 1, (False, True): 2}.get(kinds)


def _first_said(subject: Subject, predicates: tuple[Iri, ...]) -> tuple[LangString, ...]:
    return next((texts for p in predicates if (texts := subject.texts(p))), ())
