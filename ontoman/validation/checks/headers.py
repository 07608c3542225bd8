"""The header: one, and not none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model import names
from ontoman.model.terms import iri_node, iri_of, is_iri
from ontoman.validation.results import Found
from ontoman.validation.words import curie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.validation.scene import Scene

_SAYS_ONTOLOGY = f" {iri_node(names.TYPE)} {iri_node(names.ONTOLOGY)} ."


def no_header(scene: Scene) -> Iterator[Found]:
    """Find data that nowhere says which ontology it is."""
    if scene.ontology.header.iri is None:
        yield Found("", names.TYPE)


def two_headers(scene: Scene) -> Iterator[Found]:
    """Find data that says so of several."""
    subjects = sorted(line.removesuffix(_SAYS_ONTOLOGY) for line in scene.lines if line.endswith(_SAYS_ONTOLOGY))
    headers = [iri_of(subject) for subject in subjects if is_iri(subject)]
    own = scene.ontology.header.iri
    for iri in headers if len(headers) > 1 else ():
        if iri != own:
            yield Found(iri, names.TYPE, None, {"other": curie(own or "")})
