"""Releases older than the workspace: taken in one after the other, as they were, each with its day and its author."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontoman.errors import BadInput, OntomanError, Refused
from ontoman.operations.importing import import_file
from ontoman.operations.progress import SILENT
from ontoman.operations.releasing import Past, Publication, publish
from ontoman.system import now
from ontoman.system.clock import moment

if TYPE_CHECKING:
    from pathlib import Path

    from ontoman.formats.tables_in import TableLayout
    from ontoman.operations.importing import Choice
    from ontoman.operations.progress import Progress
    from ontoman.store.workspace import Workspace

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


@dataclass(frozen=True, slots=True)
class OldRelease:
    """What an old release was: its version, when it was made, and by whom; `choice` says who takes it in, and how."""

    version: str
    at: str
    author: str
    message: str
    names: tuple[str, ...]
    choice: Choice


def import_release(
    workspace: Workspace, path: Path, old: OldRelease, layout: TableLayout | None, progress: Progress = SILENT
) -> dict[str, object]:
    """Take *path* in as an old release, and publish it at once; return its manifest.

    Gates that are closed are recorded as accepted: what was published long ago cannot be mended.
    """
    workspace.database.check_writable()
    at = _moment(old.at)
    _check_draft(workspace)
    _check_order(workspace, at)
    past = Past(at, old.choice.author, path.name)
    wish = Publication(old.version, old.message, old.author, old.names, past=past)
    manifest: dict[str, object] | None = None
    try:
        with workspace.database.transaction():
            import_file(workspace, path, replace(old.choice, dry_run=False), layout, progress)
            manifest = publish(workspace, wish, progress)
    except OntomanError:
        if manifest is not None:  # and the database could not keep it
            shutil.rmtree(workspace.release_folder(str(manifest["version"])), ignore_errors=True)
        raise
    return manifest


def _moment(text: str) -> str:
    """Read a day or a moment in UTC; OM185 where it is none, or still to come."""
    full = f"{text}T00:00:00Z" if _DAY.fullmatch(text) else text
    if not _MOMENT.fullmatch(full) or not moment(full) or full > now():
        raise BadInput(
            "OM185",
            f"--at {text!r} is no day of the past.",
            fix="Write the day of that release, like 2019-03-25, or the moment, like 2019-03-25T12:00:00Z.",
        )
    return full


def _check_draft(workspace: Workspace) -> None:
    """Refuse (OM183) to put an old release in place of work that is not published."""
    row = workspace.database.draft()
    work = [o for o in workspace.database.operations(row) if o.kind != "init"] if row else []
    if work:
        raise Refused(
            "OM183",
            f"The draft holds {len(work)} operations that are not released; an old release would take their place.",
            fix="Release them first; or take the past into a new workspace, oldest release first, then go on there.",
        )


def _check_order(workspace: Workspace, at: str) -> None:
    """Refuse (OM186) a release that is older than the latest: history is taken in from its beginning."""
    releases = workspace.releases()
    latest = str(releases[-1].manifest.get("at") or "") if releases else ""
    if at < latest:
        raise Refused(
            "OM186",
            f"{at} lies before {releases[-1].version}, which is of {latest}.",
            fix="Take old releases in from the oldest on, in a workspace that has no later ones.",
        )
