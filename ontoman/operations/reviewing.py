"""The review of a difference: how risky each change is, what is still to be said, and whether a gate closes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ontoman.changes import kinds
from ontoman.formats.review_document import review_document
from ontoman.formats.review_text import review_text
from ontoman.operations.diffing import judged_diff
from ontoman.operations.progress import SILENT
from ontoman.operations.relabel.layout import Layout
from ontoman.review import reaches
from ontoman.system.garbage import no_collection

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping
    from pathlib import Path

    from ontoman.changes import Change
    from ontoman.model import Iri, Ontology
    from ontoman.operations.diffing import JudgedDiff
    from ontoman.operations.progress import Progress
    from ontoman.store.workspace import Workspace

_SAID: Final = frozenset({"stays", "narrows", "widens", "shifts", "editorial"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What to review: two states, the level of the gate, and data whose labels are counted."""

    old: str
    new: str
    fail_on: str | None = None
    data: Path | None = None
    layout: Layout = field(default_factory=Layout)
    progress: Progress = SILENT


@dataclass(frozen=True, slots=True)
class Review:
    """A review as a document (`ontoman/review/1`), with the difference that it is about."""

    document: Mapping[str, Any]
    diff: Mapping[str, Any]

    @property
    def closed(self) -> bool:
        """Tell whether the gate is closed: some change reaches its level."""
        return bool(self.document["reached"])

    def text(self, *, colour: bool = False) -> str:
        """Write the review for a terminal."""
        return review_text(self.document, self.diff, colour=colour)


def review(workspace: Workspace | None, wish: Wish) -> Review:
    """Compare two states by name and weigh every change."""
    with no_collection():
        judged = judged_diff(workspace, wish.old, wish.new, wish.progress)
        data = _counted(judged, wish) if wish.data else None
        wish.progress.stage("Weighing the changes")
        reached = _reached(judged, wish.fail_on)
        diff = judged.document
        return Review(review_document(diff, _undeclared(judged), (wish.fail_on, reached), data), diff)


def _reached(judged: JudgedDiff, level: str | None) -> list[str]:
    if level is None:
        return []
    return [change.id for change in judged.changes.changes if reaches(judged.compats[change.id], level)]


def _undeclared(judged: JudgedDiff) -> list[str]:
    """Return the redefinitions of which nobody said what becomes of the meaning."""
    redefined = (change for change in judged.changes.changes if change.kind == kinds.REDEFINED)
    return [change.id for change in redefined if not change.facts & _SAID]


# -- labels that changes touch ----------------------------------------------------------------------------------------


def _counted(judged: JudgedDiff, wish: Wish) -> dict[str, Any]:
    """Count the labels of the data that each change of a category touches."""
    from ontoman.operations.data.label_counts import label_counts  # noqa: PLC0415 - each format brings its own

    assert wish.data is not None
    wish.progress.stage(f"Counting {wish.data.name}")
    found = label_counts(wish.data, wish.layout)
    by_category, unknown = _by_category(judged.old.ontology, found)
    about = {change.id: change.about for change in judged.changes.changes}
    touched = {
        change.id: sum(by_category.get(iri, 0) for iri in _subjects(change, about, by_category))
        for change in judged.changes.changes
        if "on_category" in change.facts
    }
    changed = set(about.values())
    return {
        "path": str(wish.data),
        "labels": found.total(),
        "unknown": unknown,
        "touched_labels": sum(times for iri, times in by_category.items() if iri in changed),
        "touched": touched,
    }


def _by_category(ontology: Ontology, found: Counter[str]) -> tuple[dict[Iri, int], int]:
    """Return how many labels each category has, and how many belong to none: by key, by IRI, by label."""
    names = {text.text: c.iri for c in ontology.categories.values() for text in c.labels}
    names |= {str(iri): iri for iri in ontology.categories}
    names |= {key: category.iri for key, category in ontology.categories_by_key.items()}
    counts: dict[Iri, int] = {}
    for label, times in found.items():
        if label in names:
            counts[names[label]] = counts.get(names[label], 0) + times
    return counts, found.total() - sum(counts.values())


def _subjects(change: Change, about: Mapping[str, Iri | None], known: Mapping[Iri, int]) -> set[Iri]:
    """Return the categories that a change or a part of it is about."""
    found = {change.about, *(about.get(part) for part in change.parts)}
    return {iri for iri in found if iri is not None and iri in known}
