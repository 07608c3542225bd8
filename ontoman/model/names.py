"""The terms that ontoman knows by name: one constant a term, as IRIs.

What they mean stands in `vocab/`; a test holds that every `om:` name here is defined there, and the reverse.
"""

from __future__ import annotations

from typing import Final

from ontoman.model.terms import XSD, Iri

OM_NS: Final = "https://w3id.org/ontoman/ns#"
RDF_NS: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_NS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL_NS: Final = "http://www.w3.org/2002/07/owl#"
SKOS_NS: Final = "http://www.w3.org/2004/02/skos/core#"
SKOSXL_NS: Final = "http://www.w3.org/2008/05/skos-xl#"
SH_NS: Final = "http://www.w3.org/ns/shacl#"
DCTERMS_NS: Final = "http://purl.org/dc/terms/"
PROV_NS: Final = "http://www.w3.org/ns/prov#"
SSSOM_NS: Final = "https://w3id.org/sssom/"
SEMAPV_NS: Final = "https://w3id.org/semapv/vocab/"
KGCL_NS: Final = "http://w3id.org/kgcl/"
OBO_NS: Final = "http://purl.obolibrary.org/obo/"
OIO_NS: Final = "http://www.geneontology.org/formats/oboInOwl#"

PREFIXES: Final = {
    "om": OM_NS,
    "rdf": RDF_NS,
    "rdfs": RDFS_NS,
    "owl": OWL_NS,
    "skos": SKOS_NS,
    "skosxl": SKOSXL_NS,
    "sh": SH_NS,
    "dcterms": DCTERMS_NS,
    "prov": PROV_NS,
    "sssom": SSSOM_NS,
    "semapv": SEMAPV_NS,
    "kgcl": KGCL_NS,
    "obo": OBO_NS,
    "oio": OIO_NS,
    "xsd": XSD,
}


def _om(name: str) -> Iri:
    return Iri(OM_NS + name)


def _skos(name: str) -> Iri:
    return Iri(SKOS_NS + name)


def _owl(name: str) -> Iri:
    return Iri(OWL_NS + name)


def _dcterms(name: str) -> Iri:
    return Iri(DCTERMS_NS + name)


XSD_BOOLEAN: Final = Iri(XSD + "boolean")
XSD_INTEGER: Final = Iri(XSD + "integer")
XSD_DECIMAL: Final = Iri(XSD + "decimal")

TYPE: Final = Iri(RDF_NS + "type")
RDFS_LABEL: Final = Iri(RDFS_NS + "label")
RDFS_COMMENT: Final = Iri(RDFS_NS + "comment")
SUBCLASS_OF: Final = Iri(RDFS_NS + "subClassOf")

CLASS: Final = _owl("Class")
DATATYPE_PROPERTY: Final = _owl("DatatypeProperty")
OBJECT_PROPERTY: Final = _owl("ObjectProperty")
ONTOLOGY: Final = _owl("Ontology")
VERSION_IRI: Final = _owl("versionIRI")
VERSION_INFO: Final = _owl("versionInfo")
PRIOR_VERSION: Final = _owl("priorVersion")
IMPORTS: Final = _owl("imports")
DEPRECATED: Final = _owl("deprecated")
DISJOINT_WITH: Final = _owl("disjointWith")

CONCEPT: Final = _skos("Concept")
CONCEPT_SCHEME: Final = _skos("ConceptScheme")
COLLECTION: Final = _skos("Collection")
ORDERED_COLLECTION: Final = _skos("OrderedCollection")
IN_SCHEME: Final = _skos("inScheme")
HAS_TOP_CONCEPT: Final = _skos("hasTopConcept")
TOP_CONCEPT_OF: Final = _skos("topConceptOf")
BROADER: Final = _skos("broader")
NARROWER: Final = _skos("narrower")
BROADER_TRANSITIVE: Final = _skos("broaderTransitive")
RELATED: Final = _skos("related")
PREF_LABEL: Final = _skos("prefLabel")
ALT_LABEL: Final = _skos("altLabel")
HIDDEN_LABEL: Final = _skos("hiddenLabel")
NOTATION: Final = _skos("notation")
DEFINITION: Final = _skos("definition")
SCOPE_NOTE: Final = _skos("scopeNote")
EXAMPLE_NOTE: Final = _skos("example")
NOTE: Final = _skos("note")
HISTORY_NOTE: Final = _skos("historyNote")
CHANGE_NOTE: Final = _skos("changeNote")
EDITORIAL_NOTE: Final = _skos("editorialNote")
EXACT_MATCH: Final = _skos("exactMatch")
CLOSE_MATCH: Final = _skos("closeMatch")
BROAD_MATCH: Final = _skos("broadMatch")
NARROW_MATCH: Final = _skos("narrowMatch")
RELATED_MATCH: Final = _skos("relatedMatch")

TITLE: Final = _dcterms("title")
DESCRIPTION: Final = _dcterms("description")
LICENSE: Final = _dcterms("license")
CREATOR: Final = _dcterms("creator")
IS_REPLACED_BY: Final = _dcterms("isReplacedBy")
REPLACES: Final = _dcterms("replaces")
TERM_REPLACED_BY: Final = Iri(OBO_NS + "IAO_0100001")
FOREIGN_SUCCESSORS: Final = (
    *(Iri(f"{scheme}://schema.org/supersededBy") for scheme in ("http", "https")),
    *(Iri(OIO_NS + name) for name in ("replacedBy", "replaced_by")),
)
# Other ways to say that something is deprecated: a class, or a status.
DEPRECATED_TYPES: Final = (_owl("DeprecatedClass"), _owl("DeprecatedProperty"))
ADMS_STATUS: Final = Iri("http://www.w3.org/ns/adms#status")
DEPRECATED_STATUSES: Final = tuple(Iri("http://purl.org/adms/status/" + name) for name in ("Deprecated", "Withdrawn"))
OBSOLESCENCE_REASON: Final = Iri(OBO_NS + "IAO_0000231")
CONSIDER: Final = Iri(OIO_NS + "consider")
SH_ORDER: Final = Iri(SH_NS + "order")

