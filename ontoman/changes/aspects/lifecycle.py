"""What came and went, what was deprecated, and where its labels go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.plain import claim_all
from ontoman.changes.context import direct_successors
from ontoman.changes.delta import NO_FACTS, Statement
from ontoman.changes.literals import literal_of
from ontoman.model.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.context import State
    from ontoman.changes.delta import Half, SubjectDelta
    from ontoman.changes.values import Change, Kind
    from ontoman.model import Node

_CAME: Final = {
    "attribute": k.ATTRIBUTE_ADDED,
    "value": k.VALUE_ADDED,
    "rule": k.RULE_ADDED,
    "example": k.EXAMPLE_ADDED,
}
_WENT: Final = {
    "attribute": k.ATTRIBUTE_REMOVED,
    "value": k.VALUE_REMOVED,
    "rule": k.RULE_REMOVED,
    "example": k.EXAMPLE_REMOVED,
}
_DISPOSITIONS: Final = {
    f"{p.OM}KeepFrozen>": "keep_frozen",
    f"{p.OM}IgnoreLabels>": "ignore_labels",
    f"{p.OM}DropLabels>": "drop_labels",
    f"{p.OM}ToResidual>": "to_residual",
}
_MARKED: Final = (p.TYPE, p.ADMS_STATUS)
_MEANINGS: Final = {f"{p.OM}{meaning.capitalize()}>": meaning for meaning in ("stays", "narrows", "widens", "shifts")}


def whole_subjects(delta: SubjectDelta) -> Iterator[Change]:
    """Claim all lines of a new or lost subject, with the nodes that it owns."""
    if is_blank(delta.home):
        return
    if delta.came and delta.new.objects(p.TYPE):
        kind = _CAME.get(delta.new.names.kind, k.ENTITY_ADDED)
        yield delta.claim(kind, added=delta.added.all(), facts=_facts_of_whole(delta, delta.new, old=False))
    elif delta.went and delta.old.objects(p.TYPE):
        kind = _WENT.get(delta.old.names.kind, k.ENTITY_DELETED)
        yield delta.claim(kind, removed=delta.removed.all(), facts=_facts_of_whole(delta, delta.old, old=True))


def _facts_of_whole(delta: SubjectDelta, state: State, *, old: bool) -> frozenset[str]:
    facts = set()
    if is_true(state.one(p.REQUIRED)):
        facts.add("value_required")
    owner = state.one(p.VALUE_OF)
    other = delta.context.new if old else delta.context.old
    if owner is not None and not other(owner):
        facts.add("with_attribute")
    return frozenset(facts)


def kinds_of_thing(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the types of a subject that became another kind of thing, or a second type of the same kind."""
    removed, added = (_of_kind(half) for half in (delta.removed, delta.added))
    if not (removed or added) or not (delta.old and delta.new):
        return
    before, after = delta.old.kinds, delta.new.kinds
    if before != after or {s.object for s in (*removed, *added)} <= _PUNS:
        facts = frozenset({"pun"}) if before == after else NO_FACTS
        yield delta.claim(
            k.KIND_CHANGED,
            removed,
            added,
            old=delta.context.words(s.object for s in removed),
            new=delta.context.words(s.object for s in added),
            facts=facts,
        )


_PUNS: Final = frozenset({p.CLASS, p.CONCEPT})
_NO_KINDS: Final = frozenset(
    {p.OBJECT_PROPERTY, p.DATATYPE_PROPERTY, p.FUNCTIONAL, *p.CHARACTERISTICS, *p.DEPRECATED_MARKS}
)


def _of_kind(half: Half) -> list[Statement]:
    return [s for s in half.of((p.TYPE,)) if s.object not in _NO_KINDS]


def deprecation(delta: SubjectDelta) -> Iterator[Change]:
    """Claim a deprecation with the successors, alternatives, reasons, dispositions and parts declared with it."""
    if not _marked(delta):
        return
    before, after = deprecated(delta.old), deprecated(delta.new)
    if before == after:
        return
    removed, added = ([*_lineage(half, _successors(delta)), *_marks(half)] for half in (delta.removed, delta.added))
    if before:
        yield delta.claim(k.UNDEPRECATED, removed, added)
    else:
        direct = delta.context.successors(delta.home)
        words = delta.context.words(direct or delta.new.objects(p.CONSIDER))
        kind, facts = _kind_of_deprecation(delta.new, direct), frozenset(_facts_of_deprecation(delta, direct))
        yield delta.claim(kind, removed, added, new=words, facts=facts)


