"""The edge-case rules of a state, checked against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.operations.states import State
    from ontoman.store.workspace import Workspace


def check_rules(workspace: Workspace | None, state: State) -> dict[str, object]:
    """Say of each rule what it decides, and of all what is wrong (`ontoman/rules-check/1`)."""
    from ontoman.validation.rules import check_rules as checked  # noqa: PLC0415 - heavy

    ontology = state.ontology
    reports, problems = checked(ontology, workspace.config.metadata if workspace else {})
    in_words = [rule.key for rule in ontology.rules.values() if not rule.deprecated and not rule.condition]
    return {
        "schema": "ontoman/rules-check/1",
        "release": state.name,
        "rules": [
            {
                "key": report.rule.key,
                "condition": report.rule.condition,
                "priority": report.rule.priority,
                "verdict": report.rule.verdict.value if report.rule.verdict else None,
                "decides": _item(report.decides),
            }
            for report in reports
        ],
        "in_words": sorted(in_words),
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "rule": problem.rule,
                "other": problem.other,
                "item": _item(problem.item),
                "message": problem.message,
                "fix": problem.fix,
            }
            for problem in problems
        ],
    }


def _item(item: Mapping[str, object] | None) -> dict[str, object] | None:
    return None if item is None else {key: _plain(value) for key, value in sorted(item.items())}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, (bool, int, float, str)) else str(value)
