"""What a check found, in the authors' words, and what of it is not new."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ontoman.model import Iri

Place: TypeAlias = "tuple[str, str, str, str]"
Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that a check found.

    `focus` is the IRI of what it is about, `path` the property, `value` the offending value as plain text;
    `message` says what was found and `fix` what to do, both with labels and keys instead of IRIs.
    """

    code: str
    severity: Severity
    focus: str
    path: Iri | None
    value: str | None
    message: str
    fix: str

    @property
    def place(self) -> Place:
        """What tells a known result from a new one: code, focus, path and value, empty where there is none."""
        return (self.code, self.focus, self.path or "", self.value or "")


@dataclass(frozen=True, slots=True)
class Found:
    """What one check saw, before it is put in words; `words` fills slots of the message such as `{$other}`."""

    focus: str
    path: Iri | None
    value: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)


def in_order(results: Iterable[Result]) -> tuple[Result, ...]:
    """Sort results: violations first, then by code and place."""
    return tuple(sorted(set(results), key=rank))


def rank(result: Result) -> tuple[int, Place, str]:
    """Return what results are sorted by."""
    return (SEVERITIES.index(result.severity), result.place, result.message)


def without(results: Iterable[Result], baseline: Collection[Place]) -> tuple[Result, ...]:
    """Leave out the results whose code, focus, path and value are in *baseline*.

    >>> known = Result("empty-label", "warning", "https://x/a", None, "", "It is empty.", "Fill it.")
    >>> without([known], {known.place})
    ()
    """
    known = frozenset(baseline)
    return tuple(result for result in results if result.place not in known)
