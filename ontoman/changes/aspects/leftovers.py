"""The open kinds, and what nothing claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.pairing import alike, by_language
from ontoman.model.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Half, Statement, SubjectDelta
    from ontoman.changes.values import Change
    from ontoman.model import Node


def other_annotations(delta: SubjectDelta) -> Iterator[Change]:
    """Metadata that decides nothing: notes, and statements in vocabularies that are not ours to read."""
    words = delta.context.words
    for gone, come in (*_other_predicate(delta), *_other_value(delta)):
        kind = k.ANNOTATION_REPLACED if gone.predicate == come.predicate else k.ANNOTATION_PREDICATE_CHANGED
        yield delta.claim(kind, [gone], [come], old=words([gone.object]), new=words([come.object]))
    for statement in _annotations(delta.added):
        yield delta.claim(k.ANNOTATION_ADDED, added=[statement], new=words([statement.object]))
    for statement in _annotations(delta.removed):
        yield delta.claim(k.ANNOTATION_REMOVED, removed=[statement], old=words([statement.object]))


def unclassified(delta: SubjectDelta) -> Iterator[Change]:
    """Every line that nothing else claims, each by itself."""
    words = delta.context.words
    for statement in [*delta.added.all()]:
        yield delta.claim(k.UNCLASSIFIED_TRIPLE, added=[statement], new=words([statement.object]))
    for statement in [*delta.removed.all()]:
        yield delta.claim(k.UNCLASSIFIED_TRIPLE, removed=[statement], old=words([statement.object]))


def is_annotation(predicate: Node) -> bool:
    """Tell whether a predicate is a note, or stands outside the vocabularies whose every term means something here."""
    return predicate in p.NOTES or not predicate.startswith(p.RESERVED)


def _annotations(half: Half) -> list[Statement]:
    return [
        s for predicate, found in half.own.items() if is_annotation(predicate) for s in found if not is_blank(s.object)
    ]


def _other_predicate(delta: SubjectDelta) -> list[tuple[Statement, Statement]]:
    come = {s.object: s for s in reversed(_annotations(delta.added))}
    return [(gone, twin) for gone in _annotations(delta.removed) if (twin := come.pop(gone.object, None)) is not None]


def _other_value(delta: SubjectDelta) -> list[tuple[Statement, Statement]]:
    """Pair what stands alone under a predicate and language, and texts that are alike."""
    pairs: list[tuple[Statement, Statement]] = []
    removed, added = _annotations(delta.removed), _annotations(delta.added)
    taken = {s for pair in _other_predicate(delta) for s in pair}
    for predicate in sorted({s.predicate for s in removed} & {s.predicate for s in added}):
        gone = by_language(s for s in removed if s.predicate == predicate and s not in taken)
        come = by_language(s for s in added if s.predicate == predicate and s not in taken)
        for lang, olds in gone.items():
            news = come.get(lang, [])
            pairs += [(olds[0], news[0])] if len(olds) == len(news) == 1 else alike(olds, news)
    return pairs
