"""Before, after, and every change that leads from one to the other: kind, key, old, new, facts."""

from __future__ import annotations

from dataclasses import dataclass

PREFIXES = """
@prefix om: <https://w3id.org/ontoman/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix : <%s> .
"""
NAMESPACE = "https://example.org/zoo#"


@dataclass(frozen=True)
class Sample:
    """One row: `expected` lists (kind, key, old, new, facts) of every change, `on_…` facts left out."""

    name: str
    before: str
    after: str
    expected: tuple[tuple, ...]


def turtle(body: str, namespace: str = NAMESPACE) -> str:
    """Write a body with the prefixes that all samples share."""
    return PREFIXES % namespace + body


def _row(name, before, after, *expected):
    return Sample(name, before, after, tuple((*row, *(None, None, frozenset())[len(row) - 2 :]) for row in expected))


def _facts(*names):
    return frozenset(names)


CAT = ":cat a skos:Concept ; skos:prefLabel 'cat'@en ; skos:broader :pet ."
PETS = """
:animal a skos:Concept ; skos:topConceptOf <https://example.org/zoo> .
:pet a skos:Concept ; skos:broader :animal .
:farm a skos:Concept ; skos:broader :animal .
:house a skos:Concept ; skos:broader :pet .
"""
LEGS = ":legs a om:Attribute, owl:DatatypeProperty ; skos:prefLabel 'legs'@en ; om:valueKind om:Integer"
COAT = ":coat a om:Attribute, owl:ObjectProperty ; skos:prefLabel 'coat'@en ; om:valueKind om:Ordinal ."
RULE = ":r1 a om:EdgeCaseRule ; skos:prefLabel 'wet'@en ; om:verdict om:Escalate"
EXAMPLE = ":e1 a om:Example ; om:illustrates :cat ; om:text 'A cat on a mat'@en"

