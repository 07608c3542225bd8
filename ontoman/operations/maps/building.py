"""Migration maps: built from two releases, imported from plain files, kept as revisions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from ontoman.errors import BadInput, OntomanError, Refused
from ontoman.formats import sssom
from ontoman.formats.maps_in import read_plain_map
from ontoman.migration import MapHeader
from ontoman.migration.building.build import build
from ontoman.migration.building.imported import UNSPECIFIED_LICENSE
from ontoman.migration.building.suggested import JUSTIFICATION as SUGGESTED
from ontoman.migration.building.tying import bind, strangers
from ontoman.migration.curies import percent_encode
from ontoman.migration.subjects import undecided
from ontoman.model import version_iri
from ontoman.operations.maps.completeness import lacking
from ontoman.operations.maps.remarks import remarks_on
from ontoman.operations.progress import SILENT
from ontoman.operations.states import resolve
from ontoman.rdf.conversions import our_conversions
from ontoman.rdf.flags import our_flags
from ontoman.store.database import Deed
from ontoman.store.maps import revisions, save_revision
from ontoman.system import atomic_write, now, read_bytes, sha256_of_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ontoman.changes.values import Change, ChangeSet
    from ontoman.formats.map_layout import MapLayout
    from ontoman.migration import MigrationMap
    from ontoman.migration.building.lineage import StoredAs
    from ontoman.operations.progress import Progress
    from ontoman.operations.states import State
    from ontoman.store.workspace import Workspace


UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StoredMap:
    """A map and the file that it was written to, with what its reader should know."""

    map: MigrationMap
    path: Path
    shown: str
    warnings: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """What it holds, in one line."""
        actions = Counter(row.action.value for row in self.map.rows)
        counted = ", ".join(f"{count} {action}" for action, count in sorted(actions.items()))
        waiting = len(undecided(self.map.rows))
        waits = f"; {waiting} wait{'s' * (waiting == 1)} for a person (`ontoman map todo`)" if waiting else ""
        return f"{self.shown}: {len(self.map.rows)} rows ({counted}){waits}"


def build_map(
    old: State, new: State, changes: ChangeSet, *, stored_as: StoredAs = "key", suggestions: Iterable[Change] = ()
) -> MigrationMap:
    """Build the map that leads labels from one state to another, of which *changes* are the difference."""
    header = header_for(old, new)
    return build(
        changes,
        old.ontology,
        new.ontology,
        header,
        stored_as=stored_as,
        suggestions=suggestions,
        conversions=our_conversions().values(),
    )


def build_between(
    workspace: Workspace | None,
    old_ref: str,
    new_ref: str,
    output: Path | None,
    progress: Progress = SILENT,
    *,
    by: str = UNKNOWN,
    suggesting: bool = False,
) -> StoredMap:
    """Compare two states, build the map, and write it to *output*, else as a revision in the workspace.

    With *suggesting*, what may have become of a category and was not declared is a row that waits to be accepted.
    """
    from ontoman.operations.diffing import compare  # noqa: PLC0415 - an import of a plain map compares nothing

    old, new = resolve(workspace, old_ref), resolve(workspace, new_ref)
    stored_as = workspace.config.labels_stored_as if workspace else "key"
    judged = compare(old, new, workspace, progress, suggesting=suggesting)
    progress.stage("Building the map")
    built = build_map(old, new, judged.changes, stored_as=stored_as, suggestions=judged.suggestions)
    stored = _written(workspace, built, old, new, output, by)
    return replace(stored, warnings=_of_suggestions(built)) if suggesting else stored


def _of_suggestions(built: MigrationMap) -> tuple[str, ...]:
    count = len({row.subject_id for row in built.rows if row.justification == SUGGESTED})
    if not count:
        return ("Nothing is suggested.",)
    have = "category has a suggestion" if count == 1 else "categories have a suggestion"
    return (f"{count} {have} (om_status proposed): no label follows one before it is accepted.",)


def import_map(
    path: Path,
    layout: MapLayout,
    *,
    workspace: Workspace | None,
    releases: tuple[str | None, str | None],
    output: Path | None,
    by: str = UNKNOWN,
) -> StoredMap:
    """Read a plain map (or any SSSOM file), tie it to *releases* where they are named, and write it."""
    warnings: tuple[str, ...] = ()
    old, new = (resolve(workspace, ref) if ref else None for ref in releases)
    if _is_sssom(path):
        read = sssom.read(path)
        imported, warnings = read.map, read.warnings
    else:
        imported = read_plain_map(path, replace(layout, usual_flags=our_flags(), known=_known(old, new)))
    if (old or new) and not _is_sssom(path):
        imported = bind(imported, old.ontology if old else None, new.ontology if new else None)
    imported = replace(imported, header=_tied(imported.header, old, new))
    stored = _written(workspace, imported, old, new, output, by)
    notes = lacking(imported, old)
    if notes and output is None:
        notes = (*notes, f"{stored.shown} is the latest revision now: `relabel` takes it.")
    remarks = (*remarks_on(imported), *(_strange(imported, old) if old else ()))
    return replace(stored, warnings=(*warnings, *remarks, *notes))


def _known(*states: State | None) -> frozenset[str]:
    """Return every key and text by which releases call their categories."""
    categories = [c for state in states if state for c in state.ontology.categories.values()]
    return frozenset(text for c in categories for text in (c.key, c.iri, *(label.text for label in c.labels)))


def _strange(imported: MigrationMap, old: State) -> tuple[str, ...]:
    return tuple(
        f"{label} is no category of {old.name}" + (f"; {meant}, which no row covers, may be meant." if meant else ".")
        for label, meant in strangers(imported, old.ontology)
    )


def header_for(old: State, new: State) -> MapHeader:
    """Return the header of a map between two states: their versionIRIs and the hashes of their statements."""
    ontology = new.ontology.header
    licenses = [text for text in ontology.licenses if text.startswith(("http://", "https://"))]
    space = str(ontology.iri or "")
    header = MapHeader(
        mapping_set_id="",
        license=licenses[0] if licenses else UNSPECIFIED_LICENSE,
        curie_map={"onto": space} if space.endswith(("/", "#")) else {},
    )
    return _tied(header, old, new)


def _tied(header: MapHeader, old: State | None, new: State | None) -> MapHeader:
    tied = replace(header, tool_version=_tool_version())
    if old is not None:
        tied = replace(tied, from_version_iri=old.iri, from_graph_sha256=old.sha256)
    if new is not None:
        tied = replace(tied, to_version_iri=new.iri, to_graph_sha256=new.sha256)
    if old is None or new is None:
        return tied
    ontology = new.ontology.header.iri or old.ontology.header.iri or "urn:ontoman:map"
    return replace(tied, mapping_set_id=version_iri(ontology, f"map/{_named(old)}/{_named(new)}"))


def _named(state: State) -> str:
    return percent_encode(state.ontology.header.version or state.name)


def _tool_version() -> str | None:
    try:
        return version("ontoman")
    except PackageNotFoundError:
        return None


def _is_sssom(path: Path) -> bool:
    """Tell whether a file is SSSOM TSV: by its columns, not by its name."""
    lines = (line for line in read_bytes(path).split(b"\n") if not line.startswith(b"#"))
    columns = next(lines, b"").strip().split(b"\t")
    return {b"subject_id", b"object_id"} <= set(columns)


def _written(
    workspace: Workspace | None,
    made: MigrationMap,
    old: State | None,
    new: State | None,
    output: Path | None,
    by: str,
) -> StoredMap:
    if output is not None:
        if output.is_file() and not _is_sssom(output):
            raise Refused(
                "OM531", f"{output} exists and is no map.", fix="Name another -o FILE; only a map is replaced."
            )
        atomic_write(output, sssom.write(made))
        return StoredMap(made, output, str(output))
    return append(workspace, made, old, new, by)


def append(
    workspace: Workspace | None, made: MigrationMap, old: State | None, new: State | None, by: str = UNKNOWN
) -> StoredMap:
    """Keep a map as the next revision between two releases, and audit it; OM530 where it is not between releases."""
    names = [state.name for state in (old, new) if workspace and state and workspace.find_release(state.name)]
    if workspace is None or len(names) != 2:  # noqa: PLR2004 - FROM and TO
        raise BadInput(
            "OM530",
            "A workspace keeps maps between two of its releases, and this is none.",
            fix="Name both releases (--from and --to for an import), or write the map to a file with -o FILE.",
        )
    stored = None
    try:
        with workspace.database.transaction():  # of two that append at once, the second finds the first
            stored = _appended(workspace, made, names, by)
    except OntomanError:
        if stored is not None:
            stored.path.unlink(missing_ok=True)
        raise
    return stored


def _appended(workspace: Workspace, made: MigrationMap, names: list[str], by: str) -> StoredMap:
    known = revisions(workspace.root, *names)
    header = replace(
        made.header,
        revision=known[-1][0] + 1 if known else 1,
        predecessor_sha256=sha256_of_file(known[-1][1]) if known else None,
    )
    numbered = replace(made, header=header)
    data = sssom.write(numbered)
    path, number = save_revision(workspace.root, names[0], names[1], data)
    stored = StoredMap(numbered, path, path.relative_to(workspace.root).as_posix())
    details = {"path": stored.shown, "revision": number, "sha256": sha256(data).hexdigest()}
    try:
        workspace.database.audit(Deed("map", by, now(), details))
    except OntomanError:
        path.unlink()
        raise
    return stored
