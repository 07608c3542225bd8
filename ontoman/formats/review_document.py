"""A review as a JSON document, `ontoman/review/1`: the changes of a diff by risk, and what is still to be said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ontoman.formats.diff_story import weight
from ontoman.formats.kinds_markdown import anchor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCHEMA: Final = "ontoman/review/1"
SIZES: Final = ("major", "minor", "patch")


def review_document(
    diff: Mapping[str, Any],
    undeclared: Sequence[str],
    gate: tuple[str | None, Sequence[str]],
    data: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Return the document; *gate* is its level and the ids that reach it, *data* what was counted, `touched` by id."""
    level, reached = gate
    touched: Mapping[str, int] = data["touched"] if data else {}
    of = {part: entry["id"] for entry in diff["changes"] for part in entry["parts"]}
    found = [_entry(entry, of.get(entry["id"]), touched.get(entry["id"])) for entry in diff["changes"]]
    counts = Counter(entry["risk"] for entry in found)
    return {
        "schema": SCHEMA,
        "from": diff["from"],
        "to": diff["to"],
        "bump": diff["bump"],
        "fail_on": level,
        "reached": list(reached),
        "counts": {size: counts[size] for size in SIZES},
        "undeclared": list(undeclared),
        "data": {name: value for name, value in data.items() if name != "touched"} if data else None,
        "changes": sorted(found, key=lambda entry: SIZES.index(entry["risk"])),
    }


def _entry(entry: Mapping[str, Any], part_of: str | None, touched: int | None) -> dict[str, Any]:
    compat = entry["compat"]
    return {
        "id": entry["id"],
        "risk": weight(dict(entry)),
        "kind": entry["kind"],
        "anchor": anchor(entry["kind"]),
        "about": entry["about"],
        "key": entry["key"],
        "label": entry["label"],
        "old": entry["old"],
        "new": entry["new"],
        "labels": compat["labels"],
        "models": compat["models"],
        "consumers": compat["consumers"],
        "why": compat["why"],
        "evidence": entry["evidence"],
        "part_of": part_of,
        "touched": touched,
    }
