"""Edits: each takes the state and says which lines go and come. An edit is a change too.

Identifiers, and who did it when, are chosen by the caller; the same arguments always give the same lines.
"""

from __future__ import annotations

from ontoman.changes.editing.adding import add
from ontoman.changes.editing.assigning import Assignment, assignment
from ontoman.changes.editing.declaring import Reworded, declare, redefine, undeclared
from ontoman.changes.editing.ground import Edit, Ground, NothingChanges
from ontoman.changes.editing.history import Step, steps
from ontoman.changes.editing.loose import loose_ends
from ontoman.changes.editing.merging import Named, merge
from ontoman.changes.editing.moving import move
from ontoman.changes.editing.parting import facet_in, facet_out, split_off, swap
from ontoman.changes.editing.retiring import retire, supersede
from ontoman.changes.editing.setting import set_
from ontoman.changes.editing.splitting import Part, redistribute, split
from ontoman.changes.editing.unmerging import unmerge

__all__ = [
    "Assignment",
    "Edit",
    "Ground",
    "Named",
    "NothingChanges",
    "Part",
    "Reworded",
    "Step",
    "add",
    "assignment",
    "declare",
    "facet_in",
    "facet_out",
    "loose_ends",
    "merge",
    "move",
    "redefine",
    "redistribute",
    "retire",
    "set_",
    "split",
    "split_off",
    "steps",
    "supersede",
    "swap",
    "undeclared",
    "unmerge",
]
