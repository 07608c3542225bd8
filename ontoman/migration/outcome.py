"""What a map decides for one label of one item."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.migration.conversions import Conversion
    from ontoman.migration.values import MapDisposition

    Written = tuple[tuple[str, str | float | tuple[str, ...]], ...]


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

    set: Written = ()
    unset: tuple[str, ...] = ()
    record_ids: tuple[str, ...] = ()
    transform: tuple[tuple[str, Conversion], ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The attributes that are written or emptied."""
        return frozenset({key for key, _ in (*self.set, *self.transform)} | set(self.unset))

    def __bool__(self) -> bool:
        """Tell whether anything happens."""
        return bool(self.set or self.unset or self.record_ids or self.transform)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one label occurrence.

    `labels` are what the item carries now (the old label where it waits or stays; none where it is dropped;
    more than one only for an all_of group). They may differ in text from the label as found even where the
    fate is unchanged: the category is the same, its key or index moved. `record_ids` are the rows that decided,
    `candidates` what a person may choose from, `set` and `unset` the effects on attributes (a tuple for multi).
    `transform` are numbers to convert that stand in no item yet: an item's own are in `set`, converted.

    Of what waits, `once_decided` are the effects when a person has chosen, and `by_choice` those of each candidate.
    """

    fate: Fate
    labels: tuple[str, ...]
    record_ids: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    set: Written = ()
    unset: tuple[str, ...] = ()
    transform: tuple[tuple[str, Conversion], ...] = ()
    disposition: MapDisposition | None = None
    once_decided: Effects = Effects()
    by_choice: tuple[tuple[str, Effects], ...] = ()

    @property
    def writes(self) -> frozenset[str]:
        """The attributes that it may write or empty, now or once a person has chosen."""
        now = Effects(self.set, self.unset, transform=self.transform)
        return frozenset().union(*(one.keys for one in (now, self.once_decided, *dict(self.by_choice).values())))

    def decided(self, choice: str | None = None) -> Outcome:
        """Return the outcome with the effects that waited for a person, those of the chosen candidate first."""
        then, chosen = self.once_decided, dict(self.by_choice).get(choice or "", Effects())
        return replace(
            self,
            record_ids=(*self.record_ids, *then.record_ids),
            set=tuple(pair for pair in (*self.set, *then.set) if pair[0] not in chosen.keys) + chosen.set,
            unset=(*self.unset, *then.unset, *chosen.unset),
            transform=(*self.transform, *then.transform, *chosen.transform),
            once_decided=Effects(),
            by_choice=(),
        )
