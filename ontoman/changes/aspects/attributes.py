"""Attributes and their values: where they apply, what they take, when they are asked."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.lifecycle import is_true
from ontoman.changes.aspects.plain import claim_all
from ontoman.changes.delta import NO_FACTS
from ontoman.changes.following import CONSEQUENCE, in_new_words, repointed, says_new_key
from ontoman.changes.literals import literal_of, text_of
from ontoman.model.terms import is_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.context import State
    from ontoman.changes.delta import SubjectDelta
    from ontoman.changes.values import Change, Kind
    from ontoman.model import Node

_RANGE: Final = frozenset({p.VALUE_KIND, p.MINIMUM, p.MAXIMUM})
_PROPERTY_TYPES: Final = (p.OBJECT_PROPERTY, p.DATATYPE_PROPERTY)
# Every value of the first kind is one of the second.
_WIDER: Final = frozenset({("Integer", "Decimal"), ("Ordinal", "Single"), ("Single", "Multi"), ("Ordinal", "Multi")})
_OF_TEXT: Final = frozenset({"Text"})


def domains(delta: SubjectDelta) -> Iterator[Change]:
    """Categories that an attribute applies to; none means all of them."""
    if delta.kind != "attribute":
        return
    old, new = (frozenset(state.objects(p.APPLIES_TO)) for state in (delta.old, delta.new))
    facts = _required(delta.new) or (CONSEQUENCE if repointed(delta, p.APPLIES_TO) else NO_FACTS)
    yield from claim_all(delta, _kind_of_domain(old, new), frozenset({p.APPLIES_TO}), facts)


def _kind_of_domain(old: frozenset[Node], new: frozenset[Node]) -> Kind:
    if not new or (old and old < new):
        return k.DOMAIN_WIDENED
    return k.DOMAIN_NARROWED if not old or new < old else k.DOMAIN_CHANGED


def required(delta: SubjectDelta) -> Iterator[Change]:
    """Whether a value must be given."""
    tightened = is_true(delta.new.one(p.REQUIRED))
    kind = k.CARDINALITY_TIGHTENED if tightened else k.CARDINALITY_RELAXED
    yield from claim_all(delta, kind, frozenset({p.REQUIRED}), _required(delta.new))


def cardinality(delta: SubjectDelta) -> Iterator[Change]:
    """From one value to several, or back: how many values may be given at once."""
    old, new = _value_kind(delta.old), _value_kind(delta.new)
    one = {"Single", "Ordinal"}
    if old in one and new == "Multi":
        yield from claim_all(delta, k.CARDINALITY_RELAXED, frozenset({p.VALUE_KIND}))
    elif old == "Multi" and new in one:
        yield from claim_all(delta, k.CARDINALITY_TIGHTENED, frozenset({p.VALUE_KIND}))


def ranges(delta: SubjectDelta) -> Iterator[Change]:
    """Claim what values an attribute takes; the OWL type of the property follows its value kind."""
    if not delta.touches(_RANGE):
        return
    removed, added = delta.removed.among(_RANGE), delta.added.among(_RANGE)
    types = [
        [s for s in half.of((p.TYPE,)) if s.object in _PROPERTY_TYPES] if p.VALUE_KIND in half.own else []
        for half in (delta.removed, delta.added)
    ]
    words = delta.context.words
    yield delta.claim(
        _kind_of_range(delta.old, delta.new),
        [*removed, *types[0]],
        [*added, *types[1]],
        old=words(s.object for s in removed),
        new=words(s.object for s in added),
    )


def _kind_of_range(old: State, new: State) -> Kind:
    before, after = _value_kind(old), _value_kind(new)
    if before != after:
        if (before, after) in _WIDER or after in _OF_TEXT:
            return k.RANGE_WIDENED
        return k.RANGE_NARROWED if (after, before) in _WIDER else k.RANGE_DISJOINT
    return _kind_of_interval(_interval(old), _interval(new))


def _kind_of_interval(old: tuple[Decimal, Decimal], new: tuple[Decimal, Decimal]) -> Kind:
    if new[0] <= old[0] and old[1] <= new[1]:
        return k.RANGE_WIDENED
    return k.RANGE_DISJOINT if new[1] < old[0] or old[1] < new[0] else k.RANGE_NARROWED


def _interval(state: State) -> tuple[Decimal, Decimal]:
    return _number(state.one(p.MINIMUM), "-Infinity"), _number(state.one(p.MAXIMUM), "Infinity")


def _number(node: Node | None, absent: str) -> Decimal:
    try:
        number = Decimal(literal_of(node).text) if node and node.startswith('"') else Decimal(absent)
    except InvalidOperation:
        return Decimal(absent)
    return Decimal(absent) if number.is_nan() else number


def _value_kind(state: State) -> str:
    node = state.one(p.VALUE_KIND)
    return node.removeprefix(p.OM)[:-1] if node else ""


def defaults(delta: SubjectDelta) -> Iterator[Change]:
    """Claim what absence of a value means."""
    follows = CONSEQUENCE if says_new_key(delta, p.DEFAULT, delta.home) else NO_FACTS
    yield from claim_all(delta, k.DEFAULT_CHANGED, frozenset({p.DEFAULT}), follows)


def units(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the unit of a number."""
    facts = frozenset({"first_unit"}) if p.UNIT not in delta.removed.own else NO_FACTS
    yield from claim_all(delta, k.UNIT_OR_SCALE_CHANGED, frozenset({p.UNIT}), facts)


def per_frame(delta: SubjectDelta) -> Iterator[Change]:
    """Whether a value may differ from frame to frame."""
    facts = frozenset({"turned_on"}) if is_true(delta.new.one(p.PER_FRAME)) else frozenset({"turned_off"})
    yield from claim_all(delta, k.PER_FRAME_CHANGED, frozenset({p.PER_FRAME}), facts)


def visibility(delta: SubjectDelta) -> Iterator[Change]:
    """Claim the condition under which an attribute is asked."""
    if delta.kind != "rule":
        facts = _required(delta.new) | (CONSEQUENCE if _same_condition(delta) else NO_FACTS)
        yield from claim_all(delta, k.VISIBILITY_CHANGED, frozenset({p.CONDITION}), facts)


def _same_condition(delta: SubjectDelta) -> bool:
    gone, come = (half.of((p.CONDITION,)) for half in (delta.removed, delta.added))
    if len(gone) != 1 or len(come) != 1 or not all(is_literal(s.object) for s in (*gone, *come)):
        return False
    words = in_new_words(text_of(gone[0].object), text_of(come[0].object), delta.context)
    return words is not None and words[1]


def value_owner(delta: SubjectDelta) -> Iterator[Change]:
    """Claim a value of another attribute now."""
    yield from claim_all(delta, k.VALUE_MOVED, frozenset({p.VALUE_OF}))


def _required(state: State) -> frozenset[str]:
    return frozenset({"value_required"}) if is_true(state.one(p.REQUIRED)) else NO_FACTS
