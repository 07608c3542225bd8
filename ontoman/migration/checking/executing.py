"""What a map does to items that are made up: one for each category, cell of its conditions and attribute value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, islice
from typing import TYPE_CHECKING

from ontoman import conditions
from ontoman.errors import BadInput
from ontoman.migration.checking.conditions import read_condition
from ontoman.migration.checking.fitting import Fitting
from ontoman.migration.decide import Decider
from ontoman.migration.guessing import guessed_fields
from ontoman.migration.outcome import Fate, Item
from ontoman.migration.subjects import Problem, subjects_of
from ontoman.migration.values import MapDisposition
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ontoman.migration.outcome import Outcome
    from ontoman.migration.subjects import SubjectRows
    from ontoman.migration.values import MigrationMap
    from ontoman.model import Attribute, Iri, Ontology

_WRITTEN = frozenset({Fate.UNCHANGED, Fate.RELABELED})


@dataclass(frozen=True, slots=True)
class Trial:
    """A made-up item of one subject, and what becomes of it."""

    subject: SubjectRows
    item: Item
    outcome: Outcome

    @property
    def values(self) -> dict[str, object]:
        """The attributes that it has afterwards."""
        gone = dict.fromkeys(self.outcome.unset)
        return {
            key: v for key, v in {**self.item.attributes, **gone, **dict(self.outcome.set)}.items() if v is not None
        }


def unfit(of: MigrationMap, old: Ontology, new: Ontology) -> Iterator[Problem]:
    """Find what the map makes of items that fit *old* and does not fit *new* (OM556); told once for each subject."""
    fitting = Fitting(new)
    told: set[tuple[str, str]] = set()
    for trial in _trials(of, old):
        for settled in _as_people_may_decide(trial):
            for label in settled.outcome.labels:
                for severity, why in fitting.problems(label, settled.values, dict(settled.outcome.set)):
                    if (trial.subject.name, why) not in told:
                        told.add((trial.subject.name, why))
                        yield _unfit(settled, why, severity)


def changing_again(of: MigrationMap) -> Iterator[Problem]:
    """Find subjects whose items change again when the map is run a second time (OM557).

    A map between two releases is not looked at: data that it wrote is recorded as being at the second.
    """
    if of.header.from_version_iri and of.header.to_version_iri:
        return
    told: set[str] = set()
    decider = _decider(of, None)
    for trial in _trials(of, None, decider):
        if decider and trial.outcome.fate in _WRITTEN and trial.subject.name not in told:
            again = _again(decider, trial)
            if again:
                told.add(trial.subject.name)
                yield trial.subject.problem(
                    "OM557",
                    f"{trial.subject.name} becomes {_labels(trial)}, and {again} when the map is run a second time.",
                    "Tie the map to its releases (--from and --to at `map import`): data is then known to be done.",
                    "warning",
                )


def _again(decider: Decider, trial: Trial) -> str:
    """Say what a second run would do to what the first one wrote; nothing where it leaves it as it is."""
    for label in trial.outcome.labels:
        try:
            second = decider.decide(Item(label, trial.values))
        except BadInput:
            continue  # two subjects answer to it, which is told as such
        if second.fate in _WRITTEN and second.labels != (label,):
            return f"{label} becomes {' and '.join(second.labels) or 'nothing'}"
        changed = sorted(key for key, value in second.set if trial.values.get(key) != value)
        if second.fate in _WRITTEN and changed:
            return f"{', '.join(changed)} changes again"
    return ""


# -- items ------------------------------------------------------------------------------------------------------------


def _trials(of: MigrationMap, old: Ontology | None, decider: Decider | None = None) -> Iterator[Trial]:
    decider = decider or _decider(of, old)
    if decider is None:
        return
    for subject in subjects_of(row for row in of.rows if not row.of_value):
        category = old.categories.get(_iri(subject)) if old else None
        if old is not None and (category is None or not category.selectable):
            continue
        for attributes in _items(subject, old):
            item = Item(subject.name, attributes)
            try:
                yield Trial(subject, item, decider.decide(item))
            except BadInput:
                break  # two subjects have its label, which is told as such


def _decider(of: MigrationMap, old: Ontology | None) -> Decider | None:
    """Return what decides; None where a condition cannot be read, which is told as such."""
    fields = {key: field for row in of.rows if row.when for key, field in guessed_fields(row.when).items()}
    known = conditions.fields_of(old) if old else {}
    try:
        return Decider(of, {**fields, **known}, conditions.categories_of(old) if old else None)
    except BadInput:
        return None


def _items(subject: SubjectRows, old: Ontology | None) -> Iterator[dict[str, object]]:
    """Make items: every cell of the subject's conditions, and every value of its attributes, each at least once."""
    asked = [read_condition(row.when, old) for row in subject.rows if row.when is not None]
    found = conditions.cells(asked, [subject.name]) if asked else None
    cells = list(found or ()) or [{}]
    attributes = old.attributes_of(_iri(subject)) if old else ()
    values = {a.key: _values(a) for a in attributes if not a.deprecated}
    if old is None:
        values = {key: [1.0] for row in subject.rows for key, _ in row.transform}
    count = max([len(cells), *map(len, values.values())])
    turns = [islice(cycle(listed), count) for listed in values.values()]
    rounds = zip(*turns, strict=True) if turns else iter([()] * count)
    for cell, turn in zip(islice(cycle(cells), count), rounds, strict=True):
        plain = {key: value for key, value in zip(values, turn, strict=True) if key not in _read(asked)}
        yield {**plain, **{key: value for key, value in cell.items() if key != "category"}}


