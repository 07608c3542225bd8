"""How a table that somebody else wrote is read as a map: which columns, and what its words mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from ontoman.errors import BadInput
from ontoman.migration.building.meanings import WITHOUT_TARGET, Meaning
from ontoman.migration.values import MapDisposition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

    Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class MapLayout:
    """How a plain map is written; None where the file shows it.

    `retire` says which targets mean that a label is retired, and what then becomes of it; `identity` lists labels that
    map to themselves. `flags` are what words in `flag_column` mean, beside the `usual_flags`; `blank` is what an empty
    target means, `repairs` what labels of the file should read. With `one_label`, `or` and `;` are letters of a target
    like others, as they are in `known` labels; with `pick`, a person decides where a label stands with several targets.
    """

    from_column: str | None = None
    to_column: str | None = None
    when_column: str | None = None
    separator: str | None = None
    retire: Mapping[str, MapDisposition] | None = None
    identity: Sequence[str] = ()
    flag_column: str | None = None
    flags: Mapping[str, Meaning] = field(default_factory=dict)
    usual_flags: Mapping[str, Meaning] = field(default_factory=dict)
    blank: Meaning | None = None
    repairs: Mapping[str, str] = field(default_factory=dict)
    one_label: bool = False
    pick: bool = False
    known: frozenset[str] = frozenset()


def retirement(text: str) -> tuple[str, MapDisposition]:
    """Read `TARGET=DISPOSITION`; OM528 where the disposition is none."""
    return _worded("--retire", text, "TARGET=DISPOSITION", tuple(MapDisposition), "void=ignore")


def flag_meaning(text: str) -> tuple[str, Meaning]:
    """Read `FLAG=MEANING`; OM528 where the meaning is none."""
    return _worded("--flag", text, "FLAG=MEANING", tuple(Meaning), "'Mapped to Parent=broad'")


def blank_meaning(text: str) -> Meaning:
    """Read what an empty target means; OM528 where it is nothing that it may mean."""
    found = next((meaning for meaning in WITHOUT_TARGET if meaning == text), None)
    if found is None:
        raise _none("--blank", text, "a meaning", ", ".join(WITHOUT_TARGET), "review")
    return found


def repair(text: str) -> tuple[str, str]:
    """Read `WRITTEN=MEANT`; OM528 where it is not."""
    written, sign, meant = text.partition("=")
    if not sign or not written or not meant:
        raise _none("--repair", text, "WRITTEN=MEANT", "labels of the file and of the release", "AB7=IAB7")
    return written, meant


def _worded(option: str, text: str, form: str, words: tuple[Word, ...], example: str) -> tuple[str, Word]:
    named, sign, said = text.rpartition("=")
    word = next((word for word in words if word.value == said), None)
    if not sign or word is None:
        raise _none(option, text, form, ", ".join(words), example)
    return named, word


def _none(option: str, text: str, form: str, words: str, example: str) -> BadInput:
    return BadInput(
        "OM528",
        f"{option} {text!r} is not {form}.",
        fix=f"It may be: {words}. Example: {option} {example}.",
        details={"option": option, "found": text},
    )
