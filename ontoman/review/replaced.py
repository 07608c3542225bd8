"""What became of the keys that data and code carry: each key that a change set takes away, with its successors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.changes import Change, ChangeSet, Kind, Side
    from ontoman.model import Iri

_LABELS: Final = frozenset({k.PREF_LABEL_CHANGED})
_KEYS: Final = frozenset({k.NOTATION_CHANGED, k.NOTATION_REMOVED})
_GONE: Final = frozenset(
    {
        k.ENTITY_DELETED,
        k.ATTRIBUTE_REMOVED,
        k.VALUE_REMOVED,
        k.RULE_REMOVED,
        k.DEPRECATED,
        k.DEPRECATED_REPLACED,
        k.DEPRECATED_CONSIDER,
    }
)
_NAMED_BY_OLD: Final = k.COMPOUND - {k.RENAMED, k.REDEFINED}


@dataclass(frozen=True, slots=True)
class ReplacedKey:
    """A key of the old state that no longer stands, what happened to it, and which keys take its place."""

    key: str
    of: str
    kind: Kind
    successors: tuple[str, ...]
    attribute: str | None = None


def replaced_keys(
    changes: ChangeSet, attributes: Mapping[Iri, str], *, stores_labels: bool = False
) -> tuple[ReplacedKey, ...]:
    """Return the keys that *changes* take away, in order; *attributes* has the key of each value's attribute.

    Where data stores label texts, a changed label counts as a changed key.
    """
    told, renames = _told_by_compounds(changes), _KEYS | _LABELS if stores_labels else _KEYS
    found = {
        (one.key, one.of, one.attribute): one
        for change in changes.changes
        for one in _replaced(change, told, attributes, renames)
    }
    return tuple(found[name] for name in sorted(found, key=lambda name: tuple(part or "" for part in name)))


def _replaced(
    change: Change, told: Mapping[str, Change], attributes: Mapping[Iri, str], renames: frozenset[Kind]
) -> Iterator[ReplacedKey]:
    of = next((fact.removeprefix("on_") for fact in sorted(change.facts) if fact.startswith("on_")), "other")
    attribute = attributes.get(change.about) if change.about else None
    if change.kind in renames:
        for old in sides(change.old):
            yield ReplacedKey(old, of, change.kind, sides(change.new), attribute)
    elif change.kind in _GONE and change.key is not None:
        whole = told.get(change.id, change)
        successors = tuple(key for key in sides(whole.new) if key != change.key)
        yield ReplacedKey(change.key, of, whole.kind, successors, attribute)


def _told_by_compounds(changes: ChangeSet) -> dict[str, Change]:
    """Return the compound change that says what became of each retired entity, by the id of its retirement."""
    return {
        part: whole
        for whole in changes.compound
        if whole.kind in _NAMED_BY_OLD and whole.old is not None
        for part in whole.parts
    }


def sides(side: Side) -> tuple[str, ...]:
    """Return a side of a change as texts: none, one or several."""
    return () if side is None else (side,) if isinstance(side, str) else side


def by_key(found: Iterable[ReplacedKey]) -> dict[str, tuple[ReplacedKey, ...]]:
    """Group by key: values of several attributes may share one."""
    groups: dict[str, list[ReplacedKey]] = {}
    for one in found:
        groups.setdefault(one.key, []).append(one)
    return {key: tuple(group) for key, group in groups.items()}
