"""What a map between releases leaves out, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.migration.checking.fitting import unfilled
from ontoman.migration.subjects import without_rows

if TYPE_CHECKING:
    from ontoman.migration import MigrationMap
    from ontoman.operations.states import State

_SHOWN = 8


def lacking(of: MigrationMap, old: State | None) -> tuple[str, ...]:
    """Say which categories of the old release have no row in a map; nothing where it is total, or open."""
    if old is None:
        return ()
    missing = [category.key for category in without_rows(of.rows, old.ontology)]
    if not missing:
        return ()
    live = sum(not category.deprecated for category in old.ontology.categories.values())
    some = ", ".join(missing[:_SHOWN]) + (", …" if len(missing) > _SHOWN else "")
    found = f"{len(missing)} of {live} categories of {old.name} have no row: {some}."
    return (f"{found} Data that carries them stops `relabel`: add rows, `keep` where nothing changes.",)


def to_fill_in(of: MigrationMap, old: State | None, new: State | None) -> tuple[str, ...]:
    """Say which attributes the new release asks of old labels that no row can give."""
    if old is None or new is None:
        return ()
    return tuple(
        f"{new.name} requires {key} of {', '.join(labels[:_SHOWN])}{', …' * (len(labels) > _SHOWN)}, "
        "and no row gives it: people fill it in."
        for key, labels in unfilled(of.rows, old.ontology, new.ontology).items()
    )
