"""A merge for a reader: each conflict with what both sides did, as JSON, as text and as rows of a table."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.changes import Change
    from ontoman.changes.threeway import Choice, Conflict, Edit, Merge, Part


def document(merge: Merge, choices: Mapping[str, Choice]) -> dict[str, object]:
    """Return what a merge found as JSON: how many lines merge by themselves, and the conflicts."""
    return {
        "merged": {"ours": _lines(merge.ours), "theirs": _lines(merge.theirs)},
        "conflicts": [_entry(conflict, choices) for conflict in merge.conflicts],
    }


def _lines(edits: Iterable[Edit]) -> int:
    return sum(len(edit.removed) + len(edit.added) for edit in edits)


def _entry(conflict: Conflict, choices: Mapping[str, Choice]) -> dict[str, object]:
    return {
        "id": conflict.id,
        "kind": conflict.kinds[0].name,
        "also": [kind.name for kind in conflict.kinds[1:]],
        "about": conflict.about,
        "key": conflict.key,
        "label": conflict.label,
        "keys": list(conflict.keys),
        "why": conflict.why,
        "choices": list(conflict.choices),
        "resolution": choices.get(conflict.id),
        "ours": _side(conflict.ours),
        "theirs": _side(conflict.theirs),
    }


def _side(part: Part) -> dict[str, object]:
    changes = [
        {"id": c.id, "kind": c.kind, "about": c.about, "key": c.key, "old": _json(c.old), "new": _json(c.new)}
        for c in part.changes
    ]
    return {"changes": changes, "removed": list(part.removed), "added": list(part.added)}


def _json(side: str | tuple[str, ...] | None) -> str | list[str] | None:
    return list(side) if isinstance(side, tuple) else side


def rows(merge: Merge, choices: Mapping[str, Choice]) -> Iterator[dict[str, str]]:
    """Yield a row for each conflict, to be filled in."""
    for conflict in merge.conflicts:
        yield {
            "conflict": conflict.id,
            "kind": conflict.kinds[0].name,
            "key": conflict.key,
            "label": conflict.label or "",
            "why": conflict.why,
            "ours": "; ".join(_told(conflict.ours)),
            "theirs": "; ".join(_told(conflict.theirs)),
            "choices": " | ".join(conflict.choices),
            "resolution": choices.get(conflict.id, ""),
        }


def text(merge: Merge, choices: Mapping[str, Choice]) -> str:
    """Write the conflicts, and how much merges by itself, for a terminal."""
    lines = [line for conflict in merge.conflicts for line in _paragraph(conflict, choices.get(conflict.id))]
    lines.append(f"{_lines(merge.ours)} statements of ours and {_lines(merge.theirs)} of theirs merge by themselves.")
    total, left = len(merge.conflicts), len(merge.open(choices))
    lines.append(f"{total} conflict{'' if total == 1 else 's'}, {left} open." if total else "No conflict.")
    return "\n".join(map(_safe, lines))


def _paragraph(conflict: Conflict, choice: str | None) -> Iterator[str]:
    yield ""
    yield f"{conflict.id}  {conflict.key}" + (f" ({conflict.label})" if conflict.label else "")
    yield f"  {', '.join(kind.label for kind in conflict.kinds)}: {conflict.why}"
    for name, part in (("ours", conflict.ours), ("theirs", conflict.theirs)):
        for place, told in enumerate(_told(part)):
            yield f"  {'' if place else name:<7} {told}"
    yield f"  resolved: {choice}" if choice else f"  choose:  {', '.join(conflict.choices)}"
    yield ""


def _told(part: Part) -> list[str]:
    return [_words(change) for change in part.changes]


def _words(change: Change) -> str:
    old, new = (", ".join(side) if isinstance(side, tuple) else side for side in (change.old, change.new))
    said = f"{old} → {new}" if old and new else f"+ {new}" if new else f"- {old}" if old else ""
    subject = f"{change.kind} {change.key or ''}".strip()
    return f"{subject}: {said}" if said else subject


def _safe(words: str) -> str:
    """Drop control characters: a label must not move the cursor of a terminal."""
    return "".join(c if unicodedata.category(c) not in {"Cc", "Cf"} else "\N{REPLACEMENT CHARACTER}" for c in words)
