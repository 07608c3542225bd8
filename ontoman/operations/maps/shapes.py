"""A map's RDF under the shapes of maps.

pySHACL takes about a millisecond a row, and the rows of a large map are much alike. The shapes of maps count values
and look for those that they name; all other terms are the same to them. So one row of each kind is looked at first,
and of the kinds that are broken every row.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ontoman.formats.sssom.rdf import lines_of, record_iri
from ontoman.migration.subjects import Problem, subjects_of
from ontoman.model import Ontology
from ontoman.model.terms import is_iri, split
from ontoman.system import resource_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set as AbstractSet
    from typing import TypeAlias

    from ontoman.migration import MapRow, MigrationMap
    from ontoman.model import Line, Node
    from ontoman.validation import Result

    Kind: TypeAlias = "tuple[tuple[Node, str], ...]"

PROFILE = "map"


def problems_of_shapes(of: MigrationMap) -> tuple[Problem, ...]:
    """Return what the shapes of maps find in the rows that count, each as OM553."""
    rows = [row for subject in subjects_of(of.rows) for row in subject.rows]
    by_iri = {str(record_iri(of.header, row.record_id)): row for row in reversed(rows)}
    counting = lines_of(replace(of, rows=tuple(rows)))
    return tuple(_problem(result, by_iri.get(result.focus)) for result in results_of(counting))


def results_of(lines: Iterable[Line]) -> tuple[Result, ...]:
    """Validate the RDF of a map, row by row only where a row of the same kind is broken."""
    kinds = _by_kind(lines, _named_by_shapes())
    first = _validated(line for members in kinds.values() for line in members[0])
    if not first:
        return ()
    broken = {result.focus for result in first}
    chosen = [members for members in kinds.values() if split(members[0][0]).subject[1:-1] in broken]
    return _validated(line for members in chosen for described in members for line in described)


def _validated(lines: Iterable[Line]) -> tuple[Result, ...]:
    from ontoman.validation import validate  # noqa: PLC0415 - heavy

    return validate(lines, Ontology(), PROFILE, shapes_dir=resource_dir("shapes"))


def _named_by_shapes() -> AbstractSet[Node]:
    """Return every term that a shape names as a value."""
    from ontoman.validation import library_of  # noqa: PLC0415 - heavy

    return {split(line).object for line in library_of(resource_dir("shapes")).lines}


def _by_kind(lines: Iterable[Line], named: AbstractSet[Node]) -> dict[Kind, list[list[Line]]]:
    """Group what is said of each node by what of it the shapes can tell apart."""
    described: dict[Node, list[Line]] = {}
    for line in lines:
        described.setdefault(split(line).subject, []).append(line)
    kinds: dict[Kind, list[list[Line]]] = {}
    for members in described.values():
        kinds.setdefault(_kind(members, named), []).append(members)
    return kinds


def _kind(members: Sequence[Line], named: AbstractSet[Node]) -> Kind:
    """Return the predicates, each with the value where a shape names it, else with the sort of term that it is."""
    said = (split(line) for line in members)
    return tuple(sorted((t.predicate, str(t.object) if t.object in named else _sort(t.object)) for t in said))


def _sort(node: Node) -> str:
    return "an IRI" if is_iri(node) else "a text"


def _problem(result: Result, row: MapRow | None) -> Problem:
    return Problem(
        "OM553",
        "violation" if result.severity == "violation" else "warning",
        row.record_id if row else None,
        (row.subject_label or row.subject_id) if row else result.focus,
        result.message,
        result.fix,
    )
