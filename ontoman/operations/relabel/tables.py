"""Relabel CSV, TSV and JSON Lines: what changes are single cells; every other byte stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from ontoman.engines.items import decide_items
from ontoman.errors import BadInput
from ontoman.migration import Fate, Item
from ontoman.operations.progress import SILENT, watched
from ontoman.operations.relabel.cells import Tally, compose, settle
from ontoman.operations.relabel.layout import Misfit, attribute_reader, misfit_letter, no_such_attributes, written_value
from ontoman.operations.relabel.unknown import unknown_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.conditions import Field
    from ontoman.formats.label_cells import CellForm
    from ontoman.formats.rows import Row, Rows
    from ontoman.migration import Decider, Outcome
    from ontoman.operations.progress import Progress
    from ontoman.operations.relabel.cells import Cell, Policy

Key = tuple["bytes | None", ...]
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class TableJob:
    """A table, where its labels are, and what decides them. `text` says that cells are text, as in CSV."""

    table: Rows
    label: str
    attributes: tuple[str, ...]
    item_id: str | None
    form: CellForm
    fields: Mapping[str, Field]
    decider: Decider
    policy: Policy
    text: bool
    progress: Progress = SILENT

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns that are read: label, attributes, then the id where there is one."""
        return (self.label, *self.attributes, *([self.item_id] if self.item_id else []))

    @property
    def width(self) -> int:
        """How many of the wanted columns decide."""
        return 1 + len(self.attributes)

    def rows(self, stage: str) -> Iterable[Row]:
        """Return every row with its wanted columns, as one stage of the work."""
        return watched(self.progress, stage, self.table.rows(self.wanted), len(self.table.data), _START)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of every row whose deciding cells are alike."""

    cell: Cell
    outcomes: tuple[Outcome, ...]
    new: tuple[tuple[int, bytes], ...]
    drop: bool

    @property
    def touches(self) -> bool:
        """Tell whether such a row is written anew."""
        return self.drop or bool(self.new)


def tables_plan(job: TableJob) -> tuple[Plans, Tally]:
    """Decide every kind of row once, and count; unknown labels are refused where the policy says so (OM620)."""
    kinds = Kinds(job)
    counts: Counter[Key] = Counter()
    seen: tuple[set[bytes | None], ...] = tuple(set() for _ in job.attributes)
    for row in job.rows("Deciding"):
        counts[kinds.key(row)] += 1
        for cells, cell in zip(seen, row.cells[1 : job.width], strict=True):
            cells.add(cell)
    typed = _typed(job, seen)
    read = {key: [Item(label, _attributes(job, key, typed)) for label in kinds.labels(key[0])] for key in counts}
    items = {_frozen(item): item for found in read.values() for item in found}
    outcomes = dict(zip(items, decide_items(job.decider, job.fields, list(items.values())), strict=True))
    tally, plans = Tally(), {}
    for key, found in read.items():
        decided = tuple(outcomes[_frozen(item)] for item in found)
        plans[key] = make_plan(job, key, [item.label for item in found], decided)
        tally.add(plans[key].cell, counts[key])
    if job.policy.unknown == "fail" and tally.fates[Fate.UNKNOWN]:
        raise unknown_labels(job.table.name, _unknown(plans, counts), partial(_first_line, job))
    return Plans(kinds, plans), tally


class Kinds:
    """Which rows are alike: those with the same label cell, and the same cells of the attributes that it asks for.

    What a label does not ask for is left out of its key (None), so that there are few kinds however many rows.
    """

    def __init__(self, job: TableJob) -> None:
        self._job = job
        self._asked: dict[bytes | None, tuple[bool, ...]] = {}
        self._labels: dict[bytes | None, tuple[str, ...]] = {}
        self._nothing = (None,) * len(job.attributes)

    def key(self, row: Row) -> Key:
        """Return what *row* is decided by."""
        label = row.cells[0]
        asked = self._asked.get(label)
        if asked is None:
            asked = self._asks(row)
        if not any(asked):
            return (label, *self._nothing)
        return (label, *(cell if wanted else None for cell, wanted in zip(row.cells[1:], asked, strict=False)))

    def labels(self, cell: bytes | None) -> tuple[str, ...]:
        """Return the labels of a label cell."""
        return self._labels[cell]

    def _asks(self, row: Row) -> tuple[bool, ...]:
        job, cell = self._job, row.cells[0]
        try:
            labels = job.form.labels(None if cell is None else job.table.value(cell))
        except BadInput as error:
            raise located(error, f"{job.table.name}, line {row.line}") from error
        subjects = [subject for subject in map(job.decider.find, labels) if subject]
        reads = {key for one in subjects for branch in one.branches for key in branch.condition.reads}
        if job.text:
            no_such_attributes(reads, job.attributes, job.table.name)
        outcomes = [one for subject in subjects for one in (*(b.outcome for b in subject.branches), subject.otherwise)]
        written = {key for one in outcomes for key in one.writes}
        wanted = reads | written | job.decider.values.keys()
        self._labels[cell] = labels
        self._asked[cell] = tuple(name in wanted for name in job.attributes)
        return self._asked[cell]


@dataclass(frozen=True, slots=True)
class Plans:
    """The plan of every kind of row."""

    kinds: Kinds
    by_key: Mapping[Key, Plan]

    def of(self, row: Row) -> Plan:
        """Return the plan of a row."""
        return self.by_key[self.kinds.key(row)]

    @property
    def any_waits(self) -> bool:
        """Tell whether a person must decide anything."""
        return any(plan.cell.waits for plan in self.by_key.values())


# -- deciding ---------------------------------------------------------------------------------------------------------


def located(error: BadInput, where: str) -> BadInput:
    """Say in a letter where it happened."""
    return BadInput(error.code, f"{where}: {error.message}", fix=error.fix, details=error.details)


def _typed(job: TableJob, seen: Iterable[set[bytes | None]]) -> dict[str, dict[bytes | None, object]]:
    """Read every value of the attributes that the map reads; one out of range is refused (OM618)."""
    found: dict[str, dict[bytes | None, object]] = {}
    for position, (name, cells) in enumerate(zip(job.attributes, seen, strict=True), 1):
        field = job.fields.get(name)
        if field is None or name not in job.decider.reads:
            continue
        read = attribute_reader(field, text=job.text)
        found[name] = values = {}
        for cell in cells:
            try:
                values[cell] = None if cell is None else read(job.table.value(cell))
            except Misfit as misfit:
                raise misfit_letter(misfit, f"{job.table.name}, line {_line(job, position, cell)}") from misfit
    return found


def _attributes(job: TableJob, key: Key, typed: Mapping[str, Mapping[bytes | None, object]]) -> dict[str, object]:
    cells = zip(job.attributes, key[1:], strict=True)
    return {name: typed[name][cell] for name, cell in cells if cell is not None and name in typed}


def _frozen(item: Item) -> tuple[str, tuple[tuple[str, object], ...]]:
    return item.label, tuple(item.attributes.items())


def make_plan(
    job: TableJob, key: Key, labels: Sequence[str], outcomes: tuple[Outcome, ...], choices: Sequence[str | None] = ()
) -> Plan:
    """Compose what the map, and people where they did, decide for the labels of one kind of row."""
    chosen = choices or [None] * len(labels)
    settled = [
        settle(label, one, job.policy, choice) for label, one, choice in zip(labels, outcomes, chosen, strict=True)
    ]
    cell = compose(settled)
    if not settled:
        return Plan(cell, outcomes, (), drop=False)
    old = key[0] or b""
    value = job.table.value(old)
    if not cell.labels and not job.form.many(value):
        return Plan(cell, outcomes, (), drop=True)
    new = [] if cell.stays and not job.form.moves(cell.labels) else [(0, _written(job, key, cell, value, old))]
    return Plan(
        cell, outcomes, (*((at, cell_) for at, cell_ in new if cell_ != old), *_effects(job, key, cell)), drop=False
    )


def _written(job: TableJob, key: Key, cell: Cell, value: object, old: bytes) -> bytes:
    try:
        return job.table.cell(job.form.written(cell.labels, value), old)
    except BadInput as error:
        raise located(error, f"{job.table.name}, line {_line(job, 0, key[0])}") from error


def _effects(job: TableJob, key: Key, cell: Cell) -> Iterator[tuple[int, bytes]]:
    changed: dict[str, object] = {**dict.fromkeys(cell.unset), **cell.set}
    for position, name in enumerate(job.attributes, 1):
        old = key[position]
        if name in changed and old is not None:
            value = changed[name]
            new = job.table.cell(_raw(job, name, value), old)
            if new != old:
                yield position, new


def _raw(job: TableJob, name: str, value: object) -> object:
    if value is None:
        return "" if job.text else None
    return written_value(value, text=job.text, field=job.fields.get(name))


# -- letters ----------------------------------------------------------------------------------------------------------


def _unknown(plans: Mapping[Key, Plan], counts: Mapping[Key, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, plan in plans.items():
        for one in plan.cell.settled:
            if one.fate is Fate.UNKNOWN:
                found[one.label] += counts[key]
    return found


def _first_line(job: TableJob, label: str) -> str:
    for row in job.table.rows(job.wanted):
        cell = row.cells[0]
        if cell is not None and label in job.form.labels(job.table.value(cell)):
            return f"line {row.line}"
    return "somewhere"


def _line(job: TableJob, position: int, cell: bytes | None) -> int:
    return next(row.line for row in job.table.rows(job.wanted) if row.cells[position] == cell)
