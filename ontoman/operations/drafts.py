"""Drafts with names: several people at work on one ontology."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ontoman.changes.editing import Edit
from ontoman.errors import BadInput, Refused
from ontoman.operations.edit_desk import Desk, draft_row, log
from ontoman.operations.states import draft_lines, latest, resolve, unknown_release
from ontoman.store.database import DEFAULT_DRAFT, Deed
from ontoman.system import now

if TYPE_CHECKING:
    from ontoman.store.workspace import Workspace

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SHOWN: Final = 5


def drafts(workspace: Workspace) -> dict[str, object]:
    """List the drafts (`ontoman/drafts/1`)."""
    return {"schema": "ontoman/drafts/1", "drafts": [_told(workspace, row.name) for row in workspace.database.drafts()]}


def _told(workspace: Workspace, name: str) -> dict[str, object]:
    row = draft_row(workspace, name)
    base = set(resolve(workspace, row.base).lines()) if row.base else set()
    lines = set(draft_lines(workspace, name))
    operations = workspace.database.operations(row)
    return {
        "name": name,
        "base": row.base,
        "operations": len(operations),
        "added": len(lines - base),
        "removed": len(base - lines),
        "authors": sorted({operation.author for operation in operations}),
    }


def new_draft(workspace: Workspace, name: str, base: str | None, author: str) -> None:
    """Begin a draft that starts from a release, the latest one where none is named."""
    if not _NAME.fullmatch(name):
        raise BadInput("OM443", f"{name!r} can't be the name of a draft.", fix="Use letters, digits, '.', '_' and '-'.")
    if base is None and not workspace.releases():
        start = None
    else:
        state = resolve(workspace, base) if base else latest(workspace)
        release = workspace.find_release(state.name)
        if release is None:
            raise unknown_release(workspace, str(base))
        start = release.version.text
    with workspace.database.transaction():
        if workspace.database.draft(name) is not None:
            raise Refused("OM442", f"There is a draft {name!r} already.", fix="Take another name, or drop that one.")
        workspace.database.new_draft(name, start)
        workspace.database.audit(Deed("draft new", author, now(), {"draft": name, "base": start}))


def drop_draft(workspace: Workspace, name: str, author: str) -> None:
    """Let a draft go; the log keeps what was done to it."""
    draft_row(workspace, name)
    if name == DEFAULT_DRAFT:
        raise Refused(
            "OM445", "The draft that `release` publishes can't be dropped.", fix="`ontoman edit undo` takes edits back."
        )
    with workspace.database.transaction():
        workspace.database.drop_draft(name)
        workspace.database.audit(Deed("draft drop", author, now(), {"draft": name}))


def rebase_draft(workspace: Workspace, name: str, onto: str | None, author: str) -> None:
    """Let a draft start from another release, the latest where none is named, and carry its changes over."""
    state = resolve(workspace, onto) if onto else latest(workspace)
    release = workspace.find_release(state.name)
    if release is None:
        raise unknown_release(workspace, str(onto))
    with workspace.database.transaction():
        edit = _carried(workspace, name, set(state.lines()), release.version.text)
        workspace.database.rebase(name, release.version.text)
        if edit.removed or edit.added:
            log(workspace, Desk(author, draft=name), "rebase", {"onto": release.version.text}, edit)


def _carried(workspace: Workspace, name: str, new: set[str], onto: str) -> Edit:
    """Return the draft's own changes over the new base; OM444 where the base changed what the draft changed."""
    row = draft_row(workspace, name)
    old = set(resolve(workspace, row.base).lines()) if row.base else set()
    mine = set(draft_lines(workspace, name))
    removed, added = old - mine, mine - old
    lost = sorted(line for line in removed if line not in new)
    subjects = {line.split(" ", 2)[0] + " " + line.split(" ", 2)[1] for line in lost}
    crossed = [line for line in sorted(added) if " ".join(line.split(" ", 2)[:2]) in subjects and line not in new]
    if crossed:
        shown = "\n".join(crossed[:_SHOWN])
        raise Refused(
            "OM444",
            f"{onto} changed what this draft changes too, in {len(crossed)} statements:\n{shown}",
            fix="Undo these edits in the draft, rebase, and edit again.",
            details={"lines": crossed},
        )
    return Edit(
        tuple(sorted(line for line in removed if line in new)), tuple(sorted(line for line in added if line not in new))
    )
