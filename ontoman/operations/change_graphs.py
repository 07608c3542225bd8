"""The change sets of a workspace as graphs, each beside the release that it leads to."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ontoman.formats.diff_graph import diff_graph
from ontoman.operations.states import cached
from ontoman.rdf import file_bytes
from ontoman.rdf.kgcl import kgcl_classes

if TYPE_CHECKING:
    from pathlib import Path

    from ontoman.store.workspace import ReleaseRecord, Workspace

_ASKED: Final = re.compile(r"/changes>|\bkgcl:|w3id\.org/kgcl/|\bom:kind\b")


def asks_for_changes(sparql: str) -> bool:
    """Tell whether a query speaks of change sets: it names one, a term of KGCL, or `om:kind`."""
    return _ASKED.search(sparql) is not None


def change_graphs(workspace: Workspace) -> list[tuple[str, str]]:
    """Return each change set's IRI with a file of its statements."""
    later = [release for release in workspace.releases() if release.manifest["priorVersion"]]
    return [(f"{release.iri}/changes", str(_file(workspace, release))) for release in later]


def _file(workspace: Workspace, release: ReleaseRecord) -> Path:
    data = _bytes(release.folder / "changes.json", str(release.manifest["priorVersion"]), str(release.iri))
    return cached(workspace.cache, f"changes-{hashlib.sha256(data).hexdigest()[:16]}.nt", data)


@lru_cache(maxsize=32)  # a release never changes
def _bytes(path: Path, old: str, new: str) -> bytes:
    return file_bytes(diff_graph(json.loads(path.read_bytes()), f"{new}/changes", (old, new), kgcl_classes()))
