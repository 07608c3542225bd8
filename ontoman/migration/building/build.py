"""A map from one release to the next, built from what was declared when the ontology was edited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ontoman.migration.building.converting import with_conversions
from ontoman.migration.building.imported import with_merges
from ontoman.migration.building.lineage import SAMPLE, LineageReader, StoredAs
from ontoman.migration.building.suggested import with_suggestions
from ontoman.migration.building.value_rows import value_rows
from ontoman.migration.defaults import record_id_of
from ontoman.migration.values import Action, MigrationMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.changes.values import Change, ChangeSet
    from ontoman.migration.conversions import Conversion
    from ontoman.migration.values import MapHeader, MapRow
    from ontoman.model import Iri, Ontology

# What explains a row: a compound change where there is one, else an atomic one.
_COMPOUND = frozenset(
    {
        "MergeIntoNew",
        "MergeIntoExisting",
        "Split",
        "SplitOff",
        "Supersede",
        "ReIdentify",
        "Retire",
        "Redefine",
        "ValuesMerged",
        "ValueReplaced",
        "ValueSplit",
        "TakesFrom",
        "Redistribute",
        "FacetOut",
        "FacetIn",
        "Swap",
        "Unmerge",
        "Unsplit",
    }
)
_ATOMIC = frozenset(
    {
        "DeprecatedReplaced",
        "DeprecatedConsider",
        "Deprecated",
        "EntityDeleted",
        "ValueRemoved",
        "KindChanged",
        "NotationChanged",
        "NotationAdded",
        "NotationRemoved",
        "PrefLabelChanged",
    }
)
_REDEFINED = "Redefine"


def build(
    changes: ChangeSet,
    old: Ontology,
    new: Ontology,
    header: MapHeader,
    *,
    stored_as: StoredAs = "key",
    suggestions: Iterable[Change] = (),
    conversions: Iterable[Conversion] = (),
) -> MigrationMap:
    """Build the map that leads labels from *old* to *new*.

    Every category that is live in *old* has its rows, also where nothing changed; of the attribute values only
    those that change. What nobody declared is left to a person (`om:Undecided`), never guessed; *suggestions*
    come in as proposed, which waits for a person too. *stored_as* says what data carries: keys, labels or IRIs.
    *conversions* are the formulas for numbers whose unit changed.
    """
    reader = LineageReader(old, new, stored_as)
    live = sorted((c for c in old.categories.values() if not c.deprecated), key=lambda category: category.iri)
    rows = [row for category in live for row in reader.rows(category)]
    rows += sorted(value_rows(changes, old, new), key=lambda row: row.subject_id)
    explained = _explanations(changes)
    declared = {redefinition.redefines for redefinition in new.redefinitions}
    redefined = {change.about for change in changes.changes if change.kind == _REDEFINED}
    rows = [_sampled(row, redefined - declared) for row in rows]
    named = (replace(row, record_id=record_id_of(row), change=explained.get(row.subject_id, ())) for row in rows)
    made = with_conversions(named, changes, old, new, conversions)
    return MigrationMap(header, with_suggestions(with_merges(made), suggestions, reader))


def _sampled(row: MapRow, redefined: set[Iri | None]) -> MapRow:
    """Ask for a look at a sample where a definition changed and nobody said that the meaning stays."""
    kept = row.action is Action.KEEP or row.object_id == row.subject_id
    if row.subject_id not in redefined or not kept or row.need != "none":
        return row
    return replace(row, need=SAMPLE, comment="The definition changed. Look at a sample of the old labels.")


def _explanations(changes: ChangeSet) -> Mapping[str, tuple[str, ...]]:
    """Return for each term the ids of the changes that say where its labels go: compounds, else atomic ones."""
    about = {change.id: change.about for change in changes.changes}
    found: dict[str, tuple[list[str], list[str]]] = {}
    for change in changes.changes:
        if change.kind in _COMPOUND | _ATOMIC:
            for iri in {change.about, *(about.get(part) for part in change.parts)} - {None}:
                ids = found.setdefault(str(iri), ([], []))
                ids[change.kind in _ATOMIC].append(change.id)
    return {iri: tuple(sorted(compound or atomic)) for iri, (compound, atomic) in found.items()}
