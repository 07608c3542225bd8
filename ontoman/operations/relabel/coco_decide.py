"""What becomes of every label in a COCO file: annotations, segments, and the lists of images."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from ontoman.migration import Fate, Item, MapDisposition, Outcome
from ontoman.operations.progress import SILENT, watched
from ontoman.operations.relabel.cells import OMIT, Cell, Settled, Tally, compose, settle
from ontoman.operations.relabel.coco_categories import outcomes_of
from ontoman.operations.relabel.layout import Misfit, attribute_reader, misfit_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ontoman.conditions import Field
    from ontoman.formats.coco import Coco, Labeled, Listed
    from ontoman.migration import Decider, Subject
    from ontoman.operations.progress import Progress
    from ontoman.operations.relabel.cells import Policy
    from ontoman.operations.relabel.choices import Choices

_NEGATIVE = "neg_category_ids"


@dataclass(frozen=True, slots=True)
class CocoJob:
    """A COCO file and what decides its labels."""

    coco: Coco
    fields: Mapping[str, Field]
    decider: Decider
    policy: Policy
    choices: Choices
    progress: Progress = SILENT

    @property
    def reads(self) -> frozenset[str]:
        """The attributes that conditions read, or whose values change."""
        return frozenset(self.decider.reads & self.fields.keys())

    def name(self, number: int) -> str:
        """Return the name of a category of the file."""
        return self.coco.categories[number].name


@dataclass
class Decided:
    """Every label with what becomes of it, and the counts.

    `labeled` pairs places in `annotations` with what they carry; `positives` are the labels that each image's
    annotations had and have.
    """

    labeled: list[tuple[int, list[tuple[Labeled, Cell]]]] = field(default_factory=list)
    listed: list[tuple[Listed, Cell]] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    had: dict[object, set[str]] = field(default_factory=dict)
    have: dict[object, set[str]] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[tuple[int, ...], Cell]]:
        """Every cell with the category ids that it had."""
        labeled = [((one.id,), cell) for _, found in self.labeled for one, cell in found]
        return [*labeled, *((one.ids, cell) for one, cell in self.listed)]


def decide_coco(job: CocoJob) -> Decided:
    """Decide annotations first: what an image's list says is then held against them."""
    decided = Decided()
    memo: dict[tuple[int, tuple[tuple[str, object], ...]], Outcome] = {}
    readers = {key: attribute_reader(job.fields[key], text=False) for key in job.reads}
    labeled = job.coco.labeled(job.reads)
    for place, found in watched(job.progress, "Deciding", labeled, len(job.coco.annotations), itemgetter(0)):
        cells = []
        for one in found:
            attributes = _read(job, one, readers)
            key = (one.id, tuple(sorted(attributes.items())))
            if key not in memo:
                memo[key] = job.decider.decide(Item(job.name(one.id), attributes))
            cells.append((one, _annotation_cell(job, decided, one, memo[key])))
        decided.labeled.append((place, cells))
    for listed in job.coco.listed():
        cell = compose([_listed(job, decided, listed, number) for number in listed.ids])
        decided.listed.append((listed, _counted(decided, cell, f"{listed.key} of image {listed.image}")))
    return decided


def list_item(one: Listed) -> str:
    """Return the id of an image's list, as the review sheet shows it."""
    return f"image {one.image} {one.key}"


def _read(job: CocoJob, one: Labeled, readers: Mapping[str, Callable[[object], object]]) -> dict[str, object]:
    found = {}
    for key, read in readers.items():
        try:
            found[key] = read(one.attributes.get(key))
        except Misfit as misfit:
            raise misfit_letter(misfit, f"{job.coco.name}, annotation {one.item}") from misfit
    return found


def _annotation_cell(job: CocoJob, decided: Decided, one: Labeled, outcome: Outcome) -> Cell:
    label = job.name(one.id)
    settled = settle(label, outcome, job.policy)
    if settled.waits:
        settled = settle(label, outcome, job.policy, job.choices.take(one.item, settled))
    cell = _counted(decided, compose([settled]), f"annotation {one.item}")
    decided.had.setdefault(one.image, set()).add(label)
    decided.have.setdefault(one.image, set()).update(cell.labels)
    return cell


def _counted(decided: Decided, cell: Cell, where: str) -> Cell:
    decided.tally.add(cell)
    for one in cell.settled:
        if one.fate is Fate.UNKNOWN:
            decided.unknown.setdefault(one.label, []).append(where)
    return cell


# -- lists of images: what is said of a category holds for every part of it -------------------------------------------


def _listed(job: CocoJob, decided: Decided, one: Listed, number: int) -> Settled:
    label = job.name(number)
    subject = job.decider.find(label)
    outcome = Outcome(Fate.UNKNOWN, (label,)) if subject is None else _of_list(subject, negative=one.key == _NEGATIVE)
    settled = settle(label, outcome, job.policy)
    if one.key == _NEGATIVE and label not in decided.had.get(one.image, ()):
        settled = _held_against(job, decided, one, settled)
    if settled.waits:
        choice = job.choices.take(list_item(one), settled)
        if choice == OMIT:
            return Settled(label, Fate.RELABELED, (), replace(outcome, labels=()))
        settled = settle(label, outcome, job.policy, choice) if choice else settled
    return settled


def _held_against(job: CocoJob, decided: Decided, one: Listed, settled: Settled) -> Settled:
    """Ask a person where a category is said to be absent that is annotated after all."""
    met = [label for label in settled.labels if label in decided.have.get(one.image, ())]
    if not met or settled.waits:
        return settled
    why = f"said to be absent from image {one.image}, where {', '.join(met)} is annotated"
    outcome = replace(settled.outcome, fate=Fate.REVIEW)
    waiting = settle(settled.label, outcome, job.policy)
    return replace(waiting, candidates=(*settled.labels, OMIT), why=why)


def _of_list(subject: Subject, *, negative: bool) -> Outcome:
    """Return what becomes of a label in a list: all that it may lead to, for no attribute tells which."""
    outcomes = outcomes_of(subject) if subject.branches else (subject.otherwise,)
    if any(one.fate is Fate.REVIEW and not one.candidates for one in outcomes):
        return subject.otherwise
    labels = tuple(dict.fromkeys(label for one in outcomes for label in _said(one, negative=negative)))
    records = tuple(dict.fromkeys(record for one in outcomes for record in one.record_ids))
    fates = {one.fate for one in outcomes}
    if fates == {Fate.RETIRED}:
        return Outcome(Fate.RETIRED, labels, records, disposition=outcomes[0].disposition)
    fate = Fate.UNCHANGED if fates == {Fate.UNCHANGED} else Fate.RELABELED
    return Outcome(fate, labels, records)


def _said(outcome: Outcome, *, negative: bool) -> Sequence[str]:
    if outcome.fate is Fate.REVIEW:
        return outcome.candidates
    if negative and outcome.disposition is MapDisposition.RESIDUAL:
        return ()  # no tram: that says nothing of everything else in "other"
    return outcome.labels
