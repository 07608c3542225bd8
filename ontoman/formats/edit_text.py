"""What the checks find because of an edit, as lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHOWN: Final = 10
_AS_LOOSE_END: Final = frozenset(
    {
        "below-deprecated",
        "condition-invalid",
        "rule-uses-deprecated",
        "rule-category-not-usable",
        "example-expects-unusable",
    }
)
"""What an edit's loose ends say already, in fewer words."""


def findings_text(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each finding of an `ontoman/edit/1` report, violations first, and what to do of violations.

    >>> found = {"code": "empty-label", "severity": "warning", "message": "A has an empty label.", "fix": "Write it."}
    >>> list(findings_text({"findings": [found], "loose_ends": []}))
    ['Found warning empty-label: A has an empty label.']
    """
    told = [one for one in report["findings"] if not report["loose_ends"] or one["code"] not in _AS_LOOSE_END]
    for one in told[:_SHOWN]:
        yield f"Found {one['severity']} {one['code']}: {one['message']}"
        if one["severity"] == "violation" and one["fix"]:
            yield f"      {one['fix']}"
    if len(told) > _SHOWN:
        yield f"Found {len(told) - _SHOWN} more, which `ontoman validate` lists."