def _read(asked: Sequence[conditions.Condition]) -> frozenset[str]:
    return frozenset().union(*(condition.reads for condition in asked))


def _values(attribute: Attribute) -> list[object]:
    keys: list[object] = [value.key for value in attribute.values if not value.deprecated]
    bounds = [float(bound) for bound in (attribute.minimum, attribute.maximum) if bound is not None]
    match attribute.kind:
        case ValueKind.BOOLEAN:
            return [True, False]
        case ValueKind.INTEGER | ValueKind.DECIMAL:
            return [*bounds] or [1.0]
        case ValueKind.MULTI:
            return [(key,) for key in keys] or [()]
        case ValueKind.DATE:
            return [date(2000, 1, 1)]
        case ValueKind.TEXT:
            return ["text"]
        case _:
            return keys or [None]


# -- words ------------------------------------------------------------------------------------------------------------


def _as_people_may_decide(trial: Trial) -> Iterator[Trial]:
    """Yield the trial as the map decides it; where people do, once for each candidate; nothing of what stays behind."""
    outcome = trial.outcome
    if outcome.fate is Fate.REVIEW and outcome.candidates == outcome.labels:
        return  # only a value waits, and which one it gets is not for a candidate to say
    if outcome.fate is Fate.REVIEW:
        for candidate in outcome.candidates:
            yield replace(trial, outcome=replace(outcome.decided(candidate), labels=(candidate,)))
    elif outcome.fate in _WRITTEN or outcome.disposition is MapDisposition.RESIDUAL:
        yield trial


def _unfit(trial: Trial, why: str, severity: str) -> Problem:
    shown = ", ".join(f"{key} = {value}" for key, value in trial.item.attributes.items())
    item = f"{trial.subject.name} with {shown}" if shown else trial.subject.name
    return trial.subject.problem(
        "OM556",
        f"{item} becomes {_labels(trial)}, which does not fit the new release: {why}.",
        "Correct the row, or set or unset the attribute with it.",
        "violation" if severity == "violation" else "warning",
    )


def _labels(trial: Trial) -> str:
    return " and ".join(trial.outcome.labels) or "nothing"


def _iri(subject: SubjectRows) -> Iri:
    return subject.rows[0].subject_id  # type: ignore[return-value]
