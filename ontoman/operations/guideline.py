"""The labeling guideline of a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman import guidelines
from ontoman.errors import BadInput
from ontoman.operations.diffing import compare
from ontoman.operations.states import latest, resolve
from ontoman.system import atomic_write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from ontoman.guidelines import Facts, Guide
    from ontoman.operations.states import State
    from ontoman.store.workspace import ReleaseRecord, Workspace

SUFFIXES = (".html", ".md")


def html(workspace: Workspace | None, release: str | None = None, language: str | None = None) -> str:
    """Return the guideline of a release (the latest, where none is named) as one HTML page."""
    return guidelines.html(guide(workspace, release, language))


def write(workspace: Workspace | None, release: str | None, path: Path, language: str | None = None) -> Guide:
    """Write the guideline to *path*, as HTML or Markdown by its ending; OM204 for another one."""
    if path.suffix.lower() not in SUFFIXES:
        raise BadInput(
            "OM204", f"A guideline can't be written as {path.name}.", fix=f"End it in {' or '.join(SUFFIXES)}."
        )
    built = guide(workspace, release, language)
    text = guidelines.html(built) if path.suffix.lower() == ".html" else guidelines.markdown(built)
    atomic_write(path, text.encode())
    return built


def guide(workspace: Workspace | None, release: str | None = None, language: str | None = None) -> Guide:
    """Build the guideline of a state, with what changed since the release before it."""
    state = latest(workspace) if workspace and not release else resolve(workspace, release or "draft")
    if language is not None and not guidelines.speaks(state.ontology, language):
        raise _no_text(state, language)
    chosen = (language or (workspace.config.languages[0] if workspace else "en")).lower()
    metadata = workspace.config.metadata if workspace else {}
    return guidelines.build(state.ontology, chosen, _facts(workspace, state), metadata)


def languages(workspace: Workspace, state: State) -> tuple[str, ...]:
    """Return the languages of a workspace in which a state says something."""
    return tuple(tag for tag in workspace.config.languages if guidelines.speaks(state.ontology, tag))


def _no_text(state: State, language: str) -> BadInput:
    there = guidelines.languages_of(state.ontology)
    return BadInput(
        "OM205",
        f"{state.name} says nothing in the language {language!r}; it has texts in {', '.join(there) or 'no language'}.",
        fix="Name one of these with --language; without it, the workspace's first language serves.",
        details={"asked": language, "known": list(there)},
    )


def _facts(workspace: Workspace | None, state: State) -> Facts:
    record = workspace.find_release(state.name) if workspace else None
    prior = _prior(workspace, record)
    changes: tuple[Mapping[str, Any], ...] = ()
    if workspace and prior:
        document: dict[str, Any] = compare(resolve(workspace, prior.version.text), state, workspace).document
        changes = tuple(document["changes"])
    return guidelines.Facts(
        version=state.ontology.header.version or state.name if record else state.name,
        date=str(record.manifest["at"])[:10] if record else "",
        sha256=state.sha256,
        since=prior.version.text if prior else None,
        changes=changes,
    )


def _prior(workspace: Workspace | None, record: ReleaseRecord | None) -> ReleaseRecord | None:
    releases = workspace.releases() if workspace else ()
    earlier = [r for r in releases if record is None or r.version < record.version]
    return earlier[-1] if earlier else None
