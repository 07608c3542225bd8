"""Which row of a table is the parent of which: by key, by name, by path, or by level columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ontoman.formats.table_rows import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ontoman.formats.table_rows import Row

Parents = tuple["Mapping[str, str]", "list[Problem]"]


def parents_of(rows: Sequence[Row], parent_is: Literal["key", "label"], separator: str) -> Parents:
    """Return the parent's id for the id of each row that has one, and the rows whose parent is not in the table."""
    if any(row.parent for row in rows):
        return _by_key(rows) if parent_is == "key" else _by_label(rows)
    if any(row.path is not None for row in rows):
        return _by_path(rows, separator)
    if any(row.levels is not None for row in rows):
        return _by_levels(rows)
    return {}, []


def _by_key(rows: Sequence[Row]) -> Parents:
    known = {row.id for row in rows}
    problems = [_no_parent(row, repr(row.parent)) for row in rows if row.parent and row.parent not in known]
    return {row.id: row.parent for row in rows if row.parent in known}, problems


def _by_label(rows: Sequence[Row]) -> Parents:
    named: dict[str, list[str]] = {}
    for row in rows:
        named.setdefault(row.label, []).append(row.id)
    parents, problems = {}, []
    for row in rows:
        found = named.get(row.parent, [])
        if len(found) == 1:
            parents[row.id] = found[0]
        elif found:
            what = f"has the parent {row.parent!r}, and {len(found)} rows have that name"
            problems.append(Problem(row.number, "parent not unique", what))
        elif row.parent:
            problems.append(_no_parent(row, repr(row.parent)))
    return parents, problems


def _by_path(rows: Sequence[Row], separator: str) -> Parents:
    paths = [_steps(row.path or row.label, separator) for row in rows]
    known: dict[tuple[str, ...], str] = {}
    for row, path in zip(rows, paths, strict=True):
        known.setdefault(path, row.id)
    parents, problems = {}, []
    for row, path in zip(rows, paths, strict=True):
        above = path[:-1]
        if above in known:
            parents[row.id] = known[above]
        elif above:
            problems.append(_no_parent(row, " > ".join(above)))
    return parents, problems


def _by_levels(rows: Sequence[Row]) -> Parents:
    """Level columns name the row itself last, or only what is above it, or an old name of the row."""
    known = dict(_own_paths(rows))
    for row in rows:
        known.setdefault(row.levels or (), row.id)
    parents, problems = {}, []
    for row in rows:
        levels = row.levels or ()
        above = levels if levels and known[levels] != row.id else levels[:-1]
        if above in known and above:
            parents[row.id] = known[above]
        elif above:
            problems.append(_no_parent(row, " > ".join(above)))
    return parents, problems


def _own_paths(rows: Iterable[Row]) -> Iterable[tuple[tuple[str, ...], str]]:
    for row in rows:
        levels = row.levels or ()
        itself = not row.label or (levels and levels[-1].casefold() == row.label.casefold())
        yield (levels if itself else (*levels, row.label)), row.id


def _steps(path: str, separator: str) -> tuple[str, ...]:
    return tuple(step.strip() for step in path.split(separator) if step.strip())


def _no_parent(row: Row, parent: str) -> Problem:
    return Problem(row.number, "parent missing", f"has the parent {parent}, which no row is")
