"""How good suggestions are: declared replacements and shared identifiers are hidden, and must be found again.

    python bench/suggest.py [--pair TEXT] [--show]

A suggested pair is right where it is a known one, and wrong otherwise: also where nobody knows. `judged` counts only
the old terms of which it is known what they became. `--show` lists what was missed and what was wrong. `cpu` is
what the processor worked, in seconds: on a machine that is busy with something else it compares better.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "bench")]


def main() -> None:
    """Measure every pair of releases and print a table."""
    from suggest_pairs import measured, pairs

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pair", default="", help="only pairs whose name holds this")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    head = f"{'pair':<58} {'known':>6} {'said':>6} {'right':>6} {'precision':>9}"
    print(f"{head} {'judged':>7} {'recall':>7} {'s':>6} {'cpu':>6}")
    for pair in pairs():
        if options.pair in pair.name:
            start, worked = time.perf_counter(), time.process_time()
            found = measured(pair)
            took, worked = time.perf_counter() - start, time.process_time() - worked
            print(
                f"{pair.name:<58} {len(pair.known):>6} {len(found.said):>6} {len(found.right):>6}"
                f" {found.precision:>9.3f} {found.judged:>7.3f} {found.recall:>7.3f} {took:>6.2f} {worked:>6.2f}"
            )
            if options.show:
                show(pair, found)


def show(pair: object, found: object) -> None:
    """List what was missed and what was wrong."""
    for old, new in sorted(pair.known - found.said.keys()):
        print(f"    missed  {pair.names[old]} → {pair.names[new]}")
    for old, new in sorted(found.said.keys() - pair.known):
        print(f"    unknown {pair.names[old]} → {pair.names[new]}  {found.said[old, new]}")


if __name__ == "__main__":
    main()
