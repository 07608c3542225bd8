"""Rows of a category that stays and gives: parts were split off, values became categories, names were swapped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.migration.values import Action, GroupOp
from ontoman.model import ValueKind
from ontoman.model.names import CLOSE_MATCH, NARROW_MATCH

if TYPE_CHECKING:
    from ontoman.migration.building.lineage import LineageReader
    from ontoman.migration.values import MapRow
    from ontoman.model import Category, Facet

_BARE = frozenset({ValueKind.INTEGER, ValueKind.DECIMAL})


@dataclass(frozen=True, slots=True)
class _Branch:
    """A part that leaves: when, and which attribute is said by the category now."""

    part: Category
    when: str | None
    unset: tuple[str, ...] = ()


@dataclass(frozen=True)
class Partings:
    """What one category that stays gave away between two releases."""

    reader: LineageReader
    before: Category
    now: Category

    def rows(self) -> list[MapRow]:
        """Return a first_of group where conditions say what leaves, else a choice; none where nothing was given."""
        swapped = set(self.now.lineage.swapped_with) - set(self.before.lineage.swapped_with)
        others = self.reader.live(sorted(swapped))
        if others:
            return self.reader.picked(self.before, [self.now, *others], CLOSE_MATCH)
        branches = self._branches()
        if not branches:
            return []
        if any(branch.when is None for branch in branches):
            return self.reader.picked(self.before, [self.now, *(b.part for b in branches)], NARROW_MATCH)
        return self._first_of(branches)

    def _branches(self) -> list[_Branch]:
        was, now = self.before.lineage, self.now.lineage
        known = {part.iri for part in was.split_off} | {facet.iri for facet in was.facets_in}
        off = [(one.part, one.when, ()) for one in now.split_off if one.iri not in known]
        into = [(one.part, self._is(one), self._unset(one)) for one in now.facets_in if one.iri not in known]
        return [
            _Branch(part, self._readable(when), unset)
            for iri, when, unset in (*off, *into)
            for part in self.reader.live((iri,))
        ]

    def _is(self, facet: Facet) -> str | None:
        """Write that an attribute has a value, as the kind of the attribute wants it."""
        attribute = self.reader.old.attributes.get(facet.attribute)
        if attribute is None:
            return None
        text = "'" + facet.value.replace("'", "''") + "'"
        match attribute.kind:
            case ValueKind.BOOLEAN:
                return attribute.key if facet.value == "true" else f"not {attribute.key}"
            case ValueKind.MULTI:
                return f"has({attribute.key}, {text})"
            case kind:
                return f"{attribute.key} = {facet.value if kind in _BARE else text}"

    def _unset(self, facet: Facet) -> tuple[str, ...]:
        """Name the attribute where the new category no longer has it."""
        attribute = self.reader.old.attributes.get(facet.attribute)
        has = {one.iri for one in self.reader.new.attributes_of(facet.part)}
        return (attribute.key,) if attribute is not None and attribute.iri not in has else ()

    def _readable(self, when: str | None) -> str | None:
        try:
            return None if when is None else self.reader.canonical(when)
        except BadInput:  # a person decides what no condition can
            return None

    def _first_of(self, branches: list[_Branch]) -> list[MapRow]:
        row = self.reader.row
        rows = [
            replace(row(self.before, b.part, NARROW_MATCH, Action.CONDITIONAL), when=b.when, unset=b.unset)
            for b in branches
        ]
        rows.append(row(self.before, self.now, NARROW_MATCH, Action.CONDITIONAL))
        return [
            replace(one, group=one.subject_label, group_op=GroupOp.FIRST_OF, order=place)
            for place, one in enumerate(rows, 1)
        ]
