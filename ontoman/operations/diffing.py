"""The difference of two states, with what each change means."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ontoman.changes import ChangeSet
from ontoman.changes.suggesting import suggest
from ontoman.formats.diff_json import document, encode
from ontoman.formats.diff_markdown import markdown
from ontoman.formats.diff_text import text
from ontoman.operations.progress import SILENT
from ontoman.operations.states import named
from ontoman.rdf.catalogue import our_catalogue
from ontoman.rdf.delta import diff_files
from ontoman.review import Settings, bump, hedged, judge_all
from ontoman.system.files import size_of
from ontoman.system.garbage import no_collection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ontoman.changes import Change
    from ontoman.model import Bump
    from ontoman.operations.progress import Progress
    from ontoman.operations.states import State
    from ontoman.review import Compat
    from ontoman.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class JudgedDiff:
    """A change set with the compatibility of each change, by id, and the bump that follows."""

    old: State
    new: State
    changes: ChangeSet
    compats: Mapping[str, Compat]
    bump: Bump
    suggestions: tuple[Change, ...] = ()
    """What nobody declared; it has no part in the bump."""

    @property
    def document(self) -> dict[str, object]:
        """The difference as JSON (`ontoman/diff/1`); suggestions come last, the surest first."""
        every_one = ChangeSet((*self.changes.changes, *self.suggestions))
        return document(every_one, self.compats, self.old.name, self.new.name, self.bump)


def diff_document(workspace: Workspace | None, old: str, new: str) -> dict[str, object]:
    """Compare two states by name and return the difference as JSON."""
    return _compared(workspace, old, new).document


def _compared(
    workspace: Workspace | None, old: str, new: str, progress: Progress = SILENT, *, suggesting: bool = False
) -> JudgedDiff:
    """Compare two states by name; their hashes are checked meanwhile, and a bad one is what the user hears of."""
    with ThreadPoolExecutor(2) as pool:
        before, after = pool.map(partial(named, workspace), (old, new))
        checks = [pool.submit(state.check) for state in (before, after)]
        try:
            return compare(before, after, workspace, progress, suggesting=suggesting)
        finally:
            for check in checks:
                check.result()


def compare(
    old: State,
    new: State,
    workspace: Workspace | None = None,
    progress: Progress = SILENT,
    *,
    suggesting: bool = False,
) -> JudgedDiff:
    """Compare two states line by line; nothing but the difference is kept in memory.

    With *suggesting*, both states are read whole, for what may have become of terms that went without a word.
    """
    settings = Settings(workspace.config.labels_stored_as if workspace else "key")
    catalogue = our_catalogue()
    changes = diff_files(old.path, new.path, catalogue, _heard(new, progress))
    compats = judge_all(changes, catalogue, settings)
    judged = JudgedDiff(old, new, changes, compats, bump(compats.values()))
    if not suggesting:
        return judged
    progress.stage("Looking for suggestions")
    with no_collection():
        suggestions = suggest(changes, old.lines(), new.lines(), catalogue)
    likely = judge_all(ChangeSet(suggestions), catalogue, settings)
    hedges = {change.id: hedged(change, likely[change.id]) for change in suggestions}
    return replace(judged, compats={**compats, **hedges}, suggestions=suggestions)


def _heard(new: State, progress: Progress) -> Callable[[int], None] | None:
    """Return what hears how much of the new file was read; what follows takes as long again."""
    if progress is SILENT:
        return None
    size = size_of(new.path)
    progress.stage("Comparing", size)

    def read(done: int) -> None:
        progress.to(done)
        if done >= size:
            progress.stage("Naming the changes")

    return read


def render(
    workspace: Workspace | None,
    old: str,
    new: str,
    style: str,
    *,
    suggesting: bool = False,
    colour: bool = False,
    progress: Progress = SILENT,
) -> str:
    """Compare two states by name and write the difference as `text`, `json` or `markdown`, suggestions at its end."""
    with no_collection():
        judged = _compared(workspace, old, new, progress, suggesting=suggesting)
        progress.stage("Putting it into words")
        match style:
            case "json":
                return encode(judged.document).decode()
            case "markdown":
                return markdown(judged.document)
        return text(judged.document, colour=colour)
