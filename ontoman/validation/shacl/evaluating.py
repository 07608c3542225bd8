"""Shapes over an index: each constraint looks at the values of all focus nodes at once."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ontoman.validation.shacl.compiling import sh
from ontoman.validation.shacl.paths import Step
from ontoman.validation.shacl.shape import (
    Among,
    Bound,
    Conforms,
    Count,
    DisjointWith,
    Failure,
    Has,
    Matches,
    Not,
    OfClass,
    OfDatatype,
    OfNodeKind,
    OnePerLanguage,
    Property,
    Qualified,
    SomeOf,
)
from ontoman.validation.shacl.values import is_of, is_within, language_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set as AbstractSet

    from ontoman.validation.shacl.index import Index
    from ontoman.validation.shacl.shape import Constraint, Shape

    Values: TypeAlias = Mapping[str, Collection[str]]
    Found: TypeAlias = Iterator[tuple[str, Failure]]
    """Failures, each with the focus node that fails by it."""

_FEW = 2_000


def targets(shape: Shape, index: Index) -> set[str]:
    """Return the focus nodes of a shape."""
    found = set(shape.target_nodes)
    for kind in shape.target_classes:
        found |= index.instances(kind)
    for predicate in shape.target_subjects:
        found |= index.out(predicate).keys()
    for predicate in shape.target_objects:
        found.update(chain.from_iterable(index.out(predicate).values()))
    return found


def is_target(shape: Shape, index: Index, node: str) -> bool:
    """Tell whether *node* is a focus node of a shape."""
    return (
        node in shape.target_nodes
        or any(index.is_a(node, kind) for kind in shape.target_classes)
        or any(node in index.out(predicate) for predicate in shape.target_subjects)
        or any(node in index.into(predicate) for predicate in shape.target_objects)
    )


def failures(shape: Shape, index: Index, nodes: AbstractSet[str]) -> dict[str, list[Failure]]:
    """Return what *shape* finds, by focus node; *nodes* without failures conform and are left out."""
    values = _values(shape, index, nodes)
    found: dict[str, list[Failure]] = {}
    for constraint in shape.constraints:
        for focus, failure in _check(constraint, shape, index, values):
            found.setdefault(focus, []).append(failure)
    return found


def _values(shape: Shape, index: Index, nodes: AbstractSet[str]) -> Values:
    match shape.path:
        case None:
            return {node: (node,) for node in nodes}
        case Step(predicate, back):
            held = index.into(predicate) if back else index.out(predicate)
            return {node: held.get(node, ()) for node in nodes}
        case path:
            return {node: path.values(index, node) for node in nodes}


def _check(constraint: Constraint, shape: Shape, index: Index, values: Values) -> Found:  # noqa: C901, PLR0911, PLR0912 - one line a constraint
    match constraint:
        case Count(component, least, most):
            return _counted(values, shape, component, least, most)
        case OfClass(kind):
            return _each(values, shape, "ClassConstraintComponent", _instance_test(index, kind, values))
        case OfDatatype(datatype):
            return _each(values, shape, "DatatypeConstraintComponent", lambda node: is_of(node, datatype))
        case OfNodeKind(starts):
            return _each(values, shape, "NodeKindConstraintComponent", lambda node: node[0] in starts)
        case Among(nodes):
            return _each(values, shape, "InConstraintComponent", nodes.__contains__)
        case Matches(pattern):
            return _each(values, shape, "PatternConstraintComponent", _match_test(pattern.search))
        case Bound(component):
            return _each(values, shape, component, lambda node: is_within(node, constraint))
        case Has(node):
            return _without(values, shape, node)
        case OnePerLanguage():
            return _languages(values, shape)
        case DisjointWith(predicate):
            return _shared(values, shape, index.out(predicate))
        case Not(part):
            wrong = _conforming(part, index, values)
            return _each(values, shape, "NotConstraintComponent", lambda node: node not in wrong)
        case SomeOf(component, parts, allowed):
            right = Counter(chain.from_iterable(_conforming(part, index, values) for part in parts))
            return _each(values, shape, component, lambda node: right[node] in allowed)
        case Conforms(part):
            return _each(values, shape, "NodeConstraintComponent", _conforming(part, index, values).__contains__)
        case Property(part):
            return _nested(values, failures(part, index, _all(values)))
        case Qualified(part, least, most):
            return _qualified(values, shape, _conforming(part, index, values), least, most)
        case _:
            assert_never(constraint)


def _all(values: Values) -> set[str]:
    return set(chain.from_iterable(values.values()))


def _conforming(part: Shape, index: Index, values: Values) -> AbstractSet[str]:
    every = _all(values)
    return every - failures(part, index, every).keys()


def _each(values: Values, shape: Shape, component: str, passes: Callable[[str], object]) -> Found:
    """Yield a failure for each value that does not pass."""
    named = component if component.startswith("<") else sh(component)
    for focus, nodes in values.items():
        for node in nodes:
            if not passes(node):
                yield focus, Failure(focus, node, shape, named)


def _instance_test(index: Index, kind: str, values: Values) -> Callable[[str], bool]:
    """Ask node by node where there are few: gathering all instances takes time linear in the graph."""
    if len(values) < _FEW:
        return lambda node: index.is_a(node, kind)
    return index.instances(kind).__contains__


def _match_test(search: Callable[[str], object]) -> Callable[[str], bool]:
    def passes(node: str) -> bool:
        text = text_of(node)
        return text is not None and bool(search(text))

    return passes


def _counted(values: Values, shape: Shape, component: str, least: int, most: int | None) -> Found:
    for focus, nodes in values.items():
        if len(nodes) < least or (most is not None and len(nodes) > most):
            yield focus, Failure(focus, None, shape, component)


def _without(values: Values, shape: Shape, wanted: str) -> Found:
    for focus, nodes in values.items():
        if wanted not in nodes:
            yield focus, Failure(focus, None, shape, sh("HasValueConstraintComponent"))


def _languages(values: Values, shape: Shape) -> Found:
    """Yield a failure for each language that comes twice."""
    for focus, nodes in values.items():
        if len(nodes) > 1:
            spoken = Counter(language for node in nodes if (language := language_of(node)))
            for _ in (language for language, number in spoken.items() if number > 1):
                yield focus, Failure(focus, None, shape, sh("UniqueLangConstraintComponent"))


def _shared(values: Values, shape: Shape, others: Values) -> Found:
    for focus, nodes in values.items():
        if focus in others:
            for node in set(nodes).intersection(others[focus]):
                yield focus, Failure(focus, node, shape, sh("DisjointConstraintComponent"))


def _nested(values: Values, found: Mapping[str, Iterable[Failure]]) -> Found:
    """Pass on what a property shape finds; its focus nodes are the values here."""
    if found:
        for focus, nodes in values.items():
            for node in nodes:
                yield from ((focus, failure) for failure in found.get(node, ()))


def _qualified(values: Values, shape: Shape, right: AbstractSet[str], least: int | None, most: int | None) -> Found:
    for focus, nodes in values.items():
        number = sum(node in right for node in nodes)
        if most is not None and number > most:
            yield focus, Failure(focus, None, shape, sh("QualifiedMaxCountConstraintComponent"))
        if least is not None and number < least:
            yield focus, Failure(focus, None, shape, sh("QualifiedMinCountConstraintComponent"))
