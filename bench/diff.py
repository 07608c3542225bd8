"""Compare two releases of 100,000 categories: `ontoman diff --json`, start and hash checks included, against the floor.

    python bench/diff.py [--categories N] [--rounds N] [--peer] [--json]

The floor reads both files into Python sets of lines and nothing else. `--peer` adds rdflib's `graph_diff`, files read
included (take a tenth of the categories and one round for it: it is slow).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DATA = Path(__file__).parent / "data"
OURS, FLOOR, MERGE, PEER = (
    "ontoman diff --json",
    "floor: two sets of lines",
    "a bare merge of lines",
    "rdflib graph_diff",
)


def floor(old: Path, new: Path) -> None:
    """Read both files into sets of lines."""
    with old.open("rb") as a, new.open("rb") as b:
        left, right = set(a), set(b)
    print(len(left), len(right))


def bare(old: Path, new: Path) -> None:
    """Merge the lines, one by one, and keep what differs."""
    from ontoman.changes import merge

    with old.open("rb") as a, new.open("rb") as b:
        merge(a, b)  # type: ignore[arg-type]


def peer(old: Path, new: Path) -> None:
    """Let rdflib parse both, and say what they share and what they do not."""
    from rdflib import Graph
    from rdflib.compare import graph_diff

    both, left, right = graph_diff(Graph().parse(old, format="nt"), Graph().parse(new, format="nt"))
    print(len(both), len(left), len(right))


JOBS = {FLOOR: floor, MERGE: bare, PEER: peer}


def main() -> None:
    """Measure, or, with a job's name first, be that job."""
    if len(sys.argv) > 1 and sys.argv[1] in JOBS:
        JOBS[sys.argv[1]](*map(Path, sys.argv[2:]))
        return
    from harness import Job, arguments, report, run

    parser = arguments(__doc__ or "")
    parser.add_argument("--categories", type=int, default=100_000)
    parser.add_argument("--peer", action="store_true")
    options = parser.parse_args()
    old, new = (DATA / f"{side}-{options.categories}" / "ontology.nt" for side in ("old", "new"))
    if not new.exists():
        # In a process of its own: a child's peak memory starts at what its parent holds.
        generate = [sys.executable, str(ROOT / "bench" / "generate.py"), "--categories", str(options.categories)]
        subprocess.run(generate, check=True)
    files = [str(old), str(new)]
    ours = Job(OURS, [sys.executable, "-m", "ontoman", "diff", *files, "--json"])
    names = [FLOOR, MERGE, *([PEER] if options.peer else [])]
    jobs = [ours, *(Job(name, [sys.executable, __file__, name, *files]) for name in names)]
    report(run(jobs, options.rounds), FLOOR, as_json=options.json)


if __name__ == "__main__":
    main()
