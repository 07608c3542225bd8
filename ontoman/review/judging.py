"""The judgement: the first row of a kind's table whose guards all hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.changes import Catalogue, Change, ChangeSet, MeaningRow
    from ontoman.model import Bump

StoredAs = Literal["key", "label", "iri"]

_MAJOR: Final = frozenset({"L3", "L4", "M2", "M3", "Q2"})
_MINOR: Final = frozenset({"L1", "L2", "M1", "Q1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace says of its data: what a label is stored as."""

    labels_stored_as: StoredAs = "key"

    @property
    def facts(self) -> frozenset[str]:
        """The guards that the settings answer."""
        return _FACTS_OF_STORAGE[self.labels_stored_as]


_FACTS_OF_STORAGE: Final[Mapping[str, frozenset[str]]] = {
    "key": frozenset({"stores_keys"}),
    "label": frozenset({"stores_labels"}),
    "iri": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Compat:
    """What a change means for old labels (L0 to L4), models (M0 to M3) and consumers (Q0 to Q2), and why."""

    labels: str
    models: str
    consumers: str
    why: str

    @property
    def bump(self) -> Bump:
        """How far one such change moves the version."""
        classes = {self.labels, self.models, self.consumers}
        return "major" if classes & _MAJOR else "minor" if classes & _MINOR else "patch"


def judge(change: Change, catalogue: Catalogue, settings: Settings) -> Compat:
    """Judge one change by the catalogue's table and the workspace's settings."""
    return _compat(catalogue.get(change.kind).rows, change.facts | settings.facts)


def judge_all(changes: ChangeSet, catalogue: Catalogue, settings: Settings) -> dict[str, Compat]:
    """Judge every change, by id; the same kind with the same facts is judged once."""
    rows = {entry.kind: entry.rows for entry in catalogue.kinds}
    known: dict[tuple[str, frozenset[str]], Compat] = {}
    found: dict[str, Compat] = {}
    for change in changes.changes:
        case = (change.kind, change.facts)
        if case not in known:
            known[case] = _compat(rows[change.kind], change.facts | settings.facts)
        found[change.id] = known[case]
    return found


def hedged(change: Change, compat: Compat) -> Compat:
    """Judge a suggestion: what speaks for it, and what it would mean if it were declared."""
    return replace(compat, why=" · ".join((*change.because, f"If so: {compat.why}")))


def bump(compats: Iterable[Compat]) -> Bump:
    """Return how far the version must move: the furthest that any change asks for."""
    asked = {compat.bump for compat in compats}
    return next((step for step in ("major", "minor", "patch") if step in asked), "none")


def _compat(rows: tuple[MeaningRow, ...], facts: frozenset[str]) -> Compat:
    row = next(row for row in rows if all(_holds(guard, facts) for guard in row.guards))
    return Compat(row.labels, row.models, row.consumers, row.why)


def _holds(guard: str, facts: frozenset[str]) -> bool:
    negated = guard.startswith("not_")
    return (guard.removeprefix("not_") in facts) != negated
