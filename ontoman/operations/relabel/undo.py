"""Bring relabeled data back: byte for byte where OUT is as it was written, item by item where it was worked on."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ontoman.errors import BadInput
from ontoman.formats.edits import Edit, Placed, restored, write_edited
from ontoman.operations.progress import SILENT, watched
from ontoman.operations.relabel.output import (
    LINEAGE,
    RELEASE,
    REPORT,
    HashingFile,
    check_out,
    output,
    side_folder,
)
from ontoman.system import read_bytes, sha256_of_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ontoman.operations.progress import Progress


@dataclass(frozen=True, slots=True)
class Worked:
    """One item of OUT that is not as relabel wrote it; *proposals* are labels that it may have come from."""

    item: str
    now: tuple[str, ...] = ()
    relabeled: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()

    def row(self) -> dict[str, object]:
        """Return the entry of the report."""
        return {name: _listed(getattr(self, name)) for name in ("item", "now", "relabeled", "old", "proposals")}


@dataclass
class Findings:
    """What was found in an OUT that was worked on since."""

    restored: int = 0
    edited: list[Worked] = field(default_factory=list)
    added: list[Worked] = field(default_factory=list)
    deleted: list[Worked] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Tell whether a person should look."""
        return bool(self.edited or self.added or self.deleted)


@dataclass(frozen=True, slots=True)
class Past:
    """What relabel left beside OUT."""

    out: Path
    folder: Path
    report: Mapping[str, Any]
    release: Mapping[str, Any]

    @property
    def untouched(self) -> bool:
        """Tell whether OUT is byte for byte what relabel wrote."""
        return sha256_of_file(self.out) == str(self.report["output_sha256"])


def undo(out: Path, data: Path, *, force: bool = False, progress: Progress = SILENT) -> dict[str, object]:
    """Bring *out* back to *data*; returns the report `ontoman/undo/1`."""
    progress.stage(f"Reading {out.name}")
    past = past_of(out)
    check_out(out, data)
    exact = past.untouched
    with output(data, force=force) as place:
        findings = Findings()
        progress.stage("Bringing back")
        if out.suffix.lower() == ".parquet":
            from ontoman.operations.relabel.undo_parquet import undo_parquet  # noqa: PLC0415 - DuckDB

            undo_parquet(past, place, findings, exact=exact)
            sha256 = sha256_of_file(place.file)
        else:
            edits, written = _exact(past) if exact else _by_item(past, findings), read_bytes(out)
            with place.file.open("wb") as file:
                hashing = HashingFile(file)
                edits = watched(progress, "Bringing back", edits, len(written), attrgetter("start"))
                write_edited(written, edits, hashing)
            sha256 = hashing.sha256
            if exact and sha256 != past.report["input_sha256"]:
                raise _does_not_fit(past)
        document = _report(past, findings, sha256, exact=exact)
        place.write_json(REPORT, document)
        place.write_json(
            RELEASE,
            {**past.release, "release": past.release["from"], "from": past.release["release"], "sha256": sha256},
        )
    return document


def past_of(out: Path) -> Past:
    """Read what stands beside *out*; OM650 where that is not enough to go back."""
    folder = side_folder(out)
    try:
        report, release = (json.loads((folder / name).read_text("utf-8")) for name in (REPORT, RELEASE))
        past = Past(out, folder, report, release)
        _ = report["output_sha256"], report["input_sha256"], release["from"], release["release"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "OM650",
            f"{out} cannot be undone: {folder.name}/ does not say how it was made ({error}).",
            fix="Only what `relabel` wrote can be brought back, with the folder that it left beside it.",
        ) from error
    if not any((folder / name).is_file() for name in (LINEAGE, "lineage.parquet")):
        raise BadInput(
            "OM651",
            f"{out} was relabeled without lineage, so nothing says what its labels were.",
            fix="Take the data from where it was, and relabel it again without --no-lineage.",
        )
    return past


def lineage_of(past: Past) -> Iterator[dict[str, Any]]:
    """Yield the records of the lineage; the first one is its head. OM652 where they cannot be read."""
    with (past.folder / LINEAGE).open("rb") as file:
        for line in file:
            try:
                yield json.loads(line)
            except ValueError as error:
                raise _does_not_fit(past) from error


def proposals_by_label(records: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return, for each new label, the old ones that led to it, the most frequent first; *records* are (old, new)."""
    counts: dict[str, Counter[str]] = {}
    for old, new in records:
        counts.setdefault(new, Counter())[old] += 1
    return {
        new: tuple(old for old, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
        for new, found in sorted(counts.items())
    }


def _exact(past: Past) -> Iterable[Edit]:
    records = lineage_of(past)
    next(records, None)
    return restored(Placed(*edit) for record in records for edit in record["edits"])


def _by_item(past: Past, findings: Findings) -> Iterable[Edit]:
    if past.out.suffix.lower() == ".json":
        from ontoman.operations.relabel.undo_coco import undo_coco_items  # noqa: PLC0415 - msgspec

        return undo_coco_items(past, findings)
    from ontoman.operations.relabel.undo_tables import undo_table_items  # noqa: PLC0415 - each format brings its own

    return undo_table_items(past, findings)


def _does_not_fit(past: Past) -> BadInput:
    return BadInput(
        "OM652",
        f"The lineage in {past.folder.name}/ does not lead from {past.out.name} back to what was relabeled.",
        fix="It was changed or damaged; take the data from where it was.",
    )


def _report(past: Past, findings: Findings, sha256: str, *, exact: bool) -> dict[str, object]:
    return {
        "schema": "ontoman/undo/1",
        "from": past.release["release"],
        "to": past.release["from"],
        "exact": exact,
        "output_sha256": sha256,
        "restored": None if exact else findings.restored,
        "edited": [one.row() for one in findings.edited],
        "added": [one.row() for one in findings.added],
        "deleted": [one.row() for one in findings.deleted],
    }


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
