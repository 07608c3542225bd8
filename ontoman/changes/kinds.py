"""The kinds of change by name: what the code can emit, in the order of the catalogue.

What they mean stands in `vocab/changes.ttl`; a test holds that both lists are the same.
"""

from __future__ import annotations

from typing import Final

from ontoman.changes.values import Kind

# Lifecycle
ENTITY_ADDED: Final = Kind("EntityAdded")
ENTITY_DELETED: Final = Kind("EntityDeleted")
ATTRIBUTE_ADDED: Final = Kind("AttributeAdded")
ATTRIBUTE_REMOVED: Final = Kind("AttributeRemoved")
VALUE_ADDED: Final = Kind("ValueAdded")
VALUE_REMOVED: Final = Kind("ValueRemoved")
RULE_ADDED: Final = Kind("RuleAdded")
RULE_REMOVED: Final = Kind("RuleRemoved")
EXAMPLE_ADDED: Final = Kind("ExampleAdded")
EXAMPLE_REMOVED: Final = Kind("ExampleRemoved")
REPRESENTATION_CHANGED: Final = Kind("RepresentationChanged")
KIND_CHANGED: Final = Kind("KindChanged")
DEPRECATED: Final = Kind("Deprecated")
DEPRECATED_REPLACED: Final = Kind("DeprecatedReplaced")
DEPRECATED_CONSIDER: Final = Kind("DeprecatedConsider")
UNDEPRECATED: Final = Kind("Undeprecated")
LINEAGE_CHANGED: Final = Kind("LineageChanged")
STATUS_CHANGED: Final = Kind("StatusChanged")

# Labels: exact pairs first, then what only came or went
PREF_LABEL_CHANGED: Final = Kind("PrefLabelChanged")
LANGUAGE_TAG_CHANGED: Final = Kind("LanguageTagChanged")
DATATYPE_CHANGED: Final = Kind("DatatypeChanged")
LABEL_ROLE_CHANGED: Final = Kind("LabelRoleChanged")
PREF_LABEL_ADDED: Final = Kind("PrefLabelAdded")
PREF_LABEL_REMOVED: Final = Kind("PrefLabelRemoved")
ALT_LABEL_REPLACED: Final = Kind("AltLabelReplaced")
ALT_LABEL_ADDED: Final = Kind("AltLabelAdded")
ALT_LABEL_REMOVED: Final = Kind("AltLabelRemoved")
NOTATION_CHANGED: Final = Kind("NotationChanged")
NOTATION_ADDED: Final = Kind("NotationAdded")
NOTATION_REMOVED: Final = Kind("NotationRemoved")

# Documentation
DEFINITION_REPLACED: Final = Kind("DefinitionReplaced")
DEFINITION_ADDED: Final = Kind("DefinitionAdded")
DEFINITION_REMOVED: Final = Kind("DefinitionRemoved")
SCOPE_NOTE_CHANGED: Final = Kind("ScopeNoteChanged")
GEOMETRY_NOTE_CHANGED: Final = Kind("GeometryNoteChanged")
EXAMPLE_CHANGED: Final = Kind("ExampleChanged")
STATEMENT_METADATA_CHANGED: Final = Kind("StatementMetadataChanged")

# Hierarchy
EDGE_PREDICATE_CHANGED: Final = Kind("EdgePredicateChanged")
BECAME_TOP: Final = Kind("BecameTop")
LEFT_TOP: Final = Kind("LeftTop")
PARENT_ADDED: Final = Kind("ParentAdded")
PARENT_REMOVED: Final = Kind("ParentRemoved")
DEMOTED: Final = Kind("Demoted")
PROMOTED: Final = Kind("Promoted")
MOVED: Final = Kind("Moved")
MULTI_MOVE: Final = Kind("MultiMove")
SIBLING_ORDER_CHANGED: Final = Kind("SiblingOrderChanged")
CLASS_INDEX_CHANGED: Final = Kind("ClassIndexChanged")
ANNOTATABLE_CHANGED: Final = Kind("AnnotatableChanged")

