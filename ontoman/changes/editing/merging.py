"""Several categories, or values of one attribute, become one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from ontoman.changes.editing.adding import category_like
from ontoman.changes.editing.lineage import Sheet, refuse_kin, too_few
from ontoman.changes.editing.valuing import merge_values
from ontoman.model import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.model import Category, Iri


@dataclass(frozen=True, slots=True)
class Named:
    """A category or value by key, and the label that it gets where it is new."""

    key: str
    label: str | None = None


def merge(ground: Ground, sources: Sequence[str], into: Named, fresh: str) -> Edit:
    """Let *into* take all items of *sources*: one that is there, or a new one beside the first of them.

    Values of one attribute, named `attribute=value`, merge as categories do.
    """
    if any(map(ground.means_value, sources)):
        return merge_values(ground, sources, into.key, into.label, fresh)
    gone = [ground.category(key) for key in sources]
    existing = ground.ontology.categories_by_key.get(into.key)
    target = ground.category(into.key) if existing else None
    _check(ground, gone, target)
    sheet = Sheet(ground)
    if target is None:
        iri, lines = category_like(ground, into.key, into.label, fresh, gone[0])
        sheet.come += lines
    else:
        iri = target.iri
    for source in gone:
        _take(sheet, source, iri)
    return ground.edit(sheet.gone, sheet.come)


def _take(sheet: Sheet, source: Category, target: Iri) -> None:
    sheet.deprecate(source)
    sheet.say(source.iri, names.IS_REPLACED_BY, target)
    sheet.say(target, names.MERGED_FROM, source.iri)
    sheet.hand_over(source, [target])
    sheet.move_children(source, [target])


def _check(ground: Ground, sources: Sequence[Category], target: Category | None) -> None:
    twice = len({source.iri for source in sources}) < len(sources)
    if twice or not sources or (target is not None and target in sources) or (target is None and len(sources) == 1):
        raise too_few(
            "A merge takes two or more different categories into a new one, or others into one that stays.",
            "Name each source once, and the target with --into; a new identifier for one category is "
            "`ontoman edit supersede OLD NEW`.",
        )
    for one, other in combinations([*sources, *([target] if target else [])], 2):
        refuse_kin(ground, one, other, "This can't be merged")
