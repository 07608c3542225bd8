"""What becomes of the rows of a Parquet file that are alike, decided once for each kind."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ontoman.engines.items import decide_items
from ontoman.engines.lookups import label_lookup
from ontoman.engines.matching import Matching, count_labels
from ontoman.engines.parquet import Key, Results, misfits, typed
from ontoman.engines.program import UNKNOWN, compile_program, unknown
from ontoman.engines.templates import quoted, text
from ontoman.errors import BadInput
from ontoman.migration import Fate, Item, Subject
from ontoman.model import ValueKind
from ontoman.operations.relabel.cells import Cell, Tally, compose, settle
from ontoman.operations.relabel.layout import Misfit, attribute_reader, misfit_letter, no_such_attributes, written_value
from ontoman.operations.relabel.unknown import unknown_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import duckdb

    from ontoman.conditions import Field
    from ontoman.engines.parquet import Source
    from ontoman.engines.program import Program
    from ontoman.formats.label_cells import CellForm
    from ontoman.migration import Decider, Outcome
    from ontoman.migration.conversions import Conversion
    from ontoman.operations.relabel.cells import Policy

_OF_TEXT = frozenset({ValueKind.SINGLE, ValueKind.TEXT, ValueKind.ORDINAL, ValueKind.MULTI})  # maps name values by text


@dataclass(frozen=True)
class ParquetJob:
    """A Parquet file, where its labels are, and what decides them."""

    connection: duckdb.DuckDBPyConnection
    source: Source
    label: str
    attributes: tuple[str, ...]
    form: CellForm
    fields: Mapping[str, Field]
    decider: Decider
    policy: Policy

    @property
    def read(self) -> tuple[str, ...]:
        """The columns of attributes that the map reads or changes the values of."""
        return tuple(name for name in self.attributes if name in self.decider.reads and name in self.fields)


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of row: its labels, what the map decides for each, and the cell that comes of it."""

    labels: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    cell: Cell
    like: object


@dataclass
class Decided:
    """Every kind of row, the results as DuckDB looks them up, and the counts."""

    matching: Matching
    entries: list[Entry] = field(default_factory=list)
    results: Results = field(default_factory=Results)
    tally: Tally = field(default_factory=Tally)
    unknown: Counter[str] = field(default_factory=Counter)

    def found_by(self, place: int | str) -> None:
        """Say how rows find the next result: by number or by text."""
        if isinstance(place, int):
            self.results.codes.append(place)
        else:
            self.results.texts.append(place)


def decide(job: ParquetJob) -> Decided:
    """Decide every kind of row: by label and branch where a cell is one label, else by distinct cell."""
    wrong = misfits(job.connection, job.source, [job.fields[name] for name in job.read])
    if wrong is not None:
        raise misfit_letter(Misfit(f"{wrong[0]} is {wrong[1]!r}"), job.source.path.name)
    one_text = job.source.holds_text(job.label) and job.form.sep is None and job.form.index is None
    decided = _by_label(job) if one_text else _by_cell(job)
    if job.policy.unknown == "fail" and decided.unknown:
        raise unknown_labels(job.source.path.name, decided.unknown, lambda _: f"in column {job.label}")
    return decided


# -- one label a row: DuckDB evaluates the conditions -----------------------------------------------------------------


def _by_label(job: ParquetJob) -> Decided:
    counts = dict(count_labels(job.connection, job.source, job.label))
    subjects = {label: job.decider.find(label) or _unknown_subject(label) for label in counts}
    program = compile_program(subjects.values(), job.fields)
    no_such_attributes(program.reads, job.source.columns, job.source.path.name)
    valued = [name for name in job.read if name in job.decider.values and job.fields[name].kind in _OF_TEXT]
    keys = tuple(_effect_key(job, place, name) for place, name in enumerate(valued, 1))
    matching = Matching(job.source, job.label, keys, program, label_lookup(job.connection, program))
    decided = Decided(matching)
    for code, *values, count in _kinds(job.connection, matching, program, counts):
        decided.found_by(values.pop() if valued else code - UNKNOWN)
        if code == UNKNOWN:  # rows without a label
            _take(job, decided, (), (), None, count)
            continue
        subject, outcome = program.outcome(code)
        attributes = {name: _held(value) for name, value in zip(valued, values, strict=True) if value is not None}
        outcome = job.decider.effects.applied(outcome, Item(subject.label, attributes))
        _take(job, decided, (subject.label,), (outcome,), subject.label, count)
    if matching.by_code:
        places = {code: place for place, code in enumerate(decided.results.codes)}
        decided.results.plain = [None if row.arm else places[row.base - UNKNOWN] for row in program.rows]
    return decided


def _kinds(
    connection: duckdb.DuckDBPyConnection, matching: Matching, program: Program, counts: Mapping[str, int]
) -> Iterator[tuple[Any, ...]]:
    """Yield the kinds of rows with their counts; those that need no condition while DuckDB counts the others."""
    if not matching.by_code:
        none = (UNKNOWN, *([None] * len(matching.keys)), "", 0)
        yield from matching.count(connection) or [none]
        return
    with ThreadPoolExecutor(1) as pool:
        counted = pool.submit(matching.count, connection) if program.arms else None
        yield (UNKNOWN, 0)
        yield from ((row.base, counts[row.label]) for row in program.rows if not row.arm)
        yield from counted.result() if counted else ()


