"""Edge-case rules: which items they take, what they decide, which one wins."""

from __future__ import annotations

from changes.samples.writing import COAT, LEGS, RULE, Sample, row

COATS = " :none a om:Value ; om:valueOf :coat ; sh:order 1 . :short a om:Value ; om:valueOf :coat ; sh:order 2 . :long a om:Value ; om:valueOf :coat ; sh:order 3 . "

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
