"""Which way a condition went, by the items that it takes: tried on every cell of what it reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ontoman.errors import OntomanError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ontoman.conditions import Field

_WORDS: Final = re.compile(r"'(?:[^']|'')*'|([a-z][a-z0-9_]*)", re.IGNORECASE)


def reach(before: str, after: str, fields: Callable[[], Mapping[str, Field]]) -> str | None:
    """Tell whether *after* takes the `same` items, `wider`, `narrower` or `other` ones; None where nobody can tell.

    Conditions whose attributes the ontology does not define are not read: what data holds is not known.
    """
    from ontoman.conditions import RESERVED  # noqa: PLC0415 - few diffs need conditions

    named = {word.lower() for text in (before, after) for word in _WORDS.findall(text) if word} - RESERVED - _CALLS
    known = fields()
    if not named or not named <= known.keys():
        return None
    return _by_sets(before, after, known)


_CALLS: Final = frozenset({"has"})


def _by_sets(before: str, after: str, fields: Mapping[str, Field]) -> str | None:
    from ontoman.conditions import parse, witness  # noqa: PLC0415 - brings sqlglot, which is heavy

    try:
        old, new = parse(before, fields), parse(after, fields)
    except OntomanError:
        return None
    lost = witness((old, new), lambda was, now: was is True and now is not True)
    won = witness((old, new), lambda was, now: now is True and was is not True)
    if "undetermined" in (lost, won):
        return None
    if lost is not None:
        return "narrower" if won is None else "other"
    return "same" if won is None else "wider"