# Associations, mappings, membership
RELATED_ADDED: Final = Kind("RelatedAdded")
RELATED_REMOVED: Final = Kind("RelatedRemoved")
CONFUSABLE_ADDED: Final = Kind("ConfusableAdded")
CONFUSABLE_REMOVED: Final = Kind("ConfusableRemoved")
MAPPING_PREDICATE_CHANGED: Final = Kind("MappingPredicateChanged")
MAPPING_REPLACED: Final = Kind("MappingReplaced")
MAPPING_ADDED: Final = Kind("MappingAdded")
MAPPING_REMOVED: Final = Kind("MappingRemoved")
EXTERNAL_ID_CHANGED: Final = Kind("ExternalIdChanged")
ADDED_TO_SCHEME: Final = Kind("AddedToScheme")
REMOVED_FROM_SCHEME: Final = Kind("RemovedFromScheme")
ADDED_TO_COLLECTION: Final = Kind("AddedToCollection")
REMOVED_FROM_COLLECTION: Final = Kind("RemovedFromCollection")

# What a category carries
ROLE_CHANGED: Final = Kind("RoleChanged")
EXCLUSIVE_GROUP_CHANGED: Final = Kind("ExclusiveGroupChanged")
ANNOTATION_GEOMETRY_CHANGED: Final = Kind("AnnotationGeometryChanged")
COLOUR_CHANGED: Final = Kind("ColourChanged")

# Attributes and values
DOMAIN_WIDENED: Final = Kind("DomainWidened")
DOMAIN_NARROWED: Final = Kind("DomainNarrowed")
DOMAIN_CHANGED: Final = Kind("DomainChanged")
CARDINALITY_RELAXED: Final = Kind("CardinalityRelaxed")
CARDINALITY_TIGHTENED: Final = Kind("CardinalityTightened")
RANGE_WIDENED: Final = Kind("RangeWidened")
RANGE_NARROWED: Final = Kind("RangeNarrowed")
RANGE_DISJOINT: Final = Kind("RangeDisjoint")
DEFAULT_CHANGED: Final = Kind("DefaultChanged")
UNIT_OR_SCALE_CHANGED: Final = Kind("UnitOrScaleChanged")
PER_FRAME_CHANGED: Final = Kind("PerFrameChanged")
VISIBILITY_CHANGED: Final = Kind("VisibilityChanged")
VALUE_ORDER_CHANGED: Final = Kind("ValueOrderChanged")
VALUE_MOVED: Final = Kind("ValueMoved")
CHARACTERISTIC_CHANGED: Final = Kind("CharacteristicChanged")

# Logic
TYPE_RECLASSIFIED: Final = Kind("TypeReclassified")
EQUIVALENT_ADDED: Final = Kind("EquivalentAdded")
EQUIVALENT_REMOVED: Final = Kind("EquivalentRemoved")
DISJOINT_ADDED: Final = Kind("DisjointAdded")
DISJOINT_REMOVED: Final = Kind("DisjointRemoved")
RESTRICTION_CHANGED: Final = Kind("RestrictionChanged")
RESTRICTION_ADDED: Final = Kind("RestrictionAdded")
RESTRICTION_REMOVED: Final = Kind("RestrictionRemoved")
COMPLEMENT_SET: Final = Kind("ComplementSet")
COMPLEMENT_UNSET: Final = Kind("ComplementUnset")
CHAIN_CHANGED: Final = Kind("ChainChanged")

# Rules
RULE_CONDITION_WIDENED: Final = Kind("RuleConditionWidened")
RULE_CONDITION_NARROWED: Final = Kind("RuleConditionNarrowed")
RULE_CONDITION_CHANGED: Final = Kind("RuleConditionChanged")
RULE_OUTCOME_CHANGED: Final = Kind("RuleOutcomeChanged")
PRECEDENCE_CHANGED: Final = Kind("PrecedenceChanged")
RULE_TEXT_EDITED: Final = Kind("RuleTextEdited")

# Shapes
SHAPE_TIGHTENED: Final = Kind("ShapeTightened")
SHAPE_RELAXED: Final = Kind("ShapeRelaxed")
TARGET_CHANGED: Final = Kind("TargetChanged")
SEVERITY_CHANGED: Final = Kind("SeverityChanged")
DEACTIVATED: Final = Kind("Deactivated")
ACTIVATED: Final = Kind("Activated")

# Header
VERSION_CHANGED: Final = Kind("VersionChanged")
IMPORT_CHANGED: Final = Kind("ImportChanged")
AUTHORSHIP_CHANGED: Final = Kind("AuthorshipChanged")
NAMESPACE_CHANGED: Final = Kind("NamespaceChanged")
HEADER_ANNOTATION_CHANGED: Final = Kind("HeaderAnnotationChanged")

