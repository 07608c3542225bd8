"""The diff as a graph, on the terms of KGCL where it has them: to be queried beside the releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ontoman.model import names
from ontoman.model.terms import XSD, Line, iri_node, is_blank, is_iri, join, literal_node, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.formats.diff_story import Entry
    from ontoman.model import Iri, Node

_TYPE: Final = iri_node(names.TYPE)
_SUCCESSORS: Final = frozenset(
    map(iri_node, (names.IS_REPLACED_BY, names.TERM_REPLACED_BY, names.CONSIDER, names.PART, names.RESIDUAL))
)
_REPLACED_BY: Final = frozenset(map(iri_node, (names.IS_REPLACED_BY, names.TERM_REPLACED_BY)))
# Kinds that claim all lines of a subject.
_WHOLE_KINDS: Final = frozenset(
    noun + end
    for noun in ("Entity", "Attribute", "Value", "Rule", "Example")
    for end in ("Added", "Removed", "Deleted")
)


def _om(name: str) -> Node:
    return iri_node(names.OM_NS + name)


def _kgcl(name: str) -> Node:
    return iri_node(names.KGCL_NS + name)


def diff_graph(
    document: Mapping[str, Any], base: str, states: tuple[str, str], classes: Mapping[Any, Iri]
) -> tuple[Line, ...]:
    """Return the statements of a change set named *base* that leads from one of *states* to the other.

    *classes* has the class of KGCL of each kind that has one.
    """
    return tuple(sorted(_Graph(document, base, classes).lines(states)))


class _Graph:
    def __init__(self, document: Mapping[str, Any], base: str, classes: Mapping[Any, Iri]) -> None:
        self.document, self.base, self.classes = document, base, classes
        self.by_id: dict[str, Entry] = {entry["id"]: entry for entry in document["changes"]}

    def lines(self, states: tuple[str, str]) -> Iterator[Line]:
        whole = iri_node(self.base)
        old, new = map(iri_node, states)
        yield join(whole, _TYPE, _kgcl("Transaction"))
        yield join(whole, iri_node(names.PROV_NS + "used"), old)
        yield join(whole, iri_node(names.PROV_NS + "generated"), new)
        yield join(whole, _om("bump"), literal_node(self.document["bump"]))
        for entry in self.by_id.values():
            yield join(whole, _kgcl("change_set"), self.node(entry["id"]))
            yield from self.change(entry)

    def node(self, id_: str) -> Node:
        return iri_node(f"{self.base}#{id_}")

    def change(self, entry: Entry) -> Iterator[Line]:
        node, kind = self.node(entry["id"]), entry["kind"]
        yield join(node, _TYPE, iri_node(self.classes.get(kind, names.KGCL_NS + "Change")))
        yield join(node, _om("kind"), _om(kind))
        if entry["about"] is not None:
            yield join(node, _kgcl("about_node"), iri_node(entry["about"]))
        for axis in ("labels", "models", "consumers"):
            yield join(node, _om(axis), literal_node(entry["compat"][axis]))
        yield join(node, _om("why"), literal_node(entry["compat"]["why"], "en"))
        yield join(node, _om("evidence"), literal_node(entry["evidence"]))
        if entry["score"] is not None:
            yield join(node, _om("score"), literal_node(str(entry["score"]), datatype=f"{XSD}decimal"))
        yield from self._parts(node, entry) if entry["parts"] else _values(node, entry)

    def _parts(self, node: Node, entry: Entry) -> Iterator[Line]:
        """Say what a compound change groups, and between which terms it leads."""
        parts = [self.by_id[part] for part in entry["parts"] if part in self.by_id]
        yield from (join(node, _kgcl("change_set"), self.node(part["id"])) for part in parts)
        sources, targets = _ends(entry, parts)
        yield from (join(node, _om("source"), iri_node(iri)) for iri in sorted(sources - targets))
        yield from (join(node, _om("target"), iri_node(iri)) for iri in sorted(targets))


def _ends(entry: Entry, parts: list[Entry]) -> tuple[set[str], set[str]]:
    """Return the terms that a replacement takes items from, and those that get them; none for a rewording."""
    gone = [part for part in parts if part["kind"].startswith("Deprecated") or part["kind"] in _WHOLE_KINDS]
    sources = {part["about"] for part in gone if not part["kind"].endswith("Added") and part["about"]}
    named = (split(line) for part in parts for line in part["added"])
    targets = {triple.object[1:-1] for triple in named if triple.predicate in _SUCCESSORS and is_iri(triple.object)}
    if sources and entry["about"] not in sources:
        targets.add(entry["about"])  # a merge is about its target
    return sources, targets


def _values(node: Node, entry: Entry) -> Iterator[Line]:
    """Say both sides of an atomic change as the statements have them; what claims a whole subject has none."""
    if entry["kind"] in _WHOLE_KINDS or entry["about"] is None:
        return
    subject = iri_node(entry["about"])
    retired = entry["kind"].startswith("Deprecated")
    for name, lines in (("old_value", entry["removed"]), ("new_value", entry["added"])):
        for triple in map(split, lines):
            if triple.subject == subject and not is_blank(triple.object):
                slot = _successor(triple.predicate) if retired else name
                if slot:
                    yield join(node, _kgcl(slot), triple.object)


def _successor(predicate: str) -> str | None:
    """Return the slot of a successor; a retirement says no more than where its items go."""
    if predicate in _REPLACED_BY:
        return "has_direct_replacement"
    return "has_nondirect_replacement" if predicate == iri_node(names.CONSIDER) else None
