"""Which claim comes when: the first one that matches takes the line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ontoman.changes import predicates as p
from ontoman.changes.aspects import (
    attributes,
    documentation,
    header,
    hierarchy,
    labels,
    leftovers,
    lifecycle,
    logic,
    mappings,
    plain,
    properties,
    representation,
    rules,
    shapes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ontoman.changes.delta import SubjectDelta
    from ontoman.changes.values import Change


class Step(NamedTuple):
    """A claim, and what it is called for: predicates, or one of the marks below."""

    claim: Callable[[SubjectDelta], Iterator[Change]]
    called_for: frozenset[str]


# Marks, beside predicates, of what a subject's delta holds.
ANY = "any"
BOTH = "one predicate on both sides"
NUMBERS = "one predicate with typed literals on both sides"
NESTED = "nodes that the subject owns"


def _on(claim: Callable[[SubjectDelta], Iterator[Change]], *called_for: str) -> Step:
    return Step(claim, frozenset(called_for))


PIPELINE: tuple[Step, ...] = (
    _on(lifecycle.whole_subjects, ANY),
    _on(representation.same_meaning, NUMBERS, *p.HIERARCHY, p.RELATED, *p.SAID_BY_ABSENCE),
    _on(lifecycle.kinds_of_thing, p.TYPE),
    _on(lifecycle.deprecation, p.DEPRECATED, p.TYPE, p.ADMS_STATUS),
    _on(lifecycle.lineage, NESTED, *p.RETIREMENT, p.DEPRECATED, *p.MAPPINGS),
    _on(lifecycle.status, *p.STATUS),
    _on(labels.pref_labels_changed, *p.PREF_LABELS),
    _on(labels.same_text, BOTH),
    _on(labels.label_roles, *p.LABELS),
    _on(labels.pref_labels, *p.PREF_LABELS),
    _on(labels.alt_labels, *p.ALT_LABELS),
    _on(labels.notations, p.NOTATION),
    _on(documentation.definitions, *p.DEFINITIONS),
    _on(documentation.notes, *p.SCOPE_NOTES, p.GEOMETRY_NOTE),
    _on(documentation.example_notes, p.EXAMPLE_NOTE),
    _on(documentation.examples, *p.EXAMPLES),
    _on(documentation.statement_metadata, NESTED),
    _on(hierarchy.edge_predicates, *p.EDGES),
    _on(hierarchy.tops, *p.HIERARCHY),
    _on(hierarchy.parents, *p.HIERARCHY),
    _on(hierarchy.orders, p.SH_ORDER),
    _on(plain.class_index, p.CLASS_INDEX),
    _on(hierarchy.selectable, p.SELECTABLE),
    _on(plain.related, p.RELATED),
    _on(plain.confusable, p.CONFUSABLE_WITH),
    _on(mappings.mappings, *p.MAPPINGS),
    _on(plain.external_ids, p.EXTERNAL_ID),
    _on(plain.schemes, p.IN_SCHEME),
    _on(plain.members, p.MEMBER),
    _on(plain.member_lists, p.MEMBER_LIST),
    _on(plain.role, p.ROLE),
    _on(plain.exclusive_groups, p.EXCLUSIVE_GROUP),
    _on(plain.geometries, *p.GEOMETRIES),
    _on(plain.colour, p.COLOUR),
    _on(attributes.domains, p.APPLIES_TO),
    _on(attributes.cardinality, p.VALUE_KIND),
    _on(attributes.ranges, p.VALUE_KIND, p.MINIMUM, p.MAXIMUM),
    _on(attributes.required, p.REQUIRED),
    _on(attributes.defaults, p.DEFAULT),
    _on(attributes.units, p.UNIT),
    _on(attributes.per_frame, p.PER_FRAME),
    _on(attributes.visibility, p.CONDITION),
    _on(attributes.value_owner, p.VALUE_OF),
    _on(properties.domains_and_ranges, p.DOMAIN, p.RANGE),
    _on(properties.functional, p.TYPE),
    _on(properties.characteristics, p.TYPE, *p.RELATIONS_OF_PROPERTIES),
    _on(logic.exclusions, p.TYPE),
    _on(lifecycle.types, p.TYPE),
    _on(mappings.equivalents, p.EQUIVALENT_CLASS, p.EQUIVALENT_PROPERTY),
    _on(mappings.disjoints, p.DISJOINT_WITH),
    _on(logic.restrictions, p.SUBCLASS_OF),
    _on(logic.complements, p.COMPLEMENT_OF, p.EQUIVALENT_CLASS),
    _on(logic.chains, p.CHAIN),
    _on(rules.conditions, p.CONDITION, p.APPLIES_TO, p.SITUATION),
    _on(rules.outcomes, *p.OUTCOMES),
    _on(rules.precedence, *p.PRECEDENCE),
    _on(rules.texts, *p.RATIONALES, p.SITUATION),
    _on(shapes.shapes, ANY),
    _on(header.versions, *p.VERSIONS),
    _on(header.imports, p.IMPORTS),
    _on(header.authorship, *p.AUTHORSHIP),
    _on(header.namespaces, *p.NAMESPACES),
    _on(header.other_annotations, ANY),
    _on(leftovers.other_annotations, ANY),
    _on(logic.axioms, ANY),
    _on(leftovers.unclassified, ANY),
)


@lru_cache(maxsize=1024)
def _claims_for(marks: frozenset[str]) -> tuple[Callable[[SubjectDelta], Iterator[Change]], ...]:
    return tuple(step.claim for step in PIPELINE if step.called_for & marks)


def claims_of(delta: SubjectDelta) -> Iterator[Change]:
    """Let each claim take its lines until none is left."""
    if delta.added.nested:
        nested = [s for found in delta.added.nested.values() for s in found]
        delta.meanings = frozenset(lifecycle.declared_meanings(nested))
    # Claims only take away: what no line calls for at the start, nothing will call for later.
    for claim in _claims_for(frozenset(_marks(delta))):
        yield from claim(delta)
        if not delta:
            return


def _marks(delta: SubjectDelta) -> Iterator[str]:
    removed, added = delta.removed, delta.added
    yield ANY
    yield from removed.own
    yield from added.own
    if not removed.own.keys().isdisjoint(added.own):
        yield BOTH
        if any(s.object[0] == '"' and s.object[-1] == ">" for found in removed.own.values() for s in found):
            yield NUMBERS
    if removed.nested or added.nested:
        yield NESTED
