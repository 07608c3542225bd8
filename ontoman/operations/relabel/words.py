"""What relabel did, in plain words."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ontoman.operations.relabel.output import REPORT, REVIEW, side_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ontoman.operations.relabel.request import Request
    from ontoman.operations.relabel.running import Result

_SHOWN = 10
_WORDS = {
    "unchanged": "stay as they are",
    "relabeled": "relabeled",
    "review": "wait for a person",
    "retired": "retired by the map",
    "unknown": "not in the map, left as they are",
}
_CELLS = {
    "collapsed": "folded into another label of the same cell",
    "omitted": "left out",
    "added": "added, where one label became several",
}


def summary(request: Request, result: Result) -> str:
    """Say what happened, what waits, and what to do next."""
    return "\n".join(_lines(request, result))


def _lines(request: Request, result: Result) -> Iterator[str]:
    if result.already_at is not None:
        yield f"{request.data} is at {result.already_at} already; it was left as it is."
        return
    yield from (f"Note: {warning}" for warning in result.warnings)
    report = result.report
    yield f"{request.data.name}: {_count(report, 'read'):,} labels read, {_count(report, 'written'):,} written."
    for name, words in {**_WORDS, **_CELLS}.items():
        if _count(report, name):
            yield f"  {_count(report, name):>9,} {words}"
    yield from _changes(report)
    if not request.dry_run:
        yield f"Written: {request.out}, and beside it {side_folder(request.out).name}/" if request.out else ""
    if result.waiting:
        yield from _waits(request, result)


def _changes(report: Mapping[str, object]) -> Iterator[str]:
    rows = report["by_category"]
    assert isinstance(rows, list)
    changed = sorted((row for row in rows if row["old"] != row["new"]), key=lambda row: -row["count"])
    if changed:
        yield "The most frequent changes:"
    for row in changed[:_SHOWN]:
        yield f"  {row['count']:>9,} {row['old']} → {row['new'] or 'left out'}"
    if len(changed) > _SHOWN:
        yield f"  and {len(changed) - _SHOWN} more kinds of change, all in report.json"


def _waits(request: Request, result: Result) -> Iterator[str]:
    count = sum(result.waiting.values())
    yield f"{count:,} {'label waits' if count == 1 else 'labels wait'} for a person:"
    for (label, candidates), count in list(result.waiting.items())[:_SHOWN]:
        yield f"  {count:>9,} {label}: {' or '.join(candidates) or 'no candidate is known'}"
    if request.out is not None and not request.dry_run:
        sheet = side_folder(request.out) / REVIEW
        yield f"Copy {sheet}, fill in its column `decision`, then run"
        yield f"  {_again(request)} --decisions FILLED.csv --force"


def _again(request: Request) -> str:
    """Return the command line of the request, without its decisions."""
    layout = request.layout
    options: dict[str, object] = {
        "--map": request.map_file,
        "--from": request.from_,
        "--to": request.to,
        "-w": request.workspace,
        "--label-column": layout.label_column,
        "--sep": layout.sep,
        "--attributes": ",".join(layout.attributes) if layout.attributes else None,
        "--index": layout.index,
        "--out-index": layout.out_index,
        "--id-column": layout.id_column,
        "--pending": request.pending,
        "--unknown": request.unknown if request.unknown != "fail" else None,
        "-o": request.out,
    }
    words = ["ontoman", "relabel", str(request.data)]
    words += [word for option, value in options.items() if value is not None for word in (option, str(value))]
    return shlex.join(words + ([] if layout.header else ["--no-header"]))


def _count(report: Mapping[str, object], name: str) -> int:
    value = report[name]
    assert isinstance(value, int)
    return value


def undone(report: Mapping[str, object], data: Path) -> str:
    """Say what came back, and what a person must look at."""
    if report["exact"]:
        return f"{data}: as it was, nothing is lost."
    lines = [f"{data}: {report['restored']} items have their old labels again; OUT was worked on since:"]
    for name in ("edited", "added", "deleted"):
        rows = report[name]
        assert isinstance(rows, list)
        lines += [f"  {len(rows):>9,} {name}"] if rows else []
        lines += [f"            {row['item']}: {_worked(row)}" for row in rows[:_SHOWN]]
    lines.append(f"All of them, with proposals, stand in {side_folder(data) / REPORT}.")
    return "\n".join(lines)


def _worked(row: Mapping[str, object]) -> str:
    now, proposals = ", ".join(map(str, _list(row["now"]))), " or ".join(map(str, _list(row["proposals"])))
    return (now or "gone") + (f"; before relabeling perhaps {proposals}" if proposals else "")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
