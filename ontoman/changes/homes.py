"""Where each changed line belongs: the subject whose story it is part of.

A line belongs to its subject, with three exceptions: a hierarchy edge stated from above (`skos:narrower`,
`skos:hasTopConcept`) belongs to the narrower end; a blank node's lines belong to the subject that leads to it;
a split part's or a redefinition's lines belong to the category that is split or redefined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import predicates as p
from ontoman.changes.delta import Statement, SubjectDelta
from ontoman.model.terms import is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.changes.context import Context
    from ontoman.changes.merging import RawDelta
    from ontoman.model import Line, Node


def by_home(raw: RawDelta, context: Context) -> Iterator[SubjectDelta]:
    """Group the changed lines by home, in order of home."""
    found: dict[Node, SubjectDelta] = {}
    for lines, side in ((raw.removed, "removed"), (raw.added, "added")):
        statements = [_statement(line) for line in lines]
        nested = _nested_homes(statements, context)
        for statement in statements:
            home = _home(statement, nested)
            delta = found.get(home)
            if delta is None:
                delta = found[home] = SubjectDelta(home, context)
            own = home == statement.subject or statement.predicate in p.ABOUT_OBJECT
            (delta.removed if side == "removed" else delta.added).put(statement, own=own)
    return (found[home] for home in sorted(found))


def _statement(line: Line) -> Statement:
    subject, predicate, rest = line.split(" ", 2)
    return Statement(subject, predicate, rest[:-2], line)  # type: ignore[arg-type]


def _home(statement: Statement, nested: Mapping[Node, Node]) -> Node:
    subject = statement.subject
    if statement.predicate in p.ABOUT_OBJECT and is_iri(statement.object) and not is_blank(subject):
        return statement.object
    return nested.get(subject, subject)


def _nested_homes(statements: list[Statement], context: Context) -> dict[Node, Node]:
    homes = _lineage_homes(statements, context)
    return homes | _blank_homes(statements, homes)


def _lineage_homes(statements: list[Statement], context: Context) -> dict[Node, Node]:
    hints = p.LINEAGE_NODE | p.MAYBE_LINEAGE_NODE
    asked = {s.subject for s in statements if s.predicate in hints}
    predicates: dict[Node, set[Node]] = {subject: set() for subject in asked}
    for statement in statements if asked else ():
        if statement.subject in asked:
            predicates[statement.subject].add(statement.predicate)
    return {
        subject: home
        for subject, found in predicates.items()
        if (found & p.LINEAGE_NODE or found <= p.MAYBE_LINEAGE_NODE)
        and (home := _lineage_home(subject, context)) is not None
    }


def _lineage_home(subject: Node, context: Context) -> Node | None:
    for state in (context.new(subject), context.old(subject)):
        if p.LINEAGE_TYPES.intersection(state.objects(p.TYPE)):
            owner = state.one(p.PART_OF) or state.one(p.REDEFINES)
            if owner is not None and is_iri(owner):
                return owner
    return None


def _blank_homes(statements: Iterable[Statement], homes: Mapping[Node, Node]) -> dict[Node, Node]:
    """Follow each blank node up to the first subject with an IRI; one that nothing leads to stands for itself.

    An axiom annotation has no subject that leads to it, but names its source.
    """
    above: dict[Node, Node] = {}
    statements = [s for s in statements if s.subject[0] == "_" or s.object[0] == "_"]
    for statement in statements:
        if is_blank(statement.object):
            above[statement.object] = min(above.get(statement.object, statement.subject), statement.subject)
        if is_blank(statement.subject) and statement.predicate in {p.ANNOTATED_SOURCE, p.STATEMENT_SUBJECT}:
            above[statement.subject] = statement.object
    found: dict[Node, Node] = {}
    for statement in statements:
        if is_blank(statement.subject):
            top = _top(statement.subject, above)
            found[statement.subject] = homes.get(top, top)
    return found


def _top(node: Node, above: Mapping[Node, Node]) -> Node:
    seen: set[Node] = set()
    while is_blank(node) and node in above and node not in seen:
        seen.add(node)
        node = above[node]
    return min(seen) if node in seen else node
