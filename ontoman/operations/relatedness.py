"""Whether two states speak of the same things at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.model.terms import Line, split
from ontoman.rdf import SortedFile, ontology_of
from ontoman.system.files import size_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ontoman.operations.states import State

_SAMPLES: Final = 64
_SMALL: Final = 1 << 18  # read whole at once; of larger files a few subjects are looked up first


def nothing_in_common(old: State, new: State) -> str | None:
    """Say that not one category, attribute, rule or example of *old* is in *new*, with a statement of each (OM136)."""
    if _share_a_subject(old.path, new.path):
        return None
    before, after = (ontology_of(state.lines()).entities for state in (old, new))
    if not before or not after or set(before) & set(after):
        return None
    first, other = (_first(state, min(entities)) for state, entities in ((old, before), (new, after)))
    return (
        f"{OM136}  {old.name} and {new.name} have nothing in common: all of the one is gone, all of the other new.\n"
        f"  {first}\n  {other}\nAre these two states of one ontology?"
    )


OM136: Final = "OM136"


def _share_a_subject(old: Path, new: Path) -> bool:
    """Tell whether a few subjects from all over a large file are in the other; for a small one it is not worth it."""
    if size_of(old) < _SMALL:
        return False
    with SortedFile(new) as file:
        return any(next(iter(file.about(split(line).subject)), None) for line in _samples(old))


def _samples(path: Path) -> Iterator[Line]:
    step = size_of(path) // (_SAMPLES + 1)
    with path.open("rb") as file:
        for place in range(1, _SAMPLES + 1):
            file.seek(place * step)
            file.readline()
            if line := file.readline().rstrip(b"\n"):
                yield Line(line.decode())


def _first(state: State, iri: str) -> str:
    return next(line for line in state.lines() if line.startswith(f"<{iri}> "))
