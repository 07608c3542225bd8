"""Two sides that went on from one state, put together: what commutes by itself, what clashes by name."""

from __future__ import annotations

from ontoman.changes.threeway.merging import merge
from ontoman.changes.threeway.values import CHOICES, Choice, Conflict, ConflictKind, Edit, Merge, Part, Slot

__all__ = ["CHOICES", "Choice", "Conflict", "ConflictKind", "Edit", "Merge", "Part", "Slot", "merge"]
