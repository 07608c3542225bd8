"""Compound changes of one category that stays: another name, another meaning."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k
from ontoman.changes.literals import lang_string_of
from ontoman.changes.partings import exchanges, swap
from ontoman.model.terms import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.grouping import Atoms
    from ontoman.changes.values import Change
    from ontoman.model import Iri

_NAMED: Final = frozenset({"on_category", "on_attribute", "on_value", "on_rule", "on_collection", "on_other"})
_DEFINED: Final = frozenset({"on_category", "on_attribute", "on_value", "on_other"})
_DEFINITIONS: Final = (k.DEFINITION_REPLACED, k.DEFINITION_ADDED, k.DEFINITION_REMOVED)
_MEANINGS: Final = frozenset({"narrows", "widens", "shifts"})


def rewordings(atoms: Atoms) -> Iterator[Change]:
    """Every rename, exchange of names, and redefinition; an exchange is no rename."""
    exchanged = exchanges(atoms)
    swapped = frozenset(chain.from_iterable(exchanged))
    for one, other in exchanged:
        yield swap(atoms, one, other)
    for iri in _subjects(atoms.of((k.PREF_LABEL_CHANGED,)), _NAMED):
        if iri not in swapped:
            yield _renamed(atoms, iri)
    changed = [c for c in atoms.of((*_DEFINITIONS, k.LINEAGE_CHANGED)) if _redefines(c)]
    for iri in _subjects(changed, _DEFINED):
        yield _redefined(atoms, iri)


def _subjects(changes: list[Change], kinds: frozenset[str]) -> list[Iri]:
    return sorted({c.about for c in changes if c.about is not None and c.facts & kinds})


def _renamed(atoms: Atoms, iri: Iri) -> Change:
    """Make a rename, with the old name where it became an alternative label."""
    changed = atoms.about(iri, (k.PREF_LABEL_CHANGED,))
    old_names = {change.old for change in changed}
    kept = [change for change in atoms.about(iri, (k.ALT_LABEL_ADDED,)) if change.new in old_names]
    first = min(changed, key=_reading_order)
    return atoms.compound(k.RENAMED, iri, [*changed, *kept], old=first.old, new=first.new, evidence="derived")


def _redefines(change: Change) -> bool:
    if change.kind == k.LINEAGE_CHANGED:
        return bool(change.facts & _MEANINGS)
    return "editorial" not in change.facts


def _redefined(atoms: Atoms, iri: Iri) -> Change:
    """Make a redefinition of every changed definition and what was declared of it."""
    definitions = atoms.about(iri, _DEFINITIONS)
    declared = [change for change in atoms.about(iri, (k.LINEAGE_CHANGED,)) if change.facts & _MEANINGS]
    first = min(definitions, key=_reading_order, default=None)
    return atoms.compound(
        k.REDEFINED,
        iri,
        [*definitions, *declared],
        old=first.old if first else None,
        new=first.new if first else None,
        facts=frozenset(fact for change in declared for fact in change.facts & _MEANINGS),
        evidence="declared" if declared else "derived",
    )


def _reading_order(change: Change) -> tuple[bool, str]:
    """English first, then by language."""
    lang = lang_string_of(split((change.added or change.removed)[0]).object).lang
    return (lang != "en", lang)
