"""What people decided in a review sheet, checked against what the map asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.formats.review_sheet import read_decisions
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ontoman.formats.review_sheet import Decision
    from ontoman.operations.relabel.cells import Settled


@dataclass
class Choices:
    """Decisions by item and label; each is checked when it is taken, and `check_all_taken` finds the others."""

    file: str = ""
    found: dict[tuple[str, str], Decision] = field(default_factory=dict)
    taken: set[tuple[str, str]] = field(default_factory=set)

    def take(self, item: str, asked: Settled) -> str | None:
        """Return the label that was chosen for one occurrence; OM643 where it is no candidate."""
        decision = self.found.get((item, asked.label))
        if decision is None:
            return None
        if decision.choice not in asked.candidates:
            raise BadInput(
                "OM643",
                f"{self.file}, line {decision.line}: {decision.choice!r} cannot be chosen for {asked.label!r} of "
                f"item {item}.",
                fix=f"Choose one of: {', '.join(asked.candidates)}; or leave the cell empty.",
                details={"line": decision.line, "candidates": list(asked.candidates)},
            )
        self.taken.add((item, asked.label))
        return decision.choice

    def check_all_taken(self) -> None:
        """Refuse a decision for something that does not wait (OM644): it would be lost without a word."""
        for place, decision in self.found.items():
            if place not in self.taken:
                raise BadInput(
                    "OM644",
                    f"{self.file}, line {decision.line}: nothing waits for item {decision.item!r} with the label "
                    f"{decision.label!r}.",
                    fix="Take the line out, or use the review.csv of this data and this map.",
                    details={"line": decision.line},
                )


def read_choices(path: Path | None, data_sha256: str) -> Choices:
    """Read the filled sheet, if there is one."""
    if path is None:
        return Choices()
    return choices_of(read_decisions(read_bytes(path), path.name), data_sha256, path.name)


def choices_of(decisions: Iterable[Decision], data_sha256: str, file: str) -> Choices:
    """Collect decisions made on the data with this hash (OM640); two for one thing must agree (OM642)."""
    choices = Choices(file)
    for decision in decisions:
        if decision.data != data_sha256:
            raise BadInput(
                "OM640",
                f"{file}, line {decision.line}, was written for other data: its hash is not the one of this file.",
                fix="Relabel the data that review.csv came from, unchanged; or make a new sheet.",
                details={"line": decision.line, "data": decision.data, "found": data_sha256},
            )
        other = choices.found.setdefault((decision.item, decision.label), decision)
        if other.choice != decision.choice:
            raise BadInput(
                "OM642",
                f"{file}, lines {other.line} and {decision.line} decide item {decision.item!r} in two ways: "
                f"{other.choice!r} and {decision.choice!r}.",
                fix="Keep one of the two. Rows with the same content share a line; --id-column tells them apart.",
                details={"lines": [other.line, decision.line]},
            )
    return choices
