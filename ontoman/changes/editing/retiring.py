"""A category goes: another takes its place, or nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.changes.editing.adding import category_like
from ontoman.changes.editing.ground import line
from ontoman.changes.editing.lineage import Sheet, refuse_kin, too_few
from ontoman.errors import BadInput
from ontoman.model import Category, Disposition, Iri, names
from ontoman.model.terms import literal_node

if TYPE_CHECKING:
    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.changes.editing.merging import Named

RELATIONS: Final = {
    "exact": None,
    "broader": names.BROAD_MATCH,
    "narrower": names.NARROW_MATCH,
    "close": names.CLOSE_MATCH,
}
DISPOSITIONS: Final = {
    "keep": Disposition.KEEP_FROZEN,
    "ignore": Disposition.IGNORE_LABELS,
    "drop": Disposition.DROP_LABELS,
    "residual": Disposition.TO_RESIDUAL,
}


def supersede(ground: Ground, source: str, by: Named, relation: str, fresh: str) -> Edit:
    """Let *by* take the place of *source*; *relation* says how its items relate to those of *source*."""
    gone = ground.category(source)
    if by.key == source:
        raise too_few(f"{source} can't take its own place.", "Name another category, or a new key.")
    sheet = Sheet(ground)
    if by.key in ground.ontology.categories_by_key:
        target = ground.category(by.key)
        if relation == "exact" or not ground.ontology.is_a(gone.iri, target.iri):
            refuse_kin(ground, gone, target, f"{by.key} can't take the place of {source} as {relation}")
        iri = target.iri
    else:
        iri, lines = category_like(ground, by.key, by.label, fresh, gone)
        sheet.come += lines
    sheet.deprecate(gone)
    sheet.say(gone.iri, names.IS_REPLACED_BY, iri)
    match = RELATIONS[relation]
    if match is not None:
        sheet.say(gone.iri, match, iri)
    sheet.hand_over(gone, [iri])
    sheet.move_children(gone, [iri])
    return ground.edit(sheet.gone, sheet.come)


def retire(ground: Ground, key: str, disposition: str, residual: str | None = None, reason: str = "") -> Edit:
    """Retire a term without a successor; of a category, say what becomes of its labels: what is below it moves up."""
    sheet = Sheet(ground)
    gone = ground.live(key)
    sheet.deprecate(gone)
    if reason:
        sheet.come.append(line(gone.iri, names.REASON, literal_node(reason, ground.language)))
    if isinstance(gone, Category):
        _check(key, disposition, residual)
        sheet.say(gone.iri, names.DISPOSITION, Iri(names.OM_NS + DISPOSITIONS[disposition].value))
        if residual is not None:
            sheet.say(gone.iri, names.RESIDUAL, ground.category(residual).iri)
        sheet.move_children(gone, gone.broader)
    return ground.edit(sheet.gone, sheet.come)


def _check(key: str, disposition: str, residual: str | None) -> None:
    if (disposition == "residual") != (residual is not None) or residual == key:
        raise BadInput(
            "OM434",
            "Labels go to a residual category where --disposition is residual, and only there; it is another category.",
            fix="Name it with --residual KEY, or choose keep, ignore or drop.",
            details={"key": key},
        )
