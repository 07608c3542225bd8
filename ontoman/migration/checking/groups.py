"""What must hold of the rows of one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.migration.checking.conditions import check_conditions
from ontoman.migration.subjects import Problem
from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED, GroupOp, MapDisposition
from ontoman.model.names import NARROW_MATCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ontoman.migration.subjects import SubjectRows
    from ontoman.model import Ontology


def check_subject(subject: SubjectRows, old: Ontology | None) -> Iterator[Problem]:
    """Return what is wrong with one subject's rows; conditions are read over *old* where it is at hand."""
    for rule in _RULES:
        yield from rule(subject)
    yield from check_conditions(subject, old)


def _one_group(subject: SubjectRows) -> Iterator[Problem]:
    groups = sorted({f"{row.group_op} {row.group}" if row.group_op else "none" for row in subject.rows})
    if len(groups) > 1:
        yield subject.problem(
            "OM544",
            f"{subject.name} is in {len(groups)} groups: {', '.join(groups)}.",
            "The rows of one subject are one decision: give them one om_group and one om_group_op.",
        )
    elif len(subject.rows) > 1 and subject.rows[0].group_op is None:
        yield subject.problem(
            "OM544",
            f"{subject.name} has {len(subject.rows)} rows, and no om_group_op says how to read them: people decide.",
            "Write first_of, all_of or one_of, or keep one row.",
        )


def _otherwise(subject: SubjectRows) -> Iterator[Problem]:
    match subject.rows[0].group_op:
        case GroupOp.FIRST_OF:
            last = max(subject.rows, key=lambda row: (row.order is None, row.order or 0))
            if len(subject.otherwises) != 1 or last.when is not None:
                yield subject.problem(
                    "OM543",
                    f"{subject.name}: a first_of group ends in one row without a condition; "
                    f"this one has {len(subject.otherwises)}"
                    + (", and it is not the last." if len(subject.otherwises) == 1 else "."),
                    f"Let the last row have no om_when; where nobody knows, its object is {UNDECIDED}.",
                )
        case GroupOp.ALL_OF if subject.otherwises:
            yield subject.problem(
                "OM543", f"{subject.name}: a row of an all_of group has no condition.", "Give it an om_when."
            )
        case GroupOp.ONE_OF if len(subject.otherwises) < len(subject.rows):
            yield subject.problem(
                "OM543",
                f"{subject.name}: a row of a one_of group has a condition, and a person picks.",
                "Drop the om_when, or make the group first_of.",
            )


def _safe_predicate(subject: SubjectRows) -> Iterator[Problem]:
    for row in subject.rows:
        conditional = row.when is not None or row.group_op is GroupOp.FIRST_OF
        if conditional and row.predicate_id != NARROW_MATCH and row.object_id != NO_TERM_FOUND:
            yield Problem(
                "OM549",
                "violation",
                row.record_id,
                subject.name,
                f"{subject.name} becomes {row.object_label or row.object_id} sometimes; its predicate says always.",
                "Write skos:narrowMatch: other tools do not read om_when.",
            )


def _residual(subject: SubjectRows) -> Iterator[Problem]:
    for row in subject.rows:
        if row.disposition is MapDisposition.RESIDUAL and not row.residual:
            yield Problem(
                "OM542",
                "violation",
                row.record_id,
                subject.name,
                f"{subject.name} goes to a residual category, and the row names none.",
                "Name it in om_residual.",
            )


_RULES: tuple[Callable[[SubjectRows], Iterator[Problem]], ...] = (_one_group, _otherwise, _safe_predicate, _residual)
