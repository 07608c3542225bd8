"""Edge-case rules: which items they take, what they decide, which one wins."""

from __future__ import annotations

from changes.samples.writing import RULE, Sample, row

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
