"""Migration maps, and what they decide for one item."""

from __future__ import annotations

from ontoman.migration.decide import Branch, Decider, Subject, combined
from ontoman.migration.lookup import AmbiguousLabel
from ontoman.migration.outcome import Fate, Item, Outcome
from ontoman.migration.values import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    GroupOp,
    MapDisposition,
    MapHeader,
    MapRow,
    MigrationMap,
    Status,
)

__all__ = [
    "NO_TERM_FOUND",
    "UNDECIDED",
    "Action",
    "AmbiguousLabel",
    "Branch",
    "Decider",
    "Fate",
    "GroupOp",
    "Item",
    "MapDisposition",
    "MapHeader",
    "MapRow",
    "MigrationMap",
    "Outcome",
    "Status",
    "Subject",
    "combined",
]
