"""The state that two others went on from: the release of two drafts, or the last one that two chains share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.operations.edit_desk import draft_row
from ontoman.operations.states import DRAFT, unknown_release
from ontoman.store.database import DEFAULT_DRAFT
from ontoman.store.workspace import read_release

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontoman.store.workspace import ReleaseRecord, Workspace


def common_base(workspace: Workspace | None, ours: str, theirs: str) -> str:
    """Return the nearest release that both went on from, as RELEASE names it; OM449 where none is known."""
    shared = {release.sha256 for release in _past(workspace, theirs)}
    found = next((release for release in _past(workspace, ours) if release.sha256 in shared), None)
    if found is None:
        raise BadInput(
            "OM449",
            f"No release is known that both {ours} and {theirs} went on from.",
            fix=f"Name it: `ontoman merge BASE {ours} {theirs}`.",
            details={"ours": ours, "theirs": theirs},
        )
    ours_too = [one.version.text for one in (workspace.releases() if workspace else ()) if one.sha256 == found.sha256]
    return ours_too[0] if ours_too else str(found.ontology)


def _past(workspace: Workspace | None, ref: str) -> Iterator[ReleaseRecord]:
    """Yield the releases that a state went on from, the nearest first; a release itself is the first of them."""
    if workspace is not None and (ref == DRAFT or ref.startswith(f"{DRAFT}:")):
        base = draft_row(workspace, ref.partition(":")[2] or DEFAULT_DRAFT).base
        start = workspace.find_release(base) if base else None
        return _chain(start, workspace.releases())
    release = workspace.find_release(ref) if workspace else None
    if workspace is not None and release is not None:
        return _chain(release, workspace.releases())
    if not Path(ref).is_file():
        raise unknown_release(workspace, ref)
    return _past_of_file(Path(ref))


def _past_of_file(path: Path) -> Iterator[ReleaseRecord]:
    """Yield what a release's own file says: its manifest, and those of the releases beside it."""
    manifest = path.with_name("manifest.json")
    if path.name != "ontology.nt" or not manifest.is_file():
        return iter(())
    beside = sorted(path.resolve().parent.parent.glob("*/manifest.json"))
    return _chain(read_release(manifest), map(read_release, beside))


def _chain(start: ReleaseRecord | None, releases: Iterable[ReleaseRecord]) -> Iterator[ReleaseRecord]:
    by_iri = {str(release.iri): release for release in releases}
    seen: set[str] = set()
    while start is not None and start.iri not in seen:
        yield start
        seen.add(start.iri)
        start = by_iri.get(str(start.manifest.get("priorVersion")))
