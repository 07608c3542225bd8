"""One step back, and one forth."""

from __future__ import annotations

from typing import Unpack

from ontoman.cli.edit.group import At, desk_at, operation
from ontoman.cli.edit.telling import tell


@operation("undo", "ontoman edit undo")
def undo(*, as_json: bool, **at: Unpack[At]) -> None:
    """Take back the last edit or import of the draft."""
    from ontoman.operations.edit_log import undo as do

    tell(do(*desk_at(**at)), as_json=as_json)


@operation("redo", "ontoman edit redo")
def redo(*, as_json: bool, **at: Unpack[At]) -> None:
    """Do again what was undone last."""
    from ontoman.operations.edit_log import redo as do

    tell(do(*desk_at(**at)), as_json=as_json)
