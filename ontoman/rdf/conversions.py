"""The conversions of units, read from `vocab/units.ttl`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ontoman.migration.conversions import Conversion
from ontoman.model import names
from ontoman.model.terms import iri_node, literal_of, split
from ontoman.rdf.parsing import parse_text
from ontoman.system.resources import resource_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.model import Line, Node

_NUMBERS = {"before": names.BEFORE, "times": names.TIMES, "by": names.BY, "after": names.AFTER}


@cache
def our_conversions() -> Mapping[str, Conversion]:
    """Return the conversions that ship, by what maps call them."""
    return conversions_of(parse_text((resource_dir("vocab") / "units.ttl").read_bytes(), "turtle"))


def conversions_of(lines: Iterable[Line]) -> Mapping[str, Conversion]:
    """Read conversions from statements."""
    said: dict[str, dict[str, Node]] = {}
    for line in lines:
        triple = split(line)
        said.setdefault(triple.subject, {})[triple.predicate] = triple.object
    found = (_conversion(about) for about in said.values() if about[iri_node(names.TYPE)] == iri_node(names.CONVERSION))
    return {one.key: one for one in sorted(found, key=lambda one: one.key)}


def _conversion(about: Mapping[str, Node]) -> Conversion:
    said = {predicate: literal_of(node).text for predicate, node in about.items() if node.startswith('"')}
    key, old, new = (said[iri_node(name)] for name in (names.NOTATION, names.FROM_UNIT, names.TO_UNIT))
    numbers = {key: float(said[iri_node(name)]) for key, name in _NUMBERS.items() if iri_node(name) in said}
    return Conversion(key, old, new, **numbers)
