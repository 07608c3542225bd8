"""What reasoning says: a status, why, and findings in the authors' words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ontoman.model import Iri

Status = Literal["passed", "failed", "not run"]
Kind = Literal["inconsistent", "overlap", "unsatisfiable"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that cannot be.

    `overlap`: a category below two that exclude each other. `unsatisfiable`: another category that nothing can
    ever be in. `inconsistent`: the ontology contradicts itself; then `category` is None.
    """

    kind: Kind
    category: Iri | None
    message: str

    def __str__(self) -> str:
        """Return the message."""
        return self.message


@dataclass(frozen=True, slots=True)
class ReasoningReport:
    """The outcome; `why` says why the reasoner did not run, or how it was decided without."""

    status: Status
    why: str = ""
    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        """Return what a manifest records: `passed`, `failed` or `not run (why)`."""
        return f"{self.status} ({self.why})" if self.why else self.status