SAMPLES: tuple[Sample, ...] = (
    # Lifecycle
    _row("a new category takes all its lines", "", CAT, ("EntityAdded", "cat")),
    _row("a category with no line left is deleted", CAT, "", ("EntityDeleted", "cat")),
    _row(
        "a new category owns its restriction and the edge from above",
        ":pet a skos:Concept .",
        ":pet a skos:Concept ; skos:narrower :cat . :cat a skos:Concept ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue 1 ] .",
        ("EntityAdded", "cat"),
    ),
    _row("a scheme is an entity too", "", ":s a skos:ConceptScheme ; dcterms:title 'zoo'@en .", ("EntityAdded", "s")),
    _row(
        "a required attribute says so",
        "",
        LEGS + " ; om:required true .",
        ("AttributeAdded", "legs", None, None, _facts("value_required")),
    ),
    _row("an attribute goes", LEGS + ".", "", ("AttributeRemoved", "legs")),
    _row(
        "a value comes with its attribute",
        "",
        COAT + ":short a om:Value ; om:valueOf :coat .",
        ("AttributeAdded", "coat"),
        ("ValueAdded", "short", None, None, _facts("with_attribute")),
    ),
    _row(
        "a value comes to an attribute", COAT, COAT + ":short a om:Value ; om:valueOf :coat .", ("ValueAdded", "short")
    ),
    _row("a value goes", COAT + ":short a om:Value ; om:valueOf :coat .", COAT, ("ValueRemoved", "short")),
    _row("a rule comes", "", RULE + ".", ("RuleAdded", "r1")),
    _row("a rule goes", RULE + ".", "", ("RuleRemoved", "r1")),
    _row("an example comes", "", EXAMPLE + ".", ("ExampleAdded", "e1")),
    _row("an example goes", EXAMPLE + ".", "", ("ExampleRemoved", "e1")),
    _row(
        "an edge from above instead of from below is the same edge",
        CAT + ":pet a skos:Concept .",
        ":cat a skos:Concept ; skos:prefLabel 'cat'@en . :pet a skos:Concept ; skos:narrower :cat .",
        ("RepresentationChanged", "cat"),
    ),
    _row(
        "a subclass edge beside the broader one is the same edge",
        CAT,
        CAT + ":cat rdfs:subClassOf :pet .",
        ("RepresentationChanged", "cat"),
    ),
    _row(
        "related is symmetric",
        ":a a skos:Concept ; skos:related :b . :b a skos:Concept .",
        ":a a skos:Concept . :b a skos:Concept ; skos:related :a .",
        ("RepresentationChanged", "a"),
        ("RepresentationChanged", "b"),
    ),
    _row(
        "a number in another lexical form is the same number",
        ":a a skos:Concept ; sh:order 1 .",
        ":a a skos:Concept ; sh:order 1.0 .",
        ("RepresentationChanged", "a"),
    ),
    _row(
        "an absence spelled out is the same absence",
        LEGS + ". :a a skos:Concept .",
        LEGS + " ; om:required false . :a a skos:Concept ; om:selectable true .",
        ("RepresentationChanged", "legs"),
        ("RepresentationChanged", "a"),
    ),
    _row(
        "a top stated from the scheme is the same top",
        ":s a skos:ConceptScheme . :a a skos:Concept ; skos:topConceptOf :s .",
        ":s a skos:ConceptScheme ; skos:hasTopConcept :a . :a a skos:Concept .",
        ("RepresentationChanged", "a"),
    ),
    _row(
        "a category becomes a value",
        ":a a skos:Concept ; skos:prefLabel 'a'@en .",
        ":a a om:Value ; skos:prefLabel 'a'@en .",
        ("KindChanged", "a", "Concept", "Value"),
    ),
    _row(
        "a concept becomes a class besides",
        ":a a skos:Concept .",
        ":a a skos:Concept, owl:Class .",
        ("KindChanged", "a", None, "Class", _facts("pun")),
    ),
    _row(
        "a deprecation without anything",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true .",
        ("Deprecated", "a"),
    ),
    _row(
        "a retirement claims reason and disposition",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; om:disposition om:IgnoreLabels ; om:reason 'rare'@en .",
        ("Deprecated", "a", None, None, _facts("declared_disposition", "ignore_labels")),
        ("Retire", "a", "a", None, _facts("declared_disposition", "ignore_labels")),
    ),
    _row(
        "one exact new successor is a change of identity",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b ; obo:IAO_0100001 :b . :b a skos:Concept .",
        ("DeprecatedReplaced", "a", None, "b", _facts("exact")),
        ("EntityAdded", "b"),
        ("ReIdentify", "a", "a", "b", _facts("exact")),
    ),
    _row(
        "a broader successor supersedes",
        ":a a skos:Concept . :b a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b ; skos:broadMatch :b . :b a skos:Concept .",
        ("DeprecatedReplaced", "a", None, "b", _facts("broad")),
        ("Supersede", "a", "a", "b", _facts("broad")),
    ),
    _row(
        "alternatives are for a person to weigh",
        ":a a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; oio:consider :b, :c . :b a skos:Concept . :c a skos:Concept .",
        ("DeprecatedConsider", "a", None, ("b", "c")),
        ("EntityAdded", "b"),
        ("EntityAdded", "c"),
    ),
    _row(
        "a merge into a new category",
        ":a a skos:Concept . :b a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :c . :b a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :c ."
        ":c a skos:Concept ; om:mergedFrom :a, :b .",
        ("DeprecatedReplaced", "a", None, "c", _facts("exact")),
        ("DeprecatedReplaced", "b", None, "c", _facts("exact")),
        ("EntityAdded", "c"),
        ("MergeIntoNew", "c", ("a", "b"), "c"),
    ),
    _row(
        "a merge into one that stays",
        ":a a skos:Concept . :b a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept ; om:mergedFrom :a .",
        ("DeprecatedReplaced", "a", None, "b", _facts("exact")),
        ("LineageChanged", "b"),
        ("MergeIntoExisting", "b", "a", "b"),
    ),
    _row(
        "a split that conditions decide",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; oio:consider :b, :c . :b a skos:Concept . :c a skos:Concept ."
        "<https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :b ; om:when 'legs > 2' ; sh:order 1 ."
        "<https://example.org/zoo#a/split/2> a om:SplitPart ; om:partOf :a ; om:part :c ; sh:order 2 .",
        ("DeprecatedConsider", "a", None, ("b", "c"), _facts("conditions_cover")),
        ("Split", "a", "a", ("b", "c"), _facts("conditions_cover")),
    ),
    _row(
        "a split whose conditions leave some undecided",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:Concept .",
        ":a a skos:Concept ; owl:deprecated true ; oio:consider :b, :c . :b a skos:Concept . :c a skos:Concept ."
        "<https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :b ; om:when 'legs > 2' ."
        "<https://example.org/zoo#a/split/2> a om:SplitPart ; om:partOf :a ; om:part :c ; om:when 'legs < 2' .",
        ("DeprecatedConsider", "a", None, ("b", "c"), _facts("conditional")),
        ("Split", "a", "a", ("b", "c"), _facts("conditional")),
    ),
    _row(
        "no longer deprecated",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b .",
        ":a a skos:Concept .",
        ("Undeprecated", "a"),
    ),
    _row(
        "a deprecation under another datatype is no new one",
        ":a a skos:Concept ; owl:deprecated 'true' .",
        ":a a skos:Concept ; owl:deprecated true .",
        (
            "DatatypeChanged",
            "a",
            "http://www.w3.org/2001/XMLSchema#string",
            "http://www.w3.org/2001/XMLSchema#boolean",
        ),
    ),
    _row(
        "a corrected successor is lineage",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :c .",
        ("LineageChanged", "a"),
    ),
    _row(
        "a split part alone belongs to its category",
        ":a a skos:Concept ; owl:deprecated true . <https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :b ; sh:order 1 .",
        ":a a skos:Concept ; owl:deprecated true . <https://example.org/zoo#a/split/1> a om:SplitPart ; om:partOf :a ; om:part :b ; sh:order 2 .",
        ("LineageChanged", "a"),
    ),
    _row(
        "a status moves on",
        ":a a skos:Concept ; om:status om:Draft .",
        ":a a skos:Concept ; om:status om:Stable .",
        ("StatusChanged", "a", "Draft", "Stable"),
    ),
    # Labels
    _row(
        "a rename keeps the old name",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en, 'Katze'@de .",
        ":a a skos:Concept ; skos:prefLabel 'house cat'@en, 'Hauskatze'@de ; skos:altLabel 'cat'@en .",
        ("PrefLabelChanged", "a", "Katze", "Hauskatze"),
        ("PrefLabelChanged", "a", "cat", "house cat"),
        ("AltLabelAdded", "a", None, "cat"),
        ("Rename", "a", "cat", "house cat"),
    ),
    _row(
        "an OWL class is renamed by rdfs:label",
        ":a a owl:Class ; rdfs:label 'cat' .",
        ":a a owl:Class ; rdfs:label 'feline' .",
        ("PrefLabelChanged", "a", "cat", "feline"),
        ("Rename", "a", "cat", "feline"),
    ),
    _row(
        "the same text under another tag",
        ":a a skos:Concept ; skos:prefLabel 'colour'@en .",
        ":a a skos:Concept ; skos:prefLabel 'colour'@en-GB .",
        ("LanguageTagChanged", "a", "en", "en-gb"),
    ),
    _row(
        "the same key under another datatype",
        ":a a skos:Concept ; skos:notation 'a1' .",
        ":a a skos:Concept ; skos:notation 'a1'^^:code .",
        (
            "DatatypeChanged",
            "a1",
            "http://www.w3.org/2001/XMLSchema#string",
            "https://example.org/zoo#code",
            _facts("notation"),
        ),
    ),
    _row(
        "an alternative label is preferred now",
        ":a a skos:Concept ; skos:altLabel 'moggy'@en .",
        ":a a skos:Concept ; skos:prefLabel 'moggy'@en .",
        ("LabelRoleChanged", "a", "moggy", "moggy"),
    ),
    _row(
        "a label in one more language",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en .",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en, 'chat'@fr .",
        ("PrefLabelAdded", "a", None, "chat"),
    ),
    _row(
        "the last label of a language",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en, 'chat'@fr .",
        ":a a skos:Concept ; skos:prefLabel 'cat'@en .",
        ("PrefLabelRemoved", "a", "chat", None),
    ),
    _row(
        "alternative labels that are alike are one replacement",
        ":a a skos:Concept ; skos:altLabel 'tom cat'@en, 'moggy'@en .",
        ":a a skos:Concept ; skos:altLabel 'tomcat'@en, 'kitty'@en .",
        ("AltLabelReplaced", "a", "tom cat", "tomcat"),
        ("AltLabelAdded", "a", None, "kitty"),
        ("AltLabelRemoved", "a", "moggy", None),
    ),
    _row(
        "a key changes",
        ":a a skos:Concept ; skos:notation 'cat' .",
        ":a a skos:Concept ; skos:notation 'felis' .",
        ("NotationChanged", "felis", "cat", "felis"),
    ),
    _row(
        "a key comes",
        ":a a skos:Concept .",
        ":a a skos:Concept ; skos:notation 'cat' .",
        ("NotationAdded", "cat", None, "cat"),
    ),
    _row(
        "a key goes",
        ":a a skos:Concept ; skos:notation 'cat' .",
        ":a a skos:Concept .",
        ("NotationRemoved", "a", "cat", None),
    ),
    # Documentation
    _row(
        "an undeclared change of a definition redefines",
        ":a a skos:Concept ; skos:definition 'A small cat.'@en .",
        ":a a skos:Concept ; skos:definition 'A cat of any size.'@en .",
        ("DefinitionReplaced", "a", "A small cat.", "A cat of any size."),
        ("Redefine", "a", "A small cat.", "A cat of any size."),
    ),
    _row(
        "case, white space and punctuation are editorial",
        ":a a skos:Concept ; skos:definition 'a small  cat'@en .",
        ":a a skos:Concept ; skos:definition 'A small cat.'@en .",
        ("DefinitionReplaced", "a", "a small  cat", "A small cat.", _facts("editorial")),
    ),
    _row(
        "a decimal point is no mere punctuation",
        ":a a skos:Concept ; skos:definition 'Below 1.5 m'@en .",
        ":a a skos:Concept ; skos:definition 'Below 15 m'@en .",
        ("DefinitionReplaced", "a", "Below 1.5 m", "Below 15 m"),
        ("Redefine", "a", "Below 1.5 m", "Below 15 m"),
    ),
    _row(
        "a declared stay is editorial",
        ":a a skos:Concept ; skos:definition 'A small cat'@en .",
        ":a a skos:Concept ; skos:definition 'A cat that is small'@en ."
        "<https://example.org/zoo#a/redefinition/1> a om:Redefinition ; om:redefines :a ; om:meaning om:Stays .",
        ("LineageChanged", "a", None, None, _facts("stays")),
        ("DefinitionReplaced", "a", "A small cat", "A cat that is small", _facts("editorial")),
    ),
    _row(
        "a declared narrowing redefines",
        ":a a skos:Concept ; skos:definition 'A cat'@en .",
        ":a a skos:Concept ; skos:definition 'A small cat'@en ."
        "<https://example.org/zoo#a/redefinition/1> a om:Redefinition ; om:redefines :a ; om:meaning om:Narrows ; skos:changeNote 'Lions left.'@en .",
        ("LineageChanged", "a", None, None, _facts("narrows")),
        ("DefinitionReplaced", "a", "A cat", "A small cat", _facts("narrows")),
        ("Redefine", "a", "A cat", "A small cat", _facts("narrows")),
    ),
    _row(
        "a translation is editorial, a first definition is not",
        ":a a skos:Concept ; skos:definition 'A cat'@en . :b a skos:Concept .",
        ":a a skos:Concept ; skos:definition 'A cat'@en, 'Eine Katze'@de . :b a skos:Concept ; skos:definition 'A bee'@en .",
        ("DefinitionAdded", "a", None, "Eine Katze", _facts("editorial")),
        ("DefinitionAdded", "b", None, "A bee"),
        ("Redefine", "b", None, "A bee"),
    ),
    _row(
        "a definition goes",
        ":a a skos:Concept ; skos:definition 'A cat'@en .",
        ":a a skos:Concept .",
        ("DefinitionRemoved", "a", "A cat", None),
        ("Redefine", "a", "A cat", None),
    ),
    _row(
        "what is included changes with the scope note",
        ":a a skos:Concept ; skos:scopeNote 'Indoors'@en .",
        ":a a skos:Concept ; skos:scopeNote 'Indoors.'@en ; om:includes 'Kittens'@en .",
        ("ScopeNoteChanged", "a", "Indoors", "Indoors.", _facts("editorial")),
        ("ScopeNoteChanged", "a", None, "Kittens"),
    ),
    _row(
        "how to draw changes",
        ":a a skos:Concept ; om:geometryNote 'With the tail'@en .",
        ":a a skos:Concept ; om:geometryNote 'Without the tail'@en .",
        ("GeometryNoteChanged", "a", "With the tail", "Without the tail"),
    ),
    _row(
        "a positive example becomes a negative one",
        EXAMPLE + " ; om:polarity om:Positive .",
        EXAMPLE + " ; om:polarity om:Negative .",
        ("ExampleChanged", "e1", "Positive", "Negative", _facts("polarity_flipped")),
    ),
    _row(
        "an example in words on the category",
        ":a a skos:Concept ; skos:example 'Felix'@en .",
        ":a a skos:Concept ; skos:example 'Garfield'@en .",
        ("ExampleChanged", "a", "Felix", "Garfield"),
    ),
    _row(
        "an axiom annotation belongs to its source",
        ":a a owl:Class ; rdfs:subClassOf :b .",
        ":a a owl:Class ; rdfs:subClassOf :b . [] a owl:Axiom ; owl:annotatedSource :a ; owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget :b ; rdfs:comment 'why' .",
        ("StatementMetadataChanged", "a"),
    ),
    # Hierarchy
    _row(
        "a category rises to the top",
        PETS + CAT,
        PETS + ":cat a skos:Concept ; skos:prefLabel 'cat'@en ; skos:topConceptOf <https://example.org/zoo> .",
        ("BecameTop", "cat", "pet", None),
    ),
    _row(
        "a category loses its only parent",
        PETS + CAT,
        PETS + ":cat a skos:Concept ; skos:prefLabel 'cat'@en .",
        ("BecameTop", "cat", "pet", None),
    ),
    _row(
        "a category finds its first parent",
        PETS + ":cat a skos:Concept ; skos:prefLabel 'cat'@en .",
        PETS + CAT,
        ("LeftTop", "cat", None, "pet"),
    ),
    _row(
        "a category gets a second parent",
        PETS + CAT,
        PETS + CAT + ":cat skos:broader :farm .",
        ("ParentAdded", "cat", None, "farm"),
    ),
    _row(
        "a category loses one of two parents",
        PETS + CAT + ":cat skos:broader :farm .",
        PETS + CAT,
        ("ParentRemoved", "cat", "farm", None),
    ),
    _row(
        "a parent stated from above is kept in mind",
        PETS + CAT + ":farm skos:narrower :cat .",
        PETS + ":cat a skos:Concept ; skos:prefLabel 'cat'@en . :farm skos:narrower :cat .",
        ("ParentRemoved", "cat", "pet", None),
    ),
    _row(
        "a category moves below its old parent",
        PETS + CAT,
        PETS + CAT.replace(":pet", ":house"),
        ("Demoted", "cat", "pet", "house"),
    ),
    _row(
        "a category moves above its old parent",
        PETS + CAT,
        PETS + CAT.replace(":pet", ":animal"),
        ("Promoted", "cat", "pet", "animal"),
    ),
    _row("a category moves aside", PETS + CAT, PETS + CAT.replace(":pet", ":farm"), ("Moved", "cat", "pet", "farm")),
    _row(
        "a category written as both concept and class moves once",
        PETS + CAT + ":cat a owl:Class ; rdfs:subClassOf :pet .",
        PETS + CAT.replace(":pet", ":farm") + ":cat a owl:Class ; rdfs:subClassOf :farm .",
        ("Moved", "cat", "pet", "farm"),
    ),
    _row(
        "parents are exchanged",
        PETS + CAT,
        PETS + CAT.replace(":pet", ":farm, :house"),
        ("MultiMove", "cat", "pet", ("farm", "house")),
    ),
    _row(
        "siblings change places",
        ":a a skos:Concept ; sh:order 1 .",
        ":a a skos:Concept ; sh:order 2 .",
        ("SiblingOrderChanged", "a", "1", "2", _facts("indexed_by_order")),
    ),
    _row(
        "an index of its own does not count by order",
        ":a a skos:Concept ; om:classIndex 7 ; sh:order 1 .",
        ":a a skos:Concept ; om:classIndex 7 ; sh:order 2 .",
        ("SiblingOrderChanged", "a", "1", "2"),
    ),
    _row(
        "a class index changes",
        ":a a skos:Concept ; om:classIndex 7 .",
        ":a a skos:Concept ; om:classIndex 8 .",
        ("ClassIndexChanged", "a", "7", "8"),
    ),
    _row(
        "a category becomes a mere group",
        ":a a skos:Concept .",
        ":a a skos:Concept ; om:selectable false .",
        ("AnnotatableChanged", "a", None, "false", _facts("turned_off")),
    ),
    # Associations, mappings, membership
    _row(
        "a related category",
        ":a a skos:Concept .",
        ":a a skos:Concept ; skos:related :b .",
        ("RelatedAdded", "a", None, "https://example.org/zoo#b"),
    ),
    _row(
        "no longer related",
        ":a a skos:Concept ; skos:related :b .",
        ":a a skos:Concept .",
        ("RelatedRemoved", "a", "https://example.org/zoo#b", None),
    ),
    _row(
        "easily confused",
        ":a a skos:Concept . :b a skos:Concept .",
        ":a a skos:Concept ; om:confusableWith :b . :b a skos:Concept .",
        ("ConfusableAdded", "a", None, "b"),
    ),
    _row(
        "no longer confused",
        ":a a skos:Concept ; om:confusableWith :b . :b a skos:Concept .",
        ":a a skos:Concept . :b a skos:Concept .",
        ("ConfusableRemoved", "a", "b", None),
    ),
    _row(
        "a mapping says more",
        ":a a skos:Concept ; skos:closeMatch :x .",
        ":a a skos:Concept ; skos:exactMatch :x .",
        ("MappingPredicateChanged", "a", "closeMatch", "exactMatch"),
    ),
    _row(
        "a mapping finds another target",
        ":a a skos:Concept ; skos:closeMatch :x .",
        ":a a skos:Concept ; skos:closeMatch :y .",
        ("MappingReplaced", "a", "https://example.org/zoo#x", "https://example.org/zoo#y"),
    ),
    _row(
        "a mapping comes",
        ":a a skos:Concept .",
        ":a a skos:Concept ; skos:exactMatch :x .",
        ("MappingAdded", "a", None, "https://example.org/zoo#x"),
    ),
    _row(
        "a mapping goes",
        ":a a skos:Concept ; skos:exactMatch :x .",
        ":a a skos:Concept .",
        ("MappingRemoved", "a", "https://example.org/zoo#x", None),
    ),
    _row(
        "an id in a tool",
        ":a a skos:Concept ; om:externalId 'coco:3' .",
        ":a a skos:Concept ; om:externalId 'coco:4' .",
        ("ExternalIdChanged", "a", "coco:3", "coco:4"),
    ),
    _row(
        "into a scheme",
        ":a a skos:Concept . :s a skos:ConceptScheme .",
        ":a a skos:Concept ; skos:inScheme :s . :s a skos:ConceptScheme .",
        ("AddedToScheme", "a", None, "s"),
    ),
    _row(
        "out of a scheme",
        ":a a skos:Concept ; skos:inScheme :s . :s a skos:ConceptScheme .",
        ":a a skos:Concept . :s a skos:ConceptScheme .",
        ("RemovedFromScheme", "a", "s", None),
    ),
    _row(
        "into a collection",
        ":a a skos:Concept . :c a skos:Collection .",
        ":a a skos:Concept . :c a skos:Collection ; skos:member :a .",
        ("AddedToCollection", "a", None, "c"),
    ),
    _row(
        "out of a collection",
        ":a a skos:Concept . :c a skos:Collection ; skos:member :a .",
        ":a a skos:Concept . :c a skos:Collection .",
        ("RemovedFromCollection", "a", "c", None),
    ),
    # What a category carries
    _row(
        "a role",
        ":a a skos:Concept .",
        ":a a skos:Concept ; om:role om:Residual .",
        ("RoleChanged", "a", None, "Residual"),
    ),
    _row(
        "an exclusive group",
        ":a a skos:Concept .",
        ":a a skos:Concept ; om:exclusiveGroup 'legs' .",
        ("ExclusiveGroupChanged", "a", None, "legs", _facts("tightened")),
    ),
    _row(
        "another geometry",
        ":a a skos:Concept ; om:geometry om:BoxGeometry .",
        ":a a skos:Concept ; om:geometry om:PolygonGeometry .",
        ("AnnotationGeometryChanged", "a", "BoxGeometry", "PolygonGeometry"),
    ),
    _row(
        "one more geometry",
        ":a a skos:Concept ; om:geometry om:BoxGeometry .",
        ":a a skos:Concept ; om:geometry om:BoxGeometry, om:PolygonGeometry .",
        ("AnnotationGeometryChanged", "a", None, "PolygonGeometry", _facts("widened")),
    ),
    _row(
        "a colour",
        ":a a skos:Concept ; om:colour '#ff0000' .",
        ":a a skos:Concept ; om:colour '#00ff00' .",
        ("ColourChanged", "a", "#ff0000", "#00ff00"),
    ),
    # Attributes and values
    _row(
        "an attribute applies to more",
        LEGS + "; om:appliesTo :a .",
        LEGS + "; om:appliesTo :a, :b .",
        ("DomainWidened", "legs", None, "https://example.org/zoo#b"),
    ),
    _row(
        "an attribute applies to some only",
        LEGS + ".",
        LEGS + "; om:appliesTo :a .",
        ("DomainNarrowed", "legs", None, "https://example.org/zoo#a"),
    ),
    _row(
        "an attribute applies elsewhere",
        LEGS + "; om:appliesTo :a .",
        LEGS + "; om:appliesTo :b .",
        ("DomainChanged", "legs", "https://example.org/zoo#a", "https://example.org/zoo#b"),
    ),
    _row(
        "several values instead of one",
        COAT,
        COAT.replace("Ordinal", "Multi"),
        ("CardinalityRelaxed", "coat", "Ordinal", "Multi"),
    ),
    _row(
        "a value is no longer required",
        LEGS + "; om:required true .",
        LEGS + ".",
        ("CardinalityRelaxed", "legs", "true", None),
    ),
    _row(
        "a value is required now",
        LEGS + ".",
        LEGS + "; om:required true .",
        ("CardinalityTightened", "legs", None, "true", _facts("value_required")),
    ),
    _row(
        "a maximum is raised", LEGS + "; om:maximum 4 .", LEGS + "; om:maximum 8 .", ("RangeWidened", "legs", "4", "8")
    ),
    _row("a minimum comes", LEGS + ".", LEGS + "; om:minimum 0 .", ("RangeNarrowed", "legs", None, "0")),
    _row(
        "values of another kind take the property type along",
        LEGS + ".",
        LEGS.replace("Integer", "Single").replace("Datatype", "Object") + ".",
        ("RangeDisjoint", "legs", "Integer", "Single"),
    ),
    _row("a default", LEGS + "; om:default '4' .", LEGS + "; om:default '2' .", ("DefaultChanged", "legs", "4", "2")),
    _row("a unit", LEGS + "; om:unit 'm' .", LEGS + "; om:unit 'cm' .", ("UnitOrScaleChanged", "legs", "m", "cm")),
    _row(
        "constant to per frame",
        LEGS + ".",
        LEGS + "; om:perFrame true .",
        ("PerFrameChanged", "legs", None, "true", _facts("turned_on")),
    ),
    _row(
        "asked under another condition",
        LEGS + "; om:condition 'a = 1' .",
        LEGS + "; om:condition 'a = 2' .",
        ("VisibilityChanged", "legs", "a = 1", "a = 2"),
    ),
    _row(
        "a rank",
        COAT + " :s a om:Value ; om:valueOf :coat ; sh:order 1 .",
        COAT + " :s a om:Value ; om:valueOf :coat ; sh:order 3 .",
        ("ValueOrderChanged", "s", "1", "3", _facts("ordinal")),
    ),
    _row(
        "a value of another attribute",
        LEGS + ". " + COAT + " :s a om:Value ; om:valueOf :coat .",
        LEGS + ". " + COAT + " :s a om:Value ; om:valueOf :legs .",
        ("ValueMoved", "s", "coat", "legs"),
    ),
    # Logic
    _row(
        "another class",
        ":a a skos:Concept, :old .",
        ":a a skos:Concept, :new .",
        ("TypeReclassified", "a", "https://example.org/zoo#old", "https://example.org/zoo#new"),
    ),
    _row(
        "the same as another class",
        ":a a owl:Class .",
        ":a a owl:Class ; owl:equivalentClass :b .",
        ("EquivalentAdded", "a", None, "https://example.org/zoo#b"),
    ),
    _row(
        "no longer the same",
        ":a a owl:Class ; owl:equivalentClass :b .",
        ":a a owl:Class .",
        ("EquivalentRemoved", "a", "https://example.org/zoo#b", None),
    ),
    _row(
        "excludes another class",
        ":a a owl:Class .",
        ":a a owl:Class ; owl:disjointWith :b .",
        ("DisjointAdded", "a", None, "https://example.org/zoo#b"),
    ),
    _row(
        "no longer excludes it",
        ":a a owl:Class ; owl:disjointWith :b .",
        ":a a owl:Class .",
        ("DisjointRemoved", "a", "https://example.org/zoo#b", None),
    ),
    _row(
        "a restriction changes",
        ":a a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue 1 ] .",
        ":a a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue 2 ] .",
        ("RestrictionChanged", "a"),
    ),
    _row(
        "a restriction comes",
        ":a a owl:Class .",
        ":a a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom [ a owl:Class ; owl:unionOf ( :x :y ) ] ] .",
        ("RestrictionAdded", "a"),
    ),
    _row(
        "a restriction goes",
        ":a a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue 1 ] .",
        ":a a owl:Class .",
        ("RestrictionRemoved", "a"),
    ),
    # Rules
    _row(
        "a rule takes more",
        RULE + "; om:condition 'wet' .",
        RULE + "; om:condition 'wet or muddy' .",
        ("RuleConditionWidened", "r1", "wet", "wet or muddy"),
    ),
    _row(
        "a rule takes less",
        RULE + "; om:condition 'wet' .",
        RULE + "; om:condition 'wet and muddy' .",
        ("RuleConditionNarrowed", "r1", "wet", "wet and muddy"),
    ),
    _row(
        "a rule takes others",
        RULE + "; om:condition 'wet' .",
        RULE + "; om:condition 'not wet' .",
        ("RuleConditionChanged", "r1", "wet", "not wet"),
    ),
    _row(
        "a rule decides otherwise",
        RULE + ".",
        RULE.replace("om:Escalate", "om:IgnoreItem") + ".",
        ("RuleOutcomeChanged", "r1", "Escalate", "IgnoreItem"),
    ),
    _row(
        "a rule wins over others",
        RULE + "; om:priority 1 .",
        RULE + "; om:priority 5 .",
        ("PrecedenceChanged", "r1", "1", "5"),
    ),
    _row(
        "a rule is told differently",
        RULE + "; om:situation 'In rain'@en ; om:rationale 'Wet.'@en .",
        RULE + "; om:situation 'in rain.'@en ; om:rationale 'Wet fur.'@en .",
        ("RuleTextEdited", "r1", ("In rain", "Wet."), ("Wet fur.", "in rain.")),
    ),
    # Header
    _row(
        "a version",
        "<https://example.org/zoo> a owl:Ontology ; owl:versionInfo '1' .",
        "<https://example.org/zoo> a owl:Ontology ; owl:versionInfo '2' ; owl:versionIRI <https://example.org/zoo/2> .",
        ("VersionChanged", "zoo", "1", ("2", "https://example.org/zoo/2")),
    ),
    _row(
        "an import",
        "<https://example.org/zoo> a owl:Ontology .",
        "<https://example.org/zoo> a owl:Ontology ; owl:imports <https://example.org/farm> .",
        ("ImportChanged", "zoo", None, "https://example.org/farm"),
    ),
    _row(
        "a licence",
        "<https://example.org/zoo> a owl:Ontology .",
        "<https://example.org/zoo> a owl:Ontology ; dcterms:license <https://example.org/free> .",
        ("AuthorshipChanged", "zoo", None, "https://example.org/free"),
    ),
    _row(
        "a title",
        "<https://example.org/zoo> a owl:Ontology ; dcterms:title 'Zoo'@en .",
        "<https://example.org/zoo> a owl:Ontology ; dcterms:title 'The zoo'@en .",
        ("HeaderAnnotationChanged", "zoo", "Zoo", "The zoo"),
    ),
    # Open kinds, and what nothing claims
    _row(
        "a note is replaced",
        ":a a skos:Concept ; skos:note 'old'@en .",
        ":a a skos:Concept ; skos:note 'new'@en .",
        ("AnnotationReplaced", "a", "old", "new"),
    ),
    _row(
        "a note under another predicate",
        ":a a skos:Concept ; skos:note 'x'@en .",
        ":a a skos:Concept ; skos:historyNote 'x'@en .",
        ("AnnotationPredicateChanged", "a", "x", "x"),
    ),
    _row(
        "a note comes",
        ":a a skos:Concept .",
        ":a a skos:Concept ; skos:editorialNote 'x'@en .",
        ("AnnotationAdded", "a", None, "x"),
    ),
    _row(
        "a foreign statement goes",
        ":a a skos:Concept ; prov:wasDerivedFrom :b .",
        ":a a skos:Concept .",
        ("AnnotationRemoved", "a", "https://example.org/zoo#b", None),
    ),
    _row(
        "an axiom that is not read",
        ":a a owl:Class .",
        ":a a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:complementOf :b ] .",
        ("LogicalAxiomChange", "a"),
    ),
    _row(
        "a line that nothing claims",
        ":a a skos:Concept .",
        ":a a skos:Concept ; sh:severity sh:Info .",
        ("UnclassifiedTriple", "a", None, "Info"),
    ),
    # Values, one level down
    _row(
        "a value is replaced",
        COAT + " :s a om:Value ; om:valueOf :coat .",
        COAT
        + " :s a om:Value ; om:valueOf :coat ; owl:deprecated true ; dcterms:isReplacedBy :t . :t a om:Value ; om:valueOf :coat .",
        ("DeprecatedReplaced", "s", None, "t", _facts("exact")),
        ("ValueAdded", "t"),
        ("ValueReplaced", "s", "s", "t", _facts("exact")),
    ),
    _row(
        "two values become one",
        COAT + " :s a om:Value ; om:valueOf :coat . :t a om:Value ; om:valueOf :coat .",
        COAT
        + " :s a om:Value ; om:valueOf :coat ; owl:deprecated true ; dcterms:isReplacedBy :u . :t a om:Value ; om:valueOf :coat ; owl:deprecated true ; dcterms:isReplacedBy :u . :u a om:Value ; om:valueOf :coat .",
        ("DeprecatedReplaced", "s", None, "u", _facts("exact")),
        ("DeprecatedReplaced", "t", None, "u", _facts("exact")),
        ("ValueAdded", "u"),
        ("ValuesMerged", "u", ("s", "t"), "u"),
    ),
    _row(
        "values that are gone were merged, as declared",
        COAT + " :s a om:Value ; om:valueOf :coat . :t a om:Value ; om:valueOf :coat .",
        COAT + ":u a om:Value ; om:valueOf :coat ; om:mergedFrom :s, :t .",
        ("ValueRemoved", "s"),
        ("ValueRemoved", "t"),
        ("ValueAdded", "u"),
        ("ValuesMerged", "u", ("s", "t"), "u"),
    ),
    _row(
        "a value is split",
        COAT
        + " :s a om:Value ; om:valueOf :coat . :t a om:Value ; om:valueOf :coat . :u a om:Value ; om:valueOf :coat .",
        COAT
        + " :s a om:Value ; om:valueOf :coat ; owl:deprecated true ; dcterms:isReplacedBy :t, :u . :t a om:Value ; om:valueOf :coat . :u a om:Value ; om:valueOf :coat .",
        ("DeprecatedConsider", "s", None, ("t", "u")),
        ("ValueSplit", "s", "s", ("t", "u")),
    ),
)
