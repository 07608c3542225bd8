"""Checks that are shapes: carried out over dicts of nodes, and by pySHACL where a shape says what these do not know."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ontoman.model import Iri, names
from ontoman.model.terms import iri_of, is_blank, is_iri, literal_of, split
from ontoman.validation.by_pyshacl import Outcome, outcomes
from ontoman.validation.results import Found
from ontoman.validation.shacl import Index, compiled, failures
from ontoman.validation.shacl.compiling import asked_by
from ontoman.validation.shacl.evaluating import targets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from ontoman.model import Line
    from ontoman.validation.library import Library
    from ontoman.validation.shacl import Failure, Shape

    Owner: TypeAlias = tuple[str, Iri | None]

_LOG = logging.getLogger("ontoman.validation")


class Chosen(NamedTuple):
    """Shapes that stand ready: compiled, and those for pySHACL; whose they are, and the properties that they read."""

    compiled: tuple[Shape, ...]
    for_pyshacl: tuple[Line, ...]
    owners: Mapping[str, Owner]
    asked: frozenset[str]


def found_by_shapes(codes: Collection[str], library: Library, lines: Sequence[Line]) -> Iterator[tuple[str, Found]]:
    """Yield what the shapes of the checks *codes* find in *lines*, with the code."""
    chosen = chosen_shapes(library, frozenset(codes))
    if chosen.owners:
        index = Index(lines, chosen.asked)
        for shape in chosen.compiled:
            for failed in failures(shape, index, targets(shape, index)).values():
                yield from (found_of(failure, chosen, index) for failure in failed)
        yield from found_by_pyshacl(chosen, index, lines)


@lru_cache(maxsize=8)
def chosen_shapes(library: Library, codes: frozenset[str]) -> Chosen:
    """Compile the shapes of *codes*; what is left to pySHACL is said in the log: it takes much longer."""
    owners = {node: owner for node, owner in library.shapes.items() if owner[0] in codes}
    shapes = [line for line in library.lines if split(line).subject in owners]
    ready = compiled(shapes)
    for node, reason in ready.left.items():
        _LOG.warning("The check %s is left to pySHACL, which is slow, because of %s.", owners[node][0], reason)  # type: ignore[index]
    slow = {owners[node][0] for node in ready.left}  # type: ignore[index]
    rest = tuple(line for line in shapes if owners[split(line).subject][0] in slow)
    swift = tuple(shape for shape in ready.shapes if owners[shape.node][0] not in slow)  # type: ignore[index]
    return Chosen(swift, rest, {str(node): owner for node, owner in owners.items()}, asked_by(shapes))


def found_by_pyshacl(chosen: Chosen, index: Index, lines: Iterable[Line]) -> Iterator[tuple[str, Found]]:
    """Yield what pySHACL finds with the shapes that are left to it."""
    if chosen.for_pyshacl:
        data = (line for line in lines if line.split(" ", 2)[1] in chosen.asked)
        for outcome in outcomes(chosen.for_pyshacl, data):
            yield _found(outcome, chosen, index)


def found_of(failure: Failure, chosen: Chosen, index: Index) -> tuple[str, Found]:
    """Return a failure as a finding of the check that its shape, or its nameless part, belongs to."""
    outcome = Outcome(failure.focus, failure.shape.path_node, failure.value, failure.shape.node, failure.component)
    return _found(outcome, chosen, index)


def _found(outcome: Outcome, chosen: Chosen, index: Index) -> tuple[str, Found]:
    code, reported = chosen.owners[outcome.shape]
    said = iri_of(outcome.path) if outcome.path and is_iri(outcome.path) else reported
    value = None if outcome.path is None else outcome.value  # without a path the value is the focus
    counted = {} if value is not None else _counted(index, outcome.focus, said)
    return code, Found(_text(outcome.focus), said, None if value is None else _text(value), counted)


def _counted(index: Index, focus: str, path: Iri | None) -> dict[str, str]:
    """Name all values where a shape counts them, and so reports none of them."""
    values = sorted(_text(value) for value in index.objects(f"<{path}>", focus))
    return {"value": " and ".join(f'"{value.removeprefix(names.OM_NS)}"' for value in values)} if values else {}


def _text(node: str) -> str:
    if is_iri(node):
        return iri_of(node)
    return node if is_blank(node) else literal_of(node).text
