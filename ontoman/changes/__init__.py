"""What differs between two states, and how to go from one to the other."""

from __future__ import annotations

from ontoman.changes.applying import DoesNotFit, apply, invert
from ontoman.changes.diffing import diff, diff_of
from ontoman.changes.lookup import Lookup, SortedLines
from ontoman.changes.merging import RawDelta, merge
from ontoman.changes.values import Catalogue, Change, ChangeSet, Evidence, Kind, KindEntry, MeaningRow, Side

__all__ = [
    "Catalogue",
    "Change",
    "ChangeSet",
    "DoesNotFit",
    "Evidence",
    "Kind",
    "KindEntry",
    "Lookup",
    "MeaningRow",
    "RawDelta",
    "Side",
    "SortedLines",
    "apply",
    "diff",
    "diff_of",
    "invert",
    "merge",
]
