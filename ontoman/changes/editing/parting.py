"""A category stays and gives: a part to another, a value of an attribute to a new one, or its name to its neighbour."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from ontoman.changes.editing.adding import category_like
from ontoman.changes.editing.declaring import redefinition
from ontoman.changes.editing.ground import line, lineage_iri, plain
from ontoman.changes.editing.lineage import Sheet, refuse_kin, too_few
from ontoman.changes.editing.splitting import part_iri
from ontoman.errors import BadInput
from ontoman.model import Meaning, ValueKind, names
from ontoman.model.terms import split

if TYPE_CHECKING:
    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.changes.editing.merging import Named
    from ontoman.changes.editing.splitting import Part
    from ontoman.model import Attribute, Category, Iri, Line

_LISTED: Final = frozenset({ValueKind.SINGLE, ValueKind.MULTI, ValueKind.ORDINAL})
# What names a category, and says what it means: an exchange moves all of it.
_EXCHANGED: Final = (
    names.PREF_LABEL, names.ALT_LABEL, names.HIDDEN_LABEL, names.DEFINITION, names.SCOPE_NOTE, names.INCLUDES,
    names.EXCLUDES, names.GEOMETRY_NOTE,
)  # fmt: skip


def split_off(ground: Ground, source: str, part: Part, fresh: str) -> Edit:
    """Let another category, new or there already, take a part of one that stays and means less from then on."""
    whole = ground.category(source)
    if part.key == source:
        raise too_few(f"{source} can't be a part of itself.", "Name another category, or a new key.")
    sheet = Sheet(ground)
    iri = part_iri(sheet, part, fresh, whole)
    node = lineage_iri(whole.iri, "split-off", ground.numbered(whole.iri, "split-off"))
    sheet.say(node, names.TYPE, names.SPLIT_OFF)
    sheet.say(node, names.PART_OF, whole.iri)
    sheet.say(node, names.PART, iri)
    if part.when is not None:
        sheet.come.append(line(node, names.WHEN, plain(ground.condition(part.when).text)))
    sheet.share_attributes(whole, iri)
    return ground.edit(sheet.gone, sheet.come)


def facet_out(ground: Ground, source: str, to: str, facet: str) -> Edit:
    """Retire *source*: its items are *to* with a value of an attribute, written `attribute=value`."""
    gone, target = ground.category(source), ground.category(to)
    if gone == target:
        raise too_few(f"{source} can't become a value of itself.", "Name the category that takes its items.")
    if ground.ontology.is_a(target.iri, gone.iri):
        refuse_kin(ground, gone, target, f"{source} can't become a value of {to}")
    attribute, value = _facet(ground, target, facet)
    sheet = Sheet(ground)
    sheet.deprecate(gone)
    sheet.say(gone.iri, names.IS_REPLACED_BY, target.iri)
    sheet.say(gone.iri, names.BROAD_MATCH, target.iri)
    sheet.come += _facet_lines(ground, names.FACET_OUT, gone.iri, target.iri, attribute, value)
    sheet.hand_over(gone, [target.iri])
    sheet.move_children(gone, [target.iri])
    return ground.edit(sheet.gone, sheet.come)


def facet_in(ground: Ground, source: str, facet: str, into: Named, fresh: str) -> Edit:
    """Let *into*, new or there already, take the items of *source* that have a value of an attribute."""
    whole = ground.category(source)
    attribute, value = _facet(ground, whole, facet)
    if into.key == source:
        raise too_few(f"{source} has these items already.", "Name another category, or a new key.")
    lines: list[Line] = []
    if into.key in ground.ontology.categories_by_key:
        target = ground.category(into.key)
        if ground.ontology.is_a(whole.iri, target.iri):
            refuse_kin(ground, whole, target, f"{into.key} can't take a part of {source}")
        iri = target.iri
    else:
        iri, lines = category_like(ground, into.key, into.label, fresh, whole)
    return ground.edit((), [*lines, *_facet_lines(ground, names.FACET_IN, whole.iri, iri, attribute, value)])


def _facet_lines(ground: Ground, kind: Iri, whole: Iri, part: Iri, attribute: Attribute, value: str) -> list[Line]:
    noun = "facet-out" if kind == names.FACET_OUT else "facet-in"
    node = lineage_iri(whole, noun, ground.numbered(whole, noun))
    said = ((names.TYPE, kind), (names.PART_OF, whole), (names.PART, part), (names.FACET, attribute.iri))
    return [*(line(node, predicate, obj) for predicate, obj in said), line(node, names.FACET_VALUE, plain(value))]


def _facet(ground: Ground, category: Category, facet: str) -> tuple[Attribute, str]:
    """Read `attribute=value`; OM439 where the category has no such attribute, or that no such value."""
    key, _, value = facet.partition("=")
    found = {one.key: one for one in ground.ontology.attributes_of(category.iri) if not one.deprecated}
    attribute = found.get(key)
    if attribute is None:
        fix = (
            f"`ontoman edit set {key} appliesTo+={category.key}` lets it apply there."
            if key in ground.ontology.attributes_by_key
            else f"Choose from {', '.join(found)}, or add one."
            if found
            else "Add one first."
        )
        raise BadInput("OM439", f"{category.key} has no attribute {key!r}.", fix=fix, details={"attribute": key})
    if not _answers(attribute, value):
        known = [one.key for one in attribute.values if not one.deprecated]
        fix = f"Choose from {', '.join(known)}, or add it: `ontoman edit add value {value} attribute={key}`."
        fix = fix if known else "Write a value of its kind."
        raise BadInput("OM439", f"{key} can't be {value!r}.", fix=fix, details={"value": value})
    return attribute, value


def _answers(attribute: Attribute, value: str) -> bool:
    if attribute.kind in _LISTED:
        return any(one.key == value and not one.deprecated for one in attribute.values)
    if attribute.kind is ValueKind.BOOLEAN:
        return value in {"true", "false"}
    if attribute.kind in {ValueKind.INTEGER, ValueKind.DECIMAL}:
        try:
            return Decimal(value).is_finite()
        except InvalidOperation:
            return False
    return bool(value)


def swap(ground: Ground, one: str, other: str) -> Edit:
    """Let two categories exchange names and meanings, on purpose; keys and IRIs stay."""
    first, second = ground.category(one), ground.category(other)
    if first == second:
        raise too_few(f"{one} can't change places with itself.", "Name two categories.")
    sheet = Sheet(ground)
    for giver, taker in ((first, second), (second, first)):
        for found in (found for predicate in _EXCHANGED for found in ground.saying(giver.iri, predicate)):
            _, predicate, node = split(found)
            sheet.gone.append(found)
            sheet.come.append(line(taker.iri, type(taker.iri)(predicate[1:-1]), node))
        sheet.say(giver.iri, names.SWAPPED_WITH, taker.iri)
        sheet.come += redefinition(ground, giver.iri, Meaning.SHIFTS)
    return ground.edit(sheet.gone, sheet.come)
