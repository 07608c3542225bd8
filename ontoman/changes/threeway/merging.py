"""Three-way merge: edits that no clash reaches are merged, the others are put together into conflicts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

import networkx as nx

from ontoman.changes.context import State
from ontoman.changes.threeway.clashes import Clash, clashes
from ontoman.changes.threeway.cycles import cycles
from ontoman.changes.threeway.sides import Base, Side
from ontoman.changes.threeway.values import Conflict, Merge, Part, Slot
from ontoman.model.terms import iri_of, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.changes.threeway.values import ConflictKind
    from ontoman.changes.values import Change, ChangeSet
    from ontoman.model import Line, Node

    Place = tuple[Literal["ours", "theirs"], Slot]


def merge(base: Iterable[Line], ours: ChangeSet, theirs: ChangeSet, kinds: Mapping[str, ConflictKind]) -> Merge:
    """Put together what two sides made of one state; *ours* and *theirs* are the changes that led there."""
    start = Base(base)
    here, there = Side(start, ours), Side(start, theirs)
    graph = _graph(here, there)
    groups = [group for group in nx.connected_components(graph) if _kinds_of(graph, group)]
    conflicts = sorted((_conflict(graph, group, here, there, kinds) for group in groups), key=_order)
    taken = set().union(*groups)
    return Merge(
        frozenset(start.lines),
        tuple(edit for slot, edit in here.edits.items() if ("ours", slot) not in taken),
        tuple(edit for slot, edit in there.edits.items() if ("theirs", slot) not in taken),
        tuple(conflicts),
    )


def _order(conflict: Conflict) -> tuple[str, int, str]:
    return conflict.key, conflict.kinds[0].order, conflict.id


def _graph(ours: Side, theirs: Side) -> nx.Graph[Place]:
    """Return which edits stand or fall together: those that clash, and those of one side that belong together."""
    graph: nx.Graph[Place] = nx.Graph()
    for clash in clashes(ours, theirs):
        _join(graph, clash)
    graph.add_edges_from((("ours", a), ("ours", b)) for a, b in _ties(ours, theirs))
    graph.add_edges_from((("theirs", a), ("theirs", b)) for a, b in _ties(theirs, ours))
    while _close(graph, ours, theirs):
        pass
    return graph


def _join(graph: nx.Graph[Place], clash: Clash) -> None:
    one: Place = ("ours", clash.ours)
    other: Place = ("theirs", clash.theirs)
    found = graph.edges[one, other]["clashes"] if graph.has_edge(one, other) else set()
    graph.add_edge(one, other, clashes={*found, (clash.kind, clash.about)})


def _close(graph: nx.Graph[Place], ours: Side, theirs: Side) -> bool:
    """Join what makes a cycle together; tell whether that was news."""
    groups = [group for group in nx.connected_components(graph) if _kinds_of(graph, group)]
    undecided = frozenset(slot for group in groups for _, slot in group)
    news = False
    for mine, yours in cycles(ours, theirs, undecided):
        places: list[Place] = [*(("ours", slot) for slot in mine), *(("theirs", slot) for slot in yours)]
        if mine and yours and len({_group(graph, place) for place in places}) > 1:
            news = True
            about = min(slot.subject for slot in (*mine, *yours))
            for one, other in [*((slot, yours[0]) for slot in mine), *((mine[0], slot) for slot in yours)]:
                _join(graph, Clash("CycleTogether", about, one, other))
    return news


def _group(graph: nx.Graph[Place], place: Place) -> frozenset[Place]:
    return frozenset(nx.node_connected_component(graph, place)) if place in graph else frozenset({place})


def _ties(side: Side, other: Side) -> Iterator[tuple[Slot, Slot]]:
    """Yield slots of one side that are chosen together.

    A definition with what was declared of it, the lines of one axiom, all that a deletion took.
    """
    blank: dict[str, Slot] = {}
    for slot, edit in side.edits.items():
        if slot.aspect == "definition":
            declared = slot._replace(detail="redefinition")
            yield from [(slot, declared)] if declared in side.edits else []
        if slot.aspect == "axiom":
            for label in {word for line in edit.removed | edit.added for word in line.split(" ") if word[:2] == "_:"}:
                yield slot, blank.setdefault(label, slot)
    for slots in _deletions(side, other):
        yield from ((slots[0], slot) for slot in slots)


def _deletions(side: Side, other: Side) -> Iterator[list[Slot]]:
    gone = side.deleted - other.deleted
    found: dict[str, list[Slot]] = {}
    for slot, edit in side.edits.items() if gone else ():
        for subject in {line[: line.index(" ")] for line in edit.removed} | {slot.subject}:
            if subject in gone:
                found.setdefault(subject, []).append(slot)
    yield from found.values()


def _kinds_of(graph: nx.Graph[Place], group: set[Place]) -> set[tuple[str, Node]]:
    found = nx.get_edge_attributes(graph.subgraph(group), "clashes")
    return {clash for clashing in found.values() for clash in clashing}


def _conflict(
    graph: nx.Graph[Place], group: set[Place], ours: Side, theirs: Side, kinds: Mapping[str, ConflictKind]
) -> Conflict:
    found = _kinds_of(graph, group)
    ranked = sorted({kind for kind, _ in found}, key=lambda kind: kinds[kind].order)
    about = min(subject for kind, subject in found if kind == ranked[0])
    parts = [_part(side, sorted(s for name, s in group if name == which)) for which, side in _sides(ours, theirs)]
    names = {slot.subject: _names(slot.subject, ours, theirs) for _, slot in group}
    key, label = names.get(about) or _names(about, ours, theirs)
    if ranked[0] == "SameKey":
        key = min(side.after(about).key for side in (ours, theirs) if Slot(about, "key") in side.edits)
    return Conflict(
        _identity(parts),
        tuple(kinds[kind] for kind in ranked),
        iri_of(about) if is_iri(about) else None,
        key,
        label,
        tuple(sorted({name for name, _ in names.values()})),
        *parts,
    )


def _sides(ours: Side, theirs: Side) -> tuple[tuple[str, Side], tuple[str, Side]]:
    return ("ours", ours), ("theirs", theirs)


def _names(subject: Node, ours: Side, theirs: Side) -> tuple[str, str | None]:
    """Return key and label: those of the base, else of the side that brought the subject; alike for both sides."""
    if not is_iri(subject):
        return subject, None
    states = [State(subject, ours.base.about(subject)), ours.after(subject), theirs.after(subject)]
    known = states[0] or min((state for state in states if state), key=lambda state: tuple(state.lines), default=None)
    return (known.names.key, known.names.label) if known else (iri_of(subject), None)


def _part(side: Side, slots: list[Slot]) -> Part:
    edits = tuple(side.edits[slot] for slot in slots)
    lines = {line for edit in edits for line in (*edit.removed, *edit.added)}
    atomic = {change.id for change in side.changes.atomic if not lines.isdisjoint((*change.removed, *change.added))}
    return Part(edits, tuple(change for change in side.changes.changes if _touches(change, atomic)))


def _touches(change: Change, atomic: set[str]) -> bool:
    return change.id in atomic or not atomic.isdisjoint(change.parts)


def _identity(parts: list[Part]) -> str:
    said = sorted("\n".join(("-", *part.removed, "+", *part.added)) for part in parts)
    return "m" + hashlib.sha256("\n=\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:12]
