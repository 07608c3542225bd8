"""Which slot a changed line is in. What a slot of one value holds, one side decides alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.literals import lang_string_of
from ontoman.changes.threeway.values import Edit, Slot
from ontoman.model import names as n
from ontoman.model.terms import iri_node, is_blank, is_iri, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ontoman.changes.values import Change, ChangeSet
    from ontoman.model import Line, Node

_RETIRED: Final = (k.DEPRECATED, k.DEPRECATED_REPLACED, k.DEPRECATED_CONSIDER, k.UNDEPRECATED)
_FROM: Final = frozenset({p.MERGED_FROM, iri_node(n.REPLACES)})
_FATE: Final = frozenset({p.DEPRECATED, *(p.RETIREMENT - _FROM)})
_LABEL: Final = frozenset({*p.PREF_LABELS, p.TITLE})
_DEFINITION: Final = frozenset(p.DEFINITIONS)
_ONE: Final = frozenset(
    {
        *p.STATUS,
        *(p.SH_ORDER, p.CLASS_INDEX, p.SELECTABLE, p.ROLE, p.EXCLUSIVE_GROUP, p.COLOUR, p.GEOMETRY_NOTE),
        *(p.VALUE_KIND, p.VALUE_OF, p.REQUIRED, p.DEFAULT, p.UNIT, p.PER_FRAME, p.CONDITION, p.MINIMUM, p.MAXIMUM),
        *(p.SITUATION, p.POLARITY, p.EXPECTS),
        *map(iri_node, (n.PRIORITY, n.RATIONALE, n.TEXT, n.MEDIA, n.DESCRIPTION)),
    }
)
# Aspects whose slots hold what one side says, whole.
SINGLE: Final = {
    "label": "DifferentLabels",
    "definition": "TwoDefinitions",
    "key": "DifferentKeys",
    "fate": "TwoFates",
    "value": "DifferentValues",
}


def edits_of(changes: ChangeSet, about: Callable[[Node], tuple[Line, ...]]) -> dict[Slot, Edit]:
    """Put every line that one side changed into its slot; *about* gives a subject's lines in the base."""
    found: dict[Slot, tuple[set[Line], set[Line]]] = {}
    for change in changes.atomic:
        redefinitions = frozenset(_redefinitions(change, about))
        for place, lines in enumerate((change.removed, change.added)):
            for line in lines:
                found.setdefault(_slot(line, change, redefinitions), (set(), set()))[place].add(line)
    return {slot: Edit(slot, *map(frozenset, found[slot])) for slot in sorted(found)}


def _redefinitions(change: Change, about: Callable[[Node], tuple[Line, ...]]) -> Iterator[Node]:
    for subject in {line[: line.index(" ")] for line in (*change.removed, *change.added)}:
        known = (*about(subject), *change.added)  # type: ignore[arg-type]
        if f"{subject} {p.TYPE} {p.REDEFINITION} ." in known:
            yield subject  # type: ignore[misc]


def _slot(line: Line, change: Change, redefinitions: frozenset[Node]) -> Slot:
    subject, predicate, obj = split(line)
    home = iri_node(change.about) if change.about else subject
    if is_blank(subject) or is_blank(obj):
        return Slot(home if change.about else "", "axiom")  # type: ignore[arg-type]
    if is_iri(obj) and predicate in _FROM | p.HIERARCHY:
        stands_with = obj if predicate in _FROM | p.ABOUT_OBJECT else subject
        return Slot(stands_with, "fate" if predicate in _FROM else "parents")
    if subject in redefinitions:
        return Slot(home, "definition", "redefinition")
    of_split_part = home != subject and predicate != p.MEMBER
    if of_split_part or predicate in _FATE or change.kind in _RETIRED:
        return Slot(home, "fate")
    return _plain(subject, predicate, obj)


def _plain(subject: Node, predicate: Node, obj: Node) -> Slot:
    said = f"{predicate}@{lang_string_of(obj).lang.lower()}"
    if predicate in _LABEL:
        return Slot(subject, "label", said)
    if predicate in _DEFINITION:
        return Slot(subject, "definition", said)
    if predicate == p.NOTATION:
        return Slot(subject, "key")
    if predicate in p.OUTCOMES:
        return Slot(subject, "value", "outcome")
    if predicate in p.VERSIONS:
        return Slot(subject, "value", "version")
    return Slot(subject, "value" if predicate in _ONE else "other", said)
