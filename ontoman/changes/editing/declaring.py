"""What a change of a definition does to the meaning: stays, narrows, widens or shifts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.changes import kinds as k
from ontoman.changes.editing.ground import line, lineage_iri
from ontoman.errors import BadInput
from ontoman.model import Iri, Meaning, names
from ontoman.model.terms import literal_node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.changes.editing.ground import Edit, Ground
    from ontoman.changes.values import ChangeSet, Side
    from ontoman.model import Line


@dataclass(frozen=True, slots=True)
class Reworded:
    """A definition that changed, with nothing said of what that does to the meaning."""

    iri: Iri
    key: str
    label: str | None
    old: Side
    new: Side


def undeclared(changes: ChangeSet) -> tuple[Reworded, ...]:
    """Return the redefinitions of a difference of which nobody said whether the meaning stays."""
    return tuple(
        Reworded(change.about, change.key or change.about, change.label, change.old, change.new)
        for change in changes.changes
        if change.kind == k.REDEFINED and change.evidence == "derived" and change.about is not None
    )


def declare(ground: Ground, meanings: Mapping[str, Meaning], note: str = "") -> Edit:
    """Say of terms, by key, what their new definitions do to the meaning."""
    lines = [
        one
        for name, meaning in sorted(meanings.items())
        for one in redefinition(ground, ground.entity(name).iri, meaning, note)
    ]
    return ground.edit((), lines)


def redefine(ground: Ground, name: str, text: str, lang: str | None, meaning: Meaning, note: str = "") -> Edit:
    """Give a term another definition, and say what that does to its meaning."""
    entity = ground.entity(name)
    if entity.deprecated:
        raise BadInput("OM430", f"{name} was retired: its meaning is what old data needs.", fix="Leave it as it is.")
    lang = (lang or ground.language).lower()
    present = ground.saying(entity.iri, names.DEFINITION)
    gone = [one for one in present if one.endswith(f'"@{lang} .')]
    new = line(entity.iri, names.DEFINITION, literal_node(text, lang))
    return ground.edit(gone, [new, *redefinition(ground, entity.iri, meaning, note)])


def redefinition(ground: Ground, iri: Iri, meaning: Meaning, note: str = "") -> list[Line]:
    """Write a declared change of meaning."""
    node = lineage_iri(iri, "redefinition", ground.numbered(iri, "redefinition"))
    lines = [
        line(node, names.TYPE, names.REDEFINITION),
        line(node, names.REDEFINES, iri),
        line(node, names.MEANING, Iri(names.OM_NS + meaning.value)),
    ]
    return [*lines, line(node, names.CHANGE_NOTE, literal_node(note, ground.language))] if note else lines