# Open kinds, and what nothing claims
ANNOTATION_REPLACED: Final = Kind("AnnotationReplaced")
ANNOTATION_PREDICATE_CHANGED: Final = Kind("AnnotationPredicateChanged")
ANNOTATION_ADDED: Final = Kind("AnnotationAdded")
ANNOTATION_REMOVED: Final = Kind("AnnotationRemoved")
LOGICAL_AXIOM_CHANGED: Final = Kind("LogicalAxiomChange")
UNCLASSIFIED_TRIPLE: Final = Kind("UnclassifiedTriple")

# Derived facts: they follow from other changes, and claim and group nothing
INSERTED_BETWEEN: Final = Kind("InsertedBetween")
REMOVED_BETWEEN: Final = Kind("RemovedBetween")
CYCLE_INTRODUCED: Final = Kind("CycleIntroduced")
CYCLE_REMOVED: Final = Kind("CycleRemoved")
INFERRED_ANCESTORS_CHANGED: Final = Kind("InferredAncestorsChanged")
ENTAILMENT_GAINED: Final = Kind("EntailmentGained")
ENTAILMENT_LOST: Final = Kind("EntailmentLost")
CLASS_BECAME_UNSATISFIABLE: Final = Kind("ClassBecameUnsatisfiable")

# Compound: they group others and claim nothing
RENAMED: Final = Kind("Rename")
RE_IDENTIFIED: Final = Kind("ReIdentify")
MERGED_INTO_NEW: Final = Kind("MergeIntoNew")
MERGED_INTO_EXISTING: Final = Kind("MergeIntoExisting")
SPLIT: Final = Kind("Split")
SUPERSEDED: Final = Kind("Supersede")
RETIRED: Final = Kind("Retire")
REDEFINED: Final = Kind("Redefine")
RESURRECTED: Final = Kind("Resurrect")
ID_REUSED: Final = Kind("IdReuse")
RETIRED_TOGETHER: Final = Kind("MultiRetire")
SUBTREE_ADDED: Final = Kind("SubtreeAdded")
SUBTREE_DELETED: Final = Kind("SubtreeDeleted")
SUBTREE_MOVED: Final = Kind("SubtreeMoved")
LABEL_MOVED: Final = Kind("LabelMoved")
SCHEME_SPLIT: Final = Kind("SchemeSplit")
SCHEME_MERGE: Final = Kind("SchemeMerge")
LABELS_REPLACED: Final = Kind("LabelsReplaced")
VALUE_REPLACED: Final = Kind("ValueReplaced")
VALUES_MERGED: Final = Kind("ValuesMerged")
VALUE_SPLIT: Final = Kind("ValueSplit")
SPLIT_OFF: Final = Kind("SplitOff")
TAKES_FROM: Final = Kind("TakesFrom")
REDISTRIBUTED: Final = Kind("Redistribute")
FACET_OUT: Final = Kind("FacetOut")
FACET_IN: Final = Kind("FacetIn")
SWAPPED: Final = Kind("Swap")
UNMERGED: Final = Kind("Unmerge")
UNSPLIT: Final = Kind("Unsplit")

ALL: Final = tuple(value for name, value in list(globals().items()) if name.isupper() and isinstance(value, str))
PLACES: Final = {kind: place for place, kind in enumerate(ALL)}
DERIVED: Final = frozenset(ALL[PLACES[INSERTED_BETWEEN] : PLACES[RENAMED]])
COMPOUND: Final = frozenset(ALL[PLACES[RENAMED] :])
GATHERING: Final = frozenset(
    {
        RETIRED_TOGETHER,
        SUBTREE_ADDED,
        SUBTREE_DELETED,
        SUBTREE_MOVED,
        LABEL_MOVED,
        SCHEME_SPLIT,
        SCHEME_MERGE,
        LABELS_REPLACED,
    }
)
"""Compound kinds that gather what happened to many, and say nothing new of one."""
OPEN: Final = frozenset(
    {
        ANNOTATION_REPLACED,
        ANNOTATION_PREDICATE_CHANGED,
        ANNOTATION_ADDED,
        ANNOTATION_REMOVED,
        HEADER_ANNOTATION_CHANGED,
        LOGICAL_AXIOM_CHANGED,
    }
)
