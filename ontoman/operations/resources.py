"""What a state says of one thing, and statements in the syntaxes of RDF: for the pages and for `show`."""

from __future__ import annotations

import mmap
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from ontoman.model import names
from ontoman.model.terms import Line, Node, escape, iri_node, is_blank, split
from ontoman.rdf import SortedFile, canonical, parse_text, serialize
from ontoman.system import read_bytes, resource_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontoman.model import Iri
    from ontoman.operations.states import State

# A split part belongs to the category that was split, a value to its attribute: they are told with it.
_OWNED_BY = frozenset({names.PART_OF, names.REDEFINES, names.VALUE_OF})


def about(state: State, iri: Iri) -> tuple[Line, ...]:
    """Return what a state says of *iri*, with the blank nodes below it and the nodes that it owns."""
    with SortedFile(state.path) as file:
        owned = {split(line).subject for line in mentions(state, iri) if split(line).predicate[1:-1] in _OWNED_BY}
        waiting = [iri_node(iri), *owned]
        found: dict[Node, tuple[Line, ...]] = {}
        while waiting:
            node = waiting.pop()
            if node not in found:
                found[node] = tuple(file.about(node))
                waiting.extend(obj for obj in (split(line).object for line in found[node]) if is_blank(obj))
    return tuple(sorted(line for lines in found.values() for line in lines))


def mentions(state: State, iri: Iri) -> tuple[Line, ...]:
    """Return the statements that have *iri* as their object."""
    return tuple(line for line in lines_with(state, f" <{iri}> .\n") if line.endswith(f" <{iri}> ."))


def lines_with(state: State, text: str) -> Iterator[Line]:
    """Yield the lines that hold *text*, found without reading the others."""
    needle = text.encode()
    with _mapped(state) as data:
        at = data.find(needle)
        while at >= 0:
            start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
            yield Line(data[start:end].decode())
            at = data.find(needle, end)


def may_hold_key(state: State, key: str) -> bool:
    """Tell whether *key* can be the key of something in a state, without reading it as an ontology."""
    needles = (f'"{escape(key)}"', *(f"{mark}{quote(key, safe='')}>" for mark in "#/:"))
    with _mapped(state) as data:
        return any(data.find(needle.encode()) >= 0 for needle in needles)


@contextmanager
def _mapped(state: State) -> Iterator[mmap.mmap | bytes]:
    with state.path.open("rb") as file:
        if not file.seek(0, 2):
            yield b""  # an empty file cannot be mapped
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield data


def serialized(lines: Iterable[Line], syntax: str) -> str:
    """Write statements as `nt`, `turtle`, `jsonld` or `rdfxml`."""
    return serialize(lines, syntax)


@cache
def vocabulary() -> tuple[Line, ...]:
    """Return the statements of the `om:` vocabulary, the kinds of change among them."""
    files = sorted(resource_dir("vocab").glob("*.ttl"))
    return canonical(line for file in files for line in parse_text(read_bytes(file), "turtle"))
