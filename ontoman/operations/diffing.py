"""The difference of two states, with what each change means."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ontoman.changes import ChangeSet
from ontoman.formats.diff_json import document, encode
from ontoman.formats.diff_kgcl import kgcl
from ontoman.formats.diff_markdown import markdown
from ontoman.formats.diff_text import text
from ontoman.operations.progress import SILENT
from ontoman.operations.relatedness import nothing_in_common
from ontoman.operations.states import named
from ontoman.rdf.catalogue import our_catalogue
from ontoman.rdf.delta import FilePair
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
    return judged_diff(workspace, old, new).document


def judged_diff(
    workspace: Workspace | None, old: str, new: str, progress: Progress = SILENT, *, suggesting: bool = False
) -> JudgedDiff:
    """Compare two states by name; their hashes are checked meanwhile, and a bad one is what the user hears of."""
    with ExitStack() as opened:
        with ThreadPoolExecutor(2) as pool:
            before, after = pool.map(partial(named, workspace), (old, new))
            checks = [pool.submit(state.check) for state in (before, after)]
            try:
                pair = opened.enter_context(_pair(before, after, progress))
            finally:
                for check in checks:
                    check.result()
        # Here no other thread runs: the work on the changes may be shared with a copy of this process.
        judged = _judged(before, after, pair, workspace)
    return _with_suggestions(judged, workspace, progress) if suggesting else judged


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
    with _pair(old, new, progress) as pair:
        judged = _judged(old, new, pair, workspace)
    return _with_suggestions(judged, workspace, progress) if suggesting else judged


def _pair(old: State, new: State, progress: Progress) -> FilePair:
    return FilePair(old.path, new.path, _heard(new, progress))


def _settings(workspace: Workspace | None) -> Settings:
    return Settings(workspace.config.labels_stored_as if workspace else "key")


def _judged(old: State, new: State, pair: FilePair, workspace: Workspace | None) -> JudgedDiff:
    catalogue = our_catalogue()
    changes = pair.changes(catalogue)
    compats = judge_all(changes, catalogue, _settings(workspace))
    return JudgedDiff(old, new, changes, compats, bump(compats.values()))


def _with_suggestions(judged: JudgedDiff, workspace: Workspace | None, progress: Progress) -> JudgedDiff:
    from ontoman.changes.suggesting import suggest  # noqa: PLC0415 - few diffs ask for it

    progress.stage("Looking for suggestions")
    catalogue = our_catalogue()
    with no_collection():
        suggestions = suggest(judged.changes, judged.old.lines(), judged.new.lines(), catalogue)
    likely = judge_all(ChangeSet(suggestions), catalogue, _settings(workspace))
    hedges = {change.id: hedged(change, likely[change.id]) for change in suggestions}
    return replace(judged, compats={**judged.compats, **hedges}, suggestions=suggestions)


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
    tell: Callable[[str], None] | None = None,
) -> str:
    """Compare two states by name and write the difference as `text`, `json`, `markdown`, `html`, `turtle` or `kgcl`.

    Suggestions stand at its end. *tell* hears where the two have nothing in common (OM136).
    """
    with no_collection():
        judged = judged_diff(workspace, old, new, progress, suggesting=suggesting)
        if tell and (note := nothing_in_common(judged.old, judged.new)):
            tell(note)
        progress.stage("Putting it into words")
        match style:
            case "json":
                return encode(judged.document).decode()
            case "markdown":
                return markdown(judged.document)
            case "html":
                from ontoman.operations.diff_page import page  # noqa: PLC0415 - only this form reads both trees

                return page(judged)
            case "turtle":
                return turtle(judged)
            case "kgcl":
                return kgcl(judged.document)
        return text(judged.document, colour=colour)


def turtle(judged: JudgedDiff) -> str:
    """Write a difference as a graph; the change set is named after the new state (design: "On the web")."""
    from ontoman.formats.diff_graph import diff_graph  # noqa: PLC0415 - only this form needs it
    from ontoman.rdf import serialize  # noqa: PLC0415 - likewise
    from ontoman.rdf.kgcl import kgcl_classes  # noqa: PLC0415 - likewise

    old, new = (state.iri or f"urn:sha256:{state.sha256}" for state in (judged.old, judged.new))
    return serialize(diff_graph(judged.document, f"{new}/changes", (old, new), kgcl_classes()), "turtle")
