"""Compound changes in which a category stays and gives, or takes: split-offs, facets, swaps, and what is taken back."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.context import side
from ontoman.changes.literals import text_of
from ontoman.model.terms import iri_node, iri_of, is_iri, is_literal, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ontoman.changes.grouping import Atoms
    from ontoman.changes.values import Change
    from ontoman.model import Iri, Line, Node

_CAME: Final = (k.ENTITY_ADDED,)
_GOES: Final = (k.DEPRECATED, k.DEPRECATED_REPLACED, k.DEPRECATED_CONSIDER, k.ENTITY_DELETED)
_TEXTS: Final = (
    k.PREF_LABEL_CHANGED, k.NOTATION_CHANGED, k.ALT_LABEL_REPLACED, k.ALT_LABEL_ADDED, k.ALT_LABEL_REMOVED,
    k.PREF_LABEL_ADDED, k.PREF_LABEL_REMOVED, k.DEFINITION_REPLACED, k.DEFINITION_ADDED, k.DEFINITION_REMOVED,
    k.SCOPE_NOTE_CHANGED, k.GEOMETRY_NOTE_CHANGED, k.LINEAGE_CHANGED,
)  # fmt: skip
_NEEDLE: Final = f" {p.PART} "
_COVERED: Final = frozenset({"conditions_cover"})


class LineageNode(NamedTuple):
    """A node of lineage that came: its kind, the category that takes, and when, or by which facet."""

    kind: Node
    part: Iri
    when: bool
    facet: Iri | None
    value: str


class _Taking(NamedTuple):
    source: Iri
    change: Change
    node: LineageNode


def lineage_nodes(lines: Sequence[Line]) -> list[LineageNode]:
    """Read the nodes of lineage among some lines, in order; one without a part is left out."""
    if not any(_NEEDLE in line for line in lines):  # true of nearly all changes
        return []
    said: dict[Node, dict[Node, Node]] = {}
    for subject, predicate, obj in map(split, lines):
        said.setdefault(subject, {})[predicate] = obj
    return [
        LineageNode(found[p.TYPE], iri_of(found[p.PART]), p.WHEN in found, _iri(found.get(p.FACET)), _value(found))
        for _, found in sorted(said.items())
        if found.get(p.TYPE) in p.LINEAGE_TYPES and is_iri(found.get(p.PART, ""))
    ]


def _iri(node: Node | None) -> Iri | None:
    return iri_of(node) if node is not None and is_iri(node) else None


def _value(found: dict[Node, Node]) -> str:
    node = found.get(p.FACET_VALUE, "")
    return text_of(node) if is_literal(node) else ""


def partings(atoms: Atoms) -> Iterator[Change]:
    """Every compound change in which a category stays and gives, or takes."""
    yield from _split_offs(atoms)
    yield from _facets_out(atoms)
    yield from _facets_in(atoms)
    yield from _unmerged(atoms)
    yield from _unsplit(atoms)


# -- parts that leave -------------------------------------------------------------------------------------------------


def _split_offs(atoms: Atoms) -> Iterator[Change]:
    takings = _takings(atoms, p.SPLIT_OFF)
    by_part: dict[Iri, list[_Taking]] = {}
    for taking in takings:
        by_part.setdefault(taking.node.part, []).append(taking)
    several = {part: found for part, found in by_part.items() if len({one.source for one in found}) > 1}
    for part, found in sorted(several.items()):
        sources = side(atoms.key(one.source) for one in found)
        parts = [*(one.change for one in found), *atoms.about(part, _CAME)]
        yield atoms.compound(k.TAKES_FROM, part, parts, old=sources, new=atoms.key(part), facts=_covered(found))
    for source in sorted({one.source for one in takings if one.node.part not in several}):
        found = [one for one in takings if one.source == source and one.node.part not in several]
        came = chain.from_iterable(atoms.about(one.node.part, _CAME) for one in found)
        parts = [*(one.change for one in found), *came]
        taken = side(atoms.key(one.node.part) for one in found)
        yield atoms.compound(k.SPLIT_OFF, source, parts, old=atoms.key(source), new=taken, facts=_covered(found))


def _takings(atoms: Atoms, kind: Node) -> list[_Taking]:
    return [
        _Taking(change.about, change, node)
        for change in atoms.of((k.LINEAGE_CHANGED,))
        if change.about is not None
        for node in lineage_nodes(change.added)
        if node.kind == kind
    ]


def _covered(found: Iterable[_Taking]) -> frozenset[str]:
    return _COVERED if all(one.node.when for one in found) else frozenset()


# -- attributes that say what a category said -------------------------------------------------------------------------


def _facets_out(atoms: Atoms) -> Iterator[Change]:
    for change in atoms.of(_GOES):
        for node in lineage_nodes(change.added):
            if node.kind == p.FACET_OUT and change.about is not None:
                now = side((atoms.key(node.part), _facet(atoms, node)))
                yield atoms.compound(k.FACET_OUT, change.about, [change], old=atoms.key(change.about), new=now)


def _facets_in(atoms: Atoms) -> Iterator[Change]:
    for source, change, node in _takings(atoms, p.FACET_IN):
        before = side((atoms.key(source), _facet(atoms, node)))
        parts = [change, *atoms.about(node.part, _CAME)]
        yield atoms.compound(k.FACET_IN, node.part, parts, old=before, new=atoms.key(node.part))


def _facet(atoms: Atoms, node: LineageNode) -> str:
    return f"{atoms.key(node.facet) if node.facet else '?'}={node.value}"


def moves_to_attribute(change: Change) -> bool:
    """Tell whether a deprecation says that a value of an attribute takes the category's place."""
    return any(node.kind == p.FACET_OUT for node in lineage_nodes(change.added))


