"""What the claims ask of both states: statements of a subject, its kind, its names, its parents."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ontoman.changes import predicates as p
from ontoman.changes.fields import fields_of
from ontoman.changes.literals import text_of
from ontoman.model import names
from ontoman.model.terms import iri_node, iri_of, is_iri, is_literal, local_name, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.changes.lookup import Lookup
    from ontoman.changes.merging import RawDelta
    from ontoman.changes.values import Side
    from ontoman.conditions import Field
    from ontoman.model import Line, Node

# Subjects are visited in order and their neighbours are few: a small memory serves, and keeps the diff small.
_REMEMBERED = 1024

_KINDS: dict[str, str] = {
    iri_node(names.CONCEPT): "category",
    iri_node(names.CLASS): "category",
    iri_node(names.ATTRIBUTE): "attribute",
    iri_node(names.VALUE): "value",
    iri_node(names.RULE): "rule",
    iri_node(names.EXAMPLE): "example",
    iri_node(names.ONTOLOGY): "header",
    iri_node(names.CONCEPT_SCHEME): "scheme",
    iri_node(names.COLLECTION): "collection",
    iri_node(names.ORDERED_COLLECTION): "collection",
    iri_node(names.SH_NS + "NodeShape"): "shape",
    iri_node(names.SH_NS + "PropertyShape"): "shape",
}
# The ontology's own IRI is header and scheme at once; an om: kind says more than the OWL type beside it.
_FIRST_KINDS = ("attribute", "value", "rule", "example", "header", "category", "scheme", "collection", "shape", "other")
_RANKS = {kind: rank for rank, kind in enumerate(_FIRST_KINDS)}
_LABELS = (p.PREF_LABEL, p.RDFS_LABEL, p.TITLE)


class State:
    """What one state says of one subject; lines of a predicate stand together, as all lines are sorted."""

    __slots__ = ("_key", "_names", "lines", "subject")

    def __init__(self, subject: Node, lines: Sequence[Line]) -> None:
        self._key: str | None = None
        self._names: Names | None = None
        self.subject = subject
        self.lines = lines

    def __bool__(self) -> bool:
        """Tell whether the state knows the subject at all."""
        return bool(self.lines)

    def objects(self, predicate: Node) -> list[Node]:
        """Return the objects of a predicate, in order."""
        lines = self.lines
        prefix = f"{self.subject} {predicate} "
        start, place, end = len(prefix), bisect_left(lines, prefix), len(lines)
        found: list[Node] = []
        while place < end and lines[place].startswith(prefix):
            found.append(lines[place][start:-2])  # type: ignore[arg-type]
            place += 1
        return found

    def one(self, predicate: Node) -> Node | None:
        """Return the first object of a predicate, or None."""
        found = self.objects(predicate)
        return found[0] if found else None

    def says(self, predicate: Node, obj: Node) -> bool:
        """Tell whether the state holds this very statement."""
        line = f"{self.subject} {predicate} {obj} ."
        place = bisect_left(self.lines, line)
        return place < len(self.lines) and self.lines[place] == line

    @property
    def kinds(self) -> frozenset[str]:
        """What the subject is: category, attribute, value, rule, example, header, scheme, collection."""
        return frozenset(_KINDS[node] for node in self.objects(p.TYPE) if node in _KINDS)

    @property
    def key(self) -> str:
        """The key: `skos:notation`, else the local name."""
        if self._key is None:
            notation = self.one(p.NOTATION)
            named = notation is not None and is_literal(notation)
            self._key = text_of(str(notation)) if named else local_name(self.subject[1:-1])
        return self._key

    @property
    def names(self) -> Names:
        """What the subject is called and what it is; found once."""
        if self._names is None:
            self._names = self._named()
        return self._names

    def _named(self) -> Names:
        kinds = [_KINDS.get(node, "other") for node in self.objects(p.TYPE)]
        return Names(self.key, self._label(), min(kinds, key=_RANKS.__getitem__, default="other"))

    def _label(self) -> str | None:
        """Return the label to show: English, then one without a tag, then the first."""
        for predicate in _LABELS:
            nodes = [node for node in self.objects(predicate) if is_literal(node)]
            if nodes:
                return text_of(nodes[0] if len(nodes) == 1 else min(nodes, key=_reading_order))
        return None


class Names(NamedTuple):
    """What a subject is called and what it is."""

    key: str
    label: str | None
    kind: str


def _reading_order(node: str) -> int:
    return 0 if node.endswith('"@en') else 1 if node.endswith('"') else 2


class Context:
    """Both states, one subject at a time.

    Only the new one is looked up: what the old one says follows from it and the delta. Edges are read in
    one direction: parents that a state writes from above (`skos:narrower`) count too.
    """

    def __init__(self, lookup: Lookup, delta: RawDelta) -> None:
        self._lookup = lookup
        self._gone, self._come = (_by_subject(lines) for lines in delta)
        self._fields: dict[bool, dict[str, Field]] = {}
        self._replacing = _replacing(delta.added)
        self.old = lru_cache(_REMEMBERED)(self._old)
        self.new = lru_cache(_REMEMBERED)(lambda node: State(node, lookup.new(node)))
        self._up = lru_cache(16 * _REMEMBERED)(self._parents_in_either)

    def _old(self, node: Node) -> State:
        new = self.new(node)
        gone, come = self._gone.get(node, ()), self._come.get(node, ())
        return State(node, sorted({*new.lines, *gone}.difference(come))) if gone or come else new

    def either(self, node: Node) -> State:
        """Return what the new state says of *node*, or the old one where it is gone."""
        return self.new(node) or self.old(node)

    def successors(self, node: Node) -> list[Node]:
        """Return the direct successors of *node* in the new state, as it says or as a new line of theirs does."""
        return sorted({*direct_successors(self.new(node)), *self._replacing.get(node, ())})

    def key(self, node: Node) -> str:
        """Return the key of an entity; an IRI that neither state describes stands for itself."""
        state = self.either(node)
        return state.key if state else iri_of(node)

    def parents_old(self, node: Node) -> frozenset[Node]:
        """Return the parents of *node* in the old state."""
        return _parents(node, self.old(node)) or self._from_above(node, self.old(node), self._lookup.old_inverse)

    def parents_new(self, node: Node) -> frozenset[Node]:
        """Return the parents of *node* in the new state."""
        return _parents(node, self.new(node)) or self._from_above(node, self.new(node), self._lookup.new_inverse)

    def _from_above(self, node: Node, state: State, inverse: _Inverse) -> frozenset[Node]:
        # A subject that says it is a top spares us the walk over the whole state.
        if state.objects(p.TOP_CONCEPT_OF):
            return frozenset()
        return frozenset(inverse(p.FROM_ABOVE).get(node, ()))

    def is_above(self, ancestor: Node, node: Node) -> bool:
        """Tell whether *ancestor* is above *node* in either state or both together."""
        seen: set[Node] = set()
        waiting = [node]
        while waiting:
            parents = self._up(waiting.pop())
            if ancestor in parents:
                return True
            waiting.extend(parents - seen)
            seen |= parents
        return False

    def _parents_in_either(self, node: Node) -> frozenset[Node]:
        parents = self.parents_new(node)
        changed = node in self._gone or node in self._come
        return parents | self.parents_old(node) if changed else parents

    def fields(self, *, new: bool = True) -> dict[str, Field]:
        """Return what conditions may read in a state, by key: its attributes with their values; found once."""
        if new not in self._fields:
            inverse = self._lookup.new_inverse if new else self._lookup.old_inverse
            self._fields[new] = fields_of(inverse, self.new if new else self.old)
        return self._fields[new]

    @cached_property
    def rekeyed(self) -> tuple[Node, ...]:
        """What lost a key and got another, in order."""
        needle = f" {p.NOTATION} "
        gone, come = (
            {node for node, lines in found.items() if any(needle in line for line in lines)}
            for found in (self._gone, self._come)
        )
        return tuple(sorted(gone & come))

    def words(self, nodes: Iterable[Node]) -> Side:
        """Write nodes for a reader: texts as they are, entities by key, in order."""
        return side(self._words(nodes))

    def _words(self, nodes: Iterable[Node]) -> Iterator[str]:
        for node in nodes:
            if is_literal(node):
                yield text_of(node)
            elif is_iri(node):
                yield local_name(node[1:-1]) if node.startswith(p.RESERVED) else self.key(node)
            else:
                yield node


def _by_subject(lines: Iterable[Line]) -> dict[Node, list[Line]]:
    found: dict[Node, list[Line]] = {}
    for line in lines:
        found.setdefault(line[: line.index(" ")], []).append(line)  # type: ignore[arg-type]
    return found


def side(texts: Iterable[str]) -> Side:
    """Write what stood on one side: nothing, one text, or several in order."""
    found = tuple(sorted(set(texts)))
    return None if not found else found[0] if len(found) == 1 else found


def direct_successors(state: State) -> list[Node]:
    """Return the direct successors that a state declares, in order."""
    return sorted({node for predicate in p.SUCCESSORS for node in state.objects(predicate) if is_iri(node)})


def _replacing(lines: Iterable[Line]) -> dict[Node, list[Node]]:
    """Return who says `dcterms:replaces` of whom: the other way to write `dcterms:isReplacedBy`."""
    found: dict[Node, list[Node]] = {}
    needle = f" {p.REPLACES} "
    for line in lines:
        if needle in line:
            triple = split(line)
            if triple.predicate == p.REPLACES and is_iri(triple.object):
                found.setdefault(triple.object, []).append(triple.subject)
    return found


def _parents(node: Node, state: State) -> frozenset[Node]:
    found = {parent for predicate in p.TO_PARENT for parent in state.objects(predicate) if is_iri(parent)}
    return frozenset(found - {node, p.THING})


if TYPE_CHECKING:
    from collections.abc import Callable

    _Inverse = Callable[[tuple[Node, ...]], Mapping[Node, tuple[Node, ...]]]
