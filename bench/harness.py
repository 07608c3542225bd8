"""Run named jobs in turn, each as a process of its own, and report median wall time and peak memory.

from harness import Job, report, run
report(run([Job("floor", [...]), Job("ours", [...])], rounds=5), floor="floor")
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

# ru_maxrss is in bytes on macOS, in kilobytes elsewhere (getrusage(2)).
_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Job:
    """A command line with a name."""

    name: str
    command: list[str]


@dataclass(frozen=True)
class Figure:
    """What one job took: medians of wall and processor time, in seconds, and its highest memory, in bytes.

    On a machine that is busy with something else the processor times compare better.
    """

    name: str
    seconds: float
    processor: float
    memory: int
    rounds: tuple[float, ...]


def run(jobs: list[Job], rounds: int = 5) -> list[Figure]:
    """Run every job once to warm the file cache, then *rounds* times, interleaved."""
    took: dict[str, list[float]] = {job.name: [] for job in jobs}
    worked: dict[str, list[float]] = {job.name: [] for job in jobs}
    memory: dict[str, int] = {job.name: 0 for job in jobs}
    for number in range(rounds + 1):
        for job in jobs:
            seconds, processor, peak = measure(job)
            memory[job.name] = max(memory[job.name], peak)
            if number:
                took[job.name].append(seconds)
                worked[job.name].append(processor)
    middle = statistics.median
    return [
        Figure(job.name, middle(took[job.name]), middle(worked[job.name]), memory[job.name], tuple(took[job.name]))
        for job in jobs
    ]


def measure(job: Job) -> tuple[float, float, int]:
    """Run one job and return its wall time, processor time and peak memory; a job that fails ends the bench."""
    start = time.perf_counter()
    process = subprocess.Popen(job.command, stdout=subprocess.DEVNULL, env=_environment())
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{job.name} ended with {process.returncode}: {' '.join(job.command)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _UNIT


def _environment() -> dict[str, str]:
    """Return this environment, with compiled modules kept as they are after an installation."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(Path(__file__).parent / "data" / "compiled")}


def report(figures: list[Figure], floor: str, *, as_json: bool = False) -> None:
    """Print a table, or JSON, with each job's ratio to the floor."""
    base = next(figure for figure in figures if figure.name == floor)
    rows = [
        asdict(figure)
        | {
            "ratio": figure.seconds / base.seconds,
            "processor_ratio": figure.processor / base.processor,
            "memory_ratio": figure.memory / base.memory,
        }
        for figure in figures
    ]
    if as_json:
        print(json.dumps({"floor": floor, "figures": rows}, indent=2))
        return
    print(f"{'job':<30} {'wall s':>7} {'ratio':>6} {'cpu s':>7} {'ratio':>6} {'memory':>8} {'ratio':>6}")
    for row in rows:
        print(
            f"{row['name']:<30} {row['seconds']:>7.2f} {row['ratio']:>6.2f} {row['processor']:>7.2f} "
            f"{row['processor_ratio']:>6.2f} {row['memory'] / 2**20:>5.0f} MB {row['memory_ratio']:>6.2f}"
        )


def arguments(description: str) -> argparse.ArgumentParser:
    """Return a parser with the options that every bench has."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    return parser
