"""Carry label data over to another release: one call, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ontoman.errors import BadInput
from ontoman.operations.relabel.cells import Hashes, Tally, report
from ontoman.operations.relabel.options import check_options
from ontoman.operations.relabel.output import RELEASE, REPORT, check_out, output
from ontoman.operations.relabel.way import AlreadyThere, find_way
from ontoman.system import sha256_of_file
from ontoman.system.garbage import no_collection

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Mapping

    from ontoman.operations.relabel.output import Output
    from ontoman.operations.relabel.request import Request
    from ontoman.operations.relabel.way import Way


@dataclass(frozen=True, slots=True)
class Result:
    """The report, what waits by label and candidates, and whether a person should look."""

    report: Mapping[str, object]
    waiting: Mapping[tuple[str, tuple[str, ...]], int]
    warnings: tuple[str, ...]
    look: bool
    already_at: str | None = None


class Carrier(Protocol):
    """One file of one format on its way: `plan` decides and counts, `write` writes."""

    @property
    def tally(self) -> Tally:
        """The counts, whole after `write`."""

    @property
    def waiting(self) -> Counter[tuple[str, tuple[str, ...]]]:
        """What waits, by label and candidates."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user should know."""

    @property
    def input_sha256(self) -> str:
        """The hash of the data."""

    def write(self, place: Output | None) -> str | None:
        """Write OUT and what goes beside it, and return the hash of OUT; without a place, only count."""


def relabel(request: Request) -> Result:
    """Relabel one file; nothing is written unless all of it is."""
    with no_collection():
        return _relabel(request)


def _relabel(request: Request) -> Result:
    within = limit(request.max_review)
    check_options(request.data, request.layout)
    request.progress.stage("Reading the map")
    try:
        way = find_way(
            request.data, map_file=request.map_file, from_=request.from_, to=request.to, folder=request.workspace
        )
    except AlreadyThere as there:
        return _left_as_it_is(request, there.release)
    if request.dry_run:
        carrier = _opened(request, way)
        carrier.write(None)
        return _result(request, way, carrier, None, within)
    if request.out is None:
        raise BadInput("OM645", "Where to? No -o FILE is given.", fix="Name a file with -o, or try with --dry-run.")
    check_out(request.data, request.out)
    with output(request.out, force=request.force) as place:
        carrier = _opened(request, way)
        sha256 = carrier.write(place)
        result = _result(request, way, carrier, sha256, within)
        place.write_json(REPORT, result.report)
        place.write_json(RELEASE, _release(way, sha256))
    return result


def limit(text: str) -> Callable[[int, int], bool]:
    """Read --max-review: how many of all read may wait, as `12` or `0.5%`; anything else is OM646."""
    try:
        if text.endswith("%"):
            share = float(text[:-1]) / 100
            return lambda waiting, read: waiting <= share * read
        most = int(text)
    except ValueError as error:
        raise BadInput(
            "OM646", f"--max-review {text!r} is neither a number nor a percentage.", fix="Write 20, or 0.5%."
        ) from error
    return lambda waiting, _: waiting <= most


def _opened(request: Request, way: Way) -> Carrier:
    """Open the data; what a format does not tell more exactly is one stage before `write`, and one in it."""
    request.progress.stage(f"Reading {request.data.name}")
    carrier = _open(request, way)
    request.progress.stage("Relabeling")
    return carrier


def _open(request: Request, way: Way) -> Carrier:
    match request.data.suffix.lower():
        case ".csv" | ".tsv" | ".jsonl" | ".ndjson":
            from ontoman.operations.relabel.text import open_text  # noqa: PLC0415 - each format brings its own

            return open_text(request, way)
        case ".parquet":
            from ontoman.operations.relabel.parquet import open_parquet  # noqa: PLC0415 - DuckDB

            return open_parquet(request, way)
        case ".json":
            from ontoman.operations.relabel.coco import open_coco_carrier  # noqa: PLC0415 - msgspec

            return open_coco_carrier(request, way)
        case other:
            raise BadInput(
                "OM600",
                f"{request.data} is of no kind that can be relabeled: {other or 'it has no suffix'}.",
                fix="Name a file by what it is: .csv, .tsv, .jsonl, .parquet, or .json for COCO.",
            )


def _result(
    request: Request, way: Way, carrier: Carrier, sha256: str | None, within: Callable[[int, int], bool]
) -> Result:
    tally = carrier.tally
    hashes = Hashes(way.sha256, carrier.input_sha256, sha256)
    waiting = sum(carrier.waiting.values())
    return Result(
        report(tally, (way.from_, way.to), hashes, request.data.name),
        dict(sorted(carrier.waiting.items(), key=lambda pair: (-pair[1], pair[0]))),
        (*way.warnings, *carrier.warnings),
        look=not within(waiting, tally.read),
    )


def _left_as_it_is(request: Request, release: str) -> Result:
    hashes = Hashes(None, sha256_of_file(request.data), None)
    empty = report(Tally(), (release, release), hashes, request.data.name)
    return Result(empty, {}, (), look=False, already_at=release)


def _release(way: Way, sha256: str | None) -> dict[str, object]:
    return {
        "schema": "ontoman/release/1",
        "release": way.to,
        "from": way.from_,
        "map_sha256": way.sha256,
        "sha256": sha256,
    }
