"""What the user wants for labels that nobody decided, checked against the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.migration import NO_TERM_FOUND, UNDECIDED, Decider
from ontoman.operations.relabel.cells import OMIT, Policy
from ontoman.operations.relabel.layout import keys_used, no_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.conditions import Field
    from ontoman.operations.relabel.request import Request
    from ontoman.operations.relabel.way import Way

UNKNOWN_KEY = "OM303"


def decider_of(way: Way, fields: Mapping[str, Field], name: str) -> Decider:
    """Return what decides; a condition on something that the data lacks is refused (OM621)."""
    try:
        return Decider(way.map, fields, way.tree)
    except BadInput as error:
        lacking = sorted(keys_used(way.map) - fields.keys())
        if error.code == UNKNOWN_KEY and lacking:
            raise no_values(lacking, name) from error
        raise


def policy_of(request: Request, way: Way) -> Policy:
    """Return the policy; --pending must name a label of the new release (OM649)."""
    targets = _targets(way)
    pending = request.pending
    if pending not in {None, OMIT, *targets}:
        raise BadInput(
            "OM649",
            f"--pending {pending!r} is neither `omit` nor a label of the new release.",
            fix="Leave it out to keep old labels until they are decided, or name a label that the map leads to.",
        )
    return Policy(pending, request.unknown, targets)


def _targets(way: Way) -> tuple[str, ...]:
    """Return what the map leads to and annotators may pick, and what else they may pick in the new release."""
    led_to = {
        (row.residual if row.object_id in {NO_TERM_FOUND, UNDECIDED} else row.object_id, row.object_label)
        for row in way.map.rows
        if not row.of_value and row.object_label
    }
    if way.offered is None:
        return tuple(sorted({label for iri, label in led_to if iri}))
    named = {iri for iri, _ in led_to}
    others = {label for iri, label in way.offered.items() if iri not in named}
    return tuple(sorted({label for iri, label in led_to if iri in way.offered} | others))
