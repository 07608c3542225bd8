"""What a remark beside a row of somebody's table means for the label."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ontoman.migration.values import Action, MapDisposition
from ontoman.model.names import BROAD_MATCH, CLOSE_MATCH, EXACT_MATCH, NARROW_MATCH

if TYPE_CHECKING:
    from collections.abc import Mapping


class Meaning(StrEnum):
    """How the target relates to the label, who decides, or what becomes of a label without a target."""

    EXACT = "exact"
    BROAD = "broad"
    NARROW = "narrow"
    CLOSE = "close"
    REVIEW = "review"
    KEEP = "keep"
    IGNORE = "ignore"
    DROP = "drop"

    @property
    def disposition(self) -> MapDisposition | None:
        """What becomes of the labels, where it says that they are retired."""
        return MapDisposition(self.value) if self.value in set(MapDisposition) else None


# What a row with a target says and does; people decide all but the first two.
ROWS: Final[Mapping[Meaning, tuple[str, Action, str]]] = {
    Meaning.EXACT: (EXACT_MATCH, Action.REPLACE, "none"),
    Meaning.BROAD: (BROAD_MATCH, Action.GENERALISE, "none"),
    Meaning.NARROW: (NARROW_MATCH, Action.SPECIALISE, "human"),
    Meaning.CLOSE: (CLOSE_MATCH, Action.REPLACE, "human"),
    Meaning.REVIEW: (NARROW_MATCH, Action.SPECIALISE, "human"),
}
WITHOUT_TARGET: Final = (Meaning.REVIEW, Meaning.KEEP, Meaning.IGNORE, Meaning.DROP)
