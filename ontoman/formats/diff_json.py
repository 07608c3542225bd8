"""The diff as a JSON document, `ontoman/diff/1`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, cast

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.changes import Change, ChangeSet, Side
    from ontoman.model import Bump
    from ontoman.review import Compat

_ENCODER: Final = msgspec.json.Encoder()
SCHEMA: Final = "ontoman/diff/1"


def document(changes: ChangeSet, compats: Mapping[str, Compat], from_: str, to: str, bump: Bump) -> dict[str, object]:
    """Return the document; every key is always there, None where nothing applies."""
    counts = Counter(change.kind for change in changes.changes)
    classes = {id(compat): _classes(compat) for compat in compats.values()}  # few cases, many changes
    return {
        "schema": SCHEMA,
        "from": from_,
        "to": to,
        "bump": bump,
        "summary": dict(sorted(counts.items())),
        "changes": [_entry(change, classes[id(compats[change.id])]) for change in changes.changes],
    }


def _classes(compat: Compat) -> dict[str, str]:
    return {
        "labels": compat.labels,
        "models": compat.models,
        "consumers": compat.consumers,
        "why": compat.why,
    }


def _entry(change: Change, classes: dict[str, str]) -> dict[str, object]:
    return {
        "id": change.id,
        "kind": change.kind,
        "about": change.about,
        "key": change.key,
        "label": change.label,
        "old": _side(change.old),
        "new": _side(change.new),
        "compat": classes,
        "evidence": change.evidence,
        "score": change.score,
        "parts": list(change.parts),
        "removed": list(change.removed),
        "added": list(change.added),
    }


def _side(side: Side) -> str | list[str] | None:
    return list(side) if isinstance(side, tuple) else side


def encode(document: Mapping[str, object]) -> bytes:
    """Write a document as UTF-8 JSON on one line a member of `changes`, the same bytes for the same document."""
    head = {name: value for name, value in document.items() if name != "changes"}
    # No JSON text holds a bare line feed: one entry a line is one replacement away.
    lines = _ENCODER.encode_lines(cast("list[object]", document["changes"]))[:-1].replace(b"\n", b",\n    ")
    opening = msgspec.json.format(msgspec.json.encode(head), indent=2).removesuffix(b"\n}")
    changes = b"[\n    " + lines + b"\n  ]" if lines else b"[]"
    return opening + b',\n  "changes": ' + changes + b"\n}\n"
