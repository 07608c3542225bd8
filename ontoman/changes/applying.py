"""Carrying a change set out, and turning it round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ontoman.changes.delta import change_id
from ontoman.changes.values import ChangeSet
from ontoman.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.changes.values import Catalogue, Change
    from ontoman.model import Line

_SHOWN = 3


class DoesNotFit(Refused):
    """A change set that does not start from this state (OM401)."""

    def __init__(self, missing: list[Line], present: list[Line]) -> None:
        lines = [f"missing: {line}" for line in missing[:_SHOWN]] + [
            f"already there: {line}" for line in present[:_SHOWN]
        ]
        super().__init__(
            "OM401",
            f"These changes do not start from this state: {len(missing)} lines that they remove are not there, "
            f"{len(present)} lines that they add are there already.\n" + "\n".join(lines),
            fix="Apply them to the release that they were computed from.",
            details={"missing": missing, "present": present},
        )


def apply(lines: Iterable[Line], changes: ChangeSet) -> tuple[Line, ...]:
    """Carry *changes* out on the lines of a state; a state that they do not start from is refused (OM401)."""
    state = set(lines)
    removed = {line for change in changes.changes for line in change.removed}
    added = {line for change in changes.changes for line in change.added}
    missing, present = sorted(removed - state), sorted((added & state) - removed)
    if missing or present:
        raise DoesNotFit(missing, present)
    return tuple(sorted((state - removed) | added))


def invert(changes: ChangeSet, catalogue: Catalogue) -> ChangeSet:
    """Turn a change set round: what it added goes, what it removed comes back.

    A compound or derived one without an inverse kind (a merge cannot be undone from itself) falls away; parts stay.
    """
    inverses = {entry.kind: entry.inverse for entry in catalogue.kinds}
    turned = {change.id: _turn(change, inverses[change.kind] or change.kind) for change in changes.atomic}
    grouped = [
        _with_parts(change, inverse, tuple(sorted(turned[part].id for part in change.parts if part in turned)))
        for change in (*changes.derived, *changes.compound)
        if (inverse := inverses[change.kind]) is not None
    ]
    return ChangeSet((*turned.values(), *grouped))


def _turn(change: Change, kind: str) -> Change:
    identity = change_id(kind, change.about, change.added, change.removed, ())  # type: ignore[arg-type]
    return replace(
        change,
        id=identity,
        kind=kind,  # type: ignore[arg-type]
        old=change.new,
        new=change.old,
        removed=change.added,
        added=change.removed,
    )


def _with_parts(change: Change, kind: str, parts: tuple[str, ...]) -> Change:
    identity = change_id(kind, change.about, (), (), parts)  # type: ignore[arg-type]
    return replace(change, id=identity, kind=kind, old=change.new, new=change.old, parts=parts)  # type: ignore[arg-type]
