"""What a reader should know of a map that came from somebody else's table."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from ontoman.migration.subjects import subjects_of
from ontoman.migration.values import UNDECIDED, GroupOp
from ontoman.rdf.flags import our_flags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ontoman.migration import MapRow, MigrationMap

_SHOWN = 5


def remarks_on(of: MigrationMap) -> tuple[str, ...]:
    """Say which rows wait for a person because of how the table was written, and which do not say one thing."""
    return tuple(_remarks(of))


def _remarks(of: MigrationMap) -> Iterator[str]:
    for flag in dict.fromkeys(row.flag for row in of.rows if row.flag):
        rows = [row for row in of.rows if row.flag == flag]
        yield f"Nobody has said what the flag {flag!r} means ({_named(rows)}): a person decides. {nearest_flag(flag)}"
    subjects = [subject for subject in subjects_of(of.rows) if not subject.rows[0].of_value]
    choices = [subject.rows[0] for subject in subjects if subject.rows[0].group_op is GroupOp.ONE_OF]
    if choices:
        yield f"A person picks, where a label has several targets: {_named(choices)}."
    blank = [s.rows[0] for s in subjects if [row.object_id for row in s.rows] == [UNDECIDED] and not s.rows[0].flag]
    if blank:
        yield f"Without a target, and left to a person: {_named(blank)}."
    for subject in subjects:
        if len(subject.rows) > 1 and subject.rows[0].group_op is None:
            targets = " and ".join(row.object_label or row.object_id for row in subject.rows)
            yield f"{subject.name} becomes {targets}, and nothing says which: a person decides."
    yield from (row.comment for row in of.rows if row.comment and " reads " in row.comment)


def nearest_flag(flag: str) -> str:
    """Suggest what a flag may mean."""
    close = get_close_matches(flag, our_flags(), n=1)
    known = f"Did you mean {close[0]!r}? " if close else ""
    return f"{known}Say it with --flag {flag + '=MEANING'!r}."


def _named(rows: Sequence[MapRow]) -> str:
    names = [row.subject_label or row.subject_id for row in rows]
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
