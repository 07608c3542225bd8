"""A plain map tied to releases: its labels become the terms that they name there."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.migration.building.imported import with_merges
from ontoman.migration.defaults import record_id_of
from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED, Action, MigrationMap
from ontoman.model.names import EXACT_MATCH, TERM_REPLACED_BY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ontoman.migration.values import MapRow
    from ontoman.model import Category, Iri, Ontology

_SHOWN = 10


def bind(migration_map: MigrationMap, old: Ontology | None, new: Ontology | None) -> MigrationMap:
    """Name each subject by its IRI in *old* and each object by its IRI in *new*; labels stay as data writes them.

    A label is looked up by key, then IRI, then by its text in any language. A label that *old* has not stays as it is,
    for `strangers` to name, unless most are such. Raises BadInput: OM529 for targets that *new* has not, and for
    labels that a release has more than once, OM532 where two labels are one category of *old*.
    """
    rows = migration_map.rows
    subjects = _found((row.subject_label for row in rows), old, "old", some_missing=True) if old else None
    if subjects is not None:
        _refuse_twice(subjects)
    targets = (row.object_label for row in rows if row.object_id != NO_TERM_FOUND or row.residual)
    objects = _found((label for label in targets if label), new, "new") if new else None
    bound = (_bound(row, subjects, objects) for row in rows)
    return MigrationMap(migration_map.header, with_merges(tuple(bound)))


def strangers(migration_map: MigrationMap, old: Ontology) -> tuple[tuple[str, str | None], ...]:
    """Return the labels of a map that *old* has not, each with the one that may be meant: one that no row covers."""
    covered = {row.subject_id for row in migration_map.rows}
    free = [c.key for c in old.categories.values() if not c.deprecated and c.iri not in covered]
    strange = {row.subject_label or row.subject_id for row in migration_map.rows if row.subject_id not in old.entities}
    return tuple((label, next(iter(get_close_matches(label, free, n=1)), None)) for label in sorted(strange))


def _bound(row: MapRow, subjects: Mapping[str, Iri] | None, objects: Mapping[str, Iri] | None) -> MapRow:
    subject = row.subject_id if subjects is None else subjects.get(row.subject_label, row.subject_id)
    target, residual = row.object_id, row.residual
    if objects is not None and row.object_label in objects:
        target = target if target in {NO_TERM_FOUND, UNDECIDED} else objects[row.object_label]
        residual = objects[row.object_label] if residual else None
    action, predicate = row.action, row.predicate_id
    if action in {Action.KEEP, Action.REPLACE} and row.group_op is None:
        action = Action.KEEP if subject == target and row.subject_label == row.object_label else Action.REPLACE
        predicate = EXACT_MATCH if predicate == TERM_REPLACED_BY else predicate
    named = replace(
        row,
        subject_id=subject,
        object_id=target,
        residual=residual,
        action=action,
        predicate_id=predicate,
        loss="lossy_forward" if action is Action.GENERALISE else "none",
        decision=None,
    )
    return replace(named, record_id=record_id_of(named))


def _refuse_twice(subjects: Mapping[str, Iri]) -> None:
    by_iri: dict[Iri, list[str]] = {}
    for label, iri in subjects.items():
        by_iri.setdefault(iri, []).append(label)
    twice = [" and ".join(map(repr, labels)) for labels in by_iri.values() if len(labels) > 1]
    if twice:
        raise BadInput(
            "OM532",
            f"Two labels are one category of the old release: {'; '.join(twice[:_SHOWN])}.",
            fix="Keep the one that the data writes, or leave the release open to map texts.",
            details={"labels": twice},
        )


def _found(labels: Iterable[str], ontology: Ontology, side: str, *, some_missing: bool = False) -> dict[str, Iri]:
    find = _finder(ontology)
    asked = dict.fromkeys(labels)
    found = {label: find(label) for label in asked}
    missing = [label for label, hits in found.items() if not hits]
    if some_missing and len(missing) * 2 < len(found):
        found = {label: hits for label, hits in found.items() if hits}
    wrong = [f"{label!r} ({len(hits) or 'not there'})" for label, hits in found.items() if len(hits) != 1]
    if wrong:
        more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise BadInput(
            "OM529",
            f"Labels that are not one category of the {side} release: {', '.join(wrong[:_SHOWN])}{more}.",
            fix="Write their keys, or leave the release open and import the map by itself.",
            details={"labels": [label for label, hits in found.items() if len(hits) != 1]},
        )
    return {label: hits[0] for label, hits in found.items()}


def _finder(ontology: Ontology) -> Callable[[str], list[Iri]]:
    by_text: dict[str, dict[Iri, None]] = {}
    for category in ontology.categories.values():
        for text in category.labels:
            by_text.setdefault(text.text, {})[category.iri] = None

    def find(label: str) -> list[Iri]:
        category: Category | None = ontology.categories_by_key.get(label) or ontology.categories.get(label)  # type: ignore[call-overload]
        return [category.iri] if category else list(by_text.get(label, ()))

    return find
