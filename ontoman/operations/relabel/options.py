"""Which options of a layout a format has a use for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.operations.relabel.layout import Layout

if TYPE_CHECKING:
    from pathlib import Path

_OPTIONS = {
    "label_column": "--label-column",
    "sep": "--sep",
    "attributes": "--attributes",
    "header": "--no-header",
    "index": "--index",
    "out_index": "--out-index",
    "id_column": "--id-column",
}
_COCO = tuple(name for name in _OPTIONS if name != "out_index")
_NO_USE = {
    ".jsonl": (("header",), "JSON Lines: each value stands under its name"),
    ".ndjson": (("header",), "JSON Lines: each value stands under its name"),
    ".parquet": (("header",), "Parquet: its columns have names"),
    ".json": (_COCO, "COCO: labels, attributes and ids stand where the format says"),
}


def check_options(data: Path, layout: Layout) -> None:
    """Refuse options that mean nothing for the format of *data* (OM655): what they say would be passed over."""
    names, why = _NO_USE.get(data.suffix.lower(), ((), ""))
    untouched = Layout()
    given = [_OPTIONS[name] for name in names if getattr(layout, name) != getattr(untouched, name)]
    if given:
        raise BadInput(
            "OM655",
            f"{', '.join(given)} can say nothing of {data.name}, which is {why}.",
            fix="Leave out what has no use here.",
            details={"options": given},
        )
