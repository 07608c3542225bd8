"""Run every bench in turn; some minutes, some GB of disk in bench/data/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHES = (
    ("start.py",),
    ("diff.py",),
    ("diff.py", "--categories", "10000", "--rounds", "1", "--peer"),
    ("validate.py",),
    ("relabel.py",),
    ("suggest.py",),
)


def main() -> None:
    """Run them one by one; the first that fails ends the run."""
    for name, *options in BENCHES:
        print(f"\n== {' '.join([name, *options])}", flush=True)
        subprocess.run([sys.executable, str(Path(__file__).with_name(name)), *options], check=True)


if __name__ == "__main__":
    main()
