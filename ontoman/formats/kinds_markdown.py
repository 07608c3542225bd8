"""The catalogue of change kinds as a page: what each kind is, and what it means; each has an anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes import Catalogue, KindEntry, MeaningRow

_HEAD = """\
# Kinds of change

What `ontoman diff` and `ontoman review` name, in the order in which they may claim a changed line. Written by
`make docs` from `vocab/changes.ttl`; edit that file, not this one. The name of a kind is stable, and so is its anchor:
`#kind-moved`.

- Labels: L0 safe, L1 rewritten and nothing lost, L2 rewritten and something lost, L3 a condition or a person decides,
  L4 no target.
- Models: M0 safe, M1 outputs relabeled, M2 trained again, M3 old figures not comparable.
- Queries: Q0 safe, Q1 additive, Q2 breaking.

The first row whose case holds says what a change means.
"""


def anchor(kind: str) -> str:
    """Return the anchor of a kind: `kind-moved`."""
    return f"kind-{kind.lower()}"


def kinds_markdown(catalogue: Catalogue) -> str:
    """Write the page: each kind with its definition and its table."""
    parts = [_HEAD, "## Atomic: each changed line belongs to one\n"]
    parts += [_section(entry) for entry in catalogue.kinds if not entry.compound]
    parts += ["## Compound: they group others and claim no lines\n"]
    parts += [_section(entry) for entry in catalogue.kinds if entry.compound]
    return "\n".join(parts)


def _section(entry: KindEntry) -> str:
    return "\n".join([*_title(entry), *(_row(row) for row in entry.rows), ""])


def _title(entry: KindEntry) -> Iterator[str]:
    yield f'### <a id="{anchor(entry.kind)}"></a>{entry.kind}'
    yield ""
    yield f"{entry.label} ({entry.code}). {entry.definition}" + (
        f" The way back: [{entry.inverse}](#{anchor(entry.inverse)})." if entry.inverse else ""
    )
    yield ""
    yield "| case | labels | models | queries | why |"
    yield "|---|---|---|---|---|"


def _row(row: MeaningRow) -> str:
    case = ", ".join(guard.replace("not_", "not ", 1).replace("_", " ") for guard in row.guards) or "otherwise"
    return f"| {case} | {row.labels} | {row.models} | {row.consumers} | {_cell(row.why)} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