# What a category carries beside SKOS.
STATUS: Final = _om("status")  # om:Draft, om:Candidate, om:Stable, om:Frozen
SELECTABLE: Final = _om("selectable")  # xsd:boolean; absent means true
ROLE: Final = _om("role")  # om:Residual, om:CannotTell, om:Ignore, om:NotApplicable; absent means ordinary
EXCLUSIVE_GROUP: Final = _om("exclusiveGroup")  # a string; siblings that share one exclude each other
GEOMETRY: Final = _om("geometry")  # one of the om:…Geometry tokens, repeatable
SCOPE: Final = _om("scope")  # one of the om:…Scope tokens, repeatable
COLOUR: Final = _om("colour")  # "#rrggbb"
CLASS_INDEX: Final = _om("classIndex")  # xsd:integer
EXTERNAL_ID: Final = _om("externalId")  # "TOOL:ID", repeatable
INCLUDES: Final = _om("includes")  # text: what is labeled
EXCLUDES: Final = _om("excludes")  # text: what is not labeled
GEOMETRY_NOTE: Final = _om("geometryNote")  # text: how to draw it
CONFUSABLE_WITH: Final = _om("confusableWith")  # another category

# Attributes and their values.
ATTRIBUTE: Final = _om("Attribute")
VALUE: Final = _om("Value")
VALUE_KIND: Final = _om("valueKind")  # om:Boolean, om:Single, om:Multi, om:Ordinal, om:Integer, …
VALUE_OF: Final = _om("valueOf")  # from a value to its attribute
REQUIRED: Final = _om("required")  # xsd:boolean; absent means false
DEFAULT: Final = _om("default")  # a value's key, or a literal
UNIT: Final = _om("unit")  # a string
PER_FRAME: Final = _om("perFrame")  # xsd:boolean; absent means constant
APPLIES_TO: Final = _om("appliesTo")  # categories; inherited down the tree; none means all
CONDITION: Final = _om("condition")  # text in the language of conditions; on attributes and rules
MINIMUM: Final = _om("minimum")
MAXIMUM: Final = _om("maximum")

# Conversions of units: (x + before) * times / by + after.
FLAG: Final = _om("Flag")  # a remark as mapping tables make it
MEANS: Final = _om("means")  # what a remark in a mapping table means
CONVERSION: Final = _om("Conversion")
FROM_UNIT: Final = _om("fromUnit")
TO_UNIT: Final = _om("toUnit")
BEFORE: Final = _om("before")
TIMES: Final = _om("times")
BY: Final = _om("by")
AFTER: Final = _om("after")

# Edge-case rules.
RULE: Final = _om("EdgeCaseRule")
SITUATION: Final = _om("situation")  # text: the case in words, where no condition can say it
VERDICT: Final = _om("verdict")  # om:UseCategory, om:SetAttribute, om:IgnoreItem, om:Escalate
USE_CATEGORY: Final = _om("useCategory")
SET_ATTRIBUTE: Final = _om("setAttribute")
SET_VALUE: Final = _om("setValue")  # a value's key, or a literal
PRIORITY: Final = _om("priority")  # xsd:integer; the higher one wins
EXCEPTION_TO: Final = _om("exceptionTo")  # another rule
RATIONALE: Final = _om("rationale")  # text
DECISION: Final = _om("decision")  # text or IRI of what decided it

# Examples.
EXAMPLE: Final = _om("Example")
POLARITY: Final = _om("polarity")  # om:Positive, om:Negative, om:Borderline
TEXT: Final = _om("text")
MEDIA: Final = _om("media")  # a reference: IRI or relative path, as a string
ILLUSTRATES: Final = _om("illustrates")  # a category, attribute value or rule
EXPECTS: Final = _om("expects")  # the category that this example must get

# Lineage: what was declared when a category was merged, split, superseded, redefined or retired.
MERGED_FROM: Final = _om("mergedFrom")  # from the target of a merge to each source
SPLIT_PART: Final = _om("SplitPart")
PART_OF: Final = _om("partOf")  # from a split part to the category that was split
PART: Final = _om("part")  # from a split part to the category that takes it
WHEN: Final = _om("when")  # a condition; a part without one is the otherwise
SPLIT_OFF: Final = _om("SplitOff")  # om:partOf stays, om:part takes some of its items
FACET_OUT: Final = _om("FacetOut")  # om:partOf went: it is om:part with a value of an attribute now
FACET_IN: Final = _om("FacetIn")  # om:part takes the items of om:partOf that have a value of an attribute
FACET: Final = _om("facet")  # the attribute
FACET_VALUE: Final = _om("facetValue")  # a value's key, or a literal
SWAPPED_WITH: Final = _om("swappedWith")  # another category: names and meanings were exchanged
REDEFINITION: Final = _om("Redefinition")
REDEFINES: Final = _om("redefines")
MEANING: Final = _om("meaning")  # om:Stays, om:Narrows, om:Widens, om:Shifts
DISPOSITION: Final = _om("disposition")  # om:KeepFrozen, om:IgnoreLabels, om:DropLabels, om:ToResidual
RESIDUAL: Final = _om("residual")  # the category that om:ToResidual names
REASON: Final = _om("reason")  # text: why it was retired

PARENT_PREDICATES: Final = frozenset({BROADER, SUBCLASS_OF, BROADER_TRANSITIVE})
