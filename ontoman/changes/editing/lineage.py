"""What merges, splits and retirements have in common: a category goes, and what leaned on it leans on its heirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes.editing.ground import integer, line, lineage_iri, plain, true
from ontoman.changes.editing.moving import parent_line, parent_lines
from ontoman.errors import BadInput, Refused
from ontoman.model import Iri, names
from ontoman.model.terms import iri_of, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ontoman.changes.editing.ground import Ground
    from ontoman.model import Category, Entity, Line

_NAMING = (names.USE_CATEGORY, names.EXPECTS)


class Sheet:
    """The lines of one edit while it is being written."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.gone: list[Line] = []
        self.come: list[Line] = []

    def deprecate(self, entity: Entity) -> None:
        """Retire a term; it stands where it stood."""
        self.gone += self.ground.saying(entity.iri, names.DEPRECATED)
        self.come.append(line(entity.iri, names.DEPRECATED, true()))

    def say(self, subject: Iri, predicate: Iri, *objects: Iri) -> None:
        """Say something of a subject."""
        self.come += [line(subject, predicate, obj) for obj in objects]

    def hand_over(self, source: Category, heirs: Sequence[Iri]) -> None:
        """Let attributes and rules that apply to *source* apply to its heirs; verdicts name a single heir."""
        for found in self.ground.pointing_at(source.iri, names.APPLIES_TO):
            subject, predicate, _ = split(found)
            self.gone.append(found)
            self.say(iri_of(subject), iri_of(predicate), *heirs)
        if len(heirs) == 1:
            for found in self.ground.pointing_at(source.iri, *_NAMING):
                subject, predicate, _ = split(found)
                self.gone.append(found)
                self.say(iri_of(subject), iri_of(predicate), heirs[0])

    def share_attributes(self, whole: Category, part: Iri) -> None:
        """Let what is asked of *whole* be asked of *part*, too: the items are the same as before."""
        for found in self.ground.pointing_at(whole.iri, names.APPLIES_TO):
            subject = iri_of(split(found).subject)
            if subject in self.ground.ontology.attributes:
                self.say(subject, names.APPLIES_TO, part)

    def split(self, whole: Iri, parts: Sequence[tuple[Iri, str | None]]) -> None:
        """Say what each part of a whole takes, in order: under a condition, or what is left."""
        first = self.ground.numbered(whole, "split")
        for order, (part, when) in enumerate(parts, 1):
            node = lineage_iri(whole, "split", first + order - 1)
            self.say(node, names.TYPE, names.SPLIT_PART)
            self.say(node, names.PART_OF, whole)
            self.say(node, names.PART, part)
            self.come.append(line(node, names.SH_ORDER, integer(order)))
            if when is not None:
                self.come.append(line(node, names.WHEN, plain(when)))

    def move_children(self, source: Category, parents: Sequence[Iri], leave: Iterable[Iri] = ()) -> None:
        """Put what stands below *source* under *parents*; without any, on top."""
        for child in self.ground.ontology.children.get(source.iri, ()):
            if not child.deprecated and child.iri not in leave:
                self.gone += [one for one in parent_lines(self.ground, child.iri) if source.iri in one]
                others = [iri for iri in child.broader if iri != source.iri]
                for parent in parents:
                    self.come += parent_line(self.ground, child.iri, parent)
                if not parents and not others:
                    self.come += parent_line(self.ground, child.iri, None)


def refuse_kin(ground: Ground, one: Category, other: Category, doing: str) -> None:
    """Refuse (OM435) what can't be done with a category and one that stands above or below it."""
    tree = ground.ontology
    if tree.is_a(one.iri, other.iri) or tree.is_a(other.iri, one.iri):
        above, below = (other, one) if tree.is_a(one.iri, other.iri) else (one, other)
        raise Refused(
            "OM435",
            f"{doing}: {below.key} stands below {above.key}, so {above.key} holds its items already.",
            fix=f"`ontoman edit supersede {below.key} {above.key} --relation broader` carries its labels up; "
            f"or move one of them first.",
            details={"above": above.key, "below": below.key},
        )


def refuse_children(ground: Ground, source: Category, leave: Iterable[Iri] = ()) -> None:
    """Refuse (OM438) to take apart a category while others stand below it: nobody said under which part they go."""
    kept = {*leave}
    children = [c.key for c in ground.ontology.children.get(source.iri, ()) if not c.deprecated and c.iri not in kept]
    if children:
        raise Refused(
            "OM438",
            f"{source.key} has {', '.join(children)} below it, and nothing says under which part they belong.",
            fix=f"Move them first: `ontoman edit move {' '.join(children)} --to KEY`.",
            details={"key": source.key, "children": children},
        )


def too_few(message: str, fix: str) -> BadInput:
    """Make the letter for a merge or split that names too few, or one twice (OM436)."""
    return BadInput("OM436", message, fix=fix)
