"""Values of one attribute become one, or one becomes several: as with categories, one level down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes.editing.adding import check_key, words
from ontoman.changes.editing.ground import line, plain
from ontoman.changes.editing.lineage import Sheet, too_few
from ontoman.changes.editing.renaming import renamed
from ontoman.errors import BadInput
from ontoman.model import Iri, Value, names
from ontoman.model.terms import literal_node

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.model import Attribute, Line


def merge_values(ground: Ground, sources: Sequence[str], into: str, label: str | None, fresh: str) -> Edit:
    """Let one value, there or new, take all answers of others; conditions, defaults and verdicts name it from then on.

    All are named `attribute=value`, and belong to one attribute.
    """
    gone = [_value(ground, name) for name in sources]
    attribute = _attribute_of(ground, gone, [into])
    key = _key(ground, into)
    target = _there(ground, attribute, key)
    _check_merge(gone, target)
    sheet = Sheet(ground)
    iri = target.iri if target else _new(sheet, attribute, key, label, fresh, gone[0].order)
    for source in gone:
        sheet.deprecate(source)
        sheet.say(source.iri, names.IS_REPLACED_BY, iri)
        sheet.say(iri, names.MERGED_FROM, source.iri)
    out, new = renamed(ground, dict.fromkeys(gone, key))
    return ground.edit([*sheet.gone, *out], [*sheet.come, *new])


def split_value(ground: Ground, source: str, parts: Sequence[tuple[str, str | None]], fresh: Sequence[str]) -> Edit:
    """Retire a value in favour of two or more others of its attribute, each by name and label: people choose."""
    whole = _value(ground, source)
    attribute = _attribute_of(ground, [whole], [name for name, _ in parts])
    keys = [_key(ground, name) for name, _ in parts]
    _check_split(whole, keys)
    sheet = Sheet(ground)
    sheet.deprecate(whole)
    taken: list[Iri] = []
    for (_, label), key, one, order in zip(parts, keys, fresh, _ranks(attribute, whole, len(keys)), strict=False):
        target = _there(ground, attribute, key)
        taken.append(target.iri if target else _new(sheet, attribute, key, label, one, order))
    sheet.say(whole.iri, names.CONSIDER, *taken)
    sheet.split(whole.iri, [(iri, None) for iri in taken])
    return ground.edit(sheet.gone, sheet.come)


# -- who is meant -----------------------------------------------------------------------------------------------------


def _value(ground: Ground, name: str) -> Value:
    """Return a live value by `attribute=value` or IRI."""
    found = ground.live(name)
    if not isinstance(found, Value):
        raise too_few(
            f"{name} is no value of an attribute, and values merge and split among themselves.",
            "Name all of them ATTRIBUTE=VALUE, or none.",
        )
    return found


def _key(ground: Ground, name: str) -> str:
    found = ground.ontology.find(name)
    return found.key if isinstance(found, Value) else name.partition("=")[2]


def _attribute_of(ground: Ground, values: Sequence[Value], others: Sequence[str]) -> Attribute:
    """Return the one attribute that all belong to; *others* may be new (OM436 where they belong to several)."""
    known = {ground.ontology.attributes[one.attribute].key for one in values if one.attribute}
    for name in others:
        found = ground.ontology.find(name)
        owner = ground.ontology.attributes.get(found.attribute or Iri("")) if isinstance(found, Value) else None
        known.add(owner.key if owner else name.partition("=")[0] if "=" in name else name)
    if len(known) != 1:
        raise too_few(
            f"{', '.join(sorted(known))} are different things: values merge and split within one attribute.",
            "Name every value ATTRIBUTE=VALUE, with the same attribute.",
        )
    return ground.ontology.attributes_by_key[known.pop()]


def _there(ground: Ground, attribute: Attribute, key: str) -> Value | None:
    """Return the live value of this key; a retired one is refused (OM430)."""
    found = next((value for value in attribute.values if value.key == key), None)
    if found is not None and found.deprecated:
        ground.live(f"{attribute.key}={key}")
    return found


def _check_merge(gone: Sequence[Value], target: Value | None) -> None:
    twice = len({value.iri for value in gone}) < len(gone)
    if twice or (target is not None and target in gone) or (target is None and len(gone) == 1):
        raise too_few(
            "A merge takes two or more different values into a new one, or others into one that stays.",
            "Name each source once, and the target with --into; another key for one value is "
            "`ontoman edit set ATTRIBUTE=VALUE key=NEW`.",
        )


def _check_split(whole: Value, keys: Sequence[str]) -> None:
    if len(keys) < 2 or len(set(keys)) < len(keys) or whole.key in keys:  # noqa: PLR2004 - a split has two parts
        raise too_few(
            f"A split takes two or more different values, and {whole.key} itself is none of them.",
            "Name them all, ATTRIBUTE=VALUE; one successor is a merge: `ontoman edit merge SOURCE --into TARGET`.",
        )


def refuse_conditions(whens: Sequence[str | None]) -> None:
    """Refuse (OM448) conditions for the parts of a value: nothing would carry them out."""
    if any(when is not None for when in whens):
        raise BadInput(
            "OM448",
            "Which value takes the place of a split one, people decide: conditions choose between categories only.",
            fix="Leave --when out.",
        )


# -- new values -------------------------------------------------------------------------------------------------------


def _new(sheet: Sheet, attribute: Attribute, key: str, label: str | None, fresh: str, order: Decimal | None) -> Iri:
    ground = sheet.ground
    check_key(ground, "value", key, attribute.key)
    iri = Iri(ground.namespace + fresh)
    lines: list[Line] = [
        line(iri, names.TYPE, names.VALUE),
        line(iri, names.VALUE_OF, attribute.iri),
        line(iri, names.NOTATION, plain(key)),
        line(iri, names.PREF_LABEL, literal_node(label or words(key), ground.language)),
    ]
    if order is not None:
        datatype = names.XSD_INTEGER if order == order.to_integral_value() else names.XSD_DECIMAL
        lines.append(line(iri, names.SH_ORDER, literal_node(format(order, "f"), datatype=datatype)))
    sheet.come += lines
    return iri


def _ranks(attribute: Attribute, whole: Value, count: int) -> list[Decimal | None]:
    """Return ranks for the parts of a value: from its own on, and below that of the next one."""
    if whole.order is None:
        return [None] * count
    above = [one.order for one in attribute.values if one.order is not None and one.order > whole.order]
    step = (min(above, default=whole.order + 1) - whole.order) / 10 ** len(str(count))
    return [(whole.order + step * place).normalize() for place in range(count)]
