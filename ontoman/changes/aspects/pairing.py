"""How what went and what came are put together: by language, by text, by likeness."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ontoman.changes.literals import lang_string_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontoman.changes.delta import Statement
    from ontoman.model import LangString

ALIKE = 0.8
_MOST_TO_COMPARE = 400  # pairs; beyond it a rewrite is a rewrite
# A decimal point, a sign and a comparison are no mere punctuation: "1.5 m" is not "15 m".
_TOKENS = re.compile(r"(?<!\w)[-\u2212]?\d+(?:[.,:/]\d+)*|\w+|[<>=≤≥≠+±×÷%~^$€£°]")  # noqa: RUF001 - the sign is meant


def text_of(statement: Statement) -> LangString:
    """Return the text of a statement; an IRI stands as it is, without a language."""
    return lang_string_of(statement.object)


def by_language(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Group statements by the language of their text, in order of language."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        found.setdefault(lang_string_of(statement.object).lang.lower(), []).append(statement)
    return dict(sorted(found.items())) if len(found) > 1 else found


def languages(*sides: dict[str, list[Statement]]) -> list[str]:
    """Return the languages of all sides, in order."""
    return sorted({lang for found in sides for lang in found})


def alike(removed: list[Statement], added: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pair texts that are alike, the likest first; the statements left over stay unpaired."""
    if len(removed) * len(added) > _MOST_TO_COMPARE:
        return
    scores = sorted(
        (-score, gone.line, come.line, gone, come)
        for gone in removed
        for come in added
        if (score := likeness(text_of(gone).text, text_of(come).text)) >= ALIKE
    )
    taken: set[str] = set()
    for _, left, right, gone, come in scores:
        if left not in taken and right not in taken:
            taken |= {left, right}
            yield gone, come


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, case aside: 1.0 for the same, 0.0 for nothing in common.

    What both begin and end with is a floor that costs little; only below it are they compared in full.
    """
    one, other = one.casefold(), other.casefold()
    shorter, longer = sorted((len(one), len(other)))
    if 2 * shorter < ALIKE * (shorter + longer):  # no ratio can be higher
        return 0.0
    floor = 2 * _ends_shared(one, other) / (shorter + longer or 1)
    if floor >= ALIKE:
        return floor
    from difflib import SequenceMatcher  # noqa: PLC0415 - few diffs need it, and it costs start-up

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _ends_shared(one: str, other: str) -> int:
    """Return how many characters two texts share at the start and at the end, each counted once."""
    most = min(len(one), len(other))
    start = next((place for place in range(most) if one[place] != other[place]), most)
    end = next((place for place in range(most - start) if one[-1 - place] != other[-1 - place]), most - start)
    return start + end


def editorial(old: str, new: str) -> bool:
    """Tell whether two texts differ only in white space, case and punctuation."""
    return _TOKENS.findall(_folded(old)) == _TOKENS.findall(_folded(new))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
