"""Categories from what is said of them, in our terms or in those of plain SKOS and OWL."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ontoman.model import Category, Disposition, Facet, Iri, Lineage, Role, SplitPart, names
from ontoman.rdf.described import by_key, common

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.rdf.described import Subject, Subjects

_TYPES = frozenset({names.CONCEPT, names.CLASS, Iri(names.RDFS_NS + "Class")})
_OTHER_TYPES = frozenset(
    {names.ATTRIBUTE, names.VALUE, names.RULE, names.EXAMPLE, names.SPLIT_PART, names.REDEFINITION,
     names.SPLIT_OFF, names.FACET_OUT, names.FACET_IN,
     names.ONTOLOGY, names.CONCEPT_SCHEME, names.COLLECTION, names.ORDERED_COLLECTION}
)  # fmt: skip
# SKOS Reference, S4, S19 and S22: what uses one of these is a concept, typed or not.
_ENTAIL_CONCEPT = (names.BROADER, names.NARROWER, names.TOP_CONCEPT_OF, names.RELATED)
_VOCABULARIES = (names.OM_NS, names.RDF_NS, names.RDFS_NS, names.OWL_NS, names.SKOS_NS)
_RELATIONS = ((names.BROAD_MATCH, "broad"), (names.NARROW_MATCH, "narrow"), (names.CLOSE_MATCH, "close"))
_SUCCESSORS = (names.IS_REPLACED_BY, names.TERM_REPLACED_BY, *names.FOREIGN_SUCCESSORS)
_LINEAGE = frozenset(
    {
        *_SUCCESSORS,
        names.CONSIDER,
        names.MERGED_FROM,
        names.DISPOSITION,
        names.RESIDUAL,
        names.REASON,
        names.SWAPPED_WITH,
    }
)
_PARTINGS = (names.SPLIT_OFF, names.FACET_OUT, names.FACET_IN)
_NONE = Lineage()


def categories_of(subjects: Subjects) -> dict[Iri, Category]:
    """Read every category, in order of key."""
    found = {iri: subject for iri, subject in subjects.items() if is_category(subject)}
    ties = _ties(found, subjects)
    return by_key(_category(subject, ties) for subject in found.values())


def is_category(subject: Subject) -> bool:
    """Tell whether *subject* is a concept or a class, and not a term of a vocabulary that we build on."""
    types = subject.iris(names.TYPE)
    if not _OTHER_TYPES.isdisjoint(types) or subject.iri.startswith(_VOCABULARIES):
        return False
    return not _TYPES.isdisjoint(types) or subject.has(*_ENTAIL_CONCEPT)


@dataclass(frozen=True, slots=True)
class _Ties:
    """What a category learns from statements about others: an inverse says the same."""

    broader: Mapping[Iri, set[Iri]]
    related: Mapping[Iri, set[Iri]]
    disjoint: Mapping[Iri, set[Iri]]
    replaced_by: Mapping[Iri, set[Iri]]
    parts: Mapping[Iri, list[SplitPart]]
    parted: Mapping[Iri, list[SplitPart]]
    facets_out: Mapping[Iri, list[Facet]]
    facets_in: Mapping[Iri, list[Facet]]


def _ties(categories: Mapping[Iri, Subject], subjects: Subjects) -> _Ties:
    broader, related, disjoint, replaced_by = (defaultdict[Iri, set[Iri]](set) for _ in range(4))
    for iri, subject in categories.items():
        broader[iri].update(_parents(subject, categories))
        for predicate, ties in (
            (names.NARROWER, broader),
            (names.RELATED, related),
            (names.DISJOINT_WITH, disjoint),
            (names.REPLACES, replaced_by),
        ):
            for other in subject.iris(predicate):
                ties[other].add(iri)
    nodes = [subject for subject in subjects.values() if subject.has(names.PART_OF)]
    parted, out, into = ([s for s in nodes if s.is_a(kind)] for kind in _PARTINGS)
    split = [subject for subject in nodes if not any(map(subject.is_a, _PARTINGS))]
    parts = (_split_parts(split), _split_parts(parted), _facets(out), _facets(into))
    return _Ties(broader, related, disjoint, replaced_by, *parts)


def _parents(subject: Subject, categories: Mapping[Iri, Subject]) -> tuple[Iri, ...]:
    classes = tuple(iri for iri in subject.iris(names.SUBCLASS_OF) if iri in categories)
    return subject.iris(names.BROADER) + classes or subject.iris(names.BROADER_TRANSITIVE)


def _facets(subjects: Iterable[Subject]) -> dict[Iri, list[Facet]]:
    found: dict[Iri, list[Facet]] = {}
    for subject in subjects:
        part, attribute = subject.iri_at(names.PART), subject.iri_at(names.FACET)
        value = subject.word(names.FACET_VALUE)
        if part is not None and attribute is not None and value is not None:
            for whole in subject.iris(names.PART_OF):
                found.setdefault(whole, []).append(Facet(subject.iri, part, attribute, value))
    return found


def _split_parts(subjects: Iterable[Subject]) -> dict[Iri, list[SplitPart]]:
    found: dict[Iri, list[SplitPart]] = {}
    for subject in subjects:
        part = subject.iri_at(names.PART)
        if part is not None:
            when, order = subject.word(names.WHEN), subject.number(names.SH_ORDER)
            read = SplitPart(subject.iri, part, when, Decimal(0) if order is None else order)
            for whole in subject.iris(names.PART_OF):
                found.setdefault(whole, []).append(read)
    return found


def _category(subject: Subject, ties: _Ties) -> Category:
    iri = subject.iri
    return Category(
        **common(subject),
        alt_labels=subject.texts(names.ALT_LABEL),
        broader=tuple(sorted(ties.broader[iri])),
        related=_both_ways(subject, names.RELATED, ties.related),
        status=next(iter(subject.tokens(names.STATUS)), None),
        selectable=subject.flag(names.SELECTABLE) is not False,
        role=subject.token(names.ROLE, Role) or Role.ORDINARY,
        exclusive_groups=subject.words(names.EXCLUSIVE_GROUP),
        disjoint_with=_both_ways(subject, names.DISJOINT_WITH, ties.disjoint),
        geometries=subject.tokens(names.GEOMETRY),
        scopes=subject.tokens(names.SCOPE),
        colour=subject.word(names.COLOUR),
        class_index=subject.integer(names.CLASS_INDEX),
        external_ids=_external_ids(subject),
        confusable_with=subject.iris(names.CONFUSABLE_WITH),
        lineage=_lineage(subject, ties),
    )


def _both_ways(subject: Subject, predicate: Iri, inverse: Mapping[Iri, set[Iri]]) -> tuple[Iri, ...]:
    others = inverse.get(subject.iri, ())
    return tuple(sorted({*subject.iris(predicate), *others})) if others else subject.iris(predicate)


def _external_ids(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Read `"coco:3"` as tool and id."""
    pairs = (word.partition(":") for word in subject.words(names.EXTERNAL_ID))
    return tuple((tool, number) for tool, colon, number in pairs if colon)


