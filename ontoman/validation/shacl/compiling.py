"""Shapes out of statement lines; a shape with anything that is not known here is named, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from ontoman.model import names
from ontoman.model.terms import XSD, iri_node, is_blank, is_iri, is_literal, literal_of, split
from ontoman.validation.shacl.paths import Chain, Either, Path, Repeated, Step
from ontoman.validation.shacl.shape import (
    Among,
    Bound,
    Conforms,
    Constraint,
    Count,
    DisjointWith,
    Has,
    Matches,
    Not,
    OfClass,
    OfDatatype,
    OfNodeKind,
    OnePerLanguage,
    Property,
    Qualified,
    Shape,
    SomeOf,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from ontoman.model import Line

    Said: TypeAlias = Mapping[str, Sequence[str]]


def sh(name: str) -> str:
    """Write a term of SHACL as a node."""
    return iri_node(names.SH_NS + name)


TARGETS = tuple(sh(f"target{how}") for how in ("Class", "Node", "SubjectsOf", "ObjectsOf"))
_PATH, _TYPE, _NIL = sh("path"), iri_node(names.TYPE), iri_node(names.RDF_NS + "nil")
_FIRST, _REST = iri_node(names.RDF_NS + "first"), iri_node(names.RDF_NS + "rest")
_ABOUT = {sh(name) for name in ("severity", "message", "name", "description", "order", "group", "flags")}
_KINDS = {sh("NodeShape"), sh("PropertyShape")}
_NODE_KINDS = {
    "IRI": "<", "BlankNode": "_", "Literal": '"',
    "BlankNodeOrIRI": "_<", "BlankNodeOrLiteral": '_"', "IRIOrLiteral": '<"',
}  # fmt: skip
_REPEATED = {sh("oneOrMorePath"): (False, True), sh("zeroOrMorePath"): (True, True), sh("zeroOrOnePath"): (True, False)}
_BOUNDS = {"minInclusive": {0, 1}, "minExclusive": {1}, "maxInclusive": {0, -1}, "maxExclusive": {-1}}
_WHOLE = re.compile(r'"(\d{1,9})"\^\^<' + re.escape(XSD) + "integer>")
_TRUE = f'"true"^^<{XSD}boolean>'
# pySHACL stops at a path of ten levels and at fifteen shapes within each other (0.40.1, value_nodes_from_path and
# max_validation_depth): what comes near is left to it, so that it can say so.
_DEEP_PATH, _DEEP_SHAPE = 6, 7


class _Unknown(Exception):
    """Something that only pySHACL knows; the text says what."""


@dataclass(frozen=True)
class Compiled:
    """Shapes with a target, in order; `left` names those that pySHACL must check, each with the reason."""

    shapes: tuple[Shape, ...]
    left: Mapping[str, str]


def compiled(lines: Iterable[Line]) -> Compiled:
    """Read the shapes in *lines*.

    >>> compiled([]).shapes
    ()
    """
    return _Reader(lines).read()


class _Reader:
    def __init__(self, lines: Iterable[Line]) -> None:
        self._said: dict[str, dict[str, list[str]]] = {}
        for line in lines:
            subject, predicate, node = split(line)
            self._said.setdefault(subject, {}).setdefault(predicate, []).append(node)
        self._shapes: dict[str, Shape] = {}
        self._open: list[str] = []

    def read(self) -> Compiled:
        found: list[Shape] = []
        left: dict[str, str] = {}
        custom = any(sh("parameter") in said for said in self._said.values())
        for node in sorted(node for node, said in self._said.items() if not said.keys().isdisjoint(TARGETS)):
            if custom:
                left[node] = "custom constraint components"
                continue
            try:
                found.append(self._shape(node))
            except _Unknown as unknown:
                left[node] = str(unknown)
        return Compiled(tuple(found), left)

    def _shape(self, node: str) -> Shape:
        if node in self._open:
            raise _Unknown("a shape that leads back to itself")
        if node not in self._shapes:
            self._open.append(node)
            try:
                if len(self._open) > _DEEP_SHAPE:
                    raise _Unknown("shapes within shapes, very deep")
                self._shapes[node] = self._read_shape(node)
            finally:
                self._open.pop()
        return self._shapes[node]

    def _read_shape(self, node: str) -> Shape:
        said = self._said.get(node)
        if said is None:
            raise _Unknown(f"{node}, of which nothing is said")
        if sh("PropertyShape") in said.get(_TYPE, ()) and _PATH not in said:
            raise _Unknown("a property shape without sh:path")
        if sh("NodeShape") in said.get(_TYPE, ()) and _PATH in said:
            raise _Unknown("a node shape with sh:path")
        if not _KINDS.issuperset(said.get(_TYPE, ())):
            raise _Unknown("a shape that is also something else")
        path = self._path(self._one(said, _PATH)) if _PATH in said else None
        kinds, nodes, subjects, objects = (tuple(said.get(target, ())) for target in TARGETS)
        path_node = said[_PATH][0] if _PATH in said else None
        return Shape(node, path, path_node, kinds, nodes, subjects, objects, tuple(self._constraints(said, path)))

    def _constraints(self, said: Said, path: Path | None) -> Iterator[Constraint]:
        for predicate in said:
            if predicate in _ABOUT or not predicate.startswith(f"<{names.SH_NS}") or predicate in (_PATH, *TARGETS):
                continue
            name = predicate[len(names.SH_NS) + 1 : -1]
            read = self._readers.get(name)
            if read is None or (name in _ONLY_WITH_PATH and path is None):
                raise _Unknown(f"sh:{name}")
            yield from read(said, predicate)

    @cached_property
    def _readers(self) -> Mapping[str, Callable[[Said, str], Iterator[Constraint]]]:
        """What is known here."""
        return {
            "class": lambda said, p: (OfClass(self._iri(node)) for node in said[p]),
            "disjoint": lambda said, p: (DisjointWith(self._iri(node)) for node in said[p]),
            "hasValue": lambda said, p: (Has(node) for node in said[p]),
            "not": lambda said, p: (Not(self._shape(node)) for node in said[p]),
            "node": lambda said, p: (Conforms(self._node_shape(node)) for node in said[p]),
            "property": lambda said, p: (Property(self._property_shape(node)) for node in said[p]),
            "minCount": lambda said, p: iter((Count(sh("MinCountConstraintComponent"), self._whole(said, p)),)),
            "maxCount": lambda said, p: iter((Count(sh("MaxCountConstraintComponent"), 0, self._whole(said, p)),)),
            "datatype": lambda said, p: iter((OfDatatype(self._iri(self._one(said, p))),)),
            "nodeKind": lambda said, p: iter((OfNodeKind(self._node_kind(self._one(said, p))),)),
            "in": lambda said, p: iter((Among(frozenset(self._list(self._one(said, p)))),)),
            "pattern": self._patterns,
            "uniqueLang": self._unique_language,
            "qualifiedValueShape": self._qualified,
            "qualifiedMinCount": self._nothing_more,
            "qualifiedMaxCount": self._nothing_more,
            **dict.fromkeys(_BOUNDS, self._bounds),
            **dict.fromkeys(_SOME_OF, self._some_of),
        }

    def _nothing_more(self, said: Said, _: str) -> Iterator[Constraint]:
        if sh("qualifiedValueShape") not in said:
            raise _Unknown("a qualified count of nothing")
        return iter(())

    def _patterns(self, said: Said, predicate: str) -> Iterator[Constraint]:
        flags = self._text(self._one(said, sh("flags"))).lower() if sh("flags") in said else ""
        as_python = (re.IGNORECASE if "i" in flags else 0) | (re.MULTILINE if "m" in flags else 0)
        for node in said[predicate]:
            try:
                yield Matches(re.compile(self._text(node), as_python))
            except re.error as error:
                raise _Unknown("a pattern that cannot be read") from error

    def _unique_language(self, said: Said, predicate: str) -> Iterator[Constraint]:
        if self._one(said, predicate) != _TRUE:
            raise _Unknown("sh:uniqueLang with another value than true")
        yield OnePerLanguage()

    def _qualified(self, said: Said, predicate: str) -> Iterator[Constraint]:
        least, most = sh("qualifiedMinCount"), sh("qualifiedMaxCount")
        if least not in said and most not in said:
            raise _Unknown("a qualified count without a number")
        for node in said[predicate]:
            low = self._whole(said, least) if least in said else None
            yield Qualified(self._shape(node), low, self._whole(said, most) if most in said else None)

    def _bounds(self, said: Said, predicate: str) -> Iterator[Constraint]:
        name = predicate[len(names.SH_NS) + 1 : -1]
        for node in said[predicate]:
            self._text(node)
            yield Bound(_component(name), node, frozenset(_BOUNDS[name]))

    def _some_of(self, said: Said, predicate: str) -> Iterator[Constraint]:
        name = predicate[len(names.SH_NS) + 1 : -1]
        for node in said[predicate]:
            shapes = tuple(self._shape(member) for member in self._list(node))
            if not shapes or len(set(shapes)) < len(shapes):
                raise _Unknown(f"sh:{name} of nothing, or of one shape twice")
            yield SomeOf(_component(name), shapes, frozenset(_SOME_OF[name](len(shapes))))

    def _node_shape(self, node: str) -> Shape:
        shape = self._shape(node)
        if shape.path is not None:
            raise _Unknown("sh:node with a property shape")
        return shape

    def _property_shape(self, node: str) -> Shape:
        shape = self._shape(node)
        if shape.path is None:
            raise _Unknown("sh:property with a node shape")
        return shape

    def _path(self, node: str, depth: int = 0) -> Path:
        if is_iri(node):
            return Step(node)
        said = self._said.get(node, {})
        if depth > _DEEP_PATH or not is_blank(node):
            raise _Unknown("a path like this")
        if _FIRST in said:
            return Chain(tuple(self._path(one, depth + 1) for one in self._ways(node)))
        if len(said) != 1:
            raise _Unknown("a path like this")
        ((predicate, _),) = said.items()
        return self._made_of(predicate, self._one(said, predicate), depth + 1)

    def _made_of(self, predicate: str, inner: str, depth: int) -> Path:
        if predicate in _REPEATED:
            return Repeated(self._path(inner, depth), *_REPEATED[predicate])
        if predicate == sh("alternativePath"):
            return Either(tuple(self._path(one, depth) for one in self._ways(inner)))
        if predicate == sh("inversePath") and is_iri(inner):
            return Step(inner, back=True)  # pySHACL 0.40.1 goes an inverse sequence in the order of the sequence
        raise _Unknown("a path like this")

    def _ways(self, node: str) -> list[str]:
        found = list(self._list(node))
        if not 1 < len(found) <= _DEEP_PATH * 4:
            raise _Unknown("a path of one way, or of very many")
        return found

    def _list(self, node: str) -> Iterator[str]:
        seen: set[str] = set()
        while node != _NIL:
            said = self._said.get(node, {})
            if node in seen or len(said.get(_FIRST, ())) != 1 or len(said.get(_REST, ())) != 1:
                raise _Unknown("a list that does not end")
            seen.add(node)
            yield said[_FIRST][0]
            node = said[_REST][0]

    def _one(self, said: Said, predicate: str) -> str:
        if len(said[predicate]) != 1:
            raise _Unknown(f"more than one {predicate}")
        return said[predicate][0]

    def _whole(self, said: Said, predicate: str) -> int:
        match = _WHOLE.fullmatch(self._one(said, predicate))
        if match is None:
            raise _Unknown(f"a {predicate} that is no whole number")
        return int(match[1])

    def _iri(self, node: str) -> str:
        if not is_iri(node):
            raise _Unknown(f"{node} in place of an IRI")
        return node

    def _text(self, node: str) -> str:
        if not is_literal(node):
            raise _Unknown(f"{node} in place of a literal")
        return literal_of(node).text

    def _node_kind(self, node: str) -> str:
        kind = node[len(names.SH_NS) + 1 : -1]
        if node != sh(kind) or kind not in _NODE_KINDS:
            raise _Unknown(f"the node kind {node}")
        return _NODE_KINDS[kind]


_ONLY_WITH_PATH = {
    "minCount",
    "maxCount",
    "uniqueLang",
    "qualifiedValueShape",
    "qualifiedMinCount",
    "qualifiedMaxCount",
}
_SOME_OF: Mapping[str, Callable[[int], Iterable[int]]] = {
    "or": lambda number: range(1, number + 1),
    "and": lambda number: (number,),
    "xone": lambda _: (1,),
}


def _component(name: str) -> str:
    return sh(f"{name[0].upper()}{name[1:]}ConstraintComponent")


def asked_by(lines: Iterable[Line]) -> frozenset[str]:
    """Return the predicates that shapes in *lines* may ask about: whatever they name, and types."""
    named = (split(line).object for line in lines)
    return frozenset(chain((_TYPE, iri_node(names.SUBCLASS_OF)), (node for node in named if is_iri(node))))
