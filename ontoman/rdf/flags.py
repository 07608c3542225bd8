"""What remarks in published mapping tables mean, read from `vocab/flags.ttl`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ontoman.migration.building.meanings import Meaning
from ontoman.model import names
from ontoman.model.terms import iri_node, literal_of, split
from ontoman.rdf.parsing import parse_text
from ontoman.system.resources import resource_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.model import Node

_WORDS = (iri_node(names.PREF_LABEL), iri_node(names.ALT_LABEL))


@cache
def our_flags() -> Mapping[str, Meaning]:
    """Return the remarks that are known without a word, each with its meaning."""
    said: dict[Node, dict[str, list[Node]]] = {}
    for line in parse_text((resource_dir("vocab") / "flags.ttl").read_bytes(), "turtle"):
        triple = split(line)
        said.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
    return {
        literal_of(text).text: Meaning(literal_of(about[iri_node(names.MEANS)][0]).text)
        for about in said.values()
        if iri_node(names.FLAG) in about[iri_node(names.TYPE)]
        for predicate in _WORDS
        for text in about.get(predicate, ())
    }
