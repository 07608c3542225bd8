"""What a guideline says beside the ontology's own texts, in the languages that it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Wording:
    """The headings and small words of one language; `changed` says a change by its kind."""

    language: str
    guideline: str
    version: str
    status: str
    changed_since: str
    purpose: str
    general_rules: str
    categories: str
    contents: str
    labeled: str
    not_labeled: str
    draw: str
    notes: str
    attributes: str
    values: str
    value: str
    meaning: str
    applies_to: str
    every_category: str
    only_when: str
    required: str
    optional: str
    default: str
    unit: str
    per_frame: str
    edge_cases: str
    if_: str
    then: str
    unless: str
    why: str
    decided: str
    examples: str
    positive: str
    negative: str
    borderline: str
    gets: str
    confusable: str
    against: str
    unsure: str
    not_selectable: str
    annex: str
    key: str
    label: str
    index: str
    checksum: str
    verdicts: Mapping[str, str]
    roles: Mapping[str, str]
    kinds: Mapping[str, str]
    changed: Mapping[str, str]


ENGLISH: Final = Wording(
    language="en",
    guideline="Labeling guideline",
    version="Version",
    status="Status",
    changed_since="What changed since {0}",
    purpose="What this is for",
    general_rules="Rules for everything",
    categories="Categories",
    contents="Contents",
    labeled="Labeled",
    not_labeled="Not labeled",
    draw="How to draw it",
    notes="Notes",
    attributes="Attributes",
    values="Values",
    value="Value",
    meaning="Meaning",
    applies_to="For",
    every_category="every category",
    only_when="Only when",
    required="required",
    optional="optional",
    default="Unless you see otherwise",
    unit="In",
    per_frame="may change from frame to frame",
    edge_cases="Edge cases",
    if_="If",
    then="Then",
    unless="Except",
    why="Why",
    decided="Decided in",
    examples="Examples",
    positive="Like this",
    negative="Not like this",
    borderline="Borderline",
    gets="gets",
    confusable="Easily confused with",
    against="{0} or {1}?",
    unsure="When you are not sure",
    not_selectable="A group: choose one of those below it.",
    annex="For machines",
    key="Key",
    label="Label",
    index="Index",
    checksum="SHA-256 of the release",
    verdicts={
        "UseCategory": "label it as {0}",
        "SetAttribute": "set {0} to {1}",
        "IgnoreItem": "do not label it",
        "Escalate": "ask: leave the decision to whoever keeps this guideline",
    },
    roles={
        "Residual": "Use this where nothing else fits.",
        "CannotTell": "Use this where you cannot tell what it is.",
        "Ignore": "Use this for what is kept and not evaluated.",
        "NotApplicable": "Use this where the question does not arise.",
    },
    kinds={
        "Boolean": "yes or no",
        "Single": "one of",
        "Multi": "any of",
        "Ordinal": "one of, from low to high",
        "Integer": "a whole number",
        "Decimal": "a number",
        "Text": "a text",
        "Date": "a date",
    },
    changed={
        "EntityAdded": "New: {label}.",
        "EntityDeleted": "Gone: {label}.",
        "Rename": "{old} is now called {new}.",
        "Moved": "{label} has moved in the tree.",
        "MergeIntoNew": "{old} are now {new}.",
        "MergeIntoExisting": "{old} are now {new}.",
        "Split": "{label} was split into {new}.",
        "SplitOff": "{label} no longer holds everything: a part of it is {new} now.",
        "TakesFrom": "{label} is new, and takes a part of {old}.",
        "Redistribute": "{old} were taken apart, and are {new} now.",
        "FacetOut": "{label} is no longer a category: say it with {new}.",
        "FacetIn": "{new} is a category now, and no longer {old}.",
        "Swap": "{old} and {new} have changed places: read both definitions again.",
        "Supersede": "{label} was superseded by {new}.",
        "ReIdentify": "{label} is now {new}.",
        "Retire": "{label} is no longer used.",
        "Redefine": "{label} means something else: read its definition again.",
        "AttributeAdded": "New attribute: {label}.",
        "AttributeRemoved": "Attribute no longer used: {label}.",
        "ValueAdded": "New value: {label}.",
        "ValueRemoved": "Value no longer used: {label}.",
        "ValuesMerged": "{old} are now {new}.",
        "ValueSplit": "{label} was split into {new}.",
        "Unmerge": "In use again: {new}. Not everything is {old} any more.",
        "Unsplit": "In use again: {new}, which had been split into {old}.",
        "RuleAdded": "New rule: {label}.",
        "RuleRemoved": "Rule no longer used: {label}.",
        "RuleConditionChanged": "The rule “{label}” applies to other cases now.",
        "RuleConditionWidened": "The rule “{label}” applies to more cases now.",
        "RuleConditionNarrowed": "The rule “{label}” applies to fewer cases now.",
        "RuleOutcomeChanged": "The rule “{label}” has another outcome now.",
    },
)

GERMAN: Final = Wording(
    language="de",
    guideline="Labeling-Anleitung",
    version="Version",
    status="Stand",
    changed_since="Was sich seit {0} geändert hat",
    purpose="Wozu das dient",
    general_rules="Regeln für alles",
    categories="Kategorien",
    contents="Inhalt",
    labeled="Wird gelabelt",
    not_labeled="Wird nicht gelabelt",
    draw="So wird gezeichnet",
    notes="Hinweise",
    attributes="Attribute",
    values="Werte",
    value="Wert",
    meaning="Bedeutung",
    applies_to="Für",
    every_category="jede Kategorie",
    only_when="Nur wenn",
    required="Pflicht",
    optional="freiwillig",
    default="Wenn nichts anderes zu sehen ist",
    unit="In",
    per_frame="kann sich von Bild zu Bild ändern",
    edge_cases="Grenzfälle",
    if_="Wenn",
    then="Dann",
    unless="Außer",
    why="Warum",
    decided="Entschieden in",
    examples="Beispiele",
    positive="So",
    negative="So nicht",
    borderline="Grenzfall",
    gets="bekommt",
    confusable="Leicht zu verwechseln mit",
    against="{0} oder {1}?",
    unsure="Wenn Sie unsicher sind",
    not_selectable="Eine Gruppe: Wählen Sie etwas darunter.",
    annex="Für Maschinen",
    key="Schlüssel",
    label="Name",
    index="Index",
    checksum="SHA-256 des Release",
    verdicts={
        "UseCategory": "labeln Sie es als {0}",
        "SetAttribute": "setzen Sie {0} auf {1}",
        "IgnoreItem": "labeln Sie es nicht",
        "Escalate": "fragen Sie nach: Wer diese Anleitung pflegt, entscheidet",
    },
    roles={
        "Residual": "Nehmen Sie dies, wo nichts anderes passt.",
        "CannotTell": "Nehmen Sie dies, wenn nicht zu erkennen ist, was es ist.",
        "Ignore": "Nehmen Sie dies für alles, was bleibt und nicht bewertet wird.",
        "NotApplicable": "Nehmen Sie dies, wo sich die Frage nicht stellt.",
    },
    kinds={
        "Boolean": "ja oder nein",
        "Single": "eines von",
        "Multi": "beliebige von",
        "Ordinal": "eines von, aufsteigend",
        "Integer": "eine ganze Zahl",
        "Decimal": "eine Zahl",
        "Text": "ein Text",
        "Date": "ein Datum",
    },
    changed={
        "EntityAdded": "Neu: {label}.",
        "EntityDeleted": "Entfallen: {label}.",
        "Rename": "{old} heißt jetzt {new}.",
        "Moved": "{label} steht jetzt an anderer Stelle im Baum.",
        "MergeIntoNew": "{old} sind jetzt {new}.",
        "MergeIntoExisting": "{old} sind jetzt {new}.",
        "Split": "{label} wurde aufgeteilt in {new}.",
        "SplitOff": "{label} umfasst nicht mehr alles: Ein Teil davon ist jetzt {new}.",
        "TakesFrom": "{label} ist neu und nimmt einen Teil von {old}.",
        "Redistribute": "{old} wurden neu verteilt auf {new}.",
        "FacetOut": "{label} ist keine Kategorie mehr, sondern {new}.",
        "FacetIn": "{new} ist jetzt eine Kategorie, nicht mehr {old}.",
        "Swap": "{old} und {new} haben die Plätze getauscht: Bitte beide Definitionen neu lesen.",
        "Supersede": "{label} wurde abgelöst durch {new}.",
        "ReIdentify": "{label} ist jetzt {new}.",
        "Retire": "{label} wird nicht mehr verwendet.",
        "Redefine": "{label} bedeutet etwas anderes: Lesen Sie die Definition neu.",
        "AttributeAdded": "Neues Attribut: {label}.",
        "AttributeRemoved": "Attribut entfallen: {label}.",
        "ValueAdded": "Neuer Wert: {label}.",
        "ValueRemoved": "Wert entfallen: {label}.",
        "ValuesMerged": "{old} sind jetzt {new}.",
        "ValueSplit": "{label} wurde aufgeteilt in {new}.",
        "Unmerge": "Wieder in Gebrauch: {new}. Nicht alles ist mehr {old}.",
        "Unsplit": "Wieder in Gebrauch: {new}, zuvor aufgeteilt in {old}.",
        "RuleAdded": "Neue Regel: {label}.",
        "RuleRemoved": "Regel entfallen: {label}.",
        "RuleConditionChanged": "Die Regel „{label}“ gilt jetzt für andere Fälle.",
        "RuleConditionWidened": "Die Regel „{label}“ gilt jetzt für mehr Fälle.",
        "RuleConditionNarrowed": "Die Regel „{label}“ gilt jetzt für weniger Fälle.",
        "RuleOutcomeChanged": "Die Regel „{label}“ hat jetzt eine andere Folge.",
    },
)

_WORDINGS: Final = {"en": ENGLISH, "de": GERMAN}


def wording(language: str) -> Wording:
    """Return the words of a language, English where ontoman does not speak it yet."""
    return _WORDINGS.get(language.split("-", maxsplit=1)[0], ENGLISH)
