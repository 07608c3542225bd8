"""What a map decides for one label of one item."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.migration.values import MapDisposition


class Fate(StrEnum):
    """What happened to one label occurrence; the report counts these."""

    UNCHANGED = "unchanged"
    RELABELED = "relabeled"
    REVIEW = "review"
    RETIRED = "retired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Item:
    """One label occurrence as data carries it: the label, and the attributes and metadata beside it.

    Attribute values are Python's: str, bool, int, float, None; a tuple of str for multi.
    """

    label: str
    attributes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Effects:
    """What happens to attributes, and the rows that say so."""

    set: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    unset: tuple[str, ...] = ()
    record_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one label occurrence.

    `labels` are what the item carries now (the old label where it waits or stays; none where it is dropped;
    more than one only for an all_of group). They may differ in text from the label as found even where the
    fate is unchanged: the category is the same, its key or index moved. `record_ids` are the rows that decided,
    `candidates` what a person may choose from, `set` and `unset` the effects on attributes (a tuple for multi).

    Of what waits, `once_decided` are the effects when a person has chosen.
    """

    fate: Fate
    labels: tuple[str, ...]
    record_ids: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    set: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    unset: tuple[str, ...] = ()
    disposition: MapDisposition | None = None
    once_decided: Effects = Effects()

    def decided(self) -> Outcome:
        """Return the outcome with the effects that waited for a person."""
        then = self.once_decided
        return replace(
            self,
            record_ids=(*self.record_ids, *then.record_ids),
            set=(*self.set, *then.set),
            unset=(*self.unset, *then.unset),
            once_decided=Effects(),
        )
