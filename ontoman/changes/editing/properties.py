"""What can be said of a term, by the words of the vocabulary: `label`, `definition`, `parent`, `required` and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from ontoman.errors import BadInput
from ontoman.model import names as n
from ontoman.model.terms import local_name

if TYPE_CHECKING:
    from ontoman.model import Iri

Form: TypeAlias = Literal[
    "text", "word", "flag", "integer", "number", "token", "category", "attribute", "rule", "any", "answer"
]
CATEGORY: Final = frozenset({"category"})
ATTRIBUTE: Final = frozenset({"attribute"})
VALUE: Final = frozenset({"value"})
RULE: Final = frozenset({"rule"})
EXAMPLE: Final = frozenset({"example"})
NAMED: Final = CATEGORY | ATTRIBUTE | VALUE | RULE
ALL: Final = NAMED | EXAMPLE


class Property(NamedTuple):
    """One thing that can be said: of which kinds of terms, in what form, once or many times.

    `tokens` are the members of a closed list in `vocab/om.ttl`, by local name.
    """

    predicate: Iri
    form: Form
    on: frozenset[str]
    many: bool = False
    tokens: tuple[str, ...] = ()
    ending: str = ""


_STATUS: Final = ("Draft", "Candidate", "Stable", "Frozen")
_ROLES: Final = ("Ordinary", "Residual", "CannotTell", "Ignore", "NotApplicable")
_GEOMETRIES: Final = ("Box", "Polygon", "Polyline", "Point", "Mask", "Cuboid", "Keypoints", "Ellipse")
_SCOPES: Final = ("Item", "Region", "Track", "Frame", "Span", "Relation")
_KINDS: Final = ("Boolean", "Single", "Multi", "Ordinal", "Integer", "Decimal", "Text", "Date")
_VERDICTS: Final = ("UseCategory", "SetAttribute", "IgnoreItem", "Escalate")
_POLARITIES: Final = ("Positive", "Negative", "Borderline")

PROPERTIES: Final[dict[str, Property]] = {
    "label": Property(n.PREF_LABEL, "text", NAMED),
    "altLabel": Property(n.ALT_LABEL, "text", NAMED, many=True),
    "hiddenLabel": Property(n.HIDDEN_LABEL, "text", NAMED, many=True),
    "key": Property(n.NOTATION, "word", ALL),
    "definition": Property(n.DEFINITION, "text", NAMED),
    "scopeNote": Property(n.SCOPE_NOTE, "text", NAMED, many=True),
    "note": Property(n.NOTE, "text", ALL, many=True),
    "changeNote": Property(n.CHANGE_NOTE, "text", ALL, many=True),
    "editorialNote": Property(n.EDITORIAL_NOTE, "text", ALL, many=True),
    "includes": Property(n.INCLUDES, "text", CATEGORY, many=True),
    "excludes": Property(n.EXCLUDES, "text", CATEGORY, many=True),
    "geometryNote": Property(n.GEOMETRY_NOTE, "text", CATEGORY, many=True),
    "parent": Property(n.BROADER, "category", CATEGORY, many=True),
    "related": Property(n.RELATED, "category", CATEGORY, many=True),
    "confusableWith": Property(n.CONFUSABLE_WITH, "category", CATEGORY, many=True),
    "status": Property(n.STATUS, "token", CATEGORY, tokens=_STATUS),
    "selectable": Property(n.SELECTABLE, "flag", CATEGORY),
    "role": Property(n.ROLE, "token", CATEGORY, tokens=_ROLES),
    "exclusiveGroup": Property(n.EXCLUSIVE_GROUP, "word", CATEGORY, many=True),
    "geometry": Property(n.GEOMETRY, "token", CATEGORY, many=True, tokens=_GEOMETRIES, ending="Geometry"),
    "scope": Property(n.SCOPE, "token", CATEGORY, many=True, tokens=_SCOPES, ending="Scope"),
    "order": Property(n.SH_ORDER, "number", ALL),
    "colour": Property(n.COLOUR, "word", CATEGORY),
    "classIndex": Property(n.CLASS_INDEX, "integer", CATEGORY),
    "externalId": Property(n.EXTERNAL_ID, "word", CATEGORY, many=True),
    "valueKind": Property(n.VALUE_KIND, "token", ATTRIBUTE, tokens=_KINDS),
    "required": Property(n.REQUIRED, "flag", ATTRIBUTE),
    "default": Property(n.DEFAULT, "answer", ATTRIBUTE),
    "unit": Property(n.UNIT, "word", ATTRIBUTE),
    "perFrame": Property(n.PER_FRAME, "flag", ATTRIBUTE),
    "minimum": Property(n.MINIMUM, "number", ATTRIBUTE),
    "maximum": Property(n.MAXIMUM, "number", ATTRIBUTE),
    "attribute": Property(n.VALUE_OF, "attribute", VALUE),
    "appliesTo": Property(n.APPLIES_TO, "category", ATTRIBUTE | RULE, many=True),
    "condition": Property(n.CONDITION, "word", ATTRIBUTE | RULE),
    "situation": Property(n.SITUATION, "text", RULE),
    "verdict": Property(n.VERDICT, "token", RULE, tokens=_VERDICTS),
    "useCategory": Property(n.USE_CATEGORY, "category", RULE),
    "setAttribute": Property(n.SET_ATTRIBUTE, "attribute", RULE),
    "setValue": Property(n.SET_VALUE, "answer", RULE),
    "priority": Property(n.PRIORITY, "integer", RULE),
    "exceptionTo": Property(n.EXCEPTION_TO, "rule", RULE, many=True),
    "rationale": Property(n.RATIONALE, "text", RULE),
    "decision": Property(n.DECISION, "word", RULE, many=True),
    "polarity": Property(n.POLARITY, "token", EXAMPLE, tokens=_POLARITIES),
    "text": Property(n.TEXT, "text", EXAMPLE),
    "media": Property(n.MEDIA, "word", EXAMPLE),
    "illustrates": Property(n.ILLUSTRATES, "any", EXAMPLE, many=True),
    "expects": Property(n.EXPECTS, "category", EXAMPLE, many=True),
}


def property_of(name: str, noun: str) -> Property:
    """Return what *name* says of a *noun*; OM433 where nothing of that name can be said of it."""
    found = PROPERTIES.get(name)
    if found is not None and noun in found.on:
        return found
    known = sorted(word for word, prop in PROPERTIES.items() if noun in prop.on)
    raise BadInput(
        "OM433",
        f"{name!r} is nothing that can be said of {'an' if noun[0] in 'ae' else 'a'} {noun}.",
        fix=f"Choose from {', '.join(known)}.",
        details={"property": name, "known": known},
    )


def token(prop: Property, word: str) -> Iri:
    """Return a member of the property's closed list, written in any case, with its ending or without."""
    wanted = word.lower().removesuffix(prop.ending.lower())
    for member in prop.tokens:
        if member.lower() == wanted:
            return type(prop.predicate)(n.OM_NS + member + prop.ending)
    raise BadInput(
        "OM434",
        f"{word!r} is no {local_name(prop.predicate)}.",
        fix=f"Choose from {', '.join(prop.tokens)}.",
        details={"value": word, "known": list(prop.tokens)},
    )
