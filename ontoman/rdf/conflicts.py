"""The kinds of conflict of a merge, read from `vocab/conflicts.ttl`."""

from __future__ import annotations

from functools import cache
from typing import Final

from ontoman.changes.threeway import ConflictKind
from ontoman.model import names
from ontoman.model.terms import iri_node, iri_of, literal_of, local_name
from ontoman.system.resources import resource_dir

_OM: Final = "<" + names.OM_NS


@cache
def our_conflict_kinds() -> dict[str, ConflictKind]:
    """Return the kinds of conflict by name, the weightiest first."""
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - heavy

    about: dict[str, dict[str, list[str]]] = {}
    for quad in parse((resource_dir("vocab") / "conflicts.ttl").read_bytes(), RdfFormat.TURTLE):
        about.setdefault(str(quad.subject), {}).setdefault(str(quad.predicate), []).append(str(quad.object))
    kinds = [_kind(node, said) for node, said in about.items() if f"{_OM}ConflictKind>" in said[iri_node(names.TYPE)]]
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.order)}


def _kind(node: str, said: dict[str, list[str]]) -> ConflictKind:
    return ConflictKind(
        name=local_name(iri_of(node)),
        label=literal_of(said[iri_node(names.RDFS_LABEL)][0]).text,
        why=literal_of(said[f"{_OM}why>"][0]).text,
        choices=frozenset(literal_of(choice).text for choice in said[f"{_OM}choice>"]),
        order=int(literal_of(said[iri_node(names.SH_ORDER)][0]).text),
    )
