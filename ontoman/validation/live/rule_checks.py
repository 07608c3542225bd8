"""The checks of rules and conditions: made again, all of them, where an edit changes something that they read."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from ontoman.validation.checks import CHECKS
from ontoman.validation.live.neighbours import closure
from ontoman.validation.live.part import PartScene, part_of
from ontoman.validation.live.state import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.model import Category, EdgeCaseRule, Iri
    from ontoman.validation.live.state import Rebuilt, Record, State
    from ontoman.validation.live.tree import Tree
    from ontoman.validation.results import Found

RULES = frozenset(
    {
        "condition-invalid", "split-condition-outdated", "rule-sets-unknown-value", "rule-uses-deprecated",
        "exception-cycle", "contradictory-rules",
    }
)  # fmt: skip
_QUOTED = re.compile(r"'((?:[^']|'')*)'")


class RuleChecks:
    """All that has a condition or is named by a rule, and what its conditions asked of the tree."""

    def __init__(self, state: State, tree: Tree, codes: Iterable[str], metadata: Mapping[str, str]) -> None:
        self._state = state
        self._tree = tree
        self._codes = [code for code in codes if code in RULES]
        self._metadata = metadata
        self._governing: set[Iri] = set()
        self._split: set[Iri] = set()
        self._named: set[Iri] = set()
        for iri, record in state.records.items():
            self._note(iri, record)

    def _note(self, iri: Iri, record: Record) -> None:
        for kept, there in (
            (self._governing, bool(record[1] or record[2])),
            (self._split, bool(record[0] and record[0].lineage.split)),
        ):
            (kept.add if there else kept.discard)(iri)

    def all(self) -> Iterator[tuple[str, list[Found]]]:
        """Yield code and findings, anywhere."""
        governing = [self._state.records[iri] for iri in self._governing]
        self._named = set(chain.from_iterable(_named(record[2]) for record in governing if record[2]))
        self._tree.forget()
        part = part_of(self._state, {*self._governing, *self._split, *self._named, *self._quoted(governing)})
        scene = PartScene(part, (), metadata=self._metadata, whole=self._tree)
        yield from ((code, list(CHECKS[code](scene))) for code in self._codes)

    def _quoted(self, governing: Iterable[Record]) -> set[Iri]:
        """Return all with a key that a condition may name."""
        texts = (rule.condition for _, _, rule, _ in governing if rule and rule.condition)
        keys = {key.replace("''", "'") for text in texts for key in _QUOTED.findall(text)}
        return {iri for key in keys for iri in self._tree.with_key(key)}

    @property
    def read(self) -> set[Iri]:
        """All that these checks looked at."""
        return self._governing | self._split | self._named | self._tree.branches

    def take(self, rebuilt: Rebuilt) -> bool:
        """Follow an edit; tell whether it changes something that these checks read."""
        for iri, record in rebuilt.after.items():
            self._note(iri, record)
            self._tree.take(rebuilt.before[iri][0], record[0])
        return any(self._reads(iri, rebuilt) for iri in rebuilt.before)

    def _reads(self, iri: Iri, rebuilt: Rebuilt) -> bool:
        old, new = rebuilt.before[iri], rebuilt.after[iri]
        if old[1:3] != new[1:3] or iri in self._named or _parts(old[0]) != _parts(new[0]):
            return True
        keys = {category.key for category in (old[0], new[0]) if category}
        if self._tree.listed and _key(old[0]) != _key(new[0]):
            return True
        return self._tree.asks(keys) or (
            _place(old[0]) != _place(new[0]) and self._tree.asks(self._above(iri, rebuilt))
        )

    def _above(self, iri: Iri, rebuilt: Rebuilt) -> set[str]:
        """Return the keys of all that stands above a category or stood there."""
        then = closure([iri], lambda one: _broader(rebuilt.before.get(one) or self._record(one)))
        now = closure([iri], lambda one: _broader(self._record(one)))
        records = chain.from_iterable((rebuilt.before.get(one, NOTHING), self._record(one)) for one in then | now)
        return {record[0].key for record in records if record[0]}

    def _record(self, iri: Iri) -> Record:
        return self._state.records.get(iri, NOTHING)


def _named(rule: EdgeCaseRule) -> Iterable[Iri]:
    return (*rule.applies_to, rule.set_attribute) if rule.set_attribute else rule.applies_to


def _parts(category: Category | None) -> object:
    return category.lineage.split if category else ()


def _key(category: Category | None) -> object:
    return category and category.key


def _place(category: Category | None) -> object:
    return category and (category.key, category.broader)


def _broader(record: Record) -> Iterable[Iri]:
    return record[0].broader if record[0] else ()
