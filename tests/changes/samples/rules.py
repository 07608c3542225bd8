"""Edge-case rules: which items they take, what they decide, which one wins."""

from __future__ import annotations

from changes.samples.writing import COAT, LEGS, RULE, Sample, facts, row

COATS = " :none a om:Value ; om:valueOf :coat ; sh:order 1 . :short a om:Value ; om:valueOf :coat ; sh:order 2 . :long a om:Value ; om:valueOf :coat ; sh:order 3 . "
WET = ":wet a om:Attribute, owl:DatatypeProperty ; om:valueKind om:Boolean ."
USE = ":r1 a om:EdgeCaseRule ; om:verdict om:UseCategory ; om:useCategory "
SET = ":r1 a om:EdgeCaseRule ; om:verdict om:SetAttribute ; om:setAttribute :coat ; om:setValue "

SAMPLES: tuple[Sample, ...] = (
    row(
        "a rule takes more",
        RULE + "; om:condition 'wet' .",
        RULE + "; om:condition 'wet or muddy' .",
        ("RuleConditionWidened", "r1", "wet", "wet or muddy"),
    ),
    row(
        "a rule takes less",
        RULE + "; om:condition 'wet' .",
        RULE + "; om:condition 'wet and muddy' .",
        ("RuleConditionNarrowed", "r1", "wet", "wet and muddy"),
    ),
    row(
        "a rule takes others",
        RULE + "; om:condition 'wet' .",
        RULE + "; om:condition 'not wet' .",
        ("RuleConditionChanged", "r1", "wet", "not wet"),
    ),
    row(
        "a rule takes more, as the numbers say",
        LEGS + ". " + RULE + "; om:condition 'legs > 4' .",
        LEGS + ". " + RULE + "; om:condition 'legs >= 3' .",
        ("RuleConditionWidened", "r1", "legs > 4", "legs >= 3"),
    ),
    row(
        "a rule takes less, as the values say",
        COAT + COATS + RULE + "; om:condition \"coat >= 'short'\" .",
        COAT + COATS + RULE + "; om:condition \"coat = 'long'\" .",
        ("RuleConditionNarrowed", "r1", "coat >= 'short'", "coat = 'long'"),
    ),
    row(
        "a rule says the same in other words",
        LEGS + ". " + RULE + "; om:condition 'legs > 4' .",
        LEGS + ". " + RULE + "; om:condition 'not legs <= 4' .",
        ("RepresentationChanged", "r1", "legs > 4", "not legs <= 4"),
    ),
    row(
        "a rule reads an attribute by its new key",
        LEGS + "; skos:notation 'legs' . " + RULE + "; om:condition 'legs > 4 and not wet' . " + WET,
        LEGS + "; skos:notation 'limbs' . " + RULE + "; om:condition 'limbs > 4 and not wet' . " + WET,
        ("NotationChanged", "limbs", "legs", "limbs"),
        ("RuleConditionChanged", "r1", "legs > 4 and not wet", "limbs > 4 and not wet", facts("consequence")),
    ),
    row(
        "two values exchange their keys, and a rule follows",
        COAT
        + COATS
        + ":none skos:notation 'none' . :short skos:notation 'short' . "
        + RULE
        + "; om:condition \"coat = 'none'\" .",
        COAT
        + COATS
        + ":none skos:notation 'short' . :short skos:notation 'none' . "
        + RULE
        + "; om:condition \"coat = 'short'\" .",
        ("NotationChanged", "none", "short", "none"),
        ("NotationChanged", "short", "none", "short"),
        ("RuleConditionChanged", "r1", "coat = 'none'", "coat = 'short'", facts("consequence")),
    ),
    row(
        "a category has another key, and a rule that takes in what is below it follows",
        ":c a skos:Concept ; skos:notation 'c' . " + RULE + "; om:condition \"is_a('c') or category = 'c'\" .",
        ":c a skos:Concept ; skos:notation 'd' . " + RULE + "; om:condition \"is_a('d') or category = 'd'\" .",
        ("NotationChanged", "d", "c", "d"),
        (
            "RuleConditionChanged",
            "r1",
            "is_a('c') or category = 'c'",
            "is_a('d') or category = 'd'",
            facts("consequence"),
        ),
    ),
    row(
        "another key and another number are told apart",
        LEGS + "; skos:notation 'legs' . " + RULE + "; om:condition 'legs > 4' .",
        LEGS + "; skos:notation 'limbs' . " + RULE + "; om:condition 'limbs > 2' .",
        ("NotationChanged", "limbs", "legs", "limbs"),
        ("RuleConditionWidened", "r1", "legs > 4", "limbs > 2"),
    ),
    row(
        "a key that stays is no reason for another condition",
        LEGS
        + "; skos:notation 'legs' . :arms a om:Attribute, owl:DatatypeProperty ; om:valueKind om:Integer . "
        + RULE
        + "; om:condition 'legs > 4' .",
        LEGS
        + "; skos:notation 'limbs' . :arms a om:Attribute, owl:DatatypeProperty ; om:valueKind om:Integer . "
        + RULE
        + "; om:condition 'arms > 4' .",
        ("NotationChanged", "limbs", "legs", "limbs"),
        ("RuleConditionChanged", "r1", "legs > 4", "arms > 4"),
    ),
    row(
        "a rule uses what took over from the category that it used",
        ":a a skos:Concept . :b a skos:Concept . " + USE + ":a .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept . " + USE + ":b .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("MergeIntoExisting", "b", "a", "b"),
        ("RuleOutcomeChanged", "r1", "a", "b", facts("consequence")),
    ),
    row(
        "a rule uses another category than what took over",
        ":a a skos:Concept . :b a skos:Concept . :c a skos:Concept . " + USE + ":a .",
        ":a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy :b . :b a skos:Concept . :c a skos:Concept . "
        + USE
        + ":c .",
        ("DeprecatedReplaced", "a", None, "b", facts("exact")),
        ("MergeIntoExisting", "b", "a", "b"),
        ("RuleOutcomeChanged", "r1", "a", "c"),
    ),
    row(
        "a value has another key, and the default and a verdict follow",
        COAT + COATS + ":coat om:default 'long' . :long skos:notation 'long' . " + SET + "'long' .",
        COAT + COATS + ":coat om:default 'full' . :long skos:notation 'full' . " + SET + "'full' .",
        ("NotationChanged", "full", "long", "full"),
        ("DefaultChanged", "coat", "long", "full", facts("consequence")),
        ("RuleOutcomeChanged", "r1", "long", "full", facts("consequence")),
    ),
    row(
        "a rule decides otherwise",
        RULE + ".",
        RULE.replace("om:Escalate", "om:IgnoreItem") + ".",
        ("RuleOutcomeChanged", "r1", "Escalate", "IgnoreItem"),
    ),
    row(
        "a rule wins over others",
        RULE + "; om:priority 1 .",
        RULE + "; om:priority 5 .",
        ("PrecedenceChanged", "r1", "1", "5"),
    ),
    row(
        "a rule is told differently",
        RULE + "; om:situation 'In rain'@en ; om:rationale 'Wet.'@en .",
        RULE + "; om:situation 'in rain.'@en ; om:rationale 'Wet fur.'@en .",
        ("RuleTextEdited", "r1", ("In rain", "Wet."), ("Wet fur.", "in rain.")),
    ),
)
