"""Which map carries the data over, between which releases, and what its conditions may read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontoman.conditions import Field, categories_of, fields_of
from ontoman.errors import BadInput, Refused
from ontoman.formats import sssom
from ontoman.model import ValueKind
from ontoman.operations.maps.completeness import lacking
from ontoman.operations.maps.heads import refuse_two_heads
from ontoman.operations.relabel.output import RELEASE, side_folder
from ontoman.operations.states import find_workspace, resolve, unknown_release
from ontoman.operations.withdrawing import notes as withdrawn
from ontoman.store.maps import latest_revision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ontoman.migration import MigrationMap
    from ontoman.model import Ontology
    from ontoman.store.config import StoredAs
    from ontoman.store.workspace import ReleaseRecord, Workspace


@dataclass(frozen=True, slots=True)
class Way:
    """A map and what is known around it. Releases are versionIRIs; None where the map leaves them open.

    `offered` are the categories that annotators may pick in the new release, as data writes them; None where it is
    not at hand.
    """

    map: MigrationMap
    sha256: str
    from_: str | None
    to: str | None
    fields: Mapping[str, Field] = field(default_factory=dict)
    tree: Mapping[str, frozenset[str]] | None = None
    warnings: tuple[str, ...] = ()
    offered: Mapping[str, str] | None = None
    class_indices: Mapping[str, int] = field(default_factory=dict)


class AlreadyThere(Exception):
    """The data is recorded as being at the release that was asked for."""

    def __init__(self, release: str) -> None:
        super().__init__(release)
        self.release = release


def find_way(data: Path, *, map_file: Path | None, from_: str | None, to: str | None, folder: Path | None) -> Way:
    """Return the map for *data*; raises `AlreadyThere`, or Refused where the data is at another release (OM630)."""
    workspace = find_workspace(folder)
    recorded = recorded_release(data)
    if map_file is not None:
        way = _by_file(workspace, map_file, from_, to)
    elif to is not None:
        way = _by_releases(workspace, recorded, from_, to)
    else:
        raise BadInput(
            "OM634",
            "Neither a map nor a release to go to is named.",
            fix="Give --map FILE, or --to RELEASE inside a workspace.",
        )
    _check_place(data, recorded, way)
    return way


def recorded_release(data: Path) -> str | None:
    """Return the versionIRI at which *data* is recorded beside it, None where nothing is."""
    file = side_folder(data) / RELEASE
    if not file.is_file():
        return None
    try:
        found = json.loads(file.read_text("utf-8"))["release"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "OM635", f"{file} cannot be read: {error}.", fix="Take it away to say the release with --from instead."
        ) from error
    return None if found is None else str(found)


def _by_file(workspace: Workspace | None, path: Path, from_: str | None, to: str | None) -> Way:
    read = sssom.read(path)
    header = read.map.header
    for asked, named, which in ((from_, header.from_version_iri, "from"), (to, header.to_version_iri, "to")):
        wanted = _iri_of(workspace, asked) if asked else None
        if wanted and named and wanted != named:
            raise Refused(
                "OM631",
                f"{path} leads {which} {named}, not {which} {asked}.",
                fix=f"Leave --{which} out, or name the map between the two releases.",
            )
    ends = [_find_by_iri(workspace, iri) for iri in (header.from_version_iri, header.to_version_iri)]
    return _way(workspace, read, ends[0], ends[1], asked=(from_, to))


def _by_releases(workspace: Workspace | None, recorded: str | None, from_: str | None, to: str) -> Way:
    if workspace is None:
        raise BadInput(
            "OM636",
            f"--to {to} needs a workspace, and this folder is none.",
            fix="Go to one, name one with -w DIR, or name the map itself with --map FILE.",
        )
    new = _release(workspace, to)
    old = _find_by_iri(workspace, recorded) if from_ is None else _release(workspace, from_)
    if recorded == str(new.iri):
        raise AlreadyThere(recorded)
    if old is None:
        raise BadInput(
            "OM637",
            "At which release is this data? Nothing is recorded beside it.",
            fix="Say it with --from RELEASE.",
            details={"recorded": recorded},
        )
    path = latest_revision(workspace.root, old.version.text, new.version.text)
    if path is None:
        raise BadInput(
            "OM638",
            f"There is no map from {old.version} to {new.version}.",
            fix=f"Build it with `ontoman map build {old.version} {new.version}`, or go one release at a time.",
        )
    read = sssom.read(path)
    refuse_two_heads(workspace.root, read.map.header, old.version.text, new.version.text)
    return _way(workspace, read, old, new)


def _way(
    workspace: Workspace | None,
    read: sssom.ReadMap,
    old: ReleaseRecord | None,
    new: ReleaseRecord | None,
    asked: tuple[str | None, str | None] = (None, None),
) -> Way:
    header = read.map.header
    for release, expected in ((old, header.from_graph_sha256), (new, header.to_graph_sha256)):
        if release is not None and expected is not None and release.sha256 != expected:
            raise BadInput(
                "OM639",
                f"The map was made for other statements of {release.version} than this workspace holds.",
                fix="Use the map that belongs to these releases; `ontoman map build` makes one.",
                details={"map": expected, "release": release.sha256},
            )
    before = resolve(workspace, old.version.text) if old else None
    ontology = before.ontology if before else None
    after = resolve(workspace, new.version.text).ontology if new else None
    categories = tuple(after.categories.values()) if after else ()
    metadata = workspace.config.metadata if workspace else {}
    return Way(
        map=read.map,
        sha256=read.sha256,
        from_=header.from_version_iri or (str(old.iri) if old else asked[0]),
        to=header.to_version_iri or (str(new.iri) if new else asked[1]),
        fields={**_converted(read.map), **(fields_of(ontology, metadata=metadata) if ontology else {})},
        tree=categories_of(ontology) if ontology else None,
        warnings=(*read.warnings, *lacking(read.map, before), *withdrawn(workspace, *_versions(old, new))),
        offered=_offered(after, workspace.config.labels_stored_as) if workspace and after else None,
        class_indices={c.key: c.class_index for c in categories if c.class_index is not None},
    )


def _converted(of: MigrationMap) -> dict[str, Field]:
    """Return the attributes of which a map converts numbers: whatever data makes of them, they are numbers."""
    return {key: Field(key, ValueKind.DECIMAL) for row in of.rows for key, _ in row.transform}


def _versions(*releases: ReleaseRecord | None) -> tuple[str, ...]:
    return tuple(release.version.text for release in releases if release)


def _offered(after: Ontology, stored_as: StoredAs) -> dict[str, str]:
    """Return what annotators may pick: no group, and nothing deprecated."""
    live = (category for category in after.categories.values() if category.selectable and not category.deprecated)
    return {category.iri: category.label() if stored_as == "label" else category.key for category in live}


def _check_place(data: Path, recorded: str | None, way: Way) -> None:
    if recorded is None:
        return
    if way.to is not None and recorded == way.to:
        raise AlreadyThere(recorded)
    if way.from_ is not None and recorded != way.from_:
        raise Refused(
            "OM630",
            f"{data} is recorded as being at {recorded}; this map starts from {way.from_}.",
            fix="Use the map that starts where the data is; `--from` cannot overrule what is recorded.",
            details={"recorded": recorded, "from": way.from_, "to": way.to},
        )


def _release(workspace: Workspace, ref: str) -> ReleaseRecord:
    found = workspace.find_release(ref) or _find_by_iri(workspace, ref)
    if found is None:
        raise unknown_release(workspace, ref)
    return found


def _iri_of(workspace: Workspace | None, ref: str) -> str:
    found = workspace.find_release(ref) if workspace else None
    return str(found.iri) if found else ref


def _find_by_iri(workspace: Workspace | None, iri: str | None) -> ReleaseRecord | None:
    if workspace is None or iri is None:
        return None
    return next((release for release in workspace.releases() if str(release.iri) == iri), None)
