"""Maps and requests for the tests of relabeling."""

from __future__ import annotations

import json
from pathlib import Path

from ontoman.formats import sssom
from ontoman.migration import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    GroupOp,
    MapDisposition,
    MapHeader,
    MapRow,
    MigrationMap,
)
from ontoman.model.names import CLOSE_MATCH, EXACT_MATCH, NARROW_MATCH
from ontoman.operations.relabel import Request, Result, relabel
from ontoman.operations.relabel.layout import Layout
from ontoman.operations.relabel.output import side_folder
from ontoman.operations.relabel.undo import undo

OLD, NEW = "https://example.org/s/1#", "https://example.org/s/2#"
FROM, TO = "https://example.org/s/1.0.0", "https://example.org/s/2.0.0"


def keep(label):
    return [MapRow(f"keep-{label}", OLD + label, label, EXACT_MATCH, OLD + label, label, Action.KEEP)]


def to(label, new, **more):
    return [MapRow(f"to-{label}", OLD + label, label, EXACT_MATCH, NEW + new, new, Action.REPLACE, **more)]


def retire(label, disposition=MapDisposition.KEEP, residual=None):
    return [
        MapRow(f"retire-{label}", OLD + label, label, EXACT_MATCH, NO_TERM_FOUND, residual or "", Action.RETIRE,
               disposition=disposition, residual=NEW + residual if residual else None)
    ]  # fmt: skip


def split(label, *parts, op=GroupOp.FIRST_OF):
    """`split("van", ("wheels > 2", "truck"), (None, "minivan"))`; a part None is left undecided."""
    rows = []
    for place, (when, new) in enumerate(parts):
        target = UNDECIDED if new is None else NEW + new
        rows.append(
            MapRow(f"split-{label}-{place}", OLD + label, label, NARROW_MATCH, target, new or "", Action.CONDITIONAL,
                   group=f"g-{label}", group_op=op, order=None if op is GroupOp.ONE_OF else place, when=when)
        )  # fmt: skip
    return rows


def pick(label, *candidates):
    return split(label, *((None, candidate) for candidate in candidates), op=GroupOp.ONE_OF)


def value(attribute, old, new, predicate=EXACT_MATCH):
    return [
        MapRow(f"value-{attribute}-{old}", f"{OLD}{attribute}/{old}", f"{attribute}={old}", predicate,
               f"{NEW}{attribute}/{new}" if new else UNDECIDED, f"{attribute}={new}" if new else "", Action.REPLACE, of_value=True)
    ]  # fmt: skip


def undecided_value(attribute, old):
    return value(attribute, old, None, CLOSE_MATCH)


def a_map(*groups, releases=(None, None)):
    header = MapHeader("https://example.org/map", from_version_iri=releases[0], to_version_iri=releases[1])
    return MigrationMap(header, tuple(row for group in groups for row in group))


class Bench:
    """A folder with a map; `run` relabels a file in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def map(self, *groups, releases=(None, None)) -> Path:
        path = self.folder / "map.sssom.tsv"
        path.write_bytes(sssom.write(a_map(*groups, releases=releases)))
        return path

    def file(self, name: str, data: bytes | str) -> Path:
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def run(self, data: Path, out: str | None = None, **more) -> Result:
        layout = Layout(**{key: more.pop(key) for key in tuple(more) if key in Layout.__dataclass_fields__})
        target = self.folder / (out or f"out{data.suffix}")
        return relabel(Request(data, target, map_file=self.folder / "map.sssom.tsv", layout=layout, **more))

    def out(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def beside(self, out: str, name: str):
        path = side_folder(self.folder / out) / name
        return json.loads(path.read_text()) if name.endswith(".json") else path.read_text()

    def decide(self, out: str, choices: dict[tuple[str, str], str]) -> Path:
        """Fill the review sheet: {(item, label): choice}."""
        import csv

        path = side_folder(self.folder / out) / "review.csv"
        with path.open(newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row["decision"] = choices.get((row["item"], row["label"]), "")
        filled = self.folder / "filled.csv"
        with filled.open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        return filled


def formats(csv, jsonl, coco, parquet):
    """Each format with the file's name, its writer and reader of rows, and the options of relabel."""
    return {
        "csv": ("data.csv", *csv, {}),
        "csv with --sep": ("data.csv", *csv, {"sep": ";"}),
        "jsonl": ("data.jsonl", *jsonl, {}),
        "coco": ("data.json", *coco, {}),
        "parquet": ("data.parquet", *parquet, {}),
        "parquet with --sep": ("data.parquet", *parquet, {"sep": ";"}),
    }


def there_and_back(bench, name, write, read, options):
    """Return what relabels rows in a format, with decisions by number, and undoes it; it gives new rows and report."""

    def run(rows, decisions=None, **more):
        data = bench.folder / name
        out, back = bench.folder / f"out{data.suffix}", bench.folder / f"back{data.suffix}"
        write(data, rows)
        result = bench.run(data, **options, **more)
        if decisions:
            chosen = {(str(n), rows[n][0]): choice for n, choice in decisions.items()}
            result = bench.run(data, decisions=bench.decide(out.name, chosen), force=True, **options, **more)
        undo(out, back)
        assert read(back) == rows
        assert name == "data.parquet" or back.read_bytes() == data.read_bytes()
        return read(out), result.report

    return run


def counts(result: Result) -> dict[str, int]:
    names = (
        "read",
        "unchanged",
        "relabeled",
        "review",
        "retired",
        "unknown",
        "written",
        "collapsed",
        "added",
        "omitted",
    )
    return {name: result.report[name] for name in names if result.report[name]}


def balanced(report) -> bool:
    return report["read"] == sum(report[n] for n in ("unchanged", "relabeled", "review", "retired", "unknown")) and (
        report["written"] == report["read"] - report["collapsed"] - report["omitted"] + report["added"]
    )
