"""Relabel 10 million rows of Parquet with a map of 10,000 entries, against DuckDB's plain copy of the same file.

    python bench/relabel.py [--rows N] [--rounds N] [--lineage] [--json]

A tenth of the entries have conditions. Report and hashes are on; lineage only with `--lineage`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from generate_relabel import write_map, write_rows
from harness import Job, arguments, report, run

DATA = Path(__file__).parent / "data"
FLOOR = "floor: DuckDB's plain copy"
COPY = """
import sys, duckdb
with duckdb.connect() as connection:
    connection.execute("SET memory_limit = '700MB'")
    data, out = sys.argv[1:]
    connection.execute(f"COPY (FROM read_parquet('{data}')) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")
"""


def main() -> None:
    """Make the inputs where they are missing, measure, print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--lineage", action="store_true", help="also measure with the lineage")
    options = parser.parse_args()
    DATA.mkdir(exist_ok=True)
    data, mapping, out = (
        DATA / f"rows-{options.rows}.parquet",
        DATA / "relabel-map.sssom.tsv",
        DATA / "relabeled.parquet",
    )
    _inputs(data, mapping, options.rows)
    ours = [sys.executable, "-m", "ontoman", "relabel", str(data), "--map", str(mapping), "-o", str(out), "--force"]
    jobs = [
        Job(FLOOR, [sys.executable, "-c", COPY, str(data), str(DATA / "copied.parquet")]),
        Job("relabel, no lineage", [*ours, "--no-lineage"]),
        *([Job("relabel, with lineage", ours)] if options.lineage else []),
    ]
    report(run(jobs, options.rounds), FLOOR, as_json=options.json)
    shutil.rmtree(out.with_name(out.name + ".ontoman"), ignore_errors=True)


def _inputs(data: Path, mapping: Path, rows: int) -> None:
    if not data.exists():
        write_rows(data, rows)
    write_map(mapping)


if __name__ == "__main__":
    main()
