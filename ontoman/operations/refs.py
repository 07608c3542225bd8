"""Where code, SQL and settings use a key that changed: file, line, and what takes its place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ontoman.errors import BadInput
from ontoman.formats.key_search import KeySearch
from ontoman.operations.diffing import judged_diff
from ontoman.operations.progress import SILENT
from ontoman.review.replaced import by_key, replaced_keys
from ontoman.system.files import cannot_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontoman.operations.diffing import JudgedDiff
    from ontoman.operations.progress import Progress
    from ontoman.review.replaced import ReplacedKey
    from ontoman.store.workspace import Workspace

SCHEMA: Final = "ontoman/refs/1"
_MEGABYTE: Final = 1_000_000
_HIDDEN: Final = frozenset({".git", ".hg", ".svn"})
_OF_A_WORKSPACE: Final = frozenset({"releases", "maps", ".cache"})
_SAMPLE: Final = 8192


@dataclass(frozen=True, slots=True)
class Wish:
    """What to look for, and where: two states, files or folders, and how large a file may be (in MB)."""

    old: str
    new: str
    paths: tuple[Path, ...]
    quoted: bool = False
    max_size: float = 5
    progress: Progress = SILENT


@dataclass
class _Found:
    files: int = 0
    refs: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)


def refs(workspace: Workspace | None, wish: Wish) -> dict[str, Any]:
    """Return every use of a changed key as a document (`ontoman/refs/1`)."""
    for path in wish.paths:
        if not path.exists():
            raise BadInput("OM480", f"{path} is no file and no folder.", fix="Name what to search, for example `src`.")
    judged = judged_diff(workspace, wish.old, wish.new, wish.progress)
    groups = by_key(_replaced(judged, workspace))
    wish.progress.stage("Searching")
    found = _searched(KeySearch(groups, quoted=wish.quoted), groups, wish)
    return {
        "schema": SCHEMA,
        "from": judged.old.name,
        "to": judged.new.name,
        "keys": len(groups),
        "files": found.files,
        "skipped": found.skipped,
        "refs": found.refs,
    }


def _replaced(judged: JudgedDiff, workspace: Workspace | None) -> tuple[ReplacedKey, ...]:
    """Return the keys that no longer stand; the old state is read only where an attribute's values are among them."""
    of_values = any("on_value" in change.facts for change in judged.changes.changes)
    attributes = judged.old.ontology.attributes.values() if of_values else ()
    keys = {value.iri: attribute.key for attribute in attributes for value in attribute.values}
    stores_labels = workspace is not None and workspace.config.labels_stored_as == "label"
    return replaced_keys(judged.changes, keys, stores_labels=stores_labels)


def _searched(search: KeySearch, groups: dict[str, tuple[ReplacedKey, ...]], wish: Wish) -> _Found:
    found = _Found()
    for path in _files(wish.paths):
        try:
            text = _text(path, int(wish.max_size * _MEGABYTE))
        except BadInput as letter:
            found.skipped.append({"path": str(path), "why": letter.message})
            continue
        if isinstance(text, _Skipped):
            found.skipped.append({"path": str(path), "why": text.why})
        elif text is not None:
            found.files += 1
            found.refs += [_ref(path, hit, one) for hit in search.hits(text) for one in groups[hit.key]]
    return found


def _ref(path: Path, hit: Any, one: ReplacedKey) -> dict[str, Any]:  # noqa: ANN401 - a Hit
    return {
        "path": str(path),
        "line": hit.line,
        "column": hit.column,
        "text": hit.text,
        "key": one.key,
        "of": one.of,
        "attribute": one.attribute,
        "kind": one.kind,
        "successors": list(one.successors),
    }


# -- files ------------------------------------------------------------------------------------------------------------


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield each file once, in order; what a version control or a workspace keeps for itself is left out."""
    seen: set[str] = set()
    for path in paths:
        for one in _walk(path) if path.is_dir() else (path,):
            if (real := os.path.realpath(one)) not in seen:
                seen.add(real)
                yield one


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        left_out = _HIDDEN | _OF_A_WORKSPACE if "ontoman.toml" in files else _HIDDEN
        folders[:] = sorted(name for name in folders if name not in left_out)
        yield from (Path(place, name) for name in sorted(files))


@dataclass(frozen=True, slots=True)
class _Skipped:
    why: str


def _text(path: Path, limit: int) -> str | _Skipped | None:
    """Read a file as text: None where it is binary or no file at all, a reason where it is too large."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
            if b"\0" in sample:
                return None
            if os.fstat(file.fileno()).st_size > limit:
                return _Skipped(f"it is larger than {limit / _MEGABYTE:g} MB")
            return (sample + file.read()).decode("utf-8", errors="replace")
    except OSError as error:
        raise cannot_read(path, error) from error
