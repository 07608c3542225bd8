"""Predicates and classes as nodes (`<iri>`), grouped by the aspect that reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.model import names as n
from ontoman.model.terms import iri_node

if TYPE_CHECKING:
    from ontoman.model import Node


def _nodes(*iris: str) -> frozenset[Node]:
    return frozenset(map(iri_node, iris))


OM: Final = "<" + n.OM_NS
LOGIC: Final = ("<" + n.OWL_NS, "<" + n.RDFS_NS, "<" + n.RDF_NS)
RESERVED: Final = (*LOGIC, "<" + n.SKOS_NS, "<" + n.SH_NS, OM)

TYPE: Final = iri_node(n.TYPE)
CLASS: Final = iri_node(n.CLASS)
CONCEPT: Final = iri_node(n.CONCEPT)
THING: Final = iri_node(n.OWL_NS + "Thing")
DATATYPE_PROPERTY: Final = iri_node(n.DATATYPE_PROPERTY)
OBJECT_PROPERTY: Final = iri_node(n.OBJECT_PROPERTY)
SPLIT_PART: Final = iri_node(n.SPLIT_PART)
REDEFINITION: Final = iri_node(n.REDEFINITION)
SPLIT_OFF: Final = iri_node(n.SPLIT_OFF)
FACET_OUT: Final = iri_node(n.FACET_OUT)
FACET_IN: Final = iri_node(n.FACET_IN)
RESTRICTION: Final = iri_node(n.OWL_NS + "Restriction")
TRUE: Final = frozenset({"true", "1"})

# Lifecycle
DEPRECATED: Final = iri_node(n.DEPRECATED)
IS_REPLACED_BY: Final = iri_node(n.IS_REPLACED_BY)
CONSIDER: Final = iri_node(n.CONSIDER)
MERGED_FROM: Final = iri_node(n.MERGED_FROM)
DISPOSITION: Final = iri_node(n.DISPOSITION)
REASON: Final = iri_node(n.REASON)
OBSOLESCENCE_REASON: Final = iri_node(n.OBSOLESCENCE_REASON)
SUCCESSORS: Final = (
    IS_REPLACED_BY,
    *map(iri_node, (n.TERM_REPLACED_BY, *n.FOREIGN_SUCCESSORS)),
)
REPLACES: Final = iri_node(n.REPLACES)
RELATIONS: Final = {
    iri_node(n.BROAD_MATCH): "broad",
    iri_node(n.NARROW_MATCH): "narrow",
    iri_node(n.CLOSE_MATCH): "close",
}
EXACT_MATCH: Final = iri_node(n.EXACT_MATCH)
RETIREMENT: Final = frozenset(
    {
        *SUCCESSORS,
        CONSIDER,
        DISPOSITION,
        REASON,
        OBSOLESCENCE_REASON,
        *_nodes(n.RESIDUAL, n.REPLACES, n.MERGED_FROM, n.SWAPPED_WITH),
    }
)
# Other ways to say `owl:deprecated true`: a class, or a status.
ADMS_STATUS: Final = iri_node(n.ADMS_STATUS)
DEPRECATED_MARKS: Final = _nodes(*n.DEPRECATED_TYPES, *n.DEPRECATED_STATUSES)
PAST: Final = _nodes(n.HISTORY_NOTE, n.CHANGE_NOTE)
STATUS: Final = _nodes(n.STATUS, n.ADMS_STATUS)
PART_OF: Final = iri_node(n.PART_OF)
PART: Final = iri_node(n.PART)
WHEN: Final = iri_node(n.WHEN)
REDEFINES: Final = iri_node(n.REDEFINES)
MEANING: Final = iri_node(n.MEANING)
FACET: Final = iri_node(n.FACET)
FACET_VALUE: Final = iri_node(n.FACET_VALUE)
SWAPPED_WITH: Final = iri_node(n.SWAPPED_WITH)
LINEAGE_NODE: Final = frozenset({PART_OF, PART, WHEN, REDEFINES, MEANING, FACET, FACET_VALUE})
LINEAGE_TYPES: Final = frozenset({SPLIT_PART, REDEFINITION, SPLIT_OFF, FACET_OUT, FACET_IN})
# Few enough to look up: a category's order and notes change with its own lines, a lineage node's alone.
MAYBE_LINEAGE_NODE: Final = _nodes(n.SH_ORDER, n.CHANGE_NOTE)

# Labels
PREF_LABEL: Final = iri_node(n.PREF_LABEL)
RDFS_LABEL: Final = iri_node(n.RDFS_LABEL)
ALT_LABEL: Final = iri_node(n.ALT_LABEL)
PREF_LABELS: Final = (PREF_LABEL, RDFS_LABEL)
ALT_LABELS: Final = (ALT_LABEL, iri_node(n.HIDDEN_LABEL))
LABELS: Final = frozenset({*PREF_LABELS, *ALT_LABELS})
NOTATION: Final = iri_node(n.NOTATION)

# Documentation
DEFINITIONS: Final = (iri_node(n.DEFINITION), iri_node(n.OBO_NS + "IAO_0000115"))
SCOPE_NOTES: Final = tuple(map(iri_node, (n.SCOPE_NOTE, n.INCLUDES, n.EXCLUDES)))
GEOMETRY_NOTE: Final = iri_node(n.GEOMETRY_NOTE)
EXAMPLE_NOTE: Final = iri_node(n.EXAMPLE_NOTE)
EXAMPLES: Final = _nodes(n.POLARITY, n.TEXT, n.MEDIA, n.ILLUSTRATES, n.EXPECTS)
POLARITY: Final = iri_node(n.POLARITY)
EXPECTS: Final = iri_node(n.EXPECTS)
ILLUSTRATES: Final = iri_node(n.ILLUSTRATES)
SHAPE_NOTES: Final = _nodes(*(n.SH_NS + name for name in ("message", "name", "description", "group")))
NOTES: Final = SHAPE_NOTES | _nodes(
    n.NOTE,
    n.HISTORY_NOTE,
    n.CHANGE_NOTE,
    n.EDITORIAL_NOTE,
    n.RDFS_COMMENT,
    n.RDFS_NS + "seeAlso",
    n.RDFS_NS + "isDefinedBy",
    n.OWL_NS + "versionInfo",
)
ANNOTATED_SOURCE: Final = iri_node(n.OWL_NS + "annotatedSource")
STATEMENT_SUBJECT: Final = iri_node(n.RDF_NS + "subject")

# Hierarchy
BROADER: Final = iri_node(n.BROADER)
SUBCLASS_OF: Final = iri_node(n.SUBCLASS_OF)
TO_PARENT: Final = (BROADER, SUBCLASS_OF, iri_node(n.BROADER_TRANSITIVE))
FROM_ABOVE: Final = (iri_node(n.NARROWER), iri_node(n.SKOS_NS + "narrowerTransitive"))
TOP_CONCEPT_OF: Final = iri_node(n.TOP_CONCEPT_OF)
HAS_TOP_CONCEPT: Final = iri_node(n.HAS_TOP_CONCEPT)
HIERARCHY: Final = frozenset({*TO_PARENT, *FROM_ABOVE, TOP_CONCEPT_OF, HAS_TOP_CONCEPT})
ABOUT_OBJECT: Final = frozenset({*FROM_ABOVE, HAS_TOP_CONCEPT})
SH_ORDER: Final = iri_node(n.SH_ORDER)
CLASS_INDEX: Final = iri_node(n.CLASS_INDEX)
SELECTABLE: Final = iri_node(n.SELECTABLE)

# Associations, mappings, membership
RELATED: Final = iri_node(n.RELATED)
CONFUSABLE_WITH: Final = iri_node(n.CONFUSABLE_WITH)
MAPPINGS: Final = frozenset({EXACT_MATCH, *RELATIONS, iri_node(n.RELATED_MATCH)})
EDGES: Final = frozenset({*TO_PARENT, RELATED, CONFUSABLE_WITH, *MAPPINGS})
EXTERNAL_ID: Final = iri_node(n.EXTERNAL_ID)
IN_SCHEME: Final = iri_node(n.IN_SCHEME)
MEMBER: Final = iri_node(n.SKOS_NS + "member")
MEMBER_LIST: Final = iri_node(n.SKOS_NS + "memberList")
FIRST: Final = iri_node(n.RDF_NS + "first")

# What a category carries
ROLE: Final = iri_node(n.ROLE)
EXCLUSIVE_GROUP: Final = iri_node(n.EXCLUSIVE_GROUP)
GEOMETRIES: Final = _nodes(n.GEOMETRY, n.SCOPE)
COLOUR: Final = iri_node(n.COLOUR)

# Attributes and values
ATTRIBUTE: Final = iri_node(n.ATTRIBUTE)
VALUE_KIND: Final = iri_node(n.VALUE_KIND)
VALUE_OF: Final = iri_node(n.VALUE_OF)
REQUIRED: Final = iri_node(n.REQUIRED)
DEFAULT: Final = iri_node(n.DEFAULT)
UNIT: Final = iri_node(n.UNIT)
PER_FRAME: Final = iri_node(n.PER_FRAME)
APPLIES_TO: Final = iri_node(n.APPLIES_TO)
CONDITION: Final = iri_node(n.CONDITION)
MINIMUM: Final = iri_node(n.MINIMUM)
MAXIMUM: Final = iri_node(n.MAXIMUM)

# Properties of other ontologies
DOMAIN: Final = iri_node(n.RDFS_NS + "domain")
RANGE: Final = iri_node(n.RDFS_NS + "range")
FUNCTIONAL: Final = iri_node(n.OWL_NS + "FunctionalProperty")
CHARACTERISTICS: Final = _nodes(
    *(
        f"{n.OWL_NS}{name}Property"
        for name in ("InverseFunctional", "Symmetric", "Asymmetric", "Transitive", "Reflexive", "Irreflexive")
    )
)
RELATIONS_OF_PROPERTIES: Final = _nodes(
    n.OWL_NS + "inverseOf", n.OWL_NS + "propertyDisjointWith", n.RDFS_NS + "subPropertyOf"
)
CHAIN: Final = iri_node(n.OWL_NS + "propertyChainAxiom")

# Rules
SITUATION: Final = iri_node(n.SITUATION)
USE_CATEGORY: Final = iri_node(n.USE_CATEGORY)
SET_ATTRIBUTE: Final = iri_node(n.SET_ATTRIBUTE)
SET_VALUE: Final = iri_node(n.SET_VALUE)
OUTCOMES: Final = _nodes(n.VERDICT, n.USE_CATEGORY, n.SET_ATTRIBUTE, n.SET_VALUE)
PRECEDENCE: Final = _nodes(n.PRIORITY, n.EXCEPTION_TO)
RATIONALES: Final = _nodes(n.RATIONALE, n.DECISION)

# Logic
EQUIVALENT_CLASS: Final = iri_node(n.OWL_NS + "equivalentClass")
EQUIVALENT_PROPERTY: Final = iri_node(n.OWL_NS + "equivalentProperty")
DISJOINT_WITH: Final = iri_node(n.DISJOINT_WITH)
ALL_DISJOINT: Final = iri_node(n.OWL_NS + "AllDisjointClasses")
COMPLEMENT_OF: Final = iri_node(n.OWL_NS + "complementOf")

# Shapes
SHACL: Final = "<" + n.SH_NS
TARGETS: Final = _nodes(
    *(n.SH_NS + name for name in ("target", "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
)
SEVERITY: Final = iri_node(n.SH_NS + "severity")
SWITCHED_OFF: Final = iri_node(n.SH_NS + "deactivated")
PATH: Final = iri_node(n.SH_NS + "path")
AT_LEAST: Final = _nodes(*(n.SH_NS + name for name in ("minCount", "minLength", "minInclusive", "minExclusive")))
AT_MOST: Final = _nodes(*(n.SH_NS + name for name in ("maxCount", "maxLength", "maxInclusive", "maxExclusive")))

# Header
TITLE: Final = iri_node(n.TITLE)
VERSIONS: Final = _nodes(
    n.VERSION_INFO,
    n.VERSION_IRI,
    n.PRIOR_VERSION,
    n.OWL_NS + "backwardCompatibleWith",
    n.OWL_NS + "incompatibleWith",
)
NAMESPACES: Final = _nodes(
    n.SH_NS + "declare",
    *(f"http://purl.org/vocab/vann/preferredNamespace{name}" for name in ("Uri", "Prefix")),
    "http://rdfs.org/ns/void#uriSpace",
)
IMPORTS: Final = iri_node(n.IMPORTS)
AUTHORSHIP: Final = _nodes(
    n.LICENSE, n.CREATOR, *(n.DCTERMS_NS + name for name in ("contributor", "publisher", "rights", "rightsHolder"))
) | _nodes(*("http://purl.org/dc/elements/1.1/" + name for name in ("creator", "contributor", "publisher", "rights")))

# What absence says, written out: adding or dropping the line changes nothing.
SAID_BY_ABSENCE: Final = {
    REQUIRED: frozenset({"false", "0"}),
    PER_FRAME: frozenset({"false", "0"}),
    DEPRECATED: frozenset({"false", "0"}),
    SELECTABLE: TRUE,
}
