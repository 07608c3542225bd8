"""How much of an ontology is defined, shown by examples and translated: counts for a display."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.validation.checks.texts import missing_definitions, missing_examples, missing_translations
from ontoman.validation.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.model import Ontology


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of so many categories in use, so many lack something; translations are counted over all that has a name."""

    categories: int
    missing_definitions: int
    missing_examples: int
    missing_translations: Mapping[str, int]


def coverage(ontology: Ontology, languages: Iterable[str]) -> Coverage:
    """Count what is missing.

    >>> from ontoman.model import Ontology
    >>> coverage(Ontology(), ["en"])
    Coverage(categories=0, missing_definitions=0, missing_examples=0, missing_translations={'en': 0})
    """
    spoken = tuple(languages)
    scene = Scene(ontology, languages=spoken)
    lacking = Counter(found.value for found in missing_translations(scene))
    return Coverage(
        categories=len(scene.live),
        missing_definitions=sum(1 for _ in missing_definitions(scene)),
        missing_examples=sum(1 for _ in missing_examples(scene)),
        missing_translations={language: lacking[language] for language in spoken},
    )
