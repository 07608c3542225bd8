"""Labels and keys, per language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.pairing import alike, by_language, text_of
from ontoman.changes.delta import NO_FACTS
from ontoman.changes.literals import literal_of, text_of as literal_text
from ontoman.model.terms import is_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.delta import Statement, SubjectDelta
    from ontoman.changes.values import Change, Kind


def pref_labels_changed(delta: SubjectDelta) -> Iterator[Change]:
    """One preferred label in a language, and another one in its place."""
    for predicate in p.PREF_LABELS:
        removed, added = by_language(delta.removed.of((predicate,))), by_language(delta.added.of((predicate,)))
        for lang, gone in removed.items():
            come = added.get(lang, [])
            if len(gone) == len(come) == 1:
                yield _replaced(delta, k.PREF_LABEL_CHANGED, gone[0], come[0])


def same_text(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the same text under another language tag or datatype, on any predicate."""
    for predicate in delta.removed.own.keys() & delta.added.own.keys():
        come = {literal_text(s.object): s for s in reversed(delta.added.own[predicate]) if is_literal(s.object)}
        for gone in [s for s in delta.removed.own[predicate] if is_literal(s.object)] if come else ():
            twin = come.pop(literal_text(gone.object), None)
            if twin is not None:
                literal, other = literal_of(gone.object), literal_of(twin.object)
                tags = literal.lang != other.lang
                yield delta.claim(
                    k.LANGUAGE_TAG_CHANGED if tags else k.DATATYPE_CHANGED,
                    [gone],
                    [twin],
                    old=literal.lang if tags else literal.datatype,
                    new=other.lang if tags else other.datatype,
                    facts=frozenset({"notation"}) if predicate == p.NOTATION else NO_FACTS,
                )


def label_roles(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the same label, preferred on one side and alternative or hidden on the other."""
    come = {s.object: s for s in reversed(delta.added.among(p.LABELS))}
    for gone in delta.removed.among(p.LABELS):
        twin = come.pop(gone.object, None)
        if twin is not None:
            yield _replaced(delta, k.LABEL_ROLE_CHANGED, gone, twin)


def pref_labels(delta: SubjectDelta) -> Iterator[Change]:
    """Preferred labels that only came or only went."""
    for statement in delta.added.of(p.PREF_LABELS):
        yield _added(delta, k.PREF_LABEL_ADDED, statement)
    for statement in delta.removed.of(p.PREF_LABELS):
        yield _removed(delta, k.PREF_LABEL_REMOVED, statement)


def alt_labels(delta: SubjectDelta) -> Iterator[Change]:
    """Alternative and hidden labels: replaced where the texts are alike, else added and removed."""
    for predicate in p.ALT_LABELS:
        removed, added = by_language(delta.removed.of((predicate,))), by_language(delta.added.of((predicate,)))
        for lang in sorted(removed.keys() & added.keys()):
            for gone, come in alike(removed[lang], added[lang]):
                yield _replaced(delta, k.ALT_LABEL_REPLACED, gone, come)
    for statement in delta.added.of(p.ALT_LABELS):
        yield _added(delta, k.ALT_LABEL_ADDED, statement)
    for statement in delta.removed.of(p.ALT_LABELS):
        yield _removed(delta, k.ALT_LABEL_REMOVED, statement)


def notations(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the key, which is what data may carry."""
    removed, added = delta.removed.of((p.NOTATION,)), delta.added.of((p.NOTATION,))
    if len(removed) == len(added) == 1:
        yield _replaced(delta, k.NOTATION_CHANGED, removed[0], added[0])
        return
    for statement in added:
        yield _added(delta, k.NOTATION_ADDED, statement)
    for statement in removed:
        yield _removed(delta, k.NOTATION_REMOVED, statement)


def _replaced(delta: SubjectDelta, kind: Kind, gone: Statement, come: Statement) -> Change:
    return delta.claim(kind, [gone], [come], old=text_of(gone).text, new=text_of(come).text)


def _added(delta: SubjectDelta, kind: Kind, come: Statement) -> Change:
    return delta.claim(kind, added=[come], new=text_of(come).text)


def _removed(delta: SubjectDelta, kind: Kind, gone: Statement) -> Change:
    return delta.claim(kind, removed=[gone], old=text_of(gone).text)
