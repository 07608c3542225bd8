"""The conditions of one subject: readable, without overlap or gap, and each with an item that it decides."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ontoman import conditions
from ontoman.errors import BadInput
from ontoman.migration.guessing import guessed_fields
from ontoman.migration.subjects import Problem
from ontoman.migration.values import UNDECIDED, GroupOp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ontoman.conditions import Condition
    from ontoman.migration.subjects import SubjectRows
    from ontoman.migration.values import MapRow
    from ontoman.model import Ontology

    Read = Sequence[tuple[MapRow, Condition]]


def check_conditions(subject: SubjectRows, old: Ontology | None) -> Iterator[Problem]:
    """Return what is wrong with the conditions of one subject, in the order in which they are asked."""
    read: list[tuple[MapRow, Condition]] = []
    for row in sorted(subject.rows, key=lambda row: (row.order is None, row.order or 0)):
        if row.when is not None:
            try:
                read.append((row, read_condition(row.when, old)))
            except BadInput as error:
                yield Problem("OM546", "violation", row.record_id, subject.name, error.message, error.fix)
    match subject.rows[0].group_op if read else None:
        case GroupOp.FIRST_OF:
            idle = list(_idle(subject, read))
            named = {problem.record_id for problem in idle}
            yield from idle
            yield from _overlaps(subject, [pair for pair in read if pair[0].record_id not in named])
            if subject.otherwises and subject.otherwises[0].object_id == UNDECIDED:
                yield from _gaps(
                    subject, read, "nobody has decided what that becomes", "or give the last row an object"
                )
        case GroupOp.ALL_OF:
            yield from _contradictions(subject, read)
            yield from _idle(subject, read)
            yield from _gaps(subject, read, "a person must look at it", "or make the group first_of with a last row")


def read_condition(when: str, old: Ontology | None) -> Condition:
    """Parse a condition over the attributes of *old*; what it has not is typed by what it is compared with."""
    fields = guessed_fields(when)
    if old is None:
        return conditions.parse(when, fields)
    known = {**fields, **conditions.fields_of(old)}
    return conditions.parse(when, known, categories=conditions.categories_of(old))


def _overlaps(subject: SubjectRows, read: Read) -> Iterator[Problem]:
    for (_, one), (_, other) in combinations(read, 2):
        both = conditions.overlap(one, other, categories=[subject.name])
        if both == "undetermined":
            yield _undetermined(subject, one, other)
        elif both is not None:
            yield subject.problem(
                "OM548",
                f"{subject.name}: {one.text} and {other.text} both hold of {_said(both)}; the first decides.",
                "Make them exclude each other, or leave the order to decide.",
                "warning",
            )


def _undetermined(subject: SubjectRows, one: Condition, other: Condition) -> Problem:
    return subject.problem(
        "OM548",
        f"{subject.name}: whether {one.text} and {other.text} can both hold is not known: they have too many cases.",
        "Compare fewer attributes in one condition.",
        "warning",
    )


def _contradictions(subject: SubjectRows, read: Read) -> Iterator[Problem]:
    """Find rows of an all_of group that may hold together and write one attribute in two ways."""
    for (row, one), (other_row, other) in combinations(read, 2):
        at_odds = _at_odds(row, other_row)
        both = conditions.overlap(one, other, categories=[subject.name]) if at_odds else None
        if isinstance(both, dict):
            yield subject.problem(
                "OM548",
                f"{subject.name}: {one.text} and {other.text} both hold of {_said(both)}, and write "
                f"{', '.join(sorted(at_odds))} in two ways.",
                "Make them exclude each other, or let them write the same.",
            )


def _at_odds(one: MapRow, other: MapRow) -> set[str]:
    first, second = _written(one), _written(other)
    return {key for key in first.keys() & second.keys() if first[key] != second[key]}


def _written(row: MapRow) -> Mapping[str, str | None]:
    return {**{key: str(how) for key, how in row.transform}, **dict.fromkeys(row.unset), **dict(row.set)}


def _gaps(subject: SubjectRows, read: Read, what: str, other: str) -> Iterator[Problem]:
    missed = conditions.gap([condition for _, condition in read], categories=[subject.name], nulls=False)
    if isinstance(missed, dict):
        yield subject.problem(
            "OM548",
            f"{subject.name}: no condition holds of {_said(missed)}, and {what}.",
            f"Add a condition, {other}.",
            "warning",
        )


def _idle(subject: SubjectRows, read: Read) -> Iterator[Problem]:
    """Find rows that can never decide: nothing fulfils them, or an earlier row takes all that does."""
    in_turn = subject.rows[0].group_op is GroupOp.FIRST_OF
    asked = [condition for _, condition in read]
    for place, (row, condition) in enumerate(read):
        before = asked[:place] if in_turn else []
        if _witness(subject, [*before, condition]) is None:
            alone = conditions.witness([condition], lambda holds: holds is True, [subject.name])
            why = "no item fulfils it" if alone is None else "the rows before it take all that fulfils it"
            yield _never(subject, row, f"the row that asks {condition.text} can never decide: {why}")
    if in_turn and len(subject.otherwises) == 1 and conditions.gap(asked, categories=[subject.name]) is None:
        yield _never(subject, subject.otherwises[0], "its last row can never decide: the conditions take everything")


def _witness(subject: SubjectRows, asked: Sequence[Condition]) -> conditions.Answer:
    def comes_to_the_last(*holds: bool | None) -> bool:
        return holds[-1] is True and True not in holds[:-1]

    return conditions.witness(asked, comes_to_the_last, [subject.name])


def _never(subject: SubjectRows, row: MapRow, what: str) -> Problem:
    return Problem(
        "OM555",
        "warning",
        row.record_id,
        subject.name,
        f"{subject.name}: {what}.",
        "Correct the condition or the order, or take the row out (of a first_of group the last row has no condition).",
    )


def _said(item: Mapping[str, object]) -> str:
    return ", ".join(f"{key} = {value}" for key, value in item.items()) or "an item without any of the values"
