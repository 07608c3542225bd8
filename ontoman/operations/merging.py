"""Merging two states that went on from one, and keeping what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ontoman.changes.threeway import merge
from ontoman.errors import BadInput, Refused
from ontoman.formats import merge_report
from ontoman.formats.merge_sheet import resolutions, sheet
from ontoman.operations.common_base import common_base
from ontoman.operations.progress import SILENT
from ontoman.operations.states import DRAFT, draft_lines, resolve
from ontoman.rdf import canonical
from ontoman.rdf.catalogue import our_catalogue
from ontoman.rdf.conflicts import our_conflict_kinds
from ontoman.rdf.delta import diff_files
from ontoman.rdf.writing import serialize
from ontoman.store.database import DEFAULT_DRAFT, Deed
from ontoman.system import atomic_write, now
from ontoman.system.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ontoman.changes.threeway import Choice, Conflict, Merge
    from ontoman.model import Line
    from ontoman.operations.progress import Progress
    from ontoman.operations.states import State
    from ontoman.store.workspace import Workspace

SYNTAXES: Final = {".nt": "nt", ".ttl": "turtle"}
TABLES: Final = {".csv": ",", ".tsv": "\t"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What `merge` is asked for: three states, how conflicts are resolved, and where the outcome goes.

    Without a base, it is the nearest release that both sides went on from; `into` names a draft.
    """

    base: str | None
    ours: str
    theirs: str
    resolve: tuple[str, ...] = ()
    sheet: Path | None = None
    out: Path | None = None
    conflicts: Path | None = None
    into: str | None = None
    author: str = "unknown"
    message: str = ""


@dataclass(frozen=True)
class Outcome:
    """A merge of three named states, with the resolutions that were given and where it was kept."""

    states: tuple[State, State, State]
    merge: Merge
    choices: Mapping[str, Choice]
    written: Path | None = field(default=None)
    operation: int | None = field(default=None)

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The conflicts that nobody resolved."""
        return self.merge.open(self.choices)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The merged statements; copies of one axiom are numbered anew."""
        return canonical(self.merge.lines(self.choices))


def merge_states(workspace: Workspace | None, wish: Wish, progress: Progress = SILENT) -> Outcome:
    """Merge OURS and THEIRS over BASE and keep the outcome where *wish* says.

    OM460 where conflicts are open and an outcome is to be kept; nothing is written then.
    """
    _check_endings(wish)
    if wish.into and workspace is not None:
        with workspace.database.transaction():  # nobody changes the draft between reading and writing it
            return _kept(workspace, wish, progress)
    return _kept(workspace, wish, progress)


def _kept(workspace: Workspace | None, wish: Wish, progress: Progress) -> Outcome:
    found = _merged(workspace, wish, progress)
    if found.open and (wish.out is not None or wish.into):
        raise _open(found)
    if wish.conflicts is not None:
        atomic_write(
            wish.conflicts, sheet(merge_report.rows(found.merge, found.choices), TABLES[wish.conflicts.suffix.lower()])
        )
    operation = _into_draft(workspace, wish, wish.into, found) if wish.into else None
    if wish.out is not None:
        atomic_write(wish.out, serialize(found.lines, SYNTAXES[wish.out.suffix.lower()]).encode())
    return Outcome(found.states, found.merge, found.choices, wish.out, operation)


def _merged(workspace: Workspace | None, wish: Wish, progress: Progress) -> Outcome:
    progress.stage("Reading")
    start = wish.base or common_base(workspace, wish.ours, wish.theirs)
    base, ours, theirs = (resolve(workspace, name) for name in (start, wish.ours, wish.theirs))
    progress.stage("Comparing")
    catalogue = our_catalogue()
    here, there = (diff_files(base.path, side.path, catalogue) for side in (ours, theirs))
    progress.stage("Merging")
    found = merge(base.lines(), here, there, our_conflict_kinds())
    filled = resolutions(read_bytes(wish.sheet), wish.sheet.name) if wish.sheet else ()
    return Outcome((base, ours, theirs), found, _choices(found, [*filled, *map(_said, wish.resolve)]))


