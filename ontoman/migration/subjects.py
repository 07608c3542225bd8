"""The rows of a map by subject, and what is found about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ontoman.migration.values import UNDECIDED, Action, GroupOp, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.migration.values import MapRow
    from ontoman.model import Category, Ontology

Severity = Literal["violation", "warning"]
_GONE = frozenset({Status.REJECTED, Status.SUPERSEDED})


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about a map: a stable code, what was found, and what to do."""

    code: str
    severity: Severity
    record_id: str | None
    subject: str | None
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class SubjectRows:
    """The rows of one subject that count."""

    rows: tuple[MapRow, ...]

    @property
    def name(self) -> str:
        """What data calls it."""
        return self.rows[0].subject_label or self.rows[0].subject_id

    @property
    def otherwises(self) -> tuple[MapRow, ...]:
        """The rows without a condition."""
        return tuple(row for row in self.rows if row.when is None)

    def problem(self, code: str, message: str, fix: str, severity: Severity = "violation") -> Problem:
        """Make a finding about this subject."""
        record = self.rows[0].record_id if len(self.rows) == 1 else None
        return Problem(code, severity, record, self.name, message, fix)


def subjects_of(rows: Iterable[MapRow]) -> list[SubjectRows]:
    """Group the rows that count by subject, in their order."""
    found: dict[str, list[MapRow]] = {}
    for row in rows:
        if row.status not in _GONE:
            found.setdefault(row.subject_id, []).append(row)
    return [SubjectRows(tuple(members)) for members in found.values()]


def without_rows(rows: Iterable[MapRow], old: Ontology) -> tuple[Category, ...]:
    """Return the live categories of the old release that no row speaks of, in order of key."""
    mapped = {subject.rows[0].subject_id for subject in subjects_of(rows)}
    lacking = (c for c in old.categories.values() if not c.deprecated and c.iri not in mapped)
    return tuple(sorted(lacking, key=lambda category: (category.key, category.iri)))


def undecided(rows: Iterable[MapRow]) -> tuple[tuple[SubjectRows, str], ...]:
    """Return the subjects of which labels may wait for a person, each with why."""
    return tuple((subject, why) for subject in subjects_of(rows) if (why := _waits(subject)))


def _waits(subject: SubjectRows) -> str:
    if any(row.status is not Status.ACCEPTED for row in subject.rows):
        return "not accepted yet"
    if subject.rows[0].group_op is GroupOp.ONE_OF or (len(subject.rows) > 1 and subject.rows[0].group_op is None):
        return "a person picks"
    if any(row.object_id == UNDECIDED for row in subject.rows):
        return "undecided" if len(subject.rows) == 1 else "undecided where no condition holds"
    if any(row.need == "human" for row in subject.rows):
        return "a person looks at each"
    if any(row.action is Action.SPECIALISE and row.when is None for row in subject.rows):
        return "narrower, and no condition"
    return ""
