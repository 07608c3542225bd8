"""What matched pairs amount to: a change of identity, a merge, a split, a successor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k
from ontoman.changes.context import side
from ontoman.changes.delta import make
from ontoman.changes.suggesting.matching import LIKE, SAME, one_to_one, siblings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ontoman.changes.suggesting.candidates import Scene
    from ontoman.changes.suggesting.flows import Flow
    from ontoman.changes.suggesting.matching import Match
    from ontoman.changes.suggesting.terms import Term
    from ontoman.changes.values import Change, Kind, Side
    from ontoman.model import Iri

APART: Final = 0.8
"""From here on one that is no sibling joins a merge or a split."""


def shaped(ranked: Sequence[Match], scene: Scene) -> list[Change]:
    """Make suggestions of scored pairs, the surest of which come first."""
    ones = one_to_one(ranked, scene, LIKE)
    sources = _more(ranked, ones, side=0)
    targets = _more(ranked, ones, side=1)
    return [*_of_targets([*ones, *sources], targets, scene), *_splits(ones, targets, scene)]


def _more(ranked: Sequence[Match], ones: Sequence[Match], side: int) -> list[Match]:
    """Return for each term of one side that found nobody the best pair with one who has found somebody else."""
    paired = {match.ends[side] for match in ones}
    first = {match.ends[1 - side]: match for match in ones}
    best: dict[Iri, Match] = {}
    for match in ranked:
        if match.ends[side] not in paired:
            best.setdefault(match.ends[side], match)
    return [m for m in best.values() if m.ends[1 - side] in first and _joins(m, first[m.ends[1 - side]], side)]


def _joins(match: Match, first: Match, side: int) -> bool:
    """Tell whether a pair is sure enough to join another in a merge or a split: more so where they are no siblings."""
    one, other = (m.pair.new if side else m.pair.old for m in (match, first))
    return match.score >= (LIKE if siblings(one, other) else APART)


def _of_targets(pairs: Iterable[Match], split: Iterable[Match], scene: Scene) -> Iterator[Change]:
    divided = {match.ends[0] for match in split}
    by_target: dict[Iri, list[Match]] = {}
    for match in pairs:
        if match.ends[0] not in divided:
            by_target.setdefault(match.ends[1], []).append(match)
    for target, found in by_target.items():
        if target in scene.stayed:
            sure = [match for match in found if match.score >= SAME]
            yield from _merged(k.MERGED_INTO_EXISTING, target, sure, scene)
            yield from (_superseded(match, scene) for match in found if match.score < SAME)
        elif len(found) > 1:
            yield from _merged(k.MERGED_INTO_NEW, target, found, scene)
        else:
            yield _succession(found[0], scene)


def _merged(kind: Kind, target: Iri, found: Sequence[Match], scene: Scene) -> Iterator[Change]:
    if found:
        keys = side(match.pair.old.key for match in found)
        yield _change(kind, target, found, scene, old=keys, new=found[0].pair.new.key)


def _succession(match: Match, scene: Scene) -> Change:
    if match.score < SAME:
        return _superseded(match, scene)
    old, new = match.pair.old, match.pair.new
    return _change(k.RE_IDENTIFIED, old.iri, [match], scene, old=old.key, new=new.key, fact="exact")


def _superseded(match: Match, scene: Scene) -> Change:
    old, new = match.pair.old, match.pair.new
    return _change(k.SUPERSEDED, old.iri, [match], scene, old=old.key, new=new.key, fact=_relation(match))


def _relation(match: Match) -> str:
    """Guess from the words whether the successor is broader or narrower: a truck is broader than a pickup truck."""
    names = match.pair.names
    old = names.old.bag if names.old else frozenset()
    new = names.new.bag if names.new else frozenset()
    return "broad" if new < old else "narrow" if old < new else "close"


def _splits(ones: Iterable[Match], more: Iterable[Match], scene: Scene) -> Iterator[Change]:
    parts: dict[Iri, list[Match]] = {}
    for match in more:
        parts.setdefault(match.ends[0], []).append(match)
    for match in ones:
        if match.ends[0] in parts and match.ends[1] in scene.came:
            found = [match, *parts[match.ends[0]]]
            keys = side(one.pair.new.key for one in found)
            yield _change(k.SPLIT, match.ends[0], found, scene, old=match.pair.old.key, new=keys)


def split_offs(found: Iterable[Flow], scene: Scene) -> Iterator[Change]:
    """Make suggestions of what went from categories that stay to new ones."""
    by_source: dict[Iri, list[Flow]] = {}
    for flow in found:
        by_source.setdefault(flow.old.iri, []).append(flow)
    for flows in by_source.values():
        old = flows[0].old
        parts = [scene.parts[flow.new.iri].id for flow in flows]
        keys = side(flow.new.key for flow in flows)
        change = _made(k.SPLIT_OFF, old, parts, old=old.key, new=keys)
        mean = sum(flow.score for flow in flows) / len(flows)
        yield replace(change, score=round(mean, 2), because=tuple(f"{f.new.key}: {f.because}" for f in flows))


def _change(
    kind: Kind, about: Iri, found: Sequence[Match], scene: Scene, *, old: Side, new: Side, fact: str = ""
) -> Change:
    subject = next(term for match in found for term in (match.pair.old, match.pair.new) if term.iri == about)
    parts = [scene.parts[iri].id for match in found for iri in match.ends if iri in scene.parts]
    change = _made(kind, subject, parts, old=old, new=new, fact=fact)
    because = tuple(map(_told, found)) if len(found) > 1 else (found[0].because,)
    return replace(change, score=round(sum(match.score for match in found) / len(found), 2), because=because)


def _made(kind: Kind, about: Term, parts: Iterable[str], *, old: Side, new: Side, fact: str = "") -> Change:
    return make(
        kind,
        about.iri,
        key=about.key,
        label=about.label,
        old=old,
        new=new,
        parts=tuple(sorted(set(parts))),
        facts=frozenset({"on_category", *filter(None, [fact])}),
        evidence="suggested",
    )


def _told(match: Match) -> str:
    return f"{match.pair.old.key} → {match.pair.new.key} ({match.score:.2f}): {match.because}"
