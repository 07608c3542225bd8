"""Definitions, notes and examples: what tells a person which items a category takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.pairing import by_language, editorial, languages, text_of
from ontoman.changes.aspects.plain import claim_all
from ontoman.changes.delta import NO_FACTS
from ontoman.changes.following import CONSEQUENCE, repointed
from ontoman.model.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Statement, SubjectDelta
    from ontoman.changes.values import Change, Kind, Side
    from ontoman.model import Node

EDITORIAL = frozenset({"editorial"})
_VERDICTS = frozenset({p.POLARITY, p.EXPECTS, p.ILLUSTRATES})


def definitions(delta: SubjectDelta) -> Iterator[Change]:
    """Definitions by language; `editorial` where the wording changed and the meaning was said to stay, or must."""
    for predicate in p.DEFINITIONS:
        for gone, come in _by_language(delta, predicate):
            facts = _facts(delta, predicate, gone, come)
            kind = k.DEFINITION_REPLACED if gone and come else k.DEFINITION_ADDED if come else k.DEFINITION_REMOVED
            yield _changed(delta, kind, gone, come, facts)


def notes(delta: SubjectDelta) -> Iterator[Change]:
    """Scope notes, with what is included and excluded, and notes on how to draw."""
    for predicate in (*p.SCOPE_NOTES, p.GEOMETRY_NOTE):
        kind = k.GEOMETRY_NOTE_CHANGED if predicate == p.GEOMETRY_NOTE else k.SCOPE_NOTE_CHANGED
        for gone, come in _by_language(delta, predicate):
            yield _changed(delta, kind, gone, come, _facts(delta, predicate, gone, come))


def example_notes(delta: SubjectDelta) -> Iterator[Change]:
    """Examples in words on a category itself."""
    for gone, come in _by_language(delta, p.EXAMPLE_NOTE):
        yield _changed(delta, k.EXAMPLE_CHANGED, gone, come, NO_FACTS)


def examples(delta: SubjectDelta) -> Iterator[Change]:
    """Claim what an example says differently now; `polarity_flipped` where its verdict is another."""
    yield from claim_all(delta, k.EXAMPLE_CHANGED, p.EXAMPLES, _facts_of_example(delta))


def _facts_of_example(delta: SubjectDelta) -> frozenset[str]:
    if not delta.touches(_VERDICTS):
        return NO_FACTS
    if not delta.touches(p.EXAMPLES - {p.EXPECTS, p.ILLUSTRATES}) and repointed(delta, p.EXPECTS, p.ILLUSTRATES):
        return CONSEQUENCE
    return frozenset({"polarity_flipped"})


def statement_metadata(delta: SubjectDelta) -> Iterator[Change]:
    """Annotations of statements: OWL axiom annotations and RDF reification, by the subject they are about."""
    removed, added = ([*_reified(half.nested)] for half in (delta.removed, delta.added))
    if removed or added:
        yield delta.claim(k.STATEMENT_METADATA_CHANGED, removed, added)


def _reified(nested: dict[Node, list[Statement]]) -> Iterator[Statement]:
    for subject, statements in nested.items():
        predicates = {s.predicate for s in statements}
        if is_blank(subject) and predicates & {p.ANNOTATED_SOURCE, p.STATEMENT_SUBJECT}:
            yield from statements


def _by_language(delta: SubjectDelta, predicate: Node) -> Iterator[tuple[list[Statement], list[Statement]]]:
    removed, added = by_language(delta.removed.of((predicate,))), by_language(delta.added.of((predicate,)))
    for lang in languages(removed, added):
        yield removed.get(lang, []), added.get(lang, [])


def _facts(delta: SubjectDelta, predicate: Node, gone: list[Statement], come: list[Statement]) -> frozenset[str]:
    """Tell what the change of a text means: as declared, else editorial or nothing known."""
    if delta.meanings:
        return delta.meanings - {"stays"} or EDITORIAL
    if gone and come:
        old, new = _text(gone), _text(come)
        return EDITORIAL if editorial(old, new) else NO_FACTS
    # A translation comes beside a definition that stays.
    kept = come and not {*delta.new.objects(predicate)} <= {s.object for s in delta.added.of((predicate,))}
    return EDITORIAL if kept else NO_FACTS


def _changed(
    delta: SubjectDelta, kind: Kind, gone: list[Statement], come: list[Statement], facts: frozenset[str]
) -> Change:
    return delta.claim(kind, gone, come, old=_side(gone), new=_side(come), facts=facts)


def _text(statements: list[Statement]) -> str:
    return "\n".join(sorted(text_of(s).text for s in statements))


def _side(statements: list[Statement]) -> Side:
    texts = tuple(sorted(text_of(s).text for s in statements))
    return None if not texts else texts[0] if len(texts) == 1 else texts
