"""From what a map decides to what a cell holds, and to the counts of the report. Values only; no files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ontoman.migration import Fate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ontoman.migration import Outcome
    from ontoman.migration.conversions import Conversion

UnknownPolicy = Literal["fail", "keep", "review"]
OMIT = "omit"


@dataclass(frozen=True, slots=True)
class Policy:
    """What becomes of labels that nobody has decided.

    `pending` is None (the old label stays), `omit`, or a label. `targets` are the labels that annotators
    may pick in the new release: what a person may choose for a label that the map does not know.
    """

    pending: str | None = None
    unknown: UnknownPolicy = "fail"
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """One label occurrence: its fate, and the labels that are written for it."""

    label: str
    fate: Fate
    labels: tuple[str, ...]
    outcome: Outcome
    candidates: tuple[str, ...] = ()
    why: str = ""

    @property
    def waits(self) -> bool:
        """Tell whether a person must decide."""
        return self.fate is Fate.REVIEW


def settle(label: str, outcome: Outcome, policy: Policy, choice: str | None = None) -> Settled:
    """Apply the policy, and a person's choice, to what the map decides."""
    if choice is not None:
        decided = outcome.decided(choice)
        fate = Fate.RELABELED if decided.writes or choice != label else Fate.UNCHANGED
        return Settled(label, fate, (choice,), decided)
    if outcome.fate is Fate.UNKNOWN:
        if policy.unknown == "review":
            return Settled(label, Fate.REVIEW, _pending(label, policy), outcome, policy.targets, "not in the map")
        return Settled(label, Fate.UNKNOWN, (label,), outcome)
    if outcome.fate is Fate.REVIEW:
        why = f"{', '.join(outcome.record_ids)}: a person must choose"
        return Settled(label, Fate.REVIEW, _pending(label, policy), outcome, outcome.candidates, why)
    return Settled(label, outcome.fate, outcome.labels, outcome)


def _pending(label: str, policy: Policy) -> tuple[str, ...]:
    match policy.pending:
        case None:
            return (label,)
        case "omit":
            return ()
        case chosen:
            return (chosen,)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a label cell becomes: a set of labels, each once, in first-seen order."""

    settled: tuple[Settled, ...]
    labels: tuple[str, ...]

    @property
    def stays(self) -> bool:
        """Tell whether every label stays what it is."""
        return all(one.labels == (one.label,) for one in self.settled)

    @property
    def waits(self) -> bool:
        """Tell whether a person must decide any of it."""
        return any(one.waits for one in self.settled)

    @property
    def set(self) -> dict[str, object]:
        """The attribute values that the cell's decisions write."""
        return {key: value for one in self.settled if not one.waits for key, value in one.outcome.set}

    @property
    def unset(self) -> tuple[str, ...]:
        """The attributes that the cell's decisions empty."""
        keys = dict.fromkeys(key for one in self.settled if not one.waits for key in one.outcome.unset)
        return tuple(key for key in keys if key not in self.set)

    @property
    def transform(self) -> dict[str, Conversion]:
        """The numbers that the cell's decisions convert, where those stand in the data and not here."""
        found = {key: how for one in self.settled if not one.waits for key, how in one.outcome.transform}
        return {key: how for key, how in found.items() if key not in self.set and key not in self.unset}

    @property
    def record_ids(self) -> tuple[str, ...]:
        """The rows of the map that decided."""
        return tuple(dict.fromkeys(record for one in self.settled for record in one.outcome.record_ids))


def compose(settled: Sequence[Settled]) -> Cell:
    """Join the decisions for the labels of one cell; a cell that stays is left as it is, twice-written labels too."""
    if all(one.labels == (one.label,) for one in settled):
        return Cell(tuple(settled), tuple(one.label for one in settled))
    return Cell(tuple(settled), tuple(dict.fromkeys(label for one in settled for label in one.labels)))


@dataclass
class Tally:
    """Counts of label occurrences.

    By construction `read == unchanged + relabeled + review + retired + unknown`, and
    `written == read - collapsed - omitted + added`.
    """

    fates: Counter[Fate] = field(default_factory=Counter)
    by_mapping: Counter[str] = field(default_factory=Counter)
    by_category: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    written: int = 0
    omitted: int = 0
    added: int = 0
    collapsed: int = 0

    def add(self, cell: Cell, times: int = 1) -> None:
        """Count a cell that stands *times* times in the data (negative: take it back)."""
        stood = 0
        for one in cell.settled:
            self.fates[one.fate] += times
            stood += len(one.labels)
            self.omitted += times * (not one.labels)
            self.added += times * max(len(one.labels) - 1, 0)
            for record in one.outcome.record_ids:
                self.by_mapping[record] += times
            for new in one.labels or (None,):
                self.by_category[one.label, new] += times
        self.written += times * len(cell.labels)
        self.collapsed += times * (stood - len(cell.labels))

    @property
    def read(self) -> int:
        """How many label occurrences there were."""
        return sum(self.fates.values())

    def counts(self) -> dict[str, int]:
        """Return the counts in the order of the report."""
        fates = {fate.value: self.fates[fate] for fate in Fate}
        written = {name: int(getattr(self, name)) for name in ("written", "collapsed", "added", "omitted")}
        return {"read": self.read, **fates, **written}


@dataclass(frozen=True, slots=True)
class Hashes:
    """The sha256 of map, input and output; None where there is none."""

    map: str | None
    input: str
    output: str | None


def report(tally: Tally, releases: tuple[str | None, str | None], hashes: Hashes, file: str) -> dict[str, object]:
    """Return the document `ontoman/relabel/1`."""
    counts = tally.counts()
    return {
        "schema": "ontoman/relabel/1",
        "from": releases[0],
        "to": releases[1],
        "map_sha256": hashes.map,
        "input_sha256": hashes.input,
        "output_sha256": hashes.output,
        **counts,
        "by_mapping": _by_mapping(tally.by_mapping),
        "by_category": _by_category(tally.by_category),
        "by_file": [{"file": file, "input_sha256": hashes.input, "output_sha256": hashes.output, **counts}],
    }


def _by_mapping(counts: Mapping[str, int]) -> list[dict[str, object]]:
    return [{"record_id": record, "count": count} for record, count in sorted(counts.items()) if count]


def _by_category(counts: Mapping[tuple[str, str | None], int]) -> list[dict[str, object]]:
    ordered = sorted(counts.items(), key=lambda pair: (pair[0][0], pair[0][1] or ""))
    return [{"old": old, "new": new, "count": count} for (old, new), count in ordered if count]
