"""Whether the rows of a map explain what changed between its releases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.migration.subjects import Problem
from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED, Action, Status
from ontoman.model import Attribute, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.changes.values import Change, ChangeSet
    from ontoman.migration.values import MapRow
    from ontoman.model import Ontology

_GONE = frozenset({Status.REJECTED, Status.SUPERSEDED})
_NUMBERS = frozenset({ValueKind.INTEGER, ValueKind.DECIMAL})


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between the releases of a map; *to_explain* are the ids of the changes that labels feel."""

    changes: ChangeSet
    to_explain: frozenset[str]


def unexplained(rows: Sequence[MapRow], difference: Difference, old: Ontology) -> Iterator[Problem]:
    """Find changes that touch labels of *old* and that no row follows from (OM554).

    A row explains the changes that it names in om_change, with their parts, and where it names none those of its
    subject.
    """
    live = [row for row in rows if row.status not in _GONE]
    named = {change for row in live for change in row.change}
    silent = {row.subject_id for row in live if not row.change and row.action is not Action.KEEP}
    known = {change.id: change for change in difference.changes.changes}
    told = {part for change in known.values() if change.id in named for part in change.parts} | named
    for change in known.values():
        if change.id in difference.to_explain and _of_labels(change, known, old):
            about = {str(change.about), *(str(known[part].about) for part in change.parts if part in known)}
            if change.id not in told and not about & silent and not set(change.parts) & told:
                yield _unexplained(change)


def _of_labels(change: Change, known: Mapping[str, Change], old: Ontology) -> bool:
    """Tell whether a change is about categories that data may carry; values count with their attributes."""
    about = {change.about, *(known[part].about for part in change.parts if part in known)}
    return any(iri in old.categories and not old.categories[iri].deprecated for iri in about if iri)


def _unexplained(change: Change) -> Problem:
    name = change.key or change.label or str(change.about)
    return Problem(
        "OM554",
        "violation",
        None,
        name,
        f"{change.kind} of {name} touches labels, and no row follows from it ({change.id}).",
        "Add a row for its labels that names it in om_change, or build the map again.",
    )


def units(rows: Iterable[MapRow], old: Ontology, new: Ontology) -> Iterator[Problem]:
    """Find numbers that stand in another unit and are not converted, or are converted otherwise (OM558)."""
    live = [row for row in rows if row.status not in _GONE]
    before = {a.key: a for a in old.attributes.values()}
    for attribute in before.values():
        now = new.attributes.get(attribute.iri)
        if now is not None and not now.deprecated and attribute.unit and now.unit and attribute.unit != now.unit:
            yield from _unconverted(attribute, now, live, old)
    for row in live:
        for key, how in row.transform:
            why = _misused(before.get(key), (how.from_unit, how.to_unit), new)
            if why:
                yield Problem(
                    "OM558",
                    "violation",
                    row.record_id,
                    row.subject_label or row.subject_id,
                    f"{row.subject_label or row.subject_id} converts {key} by {how}, but {why}.",
                    "Name the formula that leads from the old unit to the new one, or take om_transform out.",
                )


def _unconverted(attribute: Attribute, now: Attribute, rows: Sequence[MapRow], old: Ontology) -> Iterator[Problem]:
    for row in rows:
        ends = row.object_id not in {NO_TERM_FOUND, UNDECIDED} or row.residual
        category = old.categories.get(row.subject_id)  # type: ignore[call-overload]
        has_it = category is not None and attribute in old.attributes_of(category.iri)
        written = {key for key, _ in (*row.set, *row.transform)} | set(row.unset)
        if ends and has_it and attribute.key not in written:
            yield Problem(
                "OM558",
                "violation",
                row.record_id,
                row.subject_label,
                f"{attribute.key} of {row.subject_label} is in {attribute.unit} and will be in {now.unit}, "
                "and the row does not convert it.",
                f"Write om_transform {attribute.key}=FORMULA, or om_unset where the numbers must go.",
            )


def _misused(attribute: Attribute | None, ways: tuple[str, str], new: Ontology) -> str:
    if attribute is None:
        return "the old release has no such attribute"
    if attribute.kind not in _NUMBERS:
        return f"it holds {attribute.kind.lower()} values, and no numbers"
    now = new.attributes.get(attribute.iri)
    for unit, wanted, side in ((attribute.unit, ways[0], "was"), (now.unit if now else None, ways[1], "is")):
        if unit and unit != wanted:
            return f"it {side} in {unit}, and not in {wanted}"
    return ""
