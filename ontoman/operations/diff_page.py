"""The difference as an HTML page: where each subject stands in both states, and what keys are called."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from ontoman.changes.context import State as Subject
from ontoman.formats.diff_html import html
from ontoman.formats.diff_page import Scene
from ontoman.model import names
from ontoman.model.terms import Node, iri_node, is_iri, split
from ontoman.operations.resources import lines_with
from ontoman.rdf import SortedFile
from ontoman.rdf.catalogue import our_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes import ChangeSet
    from ontoman.formats.diff_page import Branch
    from ontoman.operations.diffing import JudgedDiff
    from ontoman.operations.states import State

_NOUNS: Final = {
    "attribute": "Attributes",
    "value": "Attributes",
    "rule": "Edge-case rules",
    "example": "Examples",
}
_PARENTS: Final = tuple(map(iri_node, sorted(names.PARENT_PREDICATES)))
_NARROWER: Final = iri_node(names.NARROWER)
_REMEMBERED: Final = 1 << 14

_Way = tuple[Node, ...]


def page(judged: JudgedDiff) -> str:
    """Write a difference as one HTML file."""
    return html(judged.document, scene(judged))


def scene(judged: JudgedDiff) -> Scene:
    """Return what a page shows beside the changes: places in both states, labels of keys, and what kinds mean.

    Only what changed is looked up: 100,000 categories as values would take a gigabyte.
    """
    subjects = sorted({iri_node(change.about) for change in judged.changes.changes if change.about})
    named = [*subjects, *_mentioned(judged.changes)]
    places: dict[str, tuple[tuple[Branch, ...], ...]] = {}
    labels: dict[str, str] = {}
    for state in (judged.new, judged.old):
        with SortedFile(state.path) as file:
            tree = _Tree(file, state)
            for node, path in tree.paths(subjects):
                places[node[1:-1]] = tuple(dict.fromkeys((*places.get(node[1:-1], ()), path)))
            labels = dict(tree.labels(named)) | labels
    kinds = {str(entry.kind): (entry.label, entry.definition) for entry in our_catalogue().kinds}
    return Scene(places, labels, kinds)


def _mentioned(changes: ChangeSet) -> set[Node]:
    """Return every IRI that a changed line has as its object: parents, successors, parts."""
    lines = (line for change in changes.changes for line in (*change.removed, *change.added))
    return {node for node in (split(line).object for line in lines) if is_iri(node)}


class _Tree:
    """The tree of one state, subject by subject."""

    def __init__(self, file: SortedFile, state: State) -> None:
        self._state = state
        self._subject = lru_cache(_REMEMBERED)(lambda node: Subject(node, file.about(node)))

    def labels(self, nodes: list[Node]) -> Iterator[tuple[str, str]]:
        """Yield the label of each key that the state has."""
        for found in map(self._subject, nodes):
            if found:
                yield found.key, found.names.label or found.key

    def paths(self, nodes: list[Node]) -> Iterator[tuple[Node, tuple[Branch, ...]]]:
        """Yield where each subject stands; the ontology itself stands nowhere.

        A category is a branch of its own where it is a top, or where others that changed stand below it.
        """
        ways = {node: self._above(node) for node in nodes if self._subject(node).names.kind == "category"}
        branches = {node for way in ways.values() for node in way}
        for node in nodes:
            if node in ways:
                own = (node,) if node in branches or not ways[node] else ()
                yield node, tuple(map(self._branch, (*ways[node], *own)))
            elif noun := _NOUNS.get(self._subject(node).names.kind):
                yield node, ((f"noun:{noun}", noun),)

    def _branch(self, node: Node) -> Branch:
        found = self._subject(node)
        return f"category:{found.key}", found.names.label or found.key

    def _above(self, node: Node) -> _Way:
        """Return the first way up, from the top; a cycle ends it."""
        found: list[Node] = []
        while (parent := self._parent(node)) and parent not in found:
            found.append(parent)
            node = parent
        return tuple(reversed(found))

    def _parent(self, node: Node) -> Node | None:
        said = (parent for predicate in _PARENTS for parent in self._subject(node).objects(predicate))
        above = next((parent for parent in said if parent != node and self._subject(parent)), None)
        return above or self._from_above.get(node)

    @cached_property
    def _from_above(self) -> dict[Node, Node]:
        """Parents that the state writes from above."""
        found = map(split, lines_with(self._state, f" {_NARROWER} "))
        return {triple.object: triple.subject for triple in found if triple.predicate == _NARROWER}
