"""What a relabel is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontoman.operations.progress import SILENT
from ontoman.operations.relabel.layout import Layout

if TYPE_CHECKING:
    from pathlib import Path

    from ontoman.operations.progress import Progress
    from ontoman.operations.relabel.cells import UnknownPolicy


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: the data, the way, and how to treat what nobody decided; *progress* hears how far it is."""

    data: Path
    out: Path | None
    map_file: Path | None = None
    from_: str | None = None
    to: str | None = None
    workspace: Path | None = None
    layout: Layout = field(default_factory=Layout)
    decisions: Path | None = None
    pending: str | None = None
    unknown: UnknownPolicy = "fail"
    max_review: str = "0"
    lineage: bool = True
    dry_run: bool = False
    force: bool = False
    progress: Progress = field(default=SILENT, compare=False, repr=False)