def _said(text: str) -> tuple[str, str]:
    conflict, equals, choice = text.partition("=")
    if not equals:
        raise BadInput("OM462", f"{text!r} resolves nothing.", fix="Write --resolve CONFLICT=CHOICE.")
    return conflict.strip(), choice.strip()


def _choices(found: Merge, said: Iterable[tuple[str, str]]) -> dict[str, Choice]:
    """Check what was said of each conflict; the command line comes after the sheet and wins."""
    known = {conflict.id: conflict for conflict in found.conflicts}
    chosen: dict[str, Choice] = {}
    for conflict, choice in said:
        if conflict not in known:
            raise BadInput(
                "OM461",
                f"There is no conflict {conflict!r} between these states.",
                fix=f"There are {', '.join(known)}." if known else "There is none at all.",
                details={"conflict": conflict, "known": list(known)},
            )
        if choice not in known[conflict].choices:
            raise BadInput(
                "OM462",
                f"{conflict} ({known[conflict].kinds[0].label}) cannot be resolved as {choice!r}.",
                fix=f"Choose {' or '.join(known[conflict].choices)}.",
                details={"conflict": conflict, "choice": choice, "choices": list(known[conflict].choices)},
            )
        chosen[conflict] = choice
    return chosen


def _check_endings(wish: Wish) -> None:
    for path, endings in ((wish.out, SYNTAXES), (wish.conflicts, TABLES)):
        if path is not None and path.suffix.lower() not in endings:
            found = f"{path.name} can't be written: its ending says no format."
            raise BadInput("OM465", found, fix=f"End it in {' or '.join(endings)}.")


def _open(found: Outcome) -> Refused:
    lines = "\n".join(f"{conflict.id}  {conflict.why}" for conflict in found.open)
    return Refused(
        "OM460",
        f"{_count(len(found.open), 'conflict')} open; nothing was merged.\n{lines}",
        fix="Resolve each with --resolve CONFLICT=ours, or fill in what --conflicts FILE writes.",
        details={"open": [conflict.id for conflict in found.open]},
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun} is" if number == 1 else f"{number} {noun}s are"


def _into_draft(workspace: Workspace | None, wish: Wish, name: str, found: Outcome) -> int | None:
    """Log the merge as one operation on a draft; OM464 where OURS is not what the draft holds."""
    ours, theirs = found.states[1].lines(), found.states[2]
    if workspace is None or draft_lines(workspace, name) != ours:
        shown = DRAFT if name == DEFAULT_DRAFT else f"{DRAFT}:{name}"
        raise Refused(
            "OM464",
            f"OURS ({wish.ours}) is not what the draft holds, and a merge goes into its own side only.",
            fix=f"Name {shown} as OURS, in its workspace.",
        )
    before, after = set(ours), set(found.lines)
    details = {
        "base": found.states[0].name,
        "theirs": theirs.name,
        "theirs_sha256": theirs.sha256,
        "resolutions": dict(sorted(found.choices.items())),
        "message": wish.message,
    }
    deed = Deed("merge", wish.author, now(), details)
    operation = workspace.database.append(name, deed, sorted(before - after), sorted(after - before))
    workspace.database.audit(deed)
    return operation


def document(found: Outcome) -> dict[str, object]:
    """Return a merge as JSON (`ontoman/merge/1`)."""
    base, ours, theirs = (state.name for state in found.states)
    written = str(found.written) if found.written else None
    said = merge_report.document(found.merge, found.choices)
    return {
        "schema": "ontoman/merge/1",
        "base": base,
        "ours": ours,
        "theirs": theirs,
        **said,
        "open": len(found.open),
        "written": written,
        "operation": found.operation,
    }
