"""The languages that a guideline can be written in: those in which the ontology says something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model.entities import ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.model import LangString, Ontology


def languages_of(ontology: Ontology) -> tuple[str, ...]:
    """Return the tags of the texts that are in use, sorted.

    >>> from ontoman.model import Ontology
    >>> languages_of(Ontology())
    ()
    """
    return tuple(sorted({text.lang for text in _texts(ontology) if text.lang}))


def speaks(ontology: Ontology, language: str) -> bool:
    """Tell whether a text is found for a tag, or for a wider one: `de-CH` is served by `de`."""
    spoken = {wide for tag in languages_of(ontology) for wide in ranges(tag)}
    return any(tag in spoken for tag in ranges(language.lower()))


def _texts(ontology: Ontology) -> Iterator[LangString]:
    for entity in ontology.entities.values():
        if not entity.deprecated:
            yield from (*entity.labels, *entity.definitions, *(text for _, text in entity.notes))
