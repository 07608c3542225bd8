"""What a row that says less than ours must mean."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED, Action
from ontoman.model.names import BROAD_MATCH, NARROW_MATCH

if TYPE_CHECKING:
    from ontoman.migration.values import MapRow


def action_of(row: MapRow | None) -> Action:
    """Return the action that a row's predicate and object come to, for rows that other tools wrote."""
    if row is None:
        return Action.REPLACE
    if row.object_id == NO_TERM_FOUND:
        return Action.RETIRE
    if row.when is not None:
        return Action.CONDITIONAL
    if row.object_id == UNDECIDED or row.predicate_id == NARROW_MATCH:
        return Action.SPECIALISE
    if row.object_id == row.subject_id:
        return Action.KEEP
    return Action.GENERALISE if row.predicate_id == BROAD_MATCH else Action.REPLACE


def record_id_of(row: MapRow) -> str:
    """Return a stable id for a row: the same subject, object and condition have the same id in every map."""
    said = "\x1f".join((row.subject_id, row.object_id, row.when or ""))
    return "row:" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]