# -- names that change places -----------------------------------------------------------------------------------------


def exchanges(atoms: Atoms) -> list[tuple[Iri, Iri]]:
    """Return every pair of categories that exchanged names in some language, or keys."""
    pairs: set[tuple[Iri, Iri]] = set()
    changed: dict[tuple[str, object, object], list[Iri]] = {}
    renamed = [c for c in atoms.of((k.PREF_LABEL_CHANGED, k.NOTATION_CHANGED)) if "on_category" in c.facts]
    for change in renamed:
        if change.about is not None and change.old != change.new:
            name = _name(change)
            pairs.update(_pair(other, change.about) for other in changed.get((name, change.new, change.old), ()))
            changed.setdefault((name, change.old, change.new), []).append(change.about)
    return sorted(pairs)


def _name(change: Change) -> str:
    """Say what was exchanged: the key, or the name in one language."""
    line = (change.added or change.removed)[0]
    return change.kind + line[line.rindex('"') :]


def _pair(one: Iri, other: Iri) -> tuple[Iri, Iri]:
    return (one, other) if one < other else (other, one)


def swap(atoms: Atoms, one: Iri, other: Iri) -> Change:
    """Make the change that two categories exchanged their names."""
    needles = {f" {p.SWAPPED_WITH} {iri_node(iri)} ." for iri in (one, other)}
    said = [line for iri in (one, other) for c in atoms.about(iri, (k.LINEAGE_CHANGED,)) for line in c.added]
    declared = any(line.endswith(tuple(needles)) for line in said)
    return atoms.compound(
        k.SWAPPED,
        one,
        [*atoms.about(one, _TEXTS), *atoms.about(other, _TEXTS)],
        old=atoms.key(one),
        new=atoms.key(other),
        facts=frozenset({"declared_swap"}) if declared else frozenset(),
        evidence="declared" if declared else "derived",
    )


# -- what is taken back -----------------------------------------------------------------------------------------------


def _unmerged(atoms: Atoms) -> Iterator[Change]:
    """Find sources that are in use again, and no longer said to have gone into their target."""
    found: dict[Iri, list[Change]] = {}
    for change in atoms.of((k.UNDEPRECATED,)):
        for target in (iri_of(t.object) for t in map(split, change.removed) if t.predicate in p.SUCCESSORS):
            merged = iri_node(change.about or "")
            if atoms.context.old(iri_node(target)).says(p.MERGED_FROM, merged):
                found.setdefault(target, []).append(change)
    for target, back in sorted(found.items()):
        parts = [*back, *atoms.about(target, (k.LINEAGE_CHANGED, *_GOES))]
        restored = side(atoms.key(change.about) for change in back if change.about is not None)
        yield atoms.compound(k.UNMERGED, target, parts, old=atoms.key(target), new=restored, evidence="derived")


def _unsplit(atoms: Atoms) -> Iterator[Change]:
    for change in atoms.of((k.UNDEPRECATED,)):
        gone = sorted({node.part for node in lineage_nodes(change.removed) if node.kind == p.SPLIT_PART})
        if gone and change.about is not None:
            parts = [change, *chain.from_iterable(atoms.about(part, _GOES) for part in gone)]
            before = side(atoms.key(part) for part in gone)
            yield atoms.compound(
                k.UNSPLIT, change.about, parts, old=before, new=atoms.key(change.about), evidence="derived"
            )
