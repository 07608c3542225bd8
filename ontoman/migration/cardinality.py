"""How many subjects meet how many objects, computed and never typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.migration.values import MapRow

_GONE = frozenset({Status.REJECTED, Status.SUPERSEDED})


def cardinalities(rows: Iterable[MapRow]) -> tuple[str, ...]:
    """Return SSSOM's `mapping_cardinality` of each row within the whole map.

    A retired subject has `1:0`; an undecided one, and a row that no longer counts, has none.
    """
    rows = tuple(rows)
    objects: dict[str, set[str]] = {}
    subjects: dict[str, set[str]] = {}
    for row in rows:
        if row.object_id not in {NO_TERM_FOUND, UNDECIDED} and row.status not in _GONE:
            objects.setdefault(row.subject_id, set()).add(row.object_id)
            subjects.setdefault(row.object_id, set()).add(row.subject_id)
    return tuple(_cardinality(row, objects, subjects) for row in rows)


def _cardinality(row: MapRow, objects: dict[str, set[str]], subjects: dict[str, set[str]]) -> str:
    if row.object_id == UNDECIDED or row.status in _GONE:
        return ""
    if row.object_id == NO_TERM_FOUND:
        return "1:0"
    left = "n" if len(subjects[row.object_id]) > 1 else "1"
    right = "n" if len(objects[row.subject_id]) > 1 else "1"
    return f"{left}:{right}"
