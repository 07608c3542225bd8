"""Who excludes whom, and which categories are below both: by sets, without a reasoner."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.model import names
from ontoman.model.terms import iri_node, iri_of, is_blank, is_iri, split
from ontoman.reasoning.report import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.model import Category, Iri, Line, Node, Ontology

_DISJOINT_WITH = iri_node(names.DISJOINT_WITH)
_MEMBERS = iri_node(names.OWL_NS + "members")
_FIRST, _REST = iri_node(names.RDF_NS + "first"), iri_node(names.RDF_NS + "rest")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Categories of which nothing can be two, and who says so; `by_group` where siblings share a group."""

    members: frozenset[Iri]
    where: str
    by_group: bool = False


def exclusions_of(ontology: Ontology, lines: Iterable[Line]) -> tuple[Exclusion, ...]:
    """Gather what was declared: pairs, lists of classes, and groups of siblings."""
    return (*_declared(ontology, lines), *_groups(ontology))


def _declared(ontology: Ontology, lines: Iterable[Line]) -> Iterator[Exclusion]:
    lists: list[Node] = []
    cells: dict[tuple[Node, Node], Node] = {}
    for subject, predicate, obj in map(split, lines):
        if predicate == _DISJOINT_WITH and is_iri(subject) and is_iri(obj):
            pair = frozenset({iri_of(subject), iri_of(obj)})
            yield Exclusion(pair, f"declared on {label(ontology, iri_of(subject))}")
        elif predicate == _MEMBERS and is_blank(subject):
            lists.append(obj)
        elif predicate in {_FIRST, _REST}:
            cells[subject, predicate] = obj
    for head in lists:
        members = frozenset(iri_of(node) for node in _items(head, cells) if is_iri(node))
        yield Exclusion(members, "declared in a list of classes that exclude each other")


def _items(head: Node, cells: Mapping[tuple[Node, Node], Node]) -> Iterator[Node]:
    seen: set[Node] = set()
    while (head, _FIRST) in cells and head not in seen:
        seen.add(head)
        yield cells[head, _FIRST]
        head = cells.get((head, _REST), head)


def _groups(ontology: Ontology) -> Iterator[Exclusion]:
    """Yield siblings that share a group; top categories count as siblings."""
    members: defaultdict[tuple[Iri | None, str], set[Iri]] = defaultdict(set)
    for category in ontology.categories.values():
        for group in category.exclusive_groups:
            for parent in category.broader or (None,):
                members[parent, group].add(category.iri)
    for (parent, group), siblings in members.items():
        place = f"below {label(ontology, parent)}" if parent else "at the top"
        if len(siblings) > 1:
            yield Exclusion(frozenset(siblings), f'both are in the exclusive group "{group}" {place}', by_group=True)


def overlaps(ontology: Ontology, exclusions: Sequence[Exclusion]) -> Iterator[Finding]:
    """Yield the categories in use that are two things at once which exclude each other."""
    of_member: defaultdict[Iri, list[int]] = defaultdict(list)
    for number, exclusion in enumerate(exclusions):
        for member in exclusion.members:
            of_member[member].append(number)
    for category in ontology.categories.values():
        line = {category.iri, *ontology.ancestors(category.iri)}
        touched = sorted({number for iri in line for number in of_member.get(iri, ())})
        for exclusion in (exclusions[number] for number in touched):
            both = sorted(line & exclusion.members, key=lambda iri: label(ontology, iri))
            if len(both) > 1 and not category.deprecated:
                yield Finding("overlap", category.iri, _reason(ontology, category, both, exclusion))


def _reason(ontology: Ontology, category: Category, both: Sequence[Iri], exclusion: Exclusion) -> str:
    name = label(ontology, category.iri)
    for parent in category.broader:
        if set(both) <= {parent, *ontology.ancestors(parent)}:
            clash = " and ".join(label(ontology, iri) for iri in both[:2])
            return f"{name} is below {label(ontology, parent)}, but {clash} exclude each other ({exclusion.where})."
    others = [label(ontology, iri) for iri in both if iri != category.iri]
    if category.iri in both:
        return f"{name} is below {others[0]}, and those two exclude each other ({exclusion.where})."
    return f"{name} is a {others[0]} and a {others[1]}, and those exclude each other ({exclusion.where})."


def label(ontology: Ontology, iri: Iri) -> str:
    """Name a category as its authors do."""
    entity = ontology.entities.get(iri)
    return entity.label("en") if entity else f"<{iri}>"
