"""Another parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes.editing.ground import line
from ontoman.errors import BadInput
from ontoman.model import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.model import Iri, Line


def move(ground: Ground, keys: Sequence[str], to: str | None) -> Edit:
    """Put categories under *to*, away from where they were; None makes them top categories."""
    parent = ground.category(to) if to is not None else None
    gone: list[Line] = []
    come: list[Line] = []
    for key in keys:
        category = ground.category(key)
        check_parents(ground, category.iri, [parent.iri] if parent else [])
        gone += parent_lines(ground, category.iri)
        come += parent_line(ground, category.iri, parent.iri if parent else None)
    return ground.edit(gone, come)


def parent_lines(ground: Ground, iri: Iri) -> tuple[Line, ...]:
    """Return every line that says where a category stands, from below or from above."""
    categories = ground.ontology.categories
    classes = [one for one in ground.saying(iri, names.SUBCLASS_OF) if one.split(" ")[2][1:-1] in categories]
    own = [
        found
        for p in (names.BROADER, names.BROADER_TRANSITIVE, names.TOP_CONCEPT_OF)
        for found in ground.saying(iri, p)
    ]
    return (*own, *classes, *ground.pointing_at(iri, names.NARROWER, names.HAS_TOP_CONCEPT))


def parent_line(ground: Ground, iri: Iri, parent: Iri | None) -> list[Line]:
    """Write where a category stands now."""
    if parent is not None:
        return [line(iri, names.BROADER, parent)]
    scheme = ground.ontology.header.iri
    return [line(iri, names.TOP_CONCEPT_OF, scheme)] if scheme else []


def check_parents(ground: Ground, iri: Iri, parents: Iterable[Iri]) -> None:
    """Refuse a parent that is the category itself or stands below it (OM435)."""
    for parent in parents:
        if ground.ontology.is_a(parent, iri):
            below, above = ground.ontology.categories[parent].key, ground.ontology.categories[iri].key
            where = "is the category itself" if parent == iri else f"stands below {above}"
            raise BadInput(
                "OM435",
                f"{above} can't be put under {below}, which {where}.",
                fix="Choose a parent outside of it, or move that one first.",
                details={"key": above, "parent": below},
            )
