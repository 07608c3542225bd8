"""The edge-case rules of a state against each other: which contradict, which can never decide, each with an item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ontoman.conditions import ConditionRefused, evaluate, parse, witness
from ontoman.validation.checks.rules import above, decided, differ, reach
from ontoman.validation.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ontoman.conditions import Answer, Condition
    from ontoman.model import EdgeCaseRule, Ontology

Item = dict[str, object]


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """One finding about a rule: `item` is one for which it is so."""

    code: Literal["condition-invalid", "contradictory-rules", "never-decides", "undetermined"]
    severity: Literal["violation", "warning"]
    rule: str
    other: str | None
    item: Item | None
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class RuleReport:
    """A rule with a condition, and an item that it decides; None where there is none, or nobody can tell."""

    rule: EdgeCaseRule
    decides: Item | None


def check_rules(
    ontology: Ontology, metadata: Mapping[str, str] | None = None
) -> tuple[tuple[RuleReport, ...], tuple[RuleProblem, ...]]:
    """Look at every rule in use that has a condition: what it decides, and what is wrong with it.

    A rule gives way to its exceptions, and to rules of higher priority that say something else.
    """
    scene = Scene(ontology, metadata=metadata or {})
    readable = [(rule, condition) for rule in decided(scene) if (condition := reach(scene, rule))]
    found = [_report(scene, rule, condition, readable) for rule, condition in sorted(readable, key=_key)]
    problems = [problem for _, mine in found for problem in mine]
    problems += [*_unreadable(scene), *_contradictions(scene, sorted(readable, key=_key))]
    return tuple(report for report, _ in found), tuple(sorted(problems, key=lambda p: (p.rule, p.code, p.other or "")))


def _key(pair: tuple[EdgeCaseRule, Condition]) -> tuple[str, str]:
    return pair[0].key, pair[0].iri


def _report(
    scene: Scene, rule: EdgeCaseRule, condition: Condition, readable: Sequence[tuple[EdgeCaseRule, Condition]]
) -> tuple[RuleReport, list[RuleProblem]]:
    before = [(other, other_condition) for other, other_condition in readable if _gives_way(scene, rule, other)]
    answer = _left(scene, condition, [other_condition for _, other_condition in before])
    if isinstance(answer, dict):
        return RuleReport(rule, answer), []
    if answer == "undetermined":
        message = f"{rule.key}: whether it decides anything is not known, for its conditions have too many cases."
        fix = "Read fewer attributes in one condition."
        return RuleReport(rule, None), [RuleProblem("undetermined", "warning", rule.key, None, None, message, fix)]
    keys = ", ".join(other.key for other, _ in before)
    alone = _left(scene, condition, [])
    why = "no item fulfils its condition" if alone is None else f"all that fulfils it falls to {keys} first"
    message = f"{rule.key} can never decide: {why}."
    fix = "Correct its condition or the categories that it applies to, or its priority; or retire it."
    return RuleReport(rule, None), [
        RuleProblem("never-decides", "violation", rule.key, keys or None, _shown(alone), message, fix)
    ]


def _gives_way(scene: Scene, rule: EdgeCaseRule, other: EdgeCaseRule) -> bool:
    """Tell whether *other* decides before *rule* where both hold."""
    if other.iri == rule.iri or not differ(rule, other) or other.iri in above(scene, rule.iri):
        return False
    return rule.iri in above(scene, other.iri) or other.priority > rule.priority


def _left(scene: Scene, condition: Condition, before: Sequence[Condition]) -> Answer:
    """Return an item that fulfils *condition* and nothing *before* it."""

    def comes_to_it(*holds: bool | None) -> bool:
        return holds[-1] is True and True not in holds[:-1]

    found = witness([*before, condition], comes_to_it, _labels(scene))
    if not isinstance(found, dict):
        return found
    own = {key: value for key, value in found.items() if key in condition.reads}
    return own if comes_to_it(*(evaluate(one, own) for one in [*before, condition])) else found


def _labels(scene: Scene) -> tuple[str, ...]:
    return tuple(category.key for category in scene.live if category.selectable)


def _contradictions(scene: Scene, readable: Sequence[tuple[EdgeCaseRule, Condition]]) -> Iterator[RuleProblem]:
    for place, (one, when_one) in enumerate(readable):
        for other, when_other in readable[place + 1 :]:
            ordered = _gives_way(scene, one, other) or _gives_way(scene, other, one)
            if differ(one, other) and not ordered:
                item = witness([when_one, when_other], _both, _labels(scene))
                if isinstance(item, dict):
                    yield _contradiction(one, other, item)


def _both(one: bool | None, other: bool | None) -> bool:  # noqa: FBT001 - results of conditions
    return one is True and other is True


def _contradiction(one: EdgeCaseRule, other: EdgeCaseRule, item: Item) -> RuleProblem:
    return RuleProblem(
        "contradictory-rules",
        "violation",
        one.key,
        other.key,
        item,
        f"{one.key} and {other.key} both hold of {said(item)}, and say different things.",
        "Give one of them a higher priority, or make it an exception to the other.",
    )


def _unreadable(scene: Scene) -> Iterator[RuleProblem]:
    for rule in decided(scene):
        try:
            parse(rule.condition or "", scene.fields, categories=scene.tree)
        except ConditionRefused as refused:
            message = f"{rule.key}: {refused.message}"
            yield RuleProblem("condition-invalid", "violation", rule.key, None, None, message, refused.fix)


def _shown(answer: Answer) -> Item | None:
    return answer if isinstance(answer, dict) else None


def said(item: Mapping[str, object]) -> str:
    """Say what an item is like."""
    return ", ".join(f"{key} = {_text(value)}" for key, value in sorted(item.items())) or "any item"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return " and ".join(map(str, value)) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)