def _unknown_subject(label: str) -> Subject:
    return Subject(label, label, "", (), unknown(label))


def _key_name(place: int) -> str:
    return f"\ue003k{place}"  # private use: no column's name


def _effect_key(job: ParquetJob, place: int, name: str) -> Key:
    """Take the value of an attribute where the map changes it, else NULL: few kinds, however many rows."""
    kind, old = job.fields[name].kind, list(job.decider.values[name])
    listed = ", ".join(map(text, old))
    value = typed(job.source, job.fields[name], "v")
    test = f"list_has_any({value}, [{listed}])" if kind is ValueKind.MULTI else f"{value} IN ({listed})"
    return Key(_key_name(place), f"CASE WHEN {test} THEN {value} END")


# -- several labels a cell: every distinct cell is decided ------------------------------------------------------------


def _by_cell(job: ParquetJob) -> Decided:
    values_of = {name: job.fields[name] for name in job.read}
    keys = (
        Key(_key_name(0), f"d.{quoted(job.label)}"),
        *(Key(_key_name(place), typed(job.source, field_)) for place, field_ in enumerate(values_of.values(), 1)),
    )
    matching = Matching(job.source, job.label, keys)
    groups = matching.count(job.connection) or [(None, *([None] * len(values_of)), "", 0)]
    read = [attribute_reader(field_, text=False) for field_ in values_of.values()]
    kinds: list[tuple[Any, str, tuple[str, ...], list[Item], int]] = []
    for cell, *values, found_by, count in groups:
        labels = job.form.labels(cell)
        attributes = {name: one(value) for name, one, value in zip(job.read, read, values, strict=True)}
        kinds.append((cell, found_by, labels, [Item(label, attributes) for label in labels], count))
    items = [item for *_, found, _ in kinds for item in found]
    no_such_attributes(_conditions_read(job, items), job.source.columns, job.source.path.name)
    outcomes = iter(decide_items(job.decider, job.fields, items))
    decided = Decided(matching)
    for cell, found_by, labels, found, count in kinds:
        decided.found_by(found_by)
        _take(job, decided, labels, tuple(next(outcomes) for _ in found), cell, count)
    return decided


def _conditions_read(job: ParquetJob, items: Iterable[Item]) -> set[str]:
    subjects = [job.decider.find(label) for label in dict.fromkeys(item.label for item in items)]
    return {key for one in subjects if one for branch in one.branches for key in branch.condition.reads}


# -- what both come to ------------------------------------------------------------------------------------------------


def _take(
    job: ParquetJob,
    decided: Decided,
    labels: tuple[str, ...],
    outcomes: tuple[Outcome, ...],
    like: object,
    count: int,
) -> None:
    cell = compose([settle(label, one, job.policy) for label, one in zip(labels, outcomes, strict=True)])
    decided.tally.add(cell, count)
    for one in cell.settled:
        if one.fate is Fate.UNKNOWN:
            decided.unknown[one.label] += count
    decided.entries.append(Entry(labels, outcomes, cell, like))
    new, drop = new_value(job, cell, like)
    results = decided.results
    results.new.append(new)
    results.changed.append(not drop and new != like)
    results.waits.append(cell.waits)
    results.drop.append(drop)
    results.records.append("|".join(cell.record_ids))
    _set_attributes(job, results, cell)
    _convert(job, results, cell)


def new_value(job: ParquetJob, cell: Cell, like: object) -> tuple[object, bool]:
    """Return what the label column holds, and whether the row goes."""
    if cell.settled and not cell.labels and not job.form.many(like):
        return like, True
    if cell.stays and not job.form.moves(cell.labels):
        return like, False
    new = job.form.written(cell.labels, like)
    size = job.source.sizes.get(job.label)
    if size is not None and isinstance(new, list) and len(new) != size:
        raise _other_size(job, size, new, like)
    return new, False


def _other_size(job: ParquetJob, size: int, new: object, like: object) -> BadInput:
    return BadInput(
        "OM616",
        f"{job.source.path.name}: the cell {like!r} becomes {new!r}, and every list of {job.label} has {size} entries.",
        fix="Write the column as lists of any length (Arrow: list instead of fixed_size_list).",
    )


def changed_attributes(job: ParquetJob, cell: Cell) -> dict[str, object]:
    """Return what the columns of attributes hold that the cell's decisions write."""
    changed: dict[str, object] = {**dict.fromkeys(cell.unset), **cell.set}
    return {
        name: written_value(value, text=not job.source.columns[name].endswith("]"))
        for name, value in changed.items()
        if name in job.attributes
    }


def _set_attributes(job: ParquetJob, results: Results, cell: Cell) -> None:
    place = len(results.new) - 1
    changed = changed_attributes(job, cell)
    for name in (*results.attributes, *changed):
        values = results.attributes.setdefault(name, [(False, None)] * place)
        if len(values) == place:
            values.append((name in changed, changed.get(name)))


def conversions(job: ParquetJob, cell: Cell) -> dict[str, Conversion]:
    """Return the columns of which the cell's decisions convert the numbers."""
    return {name: how for name, how in cell.transform.items() if name in job.attributes}


def _convert(job: ParquetJob, results: Results, cell: Cell) -> None:
    place, found = len(results.new) - 1, conversions(job, cell)
    for name in dict.fromkeys((*results.conversions, *found)):
        hows = results.conversions.setdefault(name, [None] * place)
        hows.append(found.get(name))


def _held(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
