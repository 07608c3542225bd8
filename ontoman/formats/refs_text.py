"""Uses of changed keys for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontoman.formats.diff_text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping


def refs_text(document: Mapping[str, Any]) -> str:
    """Write the uses like a compiler does, `path:line:column`, then the counts."""
    lines = []
    for ref in document["refs"]:
        lines.append(f"{ref['path']}:{ref['line']}:{ref['column']}: {_said(ref)}")
        lines.append(f"    {safe(ref['text'])}")
    lines += [f"{one['path']} was not searched: {one['why']}" for one in document["skipped"]]
    refs, files = len(document["refs"]), document["files"]
    uses = f"{refs:,} use{'' if refs == 1 else 's'} of a changed key"
    lines.append(f"{uses} in {files:,} file{'' if files == 1 else 's'}; looked for {document['keys']:,} keys.")
    return "\n".join(lines) + "\n"


def _said(ref: Mapping[str, Any]) -> str:
    of = f"{ref['of']} {ref['key']}" if not ref["attribute"] else f"value {ref['key']} of {ref['attribute']}"
    goes = " or ".join(ref["successors"])
    return f"{of} → {goes} ({ref['kind']})" if goes else f"{of} has no successor ({ref['kind']})"
