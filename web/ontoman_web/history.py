"""What the releases did to one thing, read from the changes that each of them keeps."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ontoman.model import Iri
    from ontoman.store.workspace import ReleaseRecord


class Event(NamedTuple):
    """A release that changed a thing: from which release, and by what kinds of change."""

    version: str
    prior: str | None
    at: str
    kinds: tuple[str, ...]


def of(releases: Sequence[ReleaseRecord], iri: Iri) -> tuple[Event, ...]:
    """Return the releases that changed *iri*, the newest first."""
    priors = (None, *(release.version.text for release in releases))
    events = (
        Event(release.version.text, prior, str(release.manifest.get("at") or ""), kinds)
        for prior, release in zip(priors, releases, strict=False)
        if (kinds := _changed(release.folder / "changes.json").get(iri, ()))
    )
    return tuple(reversed(tuple(events)))


def stored(folder: Path) -> dict[str, Any]:
    """Return the changes that a release keeps."""
    document: dict[str, Any] = json.loads((folder / "changes.json").read_bytes())
    return document


@lru_cache(maxsize=32)  # a release never changes
def _changed(path: Path) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    if path.is_file():
        for change in stored(path.parent)["changes"]:
            if change["about"] is not None and change["kind"] not in found[change["about"]]:
                found[change["about"]].append(change["kind"])
    return {about: tuple(kinds) for about, kinds in found.items()}