def _marked(delta: SubjectDelta) -> bool:
    """Tell whether a changed line may say that the subject is deprecated, before either state is asked."""
    return (
        p.DEPRECATED in delta.added.own
        or p.DEPRECATED in delta.removed.own
        or any(s.object in p.DEPRECATED_MARKS for half in (delta.removed, delta.added) for s in half.of(_MARKED))
    )


def _marks(half: Half) -> Iterator[Statement]:
    """Yield what says it in another vocabulary, and the notes that tell the story."""
    yield from (s for s in half.of(_MARKED) if s.object in p.DEPRECATED_MARKS)
    yield from half.among(p.PAST)


def _kind_of_deprecation(new: State, direct: list[Node]) -> Kind:
    if len(direct) == 1:
        return k.DEPRECATED_REPLACED
    return k.DEPRECATED_CONSIDER if direct or new.objects(p.CONSIDER) else k.DEPRECATED


def _facts_of_deprecation(delta: SubjectDelta, direct: list[Node]) -> Iterator[str]:
    new = delta.new
    if len(direct) == 1:
        yield relation(new, direct[0])
    disposition = new.one(p.DISPOSITION)
    if disposition in _DISPOSITIONS:
        yield from ("declared_disposition", _DISPOSITIONS[disposition])
    yield from split_facts(delta.added)


def split_facts(half: Half) -> Iterator[str]:
    """Tell whether the split parts that came cover the category: conditions and an otherwise, or conditions alone."""
    parts = [found for found in half.nested.values() if any(s.object == p.SPLIT_PART for s in found)]
    conditional = [any(s.predicate == p.WHEN for s in found) for found in parts]
    if any(conditional):
        yield "conditions_cover" if conditional.count(False) == 1 else "conditional"


def lineage(delta: SubjectDelta) -> Iterator[Change]:
    """Claim what else was declared of a subject's past: sources of a merge, redefinitions, corrected successors."""
    removed, added = ([*_lineage(half, _successors(delta))] for half in (delta.removed, delta.added))
    # A deprecation that changed was claimed with its lineage; a line that is left says the same in other words.
    removed, added = ([s for s in found if s.predicate != p.DEPRECATED] for found in (removed, added))
    if removed or added:
        yield delta.claim(k.LINEAGE_CHANGED, removed, added, facts=frozenset(declared_meanings(added)))


def declared_meanings(statements: list[Statement]) -> Iterator[str]:
    """Yield `stays`, `narrows`, `widens` or `shifts` for each redefinition that was declared."""
    for statement in statements:
        if statement.predicate == p.MEANING and statement.object in _MEANINGS:
            yield _MEANINGS[statement.object]


def status(delta: SubjectDelta) -> Iterator[Change]:
    """How far a category is agreed on."""
    yield from claim_all(delta, k.STATUS_CHANGED, p.STATUS)


def types(delta: SubjectDelta) -> Iterator[Change]:
    """Another class of the same subject, where the kind stays."""
    if not is_blank(delta.home):
        yield from claim_all(delta, k.TYPE_RECLASSIFIED, frozenset({p.TYPE}))


def deprecated(state: State) -> bool:
    """Tell whether a state says `owl:deprecated true`, or the same in another vocabulary."""
    if any(map(is_true, state.objects(p.DEPRECATED))):
        return True
    return any(node in p.DEPRECATED_MARKS for predicate in _MARKED for node in state.objects(predicate))


def relation(state: State, successor: Node) -> str:
    """How a category relates to its successor: exact, unless a mapping to it says broad, narrow or close."""
    return next((word for match, word in p.RELATIONS.items() if successor in state.objects(match)), "exact")


def is_true(node: Node | None) -> bool:
    """Tell whether a node is a true boolean."""
    return node is not None and node.startswith('"') and literal_of(node).text in p.TRUE


def _successors(delta: SubjectDelta) -> frozenset[Node]:
    return frozenset((*direct_successors(delta.old), *delta.context.successors(delta.home)))


def _lineage(half: Half, successors: frozenset[Node]) -> Iterator[Statement]:
    """Yield the statements of a deprecation: its own predicates, mappings to a successor, and lineage nodes."""
    for predicate, statements in half.own.items():
        if predicate in p.RETIREMENT or predicate == p.DEPRECATED:
            yield from statements
        elif predicate in p.MAPPINGS:
            yield from (s for s in statements if s.object in successors)
    for subject, statements in half.nested.items():
        if not is_blank(subject):
            yield from statements
