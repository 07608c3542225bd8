"""What is wrong with a map, and what in it waits for a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from ontoman.formats import sssom
from ontoman.migration.cardinality import cardinalities
from ontoman.migration.checking.check import check
from ontoman.migration.checking.explaining import Difference
from ontoman.migration.subjects import Problem, subjects_of, undecided
from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED
from ontoman.operations.maps.completeness import lacking, to_fill_in
from ontoman.operations.maps.shapes import problems_of_shapes
from ontoman.operations.states import resolve
from ontoman.rdf.catalogue import our_catalogue
from ontoman.rdf.flags import our_flags

if TYPE_CHECKING:
    from pathlib import Path

    from ontoman.migration import MapHeader, MigrationMap
    from ontoman.migration.subjects import SubjectRows
    from ontoman.operations.states import State
    from ontoman.store.workspace import Workspace

_FATES = frozenset({"A3", "A4", "A5"})  # deprecated, and with what in its place
_COMPOUND = "K"
_UNTOUCHED = "L0"


def check_map(
    workspace: Workspace | None, path: Path, releases: tuple[str | None, str | None] = (None, None)
) -> dict[str, object]:
    """Check a map file (`ontoman/map-check/1`); its releases are looked up in the workspace where not given."""
    read = sssom.read(path)
    header = read.map.header
    old = _release(workspace, releases[0], header.from_version_iri)
    new = _release(workspace, releases[1], header.to_version_iri)
    problems = check(
        read.map,
        old=old.ontology if old else None,
        new=new.ontology if new else None,
        stored_cardinality=read.stored_cardinality,
        difference=_difference(old, new, workspace) if old and new else None,
        flags=our_flags(),
    )
    void = [
        *_void(old, header.from_graph_sha256, "subjects"),
        *_void(new, header.to_graph_sha256, "objects"),
    ]
    return {
        **_head("map-check", path, header),
        "rows": len(read.map.rows),
        "checked": {"from": old.name if old else None, "to": new.name if new else None},
        "cardinality": _cardinality(read.map),
        "warnings": [
            *read.warnings,
            *([] if header.complete else lacking(read.map, old)),
            *to_fill_in(read.map, old, new),
        ],
        "problems": [asdict(problem) for problem in (*void, *problems, *problems_of_shapes(read.map))],
    }


def _difference(old: State, new: State, workspace: Workspace | None) -> Difference:
    """Return what changed, and which of it old labels feel: declared fates of categories, and compound changes."""
    from ontoman.operations.diffing import compare  # noqa: PLC0415 - a map by itself needs no comparison

    judged, catalogue = compare(old, new, workspace), our_catalogue()
    felt = (
        change.id
        for change in judged.changes.changes
        if (code := catalogue.get(change.kind).code) in _FATES or code.startswith(_COMPOUND)
        if judged.compats[change.id].labels != _UNTOUCHED
    )
    return Difference(judged.changes, frozenset(felt))


def _cardinality(of: MigrationMap) -> dict[str, int]:
    """Count subjects by what they become: another one, one that others become too, several, nothing, undecided."""
    counting = subjects_of(row for row in of.rows if not row.of_value)
    places = {row.record_id: said for row, said in zip(of.rows, cardinalities(of.rows), strict=True)}
    found = Counter(places[subject.rows[0].record_id] or "undecided" for subject in counting)
    objects = Counter(row.object_id for subject in counting for row in subject.rows)
    merged = {iri for iri, count in objects.items() if count > 1} - {NO_TERM_FOUND, UNDECIDED}
    return {**{said: found[said] for said in ("1:1", "n:1", "1:n", "n:n", "1:0", "undecided")}, "merges": len(merged)}


def todo(path: Path) -> dict[str, object]:
    """Return what waits for a person, and what is worth a look at a sample (`ontoman/map-todo/1`)."""
    read = sssom.read(path)
    return {
        **_head("map-todo", path, read.map.header),
        "warnings": list(read.warnings),
        "undecided": [_waiting(subject, why) for subject, why in undecided(read.map.rows)],
        "samples": _samples(read.map),
    }


def _head(name: str, path: Path, header: MapHeader) -> dict[str, object]:
    return {
        "schema": f"ontoman/{name}/1",
        "map": str(path),
        "from": header.from_version_iri,
        "to": header.to_version_iri,
    }


def _waiting(subject: SubjectRows, why: str) -> dict[str, object]:
    terms = [row for row in subject.rows if row.object_id not in {UNDECIDED, NO_TERM_FOUND}]
    return {
        "subject": subject.name,
        "subject_id": subject.rows[0].subject_id,
        "why": why,
        "candidates": [row.object_label or row.object_id for row in terms],
        "conditions": [row.when for row in terms if row.when],
        "record_ids": [row.record_id for row in subject.rows],
    }


def _samples(of: MigrationMap) -> list[dict[str, object]]:
    return [
        {
            "subject": row.subject_label or row.subject_id,
            "subject_id": row.subject_id,
            "size": int(row.need.partition(":")[2] or 0),
            "comment": row.comment,
        }
        for row in of.rows
        if row.need.startswith("sample:") and row.need.partition(":")[2].isdigit()
    ]


def _release(workspace: Workspace | None, ref: str | None, iri: str | None) -> State | None:
    if ref is not None:
        return resolve(workspace, ref)
    known = workspace.releases() if workspace and iri else ()
    named = next((release for release in known if release.iri == iri), None)
    return resolve(workspace, named.version.text) if named else None


def _void(state: State | None, expected: str | None, what: str) -> list[Problem]:
    if state is None or expected is None or state.sha256 == expected:
        return []
    return [
        Problem(
            "OM551",
            "violation",
            None,
            None,
            f"The map's {what} are of other statements than {state.name} has: its hash is not the one in the header.",
            "A map holds for the release that it was made from, byte for byte. Build it again.",
        )
    ]
