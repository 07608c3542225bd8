"""A declared merge is taken back: what had gone into one is in use again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes.editing.ground import line
from ontoman.changes.editing.lineage import Sheet, refuse_children
from ontoman.changes.editing.moving import check_parents, parent_line, parent_lines
from ontoman.errors import BadInput
from ontoman.model import Category, names
from ontoman.model.terms import iri_of, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.model import Entity


def unmerge(ground: Ground, target: str, sources: Sequence[str] = (), *, retire: bool = False) -> Edit:
    """Bring back what was merged into *target*, or these of it; *retire* lets the target go in their favour.

    What applied to a source and was handed over applies to both from then on: the items are the same as before.
    """
    whole = ground.live(target)
    back = _chosen(ground, whole, target, sources)
    sheet = Sheet(ground)
    for source in back:
        _restore(sheet, source, whole)
    if isinstance(whole, Category):
        _stand(sheet, whole, [source for source in back if isinstance(source, Category)], retire=retire)
    if retire:
        sheet.deprecate(whole)
        sheet.say(whole.iri, names.CONSIDER, *(source.iri for source in back))
    return ground.edit(sheet.gone, sheet.come)


def _chosen(ground: Ground, whole: Entity, target: str, sources: Sequence[str]) -> list[Entity]:
    """Return what comes back, in order of IRI; OM447 where it did not go into *whole*, or is in use."""
    merged = [iri_of(split(found).object) for found in ground.saying(whole.iri, names.MERGED_FROM)]
    waiting = {iri: one for iri in merged if (one := ground.ontology.entities.get(iri)) and one.deprecated}
    wanted = [ground.entity(name).iri for name in sources] or sorted(waiting)
    strangers = [name for name, iri in zip(sources, wanted, strict=False) if iri not in waiting]
    if strangers or not wanted:
        known = ", ".join(sorted(ground.name_of(one) for one in waiting.values()))
        raise BadInput(
            "OM447",
            f"{', '.join(strangers)} did not go into {target} by a merge, or is in use again."
            if strangers
            else f"Nothing is declared to have been merged into {target}.",
            fix=f"What can come back: {known}."
            if known
            else "A merge of this draft goes with `ontoman edit undo`, "
            "and what was retired otherwise stays: add a new one, with a key of its own.",
            details={"key": target, "merged": sorted(waiting)},
        )
    return [waiting[iri] for iri in sorted(set(wanted))]


def _restore(sheet: Sheet, source: Entity, whole: Entity) -> None:
    """Take back what says that *source* went, and where to."""
    ground = sheet.ground
    sheet.gone += ground.saying(source.iri, names.DEPRECATED)
    for subject, predicates, obj in (
        (source.iri, (names.IS_REPLACED_BY, names.TERM_REPLACED_BY), whole.iri),
        (whole.iri, (names.MERGED_FROM, names.REPLACES), source.iri),
    ):
        sheet.gone += [one for p in predicates if ground.says(one := line(subject, p, obj))]


def _stand(sheet: Sheet, whole: Category, back: Sequence[Category], *, retire: bool) -> None:
    """Give categories that come back a place in the tree, and the attributes of the one that had taken them."""
    for source in back:
        _place(sheet, source, whole)
    heirs = [source.iri for source in back]
    if retire:
        refuse_children(sheet.ground, whole)
        sheet.hand_over(whole, heirs)
        return
    for heir in heirs:
        sheet.share_attributes(whole, heir)


def _place(sheet: Sheet, source: Category, whole: Category) -> None:
    """Let a category stand where it stood; below a parent that was retired meanwhile, where *whole* stands."""
    ground = sheet.ground
    retired = [iri for iri in source.broader if (p := ground.ontology.categories.get(iri)) and p.deprecated]
    if not retired:
        return
    check_parents(ground, source.iri, whole.broader)
    sheet.gone += [one for one in parent_lines(ground, source.iri) if any(f"<{iri}>" in one for iri in retired)]
    kept = [iri for iri in source.broader if iri not in retired]
    for parent in whole.broader or ([] if kept else [None]):
        sheet.come += parent_line(ground, source.iri, parent)
