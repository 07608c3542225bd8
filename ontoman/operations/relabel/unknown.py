"""The letter for labels that the map does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

_SHOWN = 10


def unknown_labels(name: str, counts: Counter[str], place: Callable[[str], str]) -> BadInput:
    """Say which labels no row of the map knows, how often each stands in the data, and where first (OM620)."""
    shown = [f"{label!r} ({count} times, first {place(label)})" for label, count in counts.most_common(_SHOWN)]
    more = f" and {len(counts) - _SHOWN} more" if len(counts) > _SHOWN else ""
    return BadInput(
        "OM620",
        f"The map knows nothing of {len(counts)} label{'s' * (len(counts) != 1)} in {name}: {', '.join(shown)}{more}.",
        fix="Add rows for them to the map, or choose --unknown keep (leave them) or --unknown review (ask a person).",
        details={"labels": dict(counts)},
    )
