"""What the authors of the new release declared for each category of the old one, as rows of a map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ontoman import conditions
from ontoman.errors import BadInput
from ontoman.migration.building.partings import Partings
from ontoman.migration.guessing import guessed_fields
from ontoman.migration.values import NO_TERM_FOUND, UNDECIDED, Action, GroupOp, MapDisposition, MapRow, Status
from ontoman.model import Disposition, Meaning
from ontoman.model.entities import pick
from ontoman.model.names import BROAD_MATCH, CLOSE_MATCH, CONSIDER, EXACT_MATCH, NARROW_MATCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.model import Category, Facet, Iri, Lineage, Ontology

StoredAs = Literal["key", "label", "iri"]

SAMPLE = "sample:50"
_DISPOSITIONS = {
    Disposition.KEEP_FROZEN: MapDisposition.KEEP,
    Disposition.IGNORE_LABELS: MapDisposition.IGNORE,
    Disposition.DROP_LABELS: MapDisposition.DROP,
    Disposition.TO_RESIDUAL: MapDisposition.RESIDUAL,
}
_SAME = "semapv:UnspecifiedMatching"
_LOOKED_AT = frozenset({Meaning.NARROWS, Meaning.SHIFTS})


@dataclass(frozen=True)
class LineageReader:
    """Reads the fate of old categories from the new ontology."""

    old: Ontology
    new: Ontology
    stored_as: StoredAs = "key"

    def rows(self, category: Category) -> list[MapRow]:
        """Return the rows of one category of the old ontology, without ids and changes."""
        now = self.new.categories.get(category.iri)
        restored = self._restored(category)
        if restored:  # which source a label came from, only its own lineage tells
            return self.picked(category, [*([now] if now and not now.deprecated else []), *restored], NARROW_MATCH)
        if now is None:
            return self._gone(category)
        if not now.deprecated and (parted := Partings(self, category, now).rows()):
            return parted
        if now.lineage.facet_out and now.lineage.facet_out != category.lineage.facet_out:
            return [self._facet(category, now.lineage.facet_out)]
        if now.lineage.split and now.lineage.split != category.lineage.split:
            return self._split(category, now.lineage)
        return self._retired(category, now.lineage) if now.deprecated else [self._kept(category, now)]

    def text(self, category: Category) -> str:
        """Return what data carries for a category."""
        return category.label() if self.stored_as == "label" else category.key

    def _restored(self, category: Category) -> list[Category]:
        """Return what had been merged into a category, and is in use again."""
        pairs = ((self.old.categories.get(iri), self.new.categories.get(iri)) for iri in category.lineage.merged_from)
        return [now for was, now in pairs if was and now and was.deprecated and not now.deprecated]

    # -- still there --------------------------------------------------------------------------------------------------

    def _kept(self, category: Category, now: Category) -> MapRow:
        action = Action.KEEP if self.text(category) == self.text(now) else Action.REPLACE
        row = replace(self.row(category, now, EXACT_MATCH, action), justification=_SAME)
        redefined = self._redefinition(category.iri)
        if redefined is None:
            return row
        meaning, note = redefined
        comment = f"The meaning {meaning.lower()}: look at a sample of the old labels. {note}".rstrip()
        return replace(row, need=SAMPLE, comment=comment)

    def _redefinition(self, iri: Iri) -> tuple[str, str] | None:
        known = {redefinition.iri for redefinition in self.old.redefinitions}
        for redefinition in self.new.redefinitions:
            if redefinition.redefines == iri and redefinition.iri not in known and redefinition.meaning in _LOOKED_AT:
                return redefinition.meaning, redefinition.note
        return None

    # -- gone ---------------------------------------------------------------------------------------------------------

    def _gone(self, category: Category) -> list[MapRow]:
        heirs = [c for c in self.new.categories.values() if category.iri in c.lineage.merged_from and not c.deprecated]
        if len(heirs) == 1:
            return [self.row(category, heirs[0], EXACT_MATCH, Action.REPLACE)]
        return self.picked(category, heirs, CONSIDER) if heirs else [self._undecided(category)]

    def _retired(self, category: Category, lineage: Lineage) -> list[MapRow]:
        successors = self.live(lineage.replaced_by)
        if len(lineage.replaced_by) == 1 and len(successors) == 1:
            return self._superseded(category, successors[0], lineage.relation)
        alternatives = successors or self.live(lineage.consider)
        if alternatives:
            return self.picked(category, alternatives, CONSIDER)
        if lineage.disposition is not None and not lineage.replaced_by:
            return [self._disposed(category, lineage)]
        return self._gone(category)

    def _facet(self, category: Category, facet: Facet) -> MapRow:
        """Return what a category is now, with the value that says the rest: nothing is lost with it."""
        attribute, target = self.new.attributes.get(facet.attribute), self.live((facet.part,))
        if attribute is None or not target:
            return self._undecided(category)
        row = self.row(category, target[0], BROAD_MATCH, Action.GENERALISE)
        return replace(row, set=((attribute.key, facet.value),))

    def _superseded(self, category: Category, successor: Category, relation: str) -> list[MapRow]:
        match relation:
            case "exact":
                return [self.row(category, successor, EXACT_MATCH, Action.REPLACE)]
            case "broad":  # loses meaning: it must be accepted once
                row = self.row(category, successor, BROAD_MATCH, Action.GENERALISE)
                return [replace(row, status=Status.PROPOSED, loss="both")]
            case "narrow":
                return self.picked(category, [successor], NARROW_MATCH)
            case _:
                return self.picked(category, [successor], CLOSE_MATCH)

    def _disposed(self, category: Category, lineage: Lineage) -> MapRow:
        disposition = _DISPOSITIONS[lineage.disposition or Disposition.KEEP_FROZEN]
        row = MapRow(
            record_id="",
            subject_id=category.iri,
            subject_label=self.text(category),
            predicate_id=EXACT_MATCH,
            object_id=NO_TERM_FOUND,
            object_label="",
            action=Action.RETIRE,
            disposition=disposition,
            loss="lossy_forward" if disposition in {MapDisposition.DROP, MapDisposition.RESIDUAL} else "none",
            comment=pick(lineage.reasons, ()) or None,
        )
        if disposition is not MapDisposition.RESIDUAL:
            return row
        residual = self.live((lineage.residual,) if lineage.residual else ())
        if not residual:
            return self._undecided(category)
        return replace(row, residual=residual[0].iri, object_label=self.text(residual[0]))

    # -- split --------------------------------------------------------------------------------------------------------

    def _split(self, category: Category, lineage: Lineage) -> list[MapRow]:
        """Return a first_of group where conditions were declared, else a choice for a person."""
        parts = [(part.when, self.live((part.part,))) for part in lineage.split]
        living = [found[0] for _, found in parts if found]
        conditional = [(when, found[0]) for when, found in parts if when is not None and found]
        try:
            conditional = [(self.canonical(when), part) for when, part in conditional if when is not None]
        except BadInput as error:
            rows = self.picked(category, living, NARROW_MATCH)
            return [replace(row, comment=f"Its condition cannot be used: {error.message}") for row in rows]
        otherwise = [found[0] for when, found in parts if when is None and found]
        if not conditional:
            return self.picked(category, living, NARROW_MATCH) if living else [self._undecided(category)]
        rows = [
            replace(self.row(category, part, NARROW_MATCH, Action.CONDITIONAL), when=when) for when, part in conditional
        ]
        if len(otherwise) == 1:
            rows.append(self.row(category, otherwise[0], NARROW_MATCH, Action.CONDITIONAL))
        else:
            rows.append(replace(self._undecided(category), action=Action.CONDITIONAL))
        return [
            replace(row, group=row.subject_label, group_op=GroupOp.FIRST_OF, order=place)
            for place, row in enumerate(rows, 1)
        ]

    def canonical(self, when: str) -> str:
        """Write a condition over the old release's attributes; what is no attribute is metadata of the data."""
        fields = {**guessed_fields(when), **conditions.fields_of(self.old)}
        return conditions.parse(when, fields, categories=conditions.categories_of(self.old)).text

    # -- rows ---------------------------------------------------------------------------------------------------------

    def picked(self, category: Category, candidates: Iterable[Category], predicate: Iri) -> list[MapRow]:
        """Return a one_of group: a person picks."""
        action = Action.SPECIALISE if predicate == NARROW_MATCH else Action.REPLACE
        rows = [self.row(category, candidate, predicate, action) for candidate in candidates]
        return [replace(row, group=row.subject_label, group_op=GroupOp.ONE_OF, need="human") for row in rows]

    def row(self, category: Category, target: Category, predicate: Iri, action: Action) -> MapRow:
        """Return a row from one category to another."""
        return MapRow(
            record_id="",
            subject_id=category.iri,
            subject_label=self.text(category),
            predicate_id=predicate,
            object_id=target.iri,
            object_label=self.text(target),
            action=action,
        )

    def _undecided(self, category: Category) -> MapRow:
        return MapRow(
            record_id="",
            subject_id=category.iri,
            subject_label=self.text(category),
            predicate_id=NARROW_MATCH,
            object_id=UNDECIDED,
            object_label="",
            action=Action.SPECIALISE,
            need="human",
        )

    def live(self, iris: Iterable[Iri]) -> list[Category]:
        """Return the live categories that *iris* are now, each successor followed to its end."""
        found: dict[Iri, Category] = {}
        for iri in iris:
            category = successor_at_the_end(iri, self.new.categories)
            if category is not None:
                found.setdefault(category.iri, category)
        return list(found.values())


def successor_at_the_end(iri: Iri, categories: Mapping[Iri, Category]) -> Category | None:
    """Follow a category's one exact successor, and that one's, to a live category; None where the way ends."""
    seen: set[Iri] = set()
    while iri in categories and iri not in seen:
        category = categories[iri]
        if not category.deprecated:
            return category
        seen.add(iri)
        if len(category.lineage.replaced_by) != 1 or category.lineage.relation != "exact":
            return None
        iri = category.lineage.replaced_by[0]
    return None
