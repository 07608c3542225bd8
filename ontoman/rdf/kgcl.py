"""The classes of KGCL that kinds of change come closest to, read from `vocab/kgcl.ttl`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ontoman.changes.values import Kind
from ontoman.model import names
from ontoman.model.terms import iri_node, iri_of, split
from ontoman.rdf.parsing import parse_text
from ontoman.system.resources import resource_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.model import Iri


@cache
def kgcl_classes() -> Mapping[Kind, Iri]:
    """Return the class of KGCL of each kind that has one."""
    text = (resource_dir("vocab") / "kgcl.ttl").read_text("utf-8")
    found = (split(line) for line in parse_text(text, "turtle"))
    close = iri_node(names.CLOSE_MATCH)
    return {Kind(iri_of(t.subject).removeprefix(names.OM_NS)): iri_of(t.object) for t in found if t.predicate == close}
