"""Where a draft is edited: what an edit stands on, how it is logged, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ontoman.changes import ChangeSet, SortedLines, diff
from ontoman.changes.editing import Ground, loose_ends, undeclared
from ontoman.formats.diff_json import document
from ontoman.operations.edit_findings import caused
from ontoman.operations.states import draft_lines, resolve, unknown_release
from ontoman.rdf import ontology_of
from ontoman.rdf.catalogue import our_catalogue
from ontoman.review import Settings, bump, judge_all
from ontoman.store.database import DEFAULT_DRAFT, Deed
from ontoman.system import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ontoman.changes.editing import Edit, Reworded
    from ontoman.model import Iri, Line
    from ontoman.store.database import DraftRow
    from ontoman.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """Who edits which draft, why, and whether for a try only."""

    author: str
    message: str = ""
    draft: str = DEFAULT_DRAFT
    dry_run: bool = False


class UsedKeys(Mapping[str, "Mapping[str, Iri]"]):
    """The keys of earlier releases by noun, read when an edit asks for them: few do, and there may be many releases."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def _found(self) -> Mapping[str, Mapping[str, Iri]]:
        from ontoman.operations.validating import prior_keys  # noqa: PLC0415 - heavy

        keys = prior_keys(self._workspace)
        return {
            "category": keys.categories,
            "attribute": keys.attributes,
            "value": keys.values,
            "rule": keys.rules,
            "example": keys.examples,
        }

    def __getitem__(self, noun: str) -> Mapping[str, Iri]:
        return self._found[noun]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def ground_of(workspace: Workspace, lines: tuple[Line, ...]) -> Ground:
    """Return what an edit of these statements stands on."""
    config = workspace.config
    return Ground(
        lines, ontology_of(lines), config.namespace, config.languages[0], UsedKeys(workspace), config.metadata
    )


def edited(
    workspace: Workspace, desk: Desk, kind: str, details: Mapping[str, object], make: Callable[[Ground], Edit]
) -> dict[str, object]:
    """Edit a draft in one logged operation, and return what changed (`ontoman/edit/1`)."""
    if desk.dry_run:
        return _edited(workspace, desk, kind, details, make)
    with workspace.database.transaction():  # the draft is read under the lock: two edits never cross
        return _edited(workspace, desk, kind, details, make)


def _edited(
    workspace: Workspace, desk: Desk, kind: str, details: Mapping[str, object], make: Callable[[Ground], Edit]
) -> dict[str, object]:
    before = ground_of(workspace, draft_lines(workspace, desk.draft))
    edit = make(before)
    after = ground_of(workspace, applied(before.lines, edit))
    seq = None if desk.dry_run else log(workspace, desk, kind, details, edit)
    return _report(workspace, desk, kind, seq, edit, before, after)


def applied(lines: tuple[Line, ...], edit: Edit) -> tuple[Line, ...]:
    """Return the lines after an edit."""
    return tuple(sorted({*lines}.difference(edit.removed).union(edit.added)))


def log(workspace: Workspace, desk: Desk, kind: str, details: Mapping[str, object], edit: Edit) -> int:
    """Append an edit to the log and to the audit chain."""
    deed = Deed(f"edit {kind}", desk.author, now(), {**details, "draft": desk.draft, "message": desk.message})
    with workspace.database.transaction():
        seq = workspace.database.append(desk.draft, deed, edit.removed, edit.added)
        workspace.database.audit(deed)
    return seq


def changes_between(before: tuple[Line, ...], after: tuple[Line, ...]) -> ChangeSet:
    """Return the difference of two states in memory."""
    return diff(before, after, SortedLines(before, after), our_catalogue())


def _report(
    workspace: Workspace, desk: Desk, kind: str, seq: int | None, edit: Edit, before: Ground, after: Ground
) -> dict[str, object]:
    changes = changes_between(before.lines, after.lines)
    compats = judge_all(changes, our_catalogue(), Settings(workspace.config.labels_stored_as))
    told = document(changes, compats, desk.draft, desk.draft, bump(compats.values()))
    return {
        "schema": "ontoman/edit/1",
        "operation": kind,
        "draft": desk.draft,
        "dry_run": desk.dry_run,
        "seq": seq,
        "removed": list(edit.removed),
        "added": list(edit.added),
        "bump": told["bump"],
        "changes": told["changes"],
        "loose_ends": sorted(loose_ends(after) - loose_ends(before)),
        "findings": caused(workspace, edit, before, after),
        "undeclared": [one.key for one in undeclared(changes)],
    }


def undeclared_of(workspace: Workspace, draft: str) -> tuple[Reworded, ...]:
    """Return the new definitions of a draft of which nobody said what they do to the meaning."""
    row = draft_row(workspace, draft)
    base = resolve(workspace, row.base).lines() if row.base else ()
    return undeclared(changes_between(base, draft_lines(workspace, draft)))


def draft_row(workspace: Workspace, name: str) -> DraftRow:
    """Return a draft; OM111 where there is none of this name."""
    row = workspace.database.draft(name)
    if row is None:
        raise unknown_release(workspace, f"draft:{name}")
    return row
