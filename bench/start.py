"""How long `ontoman --help` takes, against a Python that does nothing.

python bench/start.py [--rounds N] [--json]
"""

from __future__ import annotations

import sys

from harness import Job, arguments, report, run

FLOOR = "floor: python -c pass"


def main() -> None:
    """Measure and print."""
    options = arguments(__doc__ or "").parse_args()
    jobs = [
        Job(FLOOR, [sys.executable, "-c", "pass"]),
        Job("ontoman --help", [sys.executable, "-m", "ontoman", "--help"]),
    ]
    report(run(jobs, options.rounds), FLOOR, as_json=options.json)


if __name__ == "__main__":
    main()
