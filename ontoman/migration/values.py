"""A migration map: what becomes of every term of one release in the next (reference: SSSOM 1.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.migration.conversions import Conversion


class Action(StrEnum):
    """What a row does to a label."""

    KEEP = "keep"
    REPLACE = "replace"
    GENERALISE = "generalise"
    SPECIALISE = "specialise"
    CONDITIONAL = "conditional"
    RETIRE = "retire"
    TRANSFORM = "transform"


class GroupOp(StrEnum):
    """How the rows of one subject are read together."""

    FIRST_OF = "first_of"
    ALL_OF = "all_of"
    ONE_OF = "one_of"


class MapDisposition(StrEnum):
    """What becomes of the labels that a retire row touches."""

    KEEP = "keep"
    IGNORE = "ignore"
    DROP = "drop"
    RESIDUAL = "residual"


class Status(StrEnum):
    """How far a row is agreed on."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


NO_TERM_FOUND = "sssom:NoTermFound"
UNDECIDED = "om:Undecided"
DEFAULT_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True, slots=True)
class MapRow:
    """One row of a map. `subject_id` and `object_id` are IRIs in full, or one of the two special objects.

    `subject_label` and `object_label` are what data carries (the key, inside a workspace); of a retire row
    the object's label is the residual's, or the name that the retired ones went by. `when` is a condition
    over the item under the FROM release; `order` the place inside a first_of group; `set`, `unset` and `transform`
    (numbers in another unit) are effects on attributes. `change` names the changes of the diff that the row follows
    from, `flag` is what a table of somebody else remarked and nobody has explained.
    A row `of_value` is about an attribute's value: its labels read `visibility=0-20`.
    """

    record_id: str
    subject_id: str
    subject_label: str
    predicate_id: str
    object_id: str
    object_label: str
    action: Action
    justification: str = "semapv:ManualMappingCuration"
    status: Status = Status.ACCEPTED
    group: str | None = None
    group_op: GroupOp | None = None
    order: int | None = None
    when: str | None = None
    set: tuple[tuple[str, str], ...] = ()
    unset: tuple[str, ...] = ()
    transform: tuple[tuple[str, Conversion], ...] = ()
    disposition: MapDisposition | None = None
    residual: str | None = None
    need: str = "none"
    loss: str = "none"
    change: tuple[str, ...] = ()
    decision: str | None = None
    confidence: float | None = None
    author_id: str | None = None
    reviewer_id: str | None = None
    mapping_date: str | None = None
    comment: str | None = None
    flag: str | None = None
    of_value: bool = False


@dataclass(frozen=True, slots=True)
class MapHeader:
    """What a map says of itself; None where it leaves a release open."""

    mapping_set_id: str
    license: str = DEFAULT_LICENSE
    revision: int = 1
    predecessor_sha256: str | None = None
    from_version_iri: str | None = None
    to_version_iri: str | None = None
    from_graph_sha256: str | None = None
    to_graph_sha256: str | None = None
    complete: bool = True
    tool_version: str | None = None
    curie_map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MigrationMap:
    """A map: its header and its rows in order of subject, then place in the group."""

    header: MapHeader
    rows: tuple[MapRow, ...]
