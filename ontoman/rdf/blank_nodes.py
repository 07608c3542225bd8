"""Names of blank nodes, drawn from the connected component that they stand in.

A component is all statements that share blank nodes. Its name is the sha256 of its RDFC-1.0 canonical form, so a
component that nobody touched keeps its lines, whatever is added beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from ontoman.model.terms import Node, is_blank, join, split
from ontoman.rdf.rdfc import canonical_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.model import Line, Triple

_NAMED = re.compile(r"_:c14n(\d+)")


def mentions_blank(line: Line) -> bool:
    """Tell whether the subject or the object of *line* is a blank node."""
    return line[0] == "_" or (" _:" in line and is_blank(line.split(" ", 2)[2]))


def named_for_content(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield *lines* with every blank node named for its component."""
    times: defaultdict[str, int] = defaultdict(int)
    forms = map(_canonical_form, components(split(line) for line in lines))
    for form in forms:
        name = sha256("".join(f"{line}\n" for line in form).encode()).hexdigest()[:32]
        copy = f"_{times[name]}" if times[name] else ""
        times[name] += 1
        names = {label: Node(f"_:b{name}_{label[6:]}{copy}") for label in _labels(form)}
        yield from (_renamed(split(line), names) for line in form)


def components(triples: Iterable[Triple]) -> list[list[Triple]]:
    """Sort *triples* into groups that share no blank node."""
    leader: dict[Node, Node] = {}
    everything = list(triples)
    for triple in everything:
        first, *others = blank_nodes_of(triple)
        for node in (first, *others):
            leader.setdefault(node, node)
            leader[_leader(leader, node)] = _leader(leader, first)
    groups: defaultdict[Node, list[Triple]] = defaultdict(list)
    for triple in everything:
        groups[_leader(leader, blank_nodes_of(triple)[0])].append(triple)
    return list(groups.values())


def blank_nodes_of(triple: Triple) -> list[Node]:
    """Return the blank nodes of a triple: its subject, its object, both or none."""
    return [node for node in (triple.subject, triple.object) if is_blank(node)]


def _leader(leader: dict[Node, Node], node: Node) -> Node:
    while leader[node] != node:
        leader[node] = leader[leader[node]]  # halves the way for the next who asks
        node = leader[node]
    return node


def _canonical_form(component: list[Triple]) -> list[Line]:
    names = canonical_labels(component)
    return sorted(_renamed(triple, names) for triple in component)


def _renamed(triple: Triple, names: Mapping[Node, Node]) -> Line:
    subject, predicate, obj = triple
    return join(names.get(subject, subject), predicate, names.get(obj, obj))


def _labels(form: list[Line]) -> set[Node]:
    return {node for line in form for node in blank_nodes_of(split(line)) if _NAMED.fullmatch(node)}
