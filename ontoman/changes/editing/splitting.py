"""One category becomes several: each takes a part of its items, under a condition or by a person's choice."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from ontoman import conditions
from ontoman.changes.editing.adding import category_like
from ontoman.changes.editing.lineage import Sheet, refuse_children, refuse_kin, too_few
from ontoman.changes.editing.valuing import refuse_conditions, split_value
from ontoman.errors import Refused
from ontoman.model import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.model import Category, Iri


@dataclass(frozen=True, slots=True)
class Part:
    """A part by key; *when* is the condition under which an item of the whole falls to it, *label* its name if new."""

    key: str
    when: str | None = None
    label: str | None = None


def split(ground: Ground, source: str, parts: Sequence[Part], fresh: Sequence[str]) -> Edit:
    """Retire *source*, a category or a value, in favour of its parts; *fresh* ends the IRIs of those that are new.

    Parts are tried in order. Where some have a condition, one without takes the rest; where none has, people decide.
    """
    if ground.means_value(source):
        refuse_conditions([part.when for part in parts])
        return split_value(ground, source, [(part.key, part.label) for part in parts], fresh)
    return _shared(ground, [source], parts, fresh)


def redistribute(ground: Ground, sources: Sequence[str], parts: Sequence[Part], fresh: Sequence[str]) -> Edit:
    """Retire several categories in favour of parts that share the items of all of them."""
    if len(set(sources)) < 2:  # noqa: PLR2004 - one alone is a split
        raise too_few("A redistribution takes two or more different categories apart.", "One is `ontoman edit split`.")
    return _shared(ground, sorted(set(sources)), parts, fresh)


def _shared(ground: Ground, sources: Sequence[str], parts: Sequence[Part], fresh: Sequence[str]) -> Edit:
    wholes = [ground.category(source) for source in sources]
    for source in sources:
        _check(source, parts)
    sheet = Sheet(ground)
    taken = [part_iri(sheet, part, one, wholes[0]) for part, one in zip(parts, fresh, strict=False)]
    texts = canonical_conditions(ground, parts)
    for whole in wholes:
        _take_apart(sheet, whole, taken, texts)
    return ground.edit(sheet.gone, sheet.come)


def _take_apart(sheet: Sheet, whole: Category, taken: Sequence[Iri], texts: Sequence[str | None]) -> None:
    ground = sheet.ground
    for iri in taken:
        if iri in ground.ontology.categories and ground.ontology.is_a(whole.iri, iri):
            part = ground.ontology.categories[iri]
            refuse_kin(ground, whole, part, f"{part.key} can't take a part of {whole.key}")
    refuse_children(ground, whole, leave=taken)
    sheet.deprecate(whole)
    sheet.say(whole.iri, names.CONSIDER, *taken)
    sheet.split(whole.iri, [*zip(taken, texts, strict=True)])
    sheet.hand_over(whole, taken)
    _lift(sheet, whole, taken)


def _check(source: str, parts: Sequence[Part]) -> None:
    keys = [part.key for part in parts]
    rest = [part.key for part in parts if part.when is None]
    if len(keys) < 2 or len(set(keys)) < len(keys):  # noqa: PLR2004 - a split has two parts
        raise too_few(
            f"A split takes two or more different parts; {len(set(keys))} is named.",
            "Name them all; one successor is `ontoman edit supersede`, one part that leaves `ontoman edit split-off`.",
        )
    if source in keys:
        raise too_few(
            f"{source} can't be a part of itself.",
            f"Where {source} lives on and others take a part of it, that is `ontoman edit split-off`.",
        )
    if 1 < len(rest) < len(keys):
        raise too_few(
            f"{' and '.join(rest)} have no condition, and only one part can take what is left.",
            "Give all but one a condition, or none of them.",
        )


def part_iri(sheet: Sheet, part: Part, fresh: str, like: Category) -> Iri:
    """Return the category that a part names, made beside *like* where it is new; one above *like* is refused."""
    ground = sheet.ground
    if part.key not in ground.ontology.categories_by_key:
        iri, lines = category_like(ground, part.key, part.label, fresh, like)
        sheet.come += lines
        return iri
    found = ground.category(part.key)
    if ground.ontology.is_a(like.iri, found.iri):
        refuse_kin(ground, like, found, f"{part.key} can't take a part of {like.key}")
    return found.iri


def _lift(sheet: Sheet, whole: Category, taken: Iterable[Iri]) -> None:
    """Let a part that stood below the whole stand where the whole stood."""
    kept = {*taken}
    others = [c.iri for c in sheet.ground.ontology.children.get(whole.iri, ()) if c.iri not in kept]
    sheet.move_children(whole, whole.broader, leave=others)


def canonical_conditions(ground: Ground, parts: Sequence[Part]) -> list[str | None]:
    """Write the conditions as they are kept; two that hold of one item are refused, with that item (OM437)."""
    read = [None if part.when is None else ground.condition(part.when) for part in parts]
    for (part, one), (after, other) in combinations(zip(parts, read, strict=True), 2):
        both = conditions.overlap(one, other) if one is not None and other is not None else None
        if isinstance(both, dict):
            item = ", ".join(f"{key}={value}" for key, value in both.items()) or "anything"
            raise Refused(
                "OM437",
                f"{part.key} and {after.key} would both take an item with {item}.",
                fix="Make the conditions exclude each other.",
                details={"parts": [part.key, after.key], "item": {key: str(value) for key, value in both.items()}},
            )
    return [None if one is None else one.text for one in read]
