"""New definitions of which nobody has said what they do to the meaning: to be declared before a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.model import Meaning
from ontoman.operations.edit_desk import draft_row, undeclared_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.store.workspace import Workspace


def waiting(workspace: Workspace, draft: str) -> dict[str, object]:
    """List the definitions that wait (`ontoman/declare/1`)."""
    found = undeclared_of(workspace, draft)
    return {
        "schema": "ontoman/declare/1",
        "draft": draft,
        "base": draft_row(workspace, draft).base,
        "undeclared": [{"key": one.key, "label": one.label, "old": one.old, "new": one.new} for one in found],
    }


def meanings_of(said: Iterable[str]) -> dict[str, Meaning]:
    """Read KEY=MEANING (OM446); a value's key holds a `=` of its own."""
    found: dict[str, Meaning] = {}
    for one in said:
        key, _, word = one.rpartition("=")
        meaning = next((m for m in Meaning if m.value.lower() == word.lower()), None)
        if not key or meaning is None:
            raise BadInput(
                "OM446",
                f"{one!r} says of no definition what it does to the meaning.",
                fix="Write KEY=stays, KEY=narrows, KEY=widens or KEY=shifts.",
                details={"asked": one},
            )
        found[key] = meaning
    return found
