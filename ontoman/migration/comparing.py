"""Two maps that start from the same labels: where they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.migration.subjects import subjects_of
from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED, MapDisposition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.migration.subjects import SubjectRows
    from ontoman.migration.values import MapRow, MigrationMap

Said = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A label that two maps lead to different places, each as its rows say."""

    subject: str
    one: Said
    other: Said


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two maps say of the labels that both decide, which one leaves undecided, and which one has not.

    They agree where they have a target in common.
    """

    agree: tuple[str, ...]
    differ: tuple[Difference, ...]
    undecided: tuple[str, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


def compare(one: MigrationMap, other: MigrationMap) -> Comparison:
    """Compare two maps label by label, as data writes labels; conditions and attributes are left aside."""
    left, right = _said(one), _said(other)
    both = [subject for subject in left if subject in right]
    decided = [subject for subject in both if left[subject] and right[subject]]
    return Comparison(
        agree=tuple(s for s in decided if set(left[s]) & set(right[s])),
        differ=tuple(Difference(s, left[s], right[s]) for s in decided if not set(left[s]) & set(right[s])),
        undecided=tuple(subject for subject in both if subject not in decided),
        only_one=tuple(subject for subject in left if subject not in right),
        only_other=tuple(subject for subject in right if subject not in left),
    )


def _said(of: MigrationMap) -> Mapping[str, Said]:
    subjects = subjects_of(row for row in of.rows if not row.of_value)
    return dict(sorted((subject.name, _targets(subject)) for subject in subjects))


def _targets(subject: SubjectRows) -> Said:
    return tuple(sorted({_target(row) for row in subject.rows if row.object_id != UNDECIDED}))


def _target(row: MapRow) -> str:
    if row.object_id == NO_TERM_FOUND:
        disposition = row.disposition or MapDisposition.KEEP
        return f"retired ({disposition}{f': {row.object_label}' if row.residual else ''})"
    return row.object_label or row.object_id
