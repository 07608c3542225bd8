"""The changed lines of one subject, and how a change claims them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ontoman.changes.values import Change
from ontoman.model.terms import iri_of, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ontoman.changes.context import Context, State
    from ontoman.changes.values import Evidence, Kind, Side
    from ontoman.model import Iri, Line, Node

_ON = {
    kind: frozenset({f"on_{kind}"})
    for kind in (
        "category",
        "attribute",
        "value",
        "rule",
        "example",
        "header",
        "scheme",
        "collection",
        "shape",
        "other",
    )
}
NO_FACTS: frozenset[str] = frozenset()


class Statement(NamedTuple):
    """One changed line, taken apart."""

    subject: Node
    predicate: Node
    object: Node
    line: Line


class Half:
    """What one side has that the other lacks: `own` statements by predicate, `nested` ones by subject.

    Own are those of the subject itself, and those that another subject states about it (`skos:narrower`).
    Nested are those of the blank nodes and lineage nodes that it owns.
    """

    __slots__ = ("nested", "own")

    def __init__(self) -> None:
        self.own: dict[Node, list[Statement]] = {}
        self.nested: dict[Node, list[Statement]] = {}

    def __bool__(self) -> bool:
        """Tell whether anything is left to claim."""
        return bool(self.own or self.nested)

    def put(self, statement: Statement, *, own: bool) -> None:
        """Add a statement."""
        place, key = (self.own, statement.predicate) if own else (self.nested, statement.subject)
        place.setdefault(key, []).append(statement)

    def of(self, predicates: Iterable[Node]) -> list[Statement]:
        """Return the own statements of these predicates, in the order given."""
        return [statement for predicate in predicates for statement in self.own.get(predicate, ())]

    def among(self, predicates: frozenset[Node]) -> list[Statement]:
        """Return the own statements of these predicates, in the order of the lines."""
        return [s for predicate, found in self.own.items() if predicate in predicates for s in found]

    def count(self, subject: Node) -> int:
        """Return how many own statements have this subject."""
        return sum(s.subject == subject for found in self.own.values() for s in found)

    def all(self) -> Iterator[Statement]:
        """Return everything."""
        for place in (self.own, self.nested):
            for found in place.values():
                yield from found

    def drop(self, statements: Iterable[Statement]) -> None:
        """Take out what a change claims; a statement that is not here is a bug in the claim."""
        for statement in statements:
            place: dict[Node, list[Statement]] = self.own
            key = statement.predicate
            if statement not in place.get(key, ()):
                place, key = self.nested, statement.subject
            found = place[key]
            found.remove(statement)
            if not found:
                del place[key]


@dataclass(slots=True)
class SubjectDelta:
    """Everything that changed about one subject: its home in the change set."""

    home: Node
    context: Context
    removed: Half = field(default_factory=Half)
    added: Half = field(default_factory=Half)
    meanings: frozenset[str] = NO_FACTS
    """What redefinitions that came with these lines say: stays, narrows, widens, shifts."""

    def __bool__(self) -> bool:
        """Tell whether anything is left to claim."""
        return bool(self.removed or self.added)

    @property
    def old(self) -> State:
        """What the old state says of the subject."""
        return self.context.old(self.home)

    @property
    def new(self) -> State:
        """What the new state says of the subject."""
        return self.context.new(self.home)

    @property
    def came(self) -> bool:
        """Tell whether the old state says nothing about the subject: every line of the new one came."""
        return not self.removed and len(self.new.lines) == self.added.count(self.home)

    @property
    def went(self) -> bool:
        """Tell whether the new state says nothing about the subject."""
        return not self.added and not self.new

    @property
    def kind(self) -> str:
        """What the subject is, in the new state or, where it is gone, in the old one."""
        return self.context.either(self.home).names.kind

    def touches(self, predicates: frozenset[Node]) -> bool:
        """Tell whether any own statement with one of these predicates changed."""
        return not (predicates.isdisjoint(self.added.own) and predicates.isdisjoint(self.removed.own))

    def claim(
        self,
        kind: Kind,
        removed: Iterable[Statement] = (),
        added: Iterable[Statement] = (),
        *,
        old: Side = None,
        new: Side = None,
        facts: frozenset[str] = NO_FACTS,
        about: Node | None = None,
    ) -> Change:
        """Make a change of these statements, which nothing can claim after it."""
        gone, come = list(removed), list(added)
        self.removed.drop(gone)
        self.added.drop(come)
        subject = about or self.home
        names = self.context.either(subject).names
        iri = iri_of(subject) if is_iri(subject) else None
        return make(
            kind,
            iri,
            key=names.key if iri else None,
            label=names.label,
            old=old,
            new=new,
            removed=tuple(sorted([s.line for s in gone])),
            added=tuple(sorted([s.line for s in come])),
            facts=facts | _ON[names.kind],
        )


def make(  # noqa: PLR0913 - a change has that many sides
    kind: Kind,
    about: Iri | None,
    *,
    key: str | None,
    label: str | None,
    old: Side = None,
    new: Side = None,
    removed: tuple[Line, ...] = (),
    added: tuple[Line, ...] = (),
    parts: tuple[str, ...] = (),
    facts: frozenset[str] = NO_FACTS,
    evidence: Evidence = "derived",
) -> Change:
    """Make a change with its id."""
    identity = change_id(kind, about, removed, added, parts)
    return Change(identity, kind, about, key, label, old, new, removed, added, parts, facts, evidence)


def change_id(
    kind: Kind, about: Iri | None, removed: Sequence[Line], added: Sequence[Line], parts: Sequence[str]
) -> str:
    """Name a change by what it is: the same two states give the same ids, wherever they are compared."""
    text = "\n".join((kind, about or "", "-", *removed, "+", *added, "=", *parts))
    return "c" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
