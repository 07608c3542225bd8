"""States of an ontology: a release, a draft or a file, each as sorted canonical statements on the disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.model import names
from ontoman.model.terms import iri_of, split
from ontoman.rdf import file_bytes, ontology_of, parse_file, read_lines
from ontoman.store.database import DEFAULT_DRAFT
from ontoman.store.workspace import Workspace, read_release
from ontoman.system import atomic_write, sha256_of_file
from ontoman.system.files import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.model import Iri, Line, Ontology

DRAFT = "draft"


@dataclass(frozen=True)
class State:
    """One state of an ontology; `path` holds its statements as a release file does."""

    name: str
    iri: Iri | None
    path: Path
    published: str | None = None

    def check(self) -> None:
        """Refuse a release whose file is not the one that was published (OM117)."""
        if self.published is not None:
            check_unaltered(self.path, self.published)

    def lines(self) -> tuple[Line, ...]:
        """Return the statements."""
        return read_lines(self.path)

    @cached_property
    def sha256(self) -> str:
        """The hash of the statements' file."""
        return sha256_of_file(self.path)

    @cached_property
    def ontology(self) -> Ontology:
        """The state as a value; read once."""
        return ontology_of(self.lines())


def open_workspace(folder: Path | None) -> Workspace:
    """Open the workspace that the user named, else the one in the current folder."""
    return Workspace.open(folder or Path.cwd())


def find_workspace(folder: Path | None) -> Workspace | None:
    """Open the named workspace; without a name the current folder's, or None where it has none."""
    if folder is not None:
        return Workspace.open(folder)
    return Workspace.open(Path.cwd()) if (Path.cwd() / "ontoman.toml").is_file() else None


def resolve(workspace: Workspace | None, ref: str) -> State:
    """Return the state that RELEASE names: a version, a name, `draft`, `draft:NAME`, or a file."""
    state = named(workspace, ref)
    state.check()
    return state


def named(workspace: Workspace | None, ref: str) -> State:
    """Return the state that RELEASE names; a release's file is not checked yet."""
    if workspace is not None:
        if ref == DRAFT or ref.startswith(f"{DRAFT}:"):
            return draft_state(workspace, ref.partition(":")[2] or DEFAULT_DRAFT)
        release = workspace.find_release(ref)
        if release is not None:
            return State(release.version.text, release.iri, release.ontology, release.sha256)
    if Path(ref).is_file():
        return file_state(Path(ref))
    raise unknown_release(workspace, ref)


def latest(workspace: Workspace) -> State:
    """Return the latest release that is not withdrawn, or the draft where nothing is released yet."""
    releases = workspace.standing() or workspace.releases()
    return resolve(workspace, releases[-1].version.text) if releases else draft_state(workspace)


def unknown_release(workspace: Workspace | None, ref: str) -> BadInput:
    """Make the letter for a RELEASE that is nothing (OM111)."""
    known = [release.version.text for release in workspace.releases()] if workspace else []
    there = f"There are {', '.join([*known, DRAFT])}." if workspace else "This folder is no workspace."
    return BadInput(
        "OM111",
        f"{ref!r} is no release, name, draft or file. {there}",
        fix="Name one of these, or the path of an RDF file; -w DIR names another workspace.",
        details={"asked": ref, "known": known},
    )


def draft_lines(workspace: Workspace, name: str = DEFAULT_DRAFT) -> tuple[Line, ...]:
    """Return the statements of a draft: its base with every operation applied."""
    row = workspace.database.draft(name)
    if row is None:
        raise unknown_release(workspace, f"{DRAFT}:{name}")
    base = resolve(workspace, row.base).lines() if row.base else ()
    operations = workspace.database.operations(row)
    if not operations:
        return base
    lines = set(base)
    for operation in operations:
        lines.difference_update(operation.removed)
        lines.update(operation.added)
    return tuple(sorted(lines))


def draft_state(workspace: Workspace, name: str = DEFAULT_DRAFT) -> State:
    """Return a draft as a state; its statements are written to the cache under their own hash."""
    lines = draft_lines(workspace, name)
    shown = DRAFT if name == DEFAULT_DRAFT else f"{DRAFT}:{name}"
    return State(shown, None, _cached(workspace.cache, lines))


def file_state(path: Path) -> State:
    """Return a file as a state: a release's own file as it is, any other parsed into a folder of this process."""
    manifest = path.with_name("manifest.json")
    if path.name == "ontology.nt" and manifest.is_file():
        release = read_release(manifest)
        return State(str(path), release.iri, path, release.sha256)
    lines = parse_file(path)
    return State(str(path), _version_iri(lines), _cached(_desk(), lines))


def _version_iri(lines: Iterable[Line]) -> Iri | None:
    needle = f" <{names.VERSION_IRI}> <"
    return next((iri_of(split(line).object) for line in lines if needle in line), None)


@cache
def check_unaltered(path: Path, sha256: str) -> None:
    """Refuse to work with a release file that is not the one that was published (OM117); looked at once a process."""
    if sha256_of_file(path) != sha256:
        raise BadInput(
            "OM117",
            f"{path} is not what was released: its hash differs from the manifest's.",
            fix="Restore it from a backup; to change an ontology, import a new state and release it.",
            details={"path": str(path), "expected": sha256},
        )


@cache
def _desk() -> Path:
    return scratch_folder()


def _cached(folder: Path | None, lines: Iterable[Line]) -> Path:
    data = file_bytes(lines)
    return cached(folder, f"state-{hashlib.sha256(data).hexdigest()[:16]}.nt", data)


def cached(folder: Path | None, name: str, data: bytes) -> Path:
    """Return a file that holds *data*: in a cache, or where that can't be written, in a folder of this process."""
    path = (folder or _desk()) / name
    try:
        if not path.is_file():
            atomic_write(path, data)
    except BadInput:
        if folder is None:
            raise
        return cached(None, name, data)
    return path
