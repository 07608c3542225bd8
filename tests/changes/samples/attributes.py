"""Where attributes apply, what they take, when they are asked."""

from __future__ import annotations

from changes.samples.writing import COAT, LEGS, Sample, facts, row

ARMS = ":arms a om:Attribute, owl:DatatypeProperty ; om:valueKind om:Integer"

SAMPLES: tuple[Sample, ...] = (
    row(
        "a property takes fewer things",
        ":eats a owl:ObjectProperty ; rdfs:domain :animal ; rdfs:range :thing . :animal a owl:Class . :pet a owl:Class ; rdfs:subClassOf :animal .",
        ":eats a owl:ObjectProperty ; rdfs:domain :pet ; rdfs:range :food . :animal a owl:Class . :pet a owl:Class ; rdfs:subClassOf :animal .",
        ("DomainNarrowed", "eats", "animal", "pet"),
        ("RangeDisjoint", "eats", "https://example.org/zoo#thing", "https://example.org/zoo#food"),
    ),
    row(
        "a property has one value at most",
        ":eats a owl:ObjectProperty .",
        ":eats a owl:ObjectProperty, owl:FunctionalProperty .",
        ("CardinalityTightened", "eats", None, "FunctionalProperty"),
    ),
    row(
        "a property is symmetric now, and no longer below another one",
        ":near a owl:ObjectProperty ; rdfs:subPropertyOf :seen .",
        ":near a owl:ObjectProperty, owl:SymmetricProperty .",
        (
            "CharacteristicChanged",
            "near",
            "https://example.org/zoo#seen",
            "SymmetricProperty",
            facts("entailments_removed"),
        ),
    ),
    row(
        "an attribute applies to more",
        LEGS + "; om:appliesTo :a .",
        LEGS + "; om:appliesTo :a, :b .",
        ("DomainWidened", "legs", None, "https://example.org/zoo#b"),
    ),
    row(
        "an attribute applies to some only",
        LEGS + ".",
        LEGS + "; om:appliesTo :a .",
        ("DomainNarrowed", "legs", None, "https://example.org/zoo#a"),
    ),
    row(
        "an attribute applies elsewhere",
        LEGS + "; om:appliesTo :a .",
        LEGS + "; om:appliesTo :b .",
        ("DomainChanged", "legs", "https://example.org/zoo#a", "https://example.org/zoo#b"),
    ),
    row(
        "an attribute applies to what took over",
        ":a a skos:Concept . " + LEGS + "; om:appliesTo :a .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept . "
        + LEGS
        + "; om:appliesTo :b .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("EntityAdded", "b"),
        ("ReIdentify", "a", "a", "b", facts("exact")),
        ("DomainChanged", "legs", "a", "b", facts("consequence")),
    ),
    row(
        "several values instead of one",
        COAT,
        COAT.replace("Ordinal", "Multi"),
        ("CardinalityRelaxed", "coat", "Ordinal", "Multi"),
    ),
    row(
        "a value is no longer required",
        LEGS + "; om:required true .",
        LEGS + ".",
        ("CardinalityRelaxed", "legs", "true", None),
    ),
    row(
        "a value is required now",
        LEGS + ".",
        LEGS + "; om:required true .",
        ("CardinalityTightened", "legs", None, "true", facts("value_required")),
    ),
    row(
        "a maximum is raised", LEGS + "; om:maximum 4 .", LEGS + "; om:maximum 8 .", ("RangeWidened", "legs", "4", "8")
    ),
    row("a minimum comes", LEGS + ".", LEGS + "; om:minimum 0 .", ("RangeNarrowed", "legs", None, "0")),
    row(
        "values of another kind take the property type along",
        LEGS + ".",
        LEGS.replace("Integer", "Single").replace("Datatype", "Object") + ".",
        ("RangeDisjoint", "legs", "Integer", "Single"),
    ),
    row("a default", LEGS + "; om:default '4' .", LEGS + "; om:default '2' .", ("DefaultChanged", "legs", "4", "2")),
    row("a unit", LEGS + "; om:unit 'm' .", LEGS + "; om:unit 'cm' .", ("UnitOrScaleChanged", "legs", "m", "cm")),
    row(
        "constant to per frame",
        LEGS + ".",
        LEGS + "; om:perFrame true .",
        ("PerFrameChanged", "legs", None, "true", facts("turned_on")),
    ),
    row(
        "asked under another condition",
        LEGS + "; om:condition 'a = 1' .",
        LEGS + "; om:condition 'a = 2' .",
        ("VisibilityChanged", "legs", "a = 1", "a = 2"),
    ),
    row(
        "asked under the same condition, in the words of today",
        ARMS + "; skos:notation 'arms' . " + LEGS + "; om:condition 'arms > 2' .",
        ARMS + "; skos:notation 'hands' . " + LEGS + "; om:condition 'hands > 2' .",
        ("NotationChanged", "hands", "arms", "hands"),
        ("VisibilityChanged", "legs", "arms > 2", "hands > 2", facts("consequence")),
    ),
    row(
        "a value of another attribute",
        LEGS + ". " + COAT + " :s a om:Value ; om:valueOf :coat .",
        LEGS + ". " + COAT + " :s a om:Value ; om:valueOf :legs .",
        ("ValueMoved", "s", "coat", "legs"),
    ),
)
