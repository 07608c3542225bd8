"""Why something cannot be, in the authors' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model.terms import iri_of, is_iri
from ontoman.reasoning.axioms import restrictions_of
from ontoman.reasoning.exclusions import exclusions_of, label
from ontoman.reasoning.projection import TYPE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ontoman.model import Iri, Node, Ontology
    from ontoman.reasoning.projection import Projection

_SHOWN = 6


def why_unsatisfiable(iri: Iri, others: Collection[Iri], projection: Projection, ontology: Ontology) -> str:
    """Say why nothing can be in a class: what it is below, or all that is asked of its members."""
    name = label(ontology, iri)
    above = sorted(ontology.ancestors(iri) - {iri}, key=lambda ancestor: label(ontology, ancestor))
    dead = [ancestor for ancestor in above if ancestor in others]
    if dead:
        return f"Nothing can be a {name}: it is below {label(ontology, dead[0])}, and nothing can be one."
    asked = [
        f"{words} (said of {label(ontology, one)})"
        for one in (iri, *above)
        for words in restrictions_of(one, projection, ontology)
    ]
    reasons = "; ".join(asked[:_SHOWN]) or "what excludes it is said elsewhere, of what it is equivalent to"
    return f"Nothing can be a {name}: its members would have to meet all of this at once: {reasons}."


def why_inconsistent(projection: Projection, ontology: Ontology) -> str:
    """Say what contradicts itself: the individuals that are two things, else whatever is said of individuals."""
    clashes = [*_clashes(projection, ontology)]
    if clashes:
        return f"The ontology contradicts itself: {'; '.join(clashes[:_SHOWN])}."
    named = sorted({label(ontology, iri_of(node)) for node, _ in _members(projection)})
    about = f"what is said of {', '.join(named[:_SHOWN])}" if named else "what is said of everything (owl:Thing)"
    return f"The ontology contradicts itself in {about}: nothing could be labeled by it."


def _members(projection: Projection) -> Iterator[tuple[Node, Node]]:
    """Yield individuals with each class that they are said to be in."""
    for node, triples in projection.said.items():
        for _, predicate, kind in triples:
            if predicate == TYPE and is_iri(node) and node not in projection.classes and kind in projection.classes:
                yield node, kind


def _clashes(projection: Projection, ontology: Ontology) -> Iterator[str]:
    exclusions = exclusions_of(ontology, projection.lines)
    kinds: dict[Node, set[Iri]] = {}
    for node, kind in _members(projection):
        kinds.setdefault(node, set()).update({iri_of(kind), *ontology.ancestors(iri_of(kind))})
    for node, line in sorted(kinds.items()):
        for exclusion in exclusions:
            both = sorted(label(ontology, iri) for iri in line & exclusion.members)
            if len(both) > 1:
                name = label(ontology, iri_of(node))
                yield f"{name} is a {both[0]} and a {both[1]}, and those exclude each other ({exclusion.where})"
