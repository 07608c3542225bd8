"""Compound changes of lineage: merge, split, supersede, re-identify, retire; for values one level down.

All of them start from what was declared when the edit was made: successors, sources, parts, dispositions.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.context import side
from ontoman.changes.partings import moves_to_attribute
from ontoman.model.terms import iri_node, iri_of, is_iri, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.grouping import Atoms
    from ontoman.changes.values import Change
    from ontoman.model import Iri

_CAME: Final = (k.ENTITY_ADDED, k.ATTRIBUTE_ADDED, k.VALUE_ADDED, k.RULE_ADDED, k.EXAMPLE_ADDED)
_WENT: Final = (k.ENTITY_DELETED, k.ATTRIBUTE_REMOVED, k.VALUE_REMOVED, k.RULE_REMOVED, k.EXAMPLE_REMOVED)
_DEPRECATED: Final = (k.DEPRECATED, k.DEPRECATED_REPLACED, k.DEPRECATED_CONSIDER)
_DECLARED_WHY: Final = tuple(f" {node} " for node in (p.DISPOSITION, p.REASON, p.OBSOLESCENCE_REASON, *sorted(p.PAST)))


def lineages(atoms: Atoms) -> Iterator[Change]:
    """Every compound change of lineage that the declarations of a diff amount to."""
    merges = _declared_merges(atoms)
    merged = frozenset(chain.from_iterable(merges.values()))
    for target, sources in merges.items():
        yield _merge(atoms, target, sources, declared=True)
    others = [c for c in atoms.of(_DEPRECATED) if c.about not in merged and not moves_to_attribute(c)]
    for successor, predecessors in _exact_successors(atoms, others).items():
        yield _succession(atoms, successor, predecessors)
    shared = _redistributions(atoms, others)
    for group in shared:
        yield _redistributed(atoms, group)
    split_anew = {change.id for group in shared for change in group}
    for change in others:
        if change.id not in split_anew:
            yield from _alone(atoms, change)


def _declared_merges(atoms: Atoms) -> dict[Iri, tuple[Iri, ...]]:
    """Return the sources of each target that says `om:mergedFrom`, where one of them went with this diff."""
    found: dict[Iri, set[Iri]] = {}
    needle = f" {p.MERGED_FROM} "
    for change in atoms.of((*_CAME, k.LINEAGE_CHANGED)):
        for line in change.added:
            if needle in line:
                triple = split(line)
                if triple.predicate == p.MERGED_FROM and is_iri(triple.object):
                    found.setdefault(iri_of(triple.subject), set()).add(iri_of(triple.object))
    return {
        target: tuple(sorted(sources))
        for target, sources in sorted(found.items())
        if any(atoms.about(source, (*_DEPRECATED, *_WENT)) for source in sources)
    }


def _exact_successors(atoms: Atoms, deprecated: list[Change]) -> dict[Iri, list[Iri]]:
    found: dict[Iri, list[Iri]] = {}
    for change in deprecated:
        if change.about is not None and change.kind == k.DEPRECATED_REPLACED and "exact" in change.facts:
            found.setdefault(_successor(atoms, change.about), []).append(change.about)
    return found


def _succession(atoms: Atoms, target: Iri, sources: list[Iri]) -> Change:
    """One exact successor: a new one of a single source is a change of identity, everything else a merge."""
    came = atoms.about(target, _CAME)
    if len(sources) > 1 or not came:
        return _merge(atoms, target, tuple(sources), declared=False)
    source = sources[0]
    parts = [*came, *atoms.about(source, _DEPRECATED)]
    kind = k.VALUE_REPLACED if "on_value" in parts[-1].facts else k.RE_IDENTIFIED
    return atoms.compound(kind, source, parts, old=atoms.key(source), new=atoms.key(target), facts=frozenset({"exact"}))


def _merge(atoms: Atoms, target: Iri, sources: tuple[Iri, ...], *, declared: bool) -> Change:
    came = atoms.about(target, _CAME)
    lineage = [c for c in atoms.about(target, (k.LINEAGE_CHANGED,)) if f" {p.MERGED_FROM} " in " ".join(c.added)]
    gone = [part for source in sources for part in atoms.about(source, (*_DEPRECATED, *_WENT))]
    values = any("on_value" in part.facts for part in gone)
    kind = k.VALUES_MERGED if values else k.MERGED_INTO_NEW if came else k.MERGED_INTO_EXISTING
    return atoms.compound(
        kind,
        target,
        [*came, *lineage, *gone],
        old=side(atoms.key(source) for source in sources),
        new=atoms.key(target),
        evidence="declared" if declared else "derived",
    )


def _alone(atoms: Atoms, change: Change) -> Iterator[Change]:
    """Yield what became of one category by itself: split, superseded, or retired."""
    if change.about is None:
        return
    parts = _parts(atoms, change)
    if parts:
        yield _split(atoms, change.about, change, parts)
    elif change.kind == k.DEPRECATED_REPLACED and "exact" not in change.facts:
        yield _superseded(atoms, change.about, change)
    elif change.kind == k.DEPRECATED and any(why in line for line in change.added for why in _DECLARED_WHY):
        yield atoms.compound(k.RETIRED, change.about, [change], old=atoms.key(change.about), facts=_kept(change))


def _parts(atoms: Atoms, change: Change) -> list[Iri]:
    """Return the categories that a split names; several direct successors are a split too."""
    named = (t.object for t in map(split, change.added) if t.predicate == p.PART)
    declared = sorted({iri_of(node) for node in named if is_iri(node)})
    if declared or change.about is None or change.kind != k.DEPRECATED_CONSIDER:
        return declared
    direct = atoms.context.successors(iri_node(change.about))
    return [iri_of(node) for node in direct] if len(direct) > 1 else []


def _redistributions(atoms: Atoms, others: list[Change]) -> list[list[Change]]:
    """Return the splits of categories that share parts, two or more together."""
    groups: list[tuple[list[Change], set[Iri]]] = []
    for change in others:
        parts = set(_parts(atoms, change)) if "on_value" not in change.facts else set()
        if parts:
            touched = [group for group in groups if group[1] & parts]
            groups = [group for group in groups if group not in touched]
            together = [*chain.from_iterable(group[0] for group in touched), change]
            groups.append((together, parts.union(*(group[1] for group in touched))))
    return [sources for sources, parts in groups if len(sources) > 1 and len(parts) > 1]


def _redistributed(atoms: Atoms, sources: list[Change]) -> Change:
    taken = sorted({part for source in sources for part in _parts(atoms, source)})
    came = [new for part in taken for new in atoms.about(part, _CAME)]
    covered = all("conditions_cover" in source.facts for source in sources)
    gone = sorted(source.about for source in sources if source.about is not None)
    return atoms.compound(
        k.REDISTRIBUTED,
        gone[0],
        [*sources, *came],
        old=side(map(atoms.key, gone)),
        new=side(map(atoms.key, taken)),
        facts=frozenset({"conditions_cover"}) if covered else frozenset(),
        evidence="declared" if all(map(_declares_parts, sources)) else "derived",
    )


def _split(atoms: Atoms, source: Iri, change: Change, parts: list[Iri]) -> Change:
    kind = k.VALUE_SPLIT if "on_value" in change.facts else k.SPLIT
    came = [new for part in parts for new in atoms.about(part, _CAME)]
    return atoms.compound(
        kind,
        source,
        [change, *came],
        old=atoms.key(source),
        new=side(atoms.key(part) for part in parts),
        facts=_kept(change),
        evidence="declared" if _declares_parts(change) else "derived",
    )


def _declares_parts(change: Change) -> bool:
    return any(f" {p.PART} " in line for line in change.added)


def _superseded(atoms: Atoms, source: Iri, change: Change) -> Change:
    target = _successor(atoms, source)
    kind = k.VALUE_REPLACED if "on_value" in change.facts else k.SUPERSEDED
    parts = [change, *atoms.about(target, _CAME)]
    return atoms.compound(kind, source, parts, old=atoms.key(source), new=atoms.key(target), facts=_kept(change))


def _successor(atoms: Atoms, source: Iri) -> Iri:
    return iri_of(atoms.context.successors(iri_node(source))[0])


def _kept(change: Change) -> frozenset[str]:
    return frozenset(fact for fact in change.facts if not fact.startswith("on_"))