def _lineage(subject: Subject, ties: _Ties) -> Lineage:
    tied = (ties.parts, ties.replaced_by, ties.parted, ties.facets_out, ties.facets_in)
    told = any(subject.iri in one for one in tied)
    if not told and _LINEAGE.isdisjoint(subject.objects):  # most categories never changed
        return _NONE
    successors = {
        *subject.iris(*_SUCCESSORS),
        *ties.replaced_by.get(subject.iri, ()),
    }
    return Lineage(
        replaced_by=tuple(sorted(successors)),
        consider=subject.iris(names.CONSIDER),
        merged_from=subject.iris(names.MERGED_FROM),
        split=_in_order(ties.parts.get(subject.iri, ())),
        split_off=_in_order(ties.parted.get(subject.iri, ())),
        facet_out=min(ties.facets_out.get(subject.iri, ()), key=lambda facet: facet.iri, default=None),
        facets_in=tuple(sorted(ties.facets_in.get(subject.iri, ()), key=lambda facet: facet.iri)),
        swapped_with=subject.iris(names.SWAPPED_WITH),
        relation=_relation(subject, successors),
        disposition=subject.token(names.DISPOSITION, Disposition),
        residual=subject.iri_at(names.RESIDUAL),
        reasons=subject.texts(names.REASON),
    )


def _in_order(parts: Iterable[SplitPart]) -> tuple[SplitPart, ...]:
    return tuple(sorted(parts, key=lambda part: (part.order, part.iri)))


def _relation(subject: Subject, successors: set[Iri]) -> str:
    said = (word for predicate, word in _RELATIONS if not successors.isdisjoint(subject.iris(predicate)))
    return next(said, "exact")
