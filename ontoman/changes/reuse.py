"""Texts, keys and identifiers that mean something else now: evidence, or a violation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.context import side
from ontoman.model.terms import iri_node, iri_of, is_iri, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.grouping import Atoms
    from ontoman.changes.values import Change, Kind
    from ontoman.model import Iri, Node

    _Flow = dict[Node, dict[Iri, Change]]
    """Each text with the changes that took it away, or brought it, by subject."""

_MEANING: Final = (
    k.DEFINITION_REPLACED,
    k.DEFINITION_ADDED,
    k.DEFINITION_REMOVED,
    k.PREF_LABEL_CHANGED,
    k.LINEAGE_CHANGED,
)
_LABELS: Final = (
    k.PREF_LABEL_CHANGED,
    k.PREF_LABEL_ADDED,
    k.PREF_LABEL_REMOVED,
    k.ALT_LABEL_REPLACED,
    k.ALT_LABEL_ADDED,
    k.ALT_LABEL_REMOVED,
    k.ENTITY_ADDED,
    k.ENTITY_DELETED,
)
_KEYS: Final = (k.NOTATION_CHANGED, k.NOTATION_ADDED, k.NOTATION_REMOVED, k.ENTITY_ADDED, k.ENTITY_DELETED)


def reuse(atoms: Atoms) -> Iterator[Change]:
    """Every identifier, key and label that went from one meaning to another."""
    yield from _resurrected(atoms)
    for kind, atomic, predicates in (
        (k.ID_REUSED, _KEYS, frozenset({p.NOTATION})),
        (k.LABEL_MOVED, _LABELS, p.LABELS),
    ):
        yield from _flows(atoms, kind, atomic, predicates)


def _resurrected(atoms: Atoms) -> Iterator[Change]:
    for change in atoms.of((k.UNDEPRECATED,)):
        meaning = [c for c in atoms.about(change.about, _MEANING) if _says_something_else(c)] if change.about else []
        if change.about and meaning:
            old, new = meaning[0].old, meaning[0].new
            yield atoms.compound(k.RESURRECTED, change.about, [change, *meaning], old=old, new=new, evidence="derived")


def _says_something_else(change: Change) -> bool:
    if change.kind == k.LINEAGE_CHANGED:
        return bool(change.facts & {"narrows", "widens", "shifts"})
    return "editorial" not in change.facts


def _flows(atoms: Atoms, kind: Kind, atomic: tuple[Kind, ...], predicates: frozenset[Node]) -> Iterator[Change]:
    """Yield each subject that has a text now which others had before."""
    left, came = _texts(atoms, atomic, predicates)
    found: dict[Iri, dict[str, Change]] = {}
    sources: dict[Iri, set[Iri]] = {}
    for text in left.keys() & came.keys():
        for to, arrival in came[text].items():
            for origin, departure in left[text].items():
                if origin != to and not (kind == k.ID_REUSED and _handed_on(atoms, origin, to)):
                    found.setdefault(to, {}).update({arrival.id: arrival, departure.id: departure})
                    sources.setdefault(to, set()).add(origin)
    for to, parts in sorted(found.items()):
        old = side(map(atoms.key, sources[to]))
        yield atoms.compound(kind, to, parts.values(), old=old, new=atoms.key(to), evidence="derived")


def _texts(atoms: Atoms, atomic: tuple[Kind, ...], predicates: frozenset[Node]) -> tuple[_Flow, _Flow]:
    left: _Flow = {}
    came: _Flow = {}
    for change in atoms.of(atomic):
        if change.about is None or "on_category" not in change.facts:
            continue
        for lines, flow in ((change.removed, left), (change.added, came)):
            for line in lines:
                if line.split(" ", 2)[1] in predicates:
                    flow.setdefault(split(line).object, {})[change.about] = change
    return left, came


def _handed_on(atoms: Atoms, origin: Iri, to: Iri) -> bool:
    """Tell whether *to* takes the place of *origin*, whose key it may then have."""
    return to in {iri_of(node) for node in atoms.context.successors(iri_node(origin)) if is_iri(node)}
