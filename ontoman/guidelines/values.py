"""A guideline as a value: what each section says, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """An example; `polarity` is positive, negative or borderline."""

    polarity: str
    caption: str
    text: str
    media: str | None
    gets: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """An edge case as a person reads it: if, then, except, why."""

    key: str
    title: str
    condition: str
    verdict: str
    exceptions: tuple[str, ...]
    rationale: str
    decisions: tuple[str, ...]
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value of an attribute."""

    key: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Question:
    """An attribute as a question to the annotator."""

    key: str
    label: str
    definition: str
    kind: str
    required: bool
    applies_to: tuple[str, ...]
    condition: str
    default: str
    unit: str
    per_frame: bool
    values: tuple[ValueLine, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A category that is easily taken for this one, and what tells it apart."""

    key: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A category; `depth` counts from the top, `path` names what stands above."""

    key: str
    label: str
    depth: int
    path: tuple[str, ...]
    definition: str
    selectable: bool
    role: str
    colour: str | None
    labeled: tuple[str, ...]
    not_labeled: tuple[str, ...]
    drawing: tuple[str, ...]
    notes: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    cases: tuple[Case, ...]
    samples: tuple[Sample, ...]
    confusable: tuple[Pair, ...]
    class_index: int | None


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guideline in one language."""

    language: str
    title: str
    version: str
    date: str
    owner: str
    purpose: str
    since: str | None
    changed: tuple[str, ...]
    general: tuple[Case, ...]
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...]
    unsure: tuple[tuple[str, str], ...]
    sha256: str
