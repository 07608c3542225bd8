"""Conditions in the words of an ontology, for the pages: the sentence, and the attributes that are read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ontoman.conditions import categories_of, fields_of, parse, sentence, words_of
from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.conditions import Condition, Field, Words
    from ontoman.model import Ontology


class ConditionReader:
    """Reads the conditions of one ontology; one that is outside the language has no sentence and reads nothing."""

    def __init__(self, ontology: Ontology, metadata: Mapping[str, str]) -> None:
        self._ontology = ontology
        self._metadata = metadata
        self._words: dict[str, Words] = {}
        self._parsed: dict[str, Condition | None] = {}

    @cached_property
    def _fields(self) -> Mapping[str, Field]:
        return fields_of(self._ontology, None, self._metadata)

    @cached_property
    def _tree(self) -> Mapping[str, frozenset[str]]:
        return categories_of(self._ontology)

    def sentence(self, text: str, language: str) -> str | None:
        """Say a condition: `wheels > 2` is "Wheels is more than 2"."""
        condition = self._read(text)
        if condition is None:
            return None
        if language not in self._words:
            self._words[language] = words_of(self._ontology, language)
        return sentence(condition, self._words[language], language)

    def reads(self, text: str | None) -> frozenset[str]:
        """Return the keys of the attributes that a condition reads."""
        condition = self._read(text) if text else None
        return condition.reads if condition else frozenset()

    def _read(self, text: str) -> Condition | None:
        if text not in self._parsed:
            try:
                # The tree of 100,000 categories takes seconds, and only `is_a` asks for it.
                tree = self._tree if "is_a" in text.lower() else None
                self._parsed[text] = parse(text, self._fields, categories=tree)
            except BadInput:
                self._parsed[text] = None
        return self._parsed[text]
