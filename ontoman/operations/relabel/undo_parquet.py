"""Undo a Parquet file: exactly where it is as relabel wrote it, else row by row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ontoman.engines.duck import connected
from ontoman.engines.parquet import open_source
from ontoman.engines.parquet_undo import Undoing
from ontoman.operations.relabel.output import LAYOUT
from ontoman.operations.relabel.undo import Worked, proposals_by_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.operations.relabel.output import Output
    from ontoman.operations.relabel.undo import Findings, Past


def undo_parquet(past: Past, place: Output, findings: Findings, *, exact: bool) -> None:
    """Write the file as it was into *place*; what was worked on since goes to *findings*."""
    layout = json.loads((past.folder / LAYOUT).read_text("utf-8"))
    with connected(place.folder.parent) as connection:
        source = open_source(connection, past.out)
        undoing = Undoing(connection, source, past.folder, layout["label"], layout["item_id"])
        if exact:
            undoing.exact(place.file)
            return
        findings.restored = undoing.by_item(place.file)
        pairs = ((old, new) for before, after, count in undoing.pairs() for old, new in _pairs(before, after) * count)
        proposals = proposals_by_label(pairs)
        for item, now, relabeled, old in undoing.edited():
            findings.edited.append(
                Worked(item, _labels(now), _labels(relabeled), _labels(old), _proposed(now, proposals))
            )
        findings.added += [
            Worked(item, _labels(now), proposals=_proposed(now, proposals)) for item, now in undoing.added()
        ]
        for item, relabeled, old in undoing.deleted():
            findings.deleted.append(Worked(item, (), _labels(relabeled), _labels(old), _labels(old)))


def _pairs(before: object, after: object) -> list[tuple[str, str]]:
    return [(old, new) for old in _labels(before) for new in _labels(after)]


def _labels(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _proposed(value: object, proposals: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(old for label in _labels(value) for old in proposals.get(label, ())))
