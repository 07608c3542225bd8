"""Check all shapes of the labeling profile on 100,000 categories, among them violations of each, against the floor.

    python bench/validate.py [--categories N] [--rounds N] [--peer] [--command] [--edits] [--json]

The floor makes the same checks by hand (`shapes_by_hand.py`). Before anything is measured, both, and with `--peer`
pySHACL, must find the same number of results of each check (take 1,000 categories for it: it is slow). `--command`
adds the whole command, whose other checks are no shapes. `--edits` instead loads the state once and checks single edits
of it (`edits.py`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

DATA = Path(__file__).parent / "data"
SEED, COMMAND, OURS, FLOOR, PEER = (
    "seed",
    "ontoman validate --json",
    "ontoman, the shapes alone",
    "floor: by hand",
    "pySHACL",
)


def floor(path: Path) -> dict[str, int]:
    """Check by hand, without garbage collection, as ours does."""
    import gc

    from shapes_by_hand import counts

    gc.disable()
    with path.open(encoding="utf-8") as lines:
        return {code: number for code, number in counts(line.rstrip("\n") for line in lines).items() if number}


def ours(path: Path) -> dict[str, int]:
    """Evaluate the shapes as `ontoman validate` does, without the checks that are no shapes."""
    from ontoman.system import resource_dir
    from ontoman.system.garbage import no_collection
    from ontoman.validation import library_of
    from ontoman.validation.shapes import found_by_shapes

    library = library_of(resource_dir("shapes"))
    with path.open(encoding="utf-8") as file, no_collection():
        lines = [line.rstrip("\n") for line in file]
        found = found_by_shapes(library.profile("labeling"), library, lines)  # type: ignore[arg-type]
        return Counter(code for code, _ in found)


def peer(path: Path) -> dict[str, int]:
    """Let pySHACL do it."""
    from ontoman.model.terms import split
    from ontoman.system import resource_dir
    from ontoman.validation import library_of
    from ontoman.validation.by_pyshacl import outcomes

    library = library_of(resource_dir("shapes"))
    codes = {node: code for node, (code, _) in library.shapes.items() if code in library.profile("labeling")}
    shapes = [line for line in library.lines if split(line).subject in codes]
    found = outcomes(shapes, path.read_text("utf-8").splitlines())  # type: ignore[arg-type]
    return Counter(codes[one.shape] for one in found)  # type: ignore[index]


JOBS = {OURS: ours, FLOOR: floor, PEER: peer}


def command(path: str) -> None:
    """Run the command; it ends with 1, since there are violations."""
    import runpy

    sys.argv = ["ontoman", "validate", path, "--json"]
    try:
        runpy.run_module("ontoman", run_name="__main__")
    except SystemExit as end:
        if end.code != 1:
            raise


def seed(categories: int) -> None:
    """Write the newer release of `bench/generate.py` with the violations of every check added, if it is not there."""
    from shapes_samples import samples

    path, source = DATA / f"wrong-{categories}.nt", DATA / f"new-{categories}" / "ontology.nt"
    if not source.exists():
        generate = [sys.executable, str(ROOT / "bench" / "generate.py"), "--categories", str(categories)]
        subprocess.run(generate, check=True)
    lines = {*source.read_text("utf-8").splitlines(), *samples()}
    path.write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")


def agreed(commands: dict[str, list[str]]) -> None:
    """End the bench where one finds something else than the first."""
    found = {name: Counter(json.loads(subprocess.check_output(command))) for name, command in commands.items()}
    first, *others = found
    for other in others:
        codes = [code for code in found[first] | found[other] if found[first][code] != found[other][code]]
        if codes:
            sys.exit("\n".join(f"{code}: {found[first][code]} and {found[other][code]} ({other})" for code in codes))
    print(f"{found[first].total()} results of {len(found[first])} checks, alike: {', '.join(found)}", file=sys.stderr)


def main() -> None:
    """Measure, or, with a job's name first, be that job."""
    name, *rest = sys.argv[1:] or ["--rounds"]
    if name in JOBS:
        print(json.dumps(JOBS[name](Path(rest[0]))))
        return
    if name in {SEED, COMMAND}:
        seed(int(rest[0])) if name == SEED else command(rest[0])
        return
    from harness import Job, arguments, report, run

    parser = arguments(__doc__ or "")
    parser.add_argument("--categories", type=int, default=100_000)
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--command", action="store_true")
    parser.add_argument("--edits", action="store_true")
    options = parser.parse_args()
    # In a process of its own: a child's peak memory starts at what its parent holds.
    subprocess.run([sys.executable, __file__, SEED, str(options.categories)], check=True)
    path = DATA / f"wrong-{options.categories}.nt"
    if options.edits:
        edits = [sys.executable, str(Path(__file__).with_name("edits.py")), str(path), str(options.categories)]
        sys.exit(subprocess.run(edits, check=False).returncode)
    names = [OURS, FLOOR, *([PEER] if options.peer else [])]
    commands = {name: [sys.executable, __file__, name, str(path)] for name in names}
    agreed(commands)
    if options.command:
        commands[COMMAND] = [sys.executable, __file__, COMMAND, str(path)]
    report(run([Job(name, line) for name, line in commands.items()], options.rounds), FLOOR, as_json=options.json)


if __name__ == "__main__":
    main()
