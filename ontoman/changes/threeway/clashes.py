"""Which edits of the two sides cannot both stand, and as what kind of conflict.

Each clash is found from one side's point of view, and then from the other's: a merge has no favourite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ontoman.changes import predicates as p
from ontoman.changes.threeway.sides import parents
from ontoman.changes.threeway.slots import SINGLE
from ontoman.changes.threeway.values import Slot
from ontoman.model import names as n
from ontoman.model.terms import iri_node, is_iri, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.threeway.sides import Side
    from ontoman.changes.threeway.values import Edit
    from ontoman.model import Line, Node

_USES: Final = frozenset(
    {*p.TO_PARENT, *p.SUCCESSORS, p.CONSIDER, p.PART, *map(iri_node, (n.USE_CATEGORY, n.RESIDUAL, n.EXPECTS))}
)
_TOPS: Final = frozenset({p.TOP_CONCEPT_OF, p.HAS_TOP_CONCEPT})


class Clash(NamedTuple):
    """Two slots, one of each side, whose edits cannot both stand."""

    kind: str
    about: Node
    ours: Slot
    theirs: Slot


def clashes(ours: Side, theirs: Side) -> Iterator[Clash]:
    """Yield every clash between the edits of two sides."""
    for slot, edit in ours.edits.items():
        other = theirs.edits.get(slot)
        if other is not None and other != edit and (kind := _in_one_slot(slot, ours, theirs)):
            yield Clash(kind, slot.subject, slot, slot)
    yield from _same_keys(ours, theirs)
    yield from _across(ours, theirs)
    yield from (Clash(kind, about, mine, yours) for kind, about, yours, mine in _across(theirs, ours))


def _in_one_slot(slot: Slot, ours: Side, theirs: Side) -> str | None:
    one, other = ours.edits[slot], theirs.edits[slot]
    if slot.aspect == "parents":
        return "TwoParents" if _two_places(slot.subject, ours, theirs) else None
    if slot.aspect == "fate" and all(any(f" {p.PART} " in line for line in edit.added) for edit in (one, other)):
        return "TwoSplits"
    if slot.aspect in SINGLE:
        return SINGLE[slot.aspect]
    return "ReplacedTwice" if one.removed & other.removed and _each_adds(one, other) else None


def _each_adds(one: Edit, other: Edit) -> bool:
    return bool(one.added - other.added) and bool(other.added - one.added)


def _two_places(subject: Node, ours: Side, theirs: Side) -> bool:
    """Tell whether both sides moved a subject, not to the same place, or whether its place is lost between them."""
    before = ours.base.hierarchy.get(subject, frozenset())
    after = [side.tree_lines(subject) for side in (ours, theirs)]
    here, there = map(parents, after)
    if here - parents(before) - there and there - parents(before) - here:
        return _moved(before, after[0]) and _moved(before, after[1])
    merged = (before & after[0] & after[1]) | (after[0] - before) | (after[1] - before)
    lost = bool(here and there) and not parents(merged)
    torn = _top_and_below(merged) and not any(map(_top_and_below, after))
    risen = here != there and (
        (not here and bool(there - parents(before))) or (not there and bool(here - parents(before)))
    )
    return lost or torn or risen


def _moved(before: frozenset[Line], after: frozenset[Line]) -> bool:
    old, new = parents(before), parents(after)
    return not old or bool(old - new)


def _top_and_below(lines: frozenset[Line]) -> bool:
    return bool(parents(lines)) and any(split(line).predicate in _TOPS for line in lines)


def _same_keys(ours: Side, theirs: Side) -> Iterator[Clash]:
    given = _keys_given(ours)
    for place, slot in _keys_given(theirs).items():
        mine = given.get(place)
        if mine is not None and mine.subject != slot.subject:
            yield Clash("SameKey", min(mine.subject, slot.subject), mine, slot)


def _keys_given(side: Side) -> dict[tuple[str, str, str], Slot]:
    """Return the slot of each key that a side gave, by what has to be unique: the noun, and a value's attribute."""
    found: dict[tuple[str, str, str], Slot] = {}
    for slot, edit in side.edits.items():
        if slot.aspect == "key":
            state = side.after(slot.subject)
            noun, owner = state.names.kind, state.one(p.VALUE_OF) or ""
            for line in sorted(edit.added):
                found[noun, owner if noun == "value" else "", split(line).object] = slot
    return found


def _across(one: Side, other: Side) -> Iterator[Clash]:
    """Yield what clashes with a retirement or a deletion by *one*; the first slot is its own."""
    for subject in sorted(one.retired):
        fate = Slot(subject, "fate")
        if one.edits.get(fate) != other.edits.get(fate):
            yield from _retired(subject, fate, other)
    yield from _used("RetiredAndUsed", one, other, _fates(one, other))
    for subject in sorted(one.deleted - other.deleted):
        yield from _deleted(subject, one, other)
    gone = {subject: _any_slot(one, subject) for subject in one.deleted - other.deleted}
    yield from _used("DeletedAndUsed", one, other, gone)


def _retired(subject: Node, fate: Slot, other: Side) -> Iterator[Clash]:
    for edit in other.by_subject.get(subject, ()):
        if edit.slot.aspect == "parents":
            yield Clash("MovedAndRetired", subject, fate, edit.slot)
        if edit.slot.aspect == "definition":
            yield Clash("RedefinedAndRetired", subject, fate, edit.slot)


def _fates(one: Side, other: Side) -> dict[Node, Slot]:
    fates = {subject: Slot(subject, "fate") for subject in one.retired}
    return {s: fate for s, fate in fates.items() if one.edits.get(fate) and one.edits[fate] != other.edits.get(fate)}


def _any_slot(side: Side, subject: Node) -> Slot:
    return next(
        slot for slot, edit in side.edits.items() if any(line.startswith(f"{subject} ") for line in edit.removed)
    )


def _deleted(subject: Node, one: Side, other: Side) -> Iterator[Clash]:
    changed = [edit for edit in other.by_subject.get(subject, ()) if one.edits.get(edit.slot) != edit]
    for edit in changed:
        yield Clash("DeletedAndChanged", subject, _any_slot(one, subject), edit.slot)


def _used(kind: str, one: Side, other: Side, gone: dict[Node, Slot]) -> Iterator[Clash]:
    for edit in other.edits.values() if gone else ():
        for line in sorted(edit.added - one.added):
            subject, predicate, obj = split(line)
            end = subject if predicate in p.FROM_ABOVE else obj
            counts = kind == "DeletedAndUsed" or predicate in _USES or predicate in p.FROM_ABOVE
            if counts and is_iri(end) and end in gone and edit.slot.subject != end:
                yield Clash(kind, end, gone[end], edit.slot)
