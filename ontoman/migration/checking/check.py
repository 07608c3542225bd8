"""What must hold of a map before it runs: the invariants that can be told without data."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from ontoman.migration.building.tying import strangers
from ontoman.migration.cardinality import cardinalities
from ontoman.migration.checking.executing import changing_again, unfit
from ontoman.migration.checking.explaining import unexplained, units
from ontoman.migration.checking.groups import check_subject
from ontoman.migration.subjects import Problem, subjects_of, without_rows
from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED, Action, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ontoman.migration.checking.explaining import Difference
    from ontoman.migration.subjects import SubjectRows
    from ontoman.migration.values import MapRow, MigrationMap
    from ontoman.model import Ontology

_GONE = frozenset({Status.REJECTED, Status.SUPERSEDED})
_SHOWN = 5


def check(
    migration_map: MigrationMap,
    *,
    old: Ontology | None = None,
    new: Ontology | None = None,
    stored_cardinality: Sequence[str] = (),
    difference: Difference | None = None,
    flags: Iterable[str] = (),
) -> tuple[Problem, ...]:
    """Return what is wrong with a map, sorted; with the releases at hand also whether it is total and lands.

    OM541 a category without a row · OM542 an object that is not live · OM543 a group without its otherwise, or with
    one too many · OM544 a subject in two groups · OM545 a cardinality that was typed · OM546 a condition that
    cannot be read · OM547 a subject that the old release has not · OM548 conditions that overlap or leave a gap ·
    OM549 a conditional row whose predicate would mislead other tools · OM550 two subjects with one label ·
    OM552 a row that names no change, where the others do · OM554 a change that no row explains · OM555 a row that can
    never decide · OM556 an item that does not fit the new release afterwards · OM557 a second run that changes more ·
    OM558 a number in another unit that is not converted · OM559 a remark that nobody has explained.
    """
    subjects = subjects_of(migration_map.rows)
    found: list[Problem] = list(_same_label(subjects))
    for subject in subjects:
        found += check_subject(subject, old)
    found += _typed_cardinalities(migration_map.rows, stored_cardinality)
    found += _total(migration_map.rows, old) if old and migration_map.header.complete else ()
    found += _known(migration_map, subjects, old) if old else ()
    found += _landing(migration_map.rows, new) if new else ()
    found += _explained(migration_map.rows) if old and new else ()
    found += _unexplained_flags(migration_map.rows, tuple(flags))
    found += changing_again(migration_map)
    if old and new:
        found += unfit(migration_map, old, new)
        found += units(migration_map.rows, old, new)
    found += unexplained(migration_map.rows, difference, old) if difference and old else ()
    return tuple(sorted(found, key=lambda p: (p.severity == "warning", p.code, p.subject or "", p.record_id or "")))


def _same_label(subjects: Sequence[SubjectRows]) -> Iterator[Problem]:
    by_label: dict[str, list[str]] = {}
    for subject in subjects:
        row = subject.rows[0]
        if row.subject_label:
            by_label.setdefault(row.subject_label, []).append(row.subject_id)
    for label, iris in by_label.items():
        if len(iris) > 1:
            yield Problem(
                "OM550",
                "violation",
                None,
                label,
                f"The label {label!r} stands for {len(iris)} subjects: {', '.join(sorted(iris)[:_SHOWN])}.",
                "Give each the text by which data names it.",
            )


def _typed_cardinalities(rows: Sequence[MapRow], stored: Sequence[str]) -> Iterator[Problem]:
    for row, found, said in zip(rows, cardinalities(rows), stored, strict=False):
        if said and said != found:
            yield Problem(
                "OM545",
                "violation",
                row.record_id,
                row.subject_label or row.subject_id,
                f"mapping_cardinality says {said}; the rows make it {found or 'none'}.",
                "Leave it out: it is computed.",
            )


def _total(rows: Sequence[MapRow], old: Ontology) -> Iterator[Problem]:
    for category in without_rows(rows, old):
        yield Problem(
            "OM541",
            "violation",
            None,
            category.key,
            f"{category.key} may be in the data, and no row says what becomes of it.",
            "Add a row; `keep` where nothing changes.",
        )


def _unexplained_flags(rows: Iterable[MapRow], known: tuple[str, ...]) -> Iterator[Problem]:
    for row in rows:
        if row.flag is not None and row.status not in _GONE:
            close = get_close_matches(row.flag, known, n=1)
            yield Problem(
                "OM559",
                "warning",
                row.record_id,
                row.subject_label or row.subject_id,
                f"{row.subject_label or row.subject_id} is flagged {row.flag!r}, and nobody has said what that means.",
                (f"Did you mean {close[0]!r}? " if close else "")
                + "Import the table again with --flag, or decide the row and empty its om_flag.",
            )


def _known(of: MigrationMap, subjects: Sequence[SubjectRows], old: Ontology) -> Iterator[Problem]:
    meant = dict(strangers(of, old))
    for subject in subjects:
        if subject.rows[0].subject_id not in old.entities:
            other = meant.get(subject.name)
            yield subject.problem(
                "OM547",
                f"{subject.name} ({subject.rows[0].subject_id}) is nothing that the old release has.",
                f"Did you mean {other}, which no row covers?"
                if other
                else "Check the IRI, and whether the map is for this release.",
            )


def _landing(rows: Iterable[MapRow], new: Ontology) -> Iterator[Problem]:
    for row in rows:
        if row.status in _GONE:
            continue
        targets = [row.object_id, *([row.residual] if row.residual else [])]
        for target in targets:
            entity = new.entities.get(target)  # type: ignore[call-overload]
            if target not in {NO_TERM_FOUND, UNDECIDED} and (entity is None or entity.deprecated):
                fate = "is deprecated in the new release" if entity else "is not in the new release"
                yield Problem(
                    "OM542",
                    "violation",
                    row.record_id,
                    row.subject_label or row.subject_id,
                    f"{row.subject_label or row.subject_id} becomes {row.object_label or target}, which {fate}.",
                    f"Name a live one, {NO_TERM_FOUND} to retire it, or {UNDECIDED}.",
                )


def _explained(rows: Sequence[MapRow]) -> Iterator[Problem]:
    """Return the rows, all but keep, that name no change; an imported map names none anywhere."""
    if not any(row.change for row in rows):
        return
    for row in rows:
        if row.action is not Action.KEEP and not row.change and row.status not in _GONE:
            yield Problem(
                "OM552",
                "violation",
                row.record_id,
                row.subject_label or row.subject_id,
                f"{row.subject_label or row.subject_id} does not stay as it is, and its row names no change.",
                "Declare the change in the ontology and build the map again, or name it in om_change.",
            )
