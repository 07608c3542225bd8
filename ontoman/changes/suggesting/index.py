"""Which terms have rare words in common: an index that spares comparing everything with everything."""

from __future__ import annotations

import math
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.changes.suggesting.terms import Term
    from ontoman.model import Iri

# What half of all terms say leads nowhere, and neither do the common words of a long definition.
_COMMON: Final = 0.05
_FEW: Final = 40
_ASKED: Final = 24


class Weights:
    """How much a word tells: the fewer terms have it, the more (inverse document frequency)."""

    def __init__(self, documents: Iterable[frozenset[str]]) -> None:
        counted: Counter[str] = Counter()
        total = 0
        for document in documents:
            counted.update(document)
            total += 1
        self._weights = {word: math.log(1 + total / count) for word, count in counted.items()}
        self._sizes: dict[frozenset[str], float] = {}

    def of(self, word: str) -> float:
        """Return the weight of a word that some term has."""
        return self._weights.get(word, 0.0)

    def size(self, words: frozenset[str]) -> float:
        """Return the sum of the squared weights; a text is compared many times, and measured once."""
        if words not in self._sizes:
            weight = self._weights.get
            self._sizes[words] = sum(weight(word, 0.0) ** 2 for word in words)
        return self._sizes[words]

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the cosine of two sets of words."""
        common = one & other
        if not common:
            return 0.0
        weight = self._weights
        both = sum([weight.get(word, 0.0) ** 2 for word in common])
        return min(1.0, both / math.sqrt(self.size(one) * self.size(other)))


class Index:
    """Terms by what they say; `near` gives those that have the most telling features in common with one."""

    def __init__(self, features: Mapping[Iri, frozenset[str]]) -> None:
        self._weights = Weights(features.values())
        self._terms: dict[str, list[Iri]] = {}
        for iri, found in features.items():
            for feature in found:
                self._terms.setdefault(feature, []).append(iri)
        self._most = max(_FEW, int(_COMMON * len(features)))
        self._sizes = {iri: math.sqrt(self._weights.size(found)) for iri, found in features.items()}

    def near(self, features: frozenset[str], count: int) -> list[Iri]:
        """Return the *count* nearest terms, the nearest first, equal ones in order of IRI."""
        weight = self._weights.of
        known = [f for f in features if 0 < len(self._terms.get(f, ())) <= self._most]
        scores: dict[Iri, float] = {}
        for feature in sorted(known, key=lambda f: (-weight(f), f))[:_ASKED]:
            gain = weight(feature) ** 2
            for iri in self._terms[feature]:
                scores[iri] = scores.get(iri, 0.0) + gain
        ranked = sorted(scores, key=lambda iri: (-scores[iri] / self._sizes[iri], iri))
        return ranked[:count]


def name_features(term: Term) -> frozenset[str]:
    """Return the words of all names, and their runs of three characters for names that are written otherwise."""
    words = chain.from_iterable(name.words for name in term.names)
    grams = chain.from_iterable(name.grams for name in term.names)
    return frozenset(chain((f"w {word}" for word in words), (f"g {gram}" for gram in grams)))
