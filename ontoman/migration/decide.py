"""What a map decides for one label: the reference that every engine must match."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ontoman import conditions
from ontoman.errors import BadInput
from ontoman.migration.curies import known_prefixes
from ontoman.migration.effects import ValueEffects
from ontoman.migration.lookup import AmbiguousLabel, Form, Index, written
from ontoman.migration.outcome import Effects, Fate, Outcome
from ontoman.migration.values import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    GroupOp,
    MapDisposition,
    Status,
)
from ontoman.model.names import BROAD_MATCH, EXACT_MATCH, TERM_REPLACED_BY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.conditions import Condition, Field
    from ontoman.migration.outcome import Item
    from ontoman.migration.values import MapRow, MigrationMap

_LIVE = frozenset({Status.DRAFT, Status.PROPOSED, Status.ACCEPTED})
_SAYS_SAME = frozenset({EXACT_MATCH, TERM_REPLACED_BY})
_SAYS_BROADER = frozenset({EXACT_MATCH, TERM_REPLACED_BY, BROAD_MATCH})


@dataclass(frozen=True, slots=True)
class Branch:
    """What is decided where *condition* is TRUE."""

    condition: Condition
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Subject:
    """The whole decision for one string in data, ready to run or to compile.

    The first branch whose condition is TRUE decides, else `otherwise`. With `every`, all branches that are
    TRUE decide together (`combined`), and `otherwise` where none is. No condition is left to interpret:
    an engine evaluates `condition` and takes `outcome` as it stands.
    """

    label: str
    key: str
    subject_id: str
    branches: tuple[Branch, ...]
    otherwise: Outcome
    every: bool = False

    def decide(self, values: Mapping[str, object]) -> Outcome:
        """Decide for an item with these attributes and metadata."""
        asked = {**values, "category": self.key}
        true = (b.outcome for b in self.branches if conditions.evaluate(b.condition, asked) is True)
        if not self.every:
            return next(true, self.otherwise)
        outcomes = tuple(true)
        return combined(self.label, outcomes) if outcomes else self.otherwise


class Decider:
    """A map, ready to decide.

    *fields* type what conditions may read; *tree* is what `is_a` expands to. `find` gives the whole decision
    for a string in data; `subjects` gives all of them at once, for engines that compile.

    `values` says what becomes of attribute values: `{attribute: {old: new}}`, with None where a person must
    choose. They apply wherever an item ends at the new release (unchanged, relabeled, in a residual, or as a person
    decides): the item then counts as relabeled; one whose value a person must choose goes to review.
    """

    def __init__(
        self,
        of: MigrationMap,
        fields: Mapping[str, Field] | None = None,
        tree: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.map = of
        self._fields = fields or {}
        self._tree = tree
        self._curies = known_prefixes(of.header.curie_map)
        live = [row for row in of.rows if row.status in _LIVE]
        self._groups = _by_subject(row for row in live if not row.of_value)
        self._index = Index((row for rows in self._groups.values() for row in rows), self._curies)
        self._found: dict[str, Subject | None] = {}
        self.effects = ValueEffects([row for row in live if row.of_value])
        self._parsed: dict[str, Condition] = {}
        self._conditions = {row: self._condition(row) for row in live if row.when is not None}

    def decide(self, item: Item) -> Outcome:
        """Decide for one label occurrence; a label that no row knows is `unknown`."""
        subject = self.find(item.label)
        if subject is None:
            return self.effects.applied(Outcome(Fate.UNKNOWN, (item.label,)), item)
        return self.effects.applied(subject.decide(item.attributes), item)

    def find(self, label: str) -> Subject | None:
        """Return the decision for a string in data, None where no row knows it.

        Raises `AmbiguousLabel` (OM510) where two subjects of the map answer to it.
        """
        if label not in self._found:
            hit = self._index.find(label)
            self._found[label] = None if hit is None else self._subject(label, *hit)
        return self._found[label]

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """The decision for every string that names one subject: labels, IRIs, CURIEs and local names.

        Engines that know which labels the data has ask `find` for those.
        """
        found: dict[str, Subject] = {}
        for text in self._index.texts:
            with suppress(AmbiguousLabel):
                subject = self.find(text)
                if subject is not None:
                    found[text] = subject
        return found

    @property
    def values(self) -> Mapping[str, Mapping[str, str | None]]:
        """What becomes of attribute values, by attribute key."""
        return self.effects.table

    def value(self, attribute: str, value: str) -> str | None:
        """Return what becomes of one attribute value; None where a person must choose."""
        return self.effects.table.get(attribute, {}).get(value, value)

    @property
    def reads(self) -> frozenset[str]:
        """The keys that conditions of the map read, and the attributes whose values it changes."""
        parsed = (condition.reads for condition in self._conditions.values())
        return frozenset().union(*parsed, self.values, self.converts)

    @cached_property
    def converts(self) -> frozenset[str]:
        """The attributes of which the map converts numbers."""
        return frozenset(key for rows in self._groups.values() for row in rows for key, _ in row.transform)

    def _condition(self, row: MapRow) -> Condition:
        text = row.when or ""
        try:
            if text not in self._parsed:
                self._parsed[text] = conditions.parse(text, self._fields, categories=self._tree)
            return self._parsed[text]
        except BadInput as error:
            raise BadInput(
                error.code,
                f"The condition of {row.record_id} ({row.subject_label or row.subject_id}): {error.message}",
                fix=error.fix,
                details={**error.details, "record_id": row.record_id},
            ) from error

    def _subject(self, label: str, iri: str, form: Form) -> Subject:
        rows = self._groups[iri]
        settle = _Settler(label, form, rows, self._curies)
        if len(rows) == 1 and rows[0].when is None and rows[0].group_op is None:  # nearly all, so the short way
            return Subject(label, rows[0].subject_label or label, iri, (), settle.outcome(rows[0]))
        conditional = [row for row in rows if row.when is not None]
        plain = [row for row in rows if row.when is None]
        ops = {row.group_op for row in rows}
        every = ops == {GroupOp.ALL_OF}
        if GroupOp.ONE_OF in ops or len(ops) > 1 or (len(plain) > 1 and not every):
            conditional, otherwise = [], settle.review(rows)
        elif every:
            otherwise = combined(label, tuple(map(settle.outcome, plain))) if plain else settle.review(rows)
        else:
            otherwise = settle.outcome(plain[0]) if plain else settle.review(rows)
        branches = tuple(Branch(self._conditions[row], settle.outcome(row)) for row in conditional)
        return Subject(label, rows[0].subject_label or label, iri, branches, otherwise, every)


@dataclass(frozen=True, slots=True)
class _Settler:
    """What each row of one subject comes to, in the form in which the data asked."""

    label: str
    form: Form
    rows: tuple[MapRow, ...]
    curies: Mapping[str, str]

    def outcome(self, row: MapRow) -> Outcome:
        if row.object_id == UNDECIDED or not _may_run(row):
            return self.review([row])
        if row.action is Action.RETIRE or row.object_id == NO_TERM_FOUND:
            return self._retired(row)
        same = row.object_id == row.subject_id or row.action is Action.KEEP
        fate = Fate.UNCHANGED if same and not _effects(row) else Fate.RELABELED
        return Outcome(
            fate, (self._object(row),), (row.record_id,), set=row.set, unset=row.unset, transform=row.transform
        )

    def review(self, rows: Iterable[MapRow]) -> Outcome:
        terms = [row for row in self.rows if row.object_id not in {UNDECIDED, NO_TERM_FOUND}]
        effects: dict[str, set[Effects]] = {}
        for row in terms:
            effects.setdefault(self._object(row), set()).add(_effects(row))
        # Rows that lead to one candidate and disagree on attributes leave those alone.
        agreed = {label: found.pop() for label, found in effects.items() if len(found) == 1}
        return Outcome(
            Fate.REVIEW,
            (self.label,),
            tuple(row.record_id for row in rows),
            tuple(effects),
            by_choice=tuple((label, found) for label, found in agreed.items() if found),
        )

    def _retired(self, row: MapRow) -> Outcome:
        disposition = row.disposition or MapDisposition.KEEP
        labels: tuple[str, ...] = (self.label,)
        if disposition is MapDisposition.DROP:
            labels = ()
        if disposition is MapDisposition.RESIDUAL and row.residual:
            labels = (written(row.residual, row.object_label, self.form, self.curies),)
        return Outcome(
            Fate.RETIRED,
            labels,
            (row.record_id,),
            set=row.set,
            unset=row.unset,
            transform=row.transform,
            disposition=disposition,
        )

    def _object(self, row: MapRow) -> str:
        return written(row.object_id, row.object_label, self.form, self.curies)


def _effects(row: MapRow) -> Effects:
    return Effects(row.set, row.unset, transform=row.transform)


def _may_run(row: MapRow) -> bool:
    """Tell whether *row* may run unattended (reference: "Predicates and what may run unattended")."""
    if row.status is not Status.ACCEPTED or row.need == "human":
        return False
    conditional = row.when is not None or row.group_op in {GroupOp.FIRST_OF, GroupOp.ALL_OF}
    match row.action:
        case Action.KEEP | Action.RETIRE:
            return True
        case Action.REPLACE | Action.TRANSFORM:
            return conditional or row.predicate_id in _SAYS_SAME
        case Action.GENERALISE:
            return conditional or row.predicate_id in _SAYS_BROADER
        case Action.SPECIALISE | Action.CONDITIONAL:
            return conditional


def combined(label: str, outcomes: tuple[Outcome, ...]) -> Outcome:
    """Join the outcomes of an all_of group: labels once each; one that needs a person holds all of them back."""
    waiting = [outcome for outcome in outcomes if outcome.fate is Fate.REVIEW]
    if waiting or len(outcomes) == 1:
        return waiting[0] if waiting else outcomes[0]
    fates = {outcome.fate for outcome in outcomes}
    fate = fates.pop() if len(fates) == 1 else Fate.RELABELED
    labels = tuple(dict.fromkeys(text for outcome in outcomes for text in outcome.labels))
    return Outcome(
        Fate.RELABELED if fate is Fate.UNCHANGED and labels != (label,) else fate,
        labels,
        tuple(record for outcome in outcomes for record in outcome.record_ids),
        set=tuple({key: (key, value) for outcome in outcomes for key, value in outcome.set}.values()),
        unset=tuple(dict.fromkeys(key for outcome in outcomes for key in outcome.unset)),
        transform=tuple({key: (key, how) for outcome in outcomes for key, how in outcome.transform}.values()),
        disposition=next((outcome.disposition for outcome in outcomes if outcome.disposition), None),
    )


def _by_subject(rows: Iterable[MapRow]) -> dict[str, tuple[MapRow, ...]]:
    found: dict[str, list[MapRow]] = {}
    for row in rows:
        found.setdefault(row.subject_id, []).append(row)
    return {iri: tuple(sorted(members, key=_place)) for iri, members in found.items()}


def _place(row: MapRow) -> tuple[bool, int]:
    return (row.order is None, row.order or 0)
