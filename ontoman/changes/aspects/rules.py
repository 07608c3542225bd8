"""Edge-case rules: which items they take, what they decide, which one wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ontoman.changes import kinds as k, predicates as p
from ontoman.changes.aspects.pairing import editorial, text_of
from ontoman.changes.aspects.plain import claim_all
from ontoman.changes.delta import NO_FACTS
from ontoman.changes.following import CONSEQUENCE, in_new_words, repointed, says_new_key
from ontoman.changes.literals import literal_of
from ontoman.changes.reach import reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.context import State
    from ontoman.changes.delta import Statement, SubjectDelta
    from ontoman.changes.values import Change, Kind

_CONDITION: Final = frozenset({p.CONDITION, p.APPLIES_TO, p.SITUATION})


def conditions(delta: SubjectDelta) -> Iterator[Change]:
    """Which items a rule takes: its condition, its situation in words, the categories that it applies to."""
    if delta.kind != "rule" or _only_wording(delta):
        return
    kind, facts = _kind_of_condition(delta)
    yield from claim_all(delta, kind, _CONDITION, facts)


def _only_wording(delta: SubjectDelta) -> bool:
    removed, added = delta.removed.among(_CONDITION), delta.added.among(_CONDITION)
    only_words = {s.predicate for s in (*removed, *added)} == {p.SITUATION}
    return only_words and editorial(_text(removed), _text(added))


def _text(statements: list[Statement]) -> str:
    return "\n".join(sorted(text_of(s).text for s in statements))


def _kind_of_condition(delta: SubjectDelta) -> tuple[Kind, frozenset[str]]:
    """Say which way the rule's reach went: by sets where the attributes are known, else where its text can tell."""
    if p.SITUATION in delta.removed.own or p.SITUATION in delta.added.own:
        return k.RULE_CONDITION_CHANGED, NO_FACTS
    reaches = {_reach_of_condition(delta), _reach_of_categories(delta.old, delta.new)} - {"same"}
    if not reaches:
        return k.REPRESENTATION_CHANGED, NO_FACTS
    if reaches == {"followed"}:
        return k.RULE_CONDITION_CHANGED, CONSEQUENCE
    way = reaches - {"followed"}
    if way == {"wider"}:
        return k.RULE_CONDITION_WIDENED, NO_FACTS
    return k.RULE_CONDITION_NARROWED if way == {"narrower"} else k.RULE_CONDITION_CHANGED, NO_FACTS


def _reach_of_condition(delta: SubjectDelta) -> str:
    if max(len(state.objects(p.CONDITION)) for state in (delta.old, delta.new)) > 1:
        return "other"
    before, after = _condition(delta.old), _condition(delta.new)
    if before == after:
        return "same"
    if not before or not after:
        return "narrower" if after else "wider"
    words = in_new_words(before, after, delta.context)
    if words is not None:
        before, same = words
        if same:
            return "followed"
    return reach(before, after, delta.context.fields) or _reach_of_text(before, after)


def _reach_of_text(before: str, after: str) -> str:
    before, after = map(_folded, (before, after))
    if before == after:
        return "same"
    if _starts(after, before, " and ") or _starts(before, after, " or "):
        return "narrower"
    return "wider" if _starts(before, after, " and ") or _starts(after, before, " or ") else "other"


def _starts(longer: str, shorter: str, word: str) -> bool:
    """Tell whether *longer* is *shorter* and one more clause, with no other word that would bind it elsewhere."""
    other = " or " if word == " and " else " and "
    return longer.startswith(shorter + word) and other not in longer and "between" not in longer


def _folded(text: str) -> str:
    """Fold white space and case, except where a text is compared with another one: `'A'` is not `'a'`."""
    return text if "'" in text else " ".join(text.casefold().split())


def _condition(state: State) -> str:
    node = state.one(p.CONDITION)
    return literal_of(node).text.strip() if node and node.startswith('"') else ""


def _reach_of_categories(old: State, new: State) -> str:
    before, after = (frozenset(state.objects(p.APPLIES_TO)) for state in (old, new))
    if before == after:
        return "same"
    if not after or (before and before < after):
        return "wider"
    return "narrower" if not before or after < before else "other"


def outcomes(delta: SubjectDelta) -> Iterator[Change]:
    """Claim what a rule decides; `consequence` where it decides the same in other words."""
    yield from claim_all(delta, k.RULE_OUTCOME_CHANGED, p.OUTCOMES, CONSEQUENCE if _same_outcome(delta) else NO_FACTS)


def _same_outcome(delta: SubjectDelta) -> bool:
    """Tell whether a verdict only names what took the place of the category, or the new key of the value."""
    changed = {s.predicate for half in (delta.removed, delta.added) for s in half.of(p.OUTCOMES)}
    if changed == {p.USE_CATEGORY}:
        return repointed(delta, p.USE_CATEGORY)
    return changed == {p.SET_VALUE} and says_new_key(delta, p.SET_VALUE, delta.new.one(p.SET_ATTRIBUTE))


def precedence(delta: SubjectDelta) -> Iterator[Change]:
    """Which rule wins."""
    yield from claim_all(delta, k.PRECEDENCE_CHANGED, p.PRECEDENCE)


def texts(delta: SubjectDelta) -> Iterator[Change]:
    """Wording that decides nothing: the rationale, the decision, a situation said in other punctuation."""
    yield from claim_all(delta, k.RULE_TEXT_EDITED, p.RATIONALES | {p.SITUATION})
