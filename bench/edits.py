"""Edits of a loaded state, kind by kind: how long each takes to check, and how many nodes it has to look at.

Called by `bench/validate.py --edits`. The report that follows the edits must be the one of a whole run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent), str(ROOT / "tests")]

from generate import OM, OWL, SKOS, category, iri, name  # noqa: E402 - the ontology that is edited

TRUE = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
FAR = 1_000
"""An edit that looks at more nodes than this is told apart."""

Said = Mapping[str, Sequence[str]]
Edit = tuple[list[str], list[str]]


class Row(NamedTuple):
    """What was measured of one kind: medians and the slowest, in ms; where much else runs, look at the processor."""

    kind: str
    edits: int
    wall: float
    slowest: float
    processor: float
    slowest_processor: float
    nodes: int


def kinds(said: Said, categories: int) -> dict[str, Iterator[Edit]]:
    """Return for each kind the statements that go and come; *said* are the statements of each subject."""
    leaves = range(categories * 6 // 10 + 7, categories * 9 // 10, categories // 90 + 1)
    groups = range(7, 97, 9)  # each has a hundredth of a tenth of all below it
    values, rules = _with(said, f"<{OM}valueOf>"), _with(said, f"<{OM}condition>")
    return {
        "label": (_replaced(said, n, "prefLabel", f'"{name(n)} neu"@de', "@de") for n in leaves),
        "definition": (_replaced(said, n, "definition", f'"Anders {n}."@de', "@de") for n in leaves),
        "a new category": (([], _new(n, categories)) for n in leaves),
        "move": (_replaced(said, n, "broader", iri(n // 10 + 3)) for n in leaves),
        "key": (_replaced(said, n, "notation", f'"q{n}"') for n in leaves),
        "retire": (([], [f"{iri(n)} <{OWL}deprecated> {TRUE} ."]) for n in leaves),
        "delete": ((list(said[iri(n)]), []) for n in leaves),
        "value of an attribute": (([], [f'{node} <{SKOS}prefLabel> "anders"@de .']) for node in values),
        "condition": (_without(said, node, f"<{OM}condition>") for node in rules),
        "move of a branch": (_replaced(said, n, "broader", iri(n // 10 + 3)) for n in groups),
    }


def _with(said: Said, predicate: str) -> list[str]:
    return sorted(node for node, lines in said.items() if any(f" {predicate} " in line for line in lines))[:20]


def _replaced(said: Said, number: int, term: str, new: str, end: str = "") -> Edit:
    start, me = f"{iri(number)} <{SKOS}{term}> ", iri(number)
    old = [line for line in said[me] if line.startswith(start) and line.endswith(f"{end} .")]
    return old, [f"{start}{new} ."]


def _without(said: Said, node: str, predicate: str) -> Edit:
    return [line for line in said[node] if f" {predicate} " in line], []


def _new(number: int, categories: int) -> list[str]:
    fresh = categories * 9 + number
    return [line for line in category(fresh) if f"<{SKOS}broader>" not in line] + [
        f"{iri(fresh)} <{SKOS}broader> {iri(number)} ."
    ]


def measured(path: Path, categories: int) -> tuple[float, list[Row]]:
    """Load a state, and time the check of each edit; every edit is taken back, untimed, and at last all are made."""
    from ontoman.rdf import ontology_of
    from ontoman.system import resource_dir
    from ontoman.validation import Checked, validate

    lines = path.read_text("utf-8").splitlines()
    said: dict[str, list[str]] = {}
    for line in lines:
        said.setdefault(line.split(" ", 1)[0], []).append(line)
    start, shapes = perf_counter(), resource_dir("shapes")
    report = Checked(lines, "labeling", shapes_dir=shapes)  # type: ignore[arg-type]
    loaded = perf_counter() - start
    rows, made = [], []
    for kind, edits in kinds(said, categories).items():
        taken = list(edits)
        rows.append(_timed(kind, taken, report.edit))
        report.edit(*taken[0])  # type: ignore[arg-type]
        made.append(taken[0])
    kept = sorted(_after(lines, made))  # a set this large, made in between, would be walked by the collector
    if report.results != validate(kept, ontology_of(kept), "labeling", shapes_dir=shapes):  # type: ignore[arg-type,type-var]
        sys.exit("The report that followed the edits is not that of a whole run.")
    return loaded, rows


def _after(lines: Sequence[str], made: Sequence[Edit]) -> set[str]:
    done = set(lines)
    for gone, come in made:
        done.difference_update(gone)
        done.update(come)
    return done


def _timed(kind: str, edits: Sequence[Edit], edit: Callable[..., object]) -> Row:
    walls, processors, nodes = [], [], []
    for gone, come in edits:
        wall, processor = perf_counter(), process_time()
        change = edit(gone, come)
        walls.append((perf_counter() - wall) * 1000)
        processors.append((process_time() - processor) * 1000)
        nodes.append(change.reach)  # type: ignore[attr-defined]
        edit(come, gone)
    times = (median(walls), max(walls), median(processors), max(processors))
    return Row(kind, len(edits), *times, int(median(nodes)))


def told(loaded: float, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table, those that reach far last."""
    yield f"Loaded and checked in {loaded:.1f} s."
    yield f"{'edit':24}{'edits':>6}{'ms':>9}{'slowest':>9}{'processor':>11}{'slowest':>9}{'nodes':>7}"
    for kind, edits, *times, nodes in sorted(rows, key=lambda row: row.nodes > FAR):
        wall, slowest, processor, slowest_processor = times
        shown = f"{kind:24}{edits:6}{wall:9.1f}{slowest:9.1f}{processor:11.1f}{slowest_processor:9.1f}{nodes:7}"
        yield shown + ("  reaches far" if nodes > FAR else "")


if __name__ == "__main__":
    print("\n".join(told(*measured(Path(sys.argv[1]), int(sys.argv[2])))))
