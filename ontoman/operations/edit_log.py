"""Undo and redo: an inverse is appended, the log never shrinks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ontoman.changes.editing import Edit, Step, steps
from ontoman.errors import Refused
from ontoman.operations.edit_desk import draft_row, edited

if TYPE_CHECKING:
    from ontoman.changes.editing import Ground
    from ontoman.operations.edit_desk import Desk
    from ontoman.store.database import Operation
    from ontoman.store.workspace import Workspace


def undo(workspace: Workspace, desk: Desk) -> dict[str, object]:
    """Take back the last deed on a draft that still stands."""
    deed = _next(workspace, desk, "undo")
    return _again(workspace, desk, "undo", {"undoes": deed.seq, "kind": deed.kind}, Edit(deed.added, deed.removed))


def redo(workspace: Workspace, desk: Desk) -> dict[str, object]:
    """Do again what was undone last."""
    deed = _next(workspace, desk, "redo")
    return _again(workspace, desk, "redo", {"redoes": deed.seq, "kind": deed.kind}, Edit(deed.removed, deed.added))


def _again(workspace: Workspace, desk: Desk, kind: str, details: dict[str, object], edit: Edit) -> dict[str, object]:
    def make(_ground: Ground) -> Edit:
        return edit

    return edited(workspace, desk, kind, details, make)


def _next(workspace: Workspace, desk: Desk, verb: Literal["undo", "redo"]) -> Operation:
    operations = {one.seq: one for one in workspace.database.operations(draft_row(workspace, desk.draft))}
    done, undone = steps(map(_step, operations.values()))
    waiting = done if verb == "undo" else undone
    if not waiting:
        raise Refused(
            "OM440",
            f"There is nothing to {verb} in this draft.",
            fix="What was released stays; a further edit takes it back in the next release."
            if verb == "undo"
            else "Only what was undone last, with no edit since, can be done again.",
        )
    return operations[waiting[-1]]


def _step(operation: Operation) -> Step:
    undoes, redoes = operation.details.get("undoes"), operation.details.get("redoes")
    return Step(operation.seq, undoes if isinstance(undoes, int) else None, redoes if isinstance(redoes, int) else None)
