"""A reader that leaves early (`| head -1`) ends nothing with noise, and changes no exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

COMMANDS = [
    "--help",
    "tree --help",
    "status",
    "status --json",
    "tree",
    "tree --json",
    "show car",
    "show car --json",
    "search e",
    "where van",
    "diff 1.0.0 2.0.0",
    "diff 1.0.0 2.0.0 --format markdown",
    "diff 1.0.0 2.0.0 --json",
    "validate",
    "validate --json",
    "map check maps/1.0.0..2.0.0/1.sssom.tsv",
    "map todo maps/1.0.0..2.0.0/1.sssom.tsv",
    "query 'SELECT * WHERE { ?s ?p ?o }'",
    "query 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }' --format turtle",
    "schema",
    "schema diff",
    "guideline -o guideline.md",
    "map build 1.0.0 2.0.0",
    "import releases/2.0.0/ontology.nt --json",
]


def piped(streets, command, reader, *, errors=False):
    """Return the exit code of `ontoman COMMAND | READER`, what it said beside, and what came through."""
    line = f"{sys.executable} -m ontoman {command} {'2>&1' if errors else ''} | {reader}; exit ${{PIPESTATUS[0]}}"
    env = {**os.environ, "ONTOMAN_AUTHOR": "ada"}
    done = subprocess.run(
        ["bash", "-c", line], cwd=streets.folder, env=env, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr, done.stdout


@pytest.mark.parametrize("reader", ["head -1", "true"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_leaves_is_not_the_commands_trouble(streets, command, reader):
    code, said, _ = piped(streets, command, reader)
    assert (code, [line for line in said.splitlines() if not line.startswith("Note: ")]) == (0, [])


def test_what_there_is_to_look_at_stays_said_by_the_exit_code(streets):
    (streets.folder / "boxes.csv").write_text("label\nvan\n")
    assert piped(streets, "relabel boxes.csv --from 1.0.0 --to 2.0.0 -o out.csv", "true")[:2] == (1, "")
    assert (streets.folder / "out.csv").read_text() == "label\nvan\n"


@pytest.mark.parametrize(("command", "code"), [("show lorry", 2), ("release 2.0.0 -m x", 3), ("tree --wide", 2)])
def test_a_letter_that_nobody_reads_keeps_its_exit_code(streets, command, code):
    assert piped(streets, command, "true", errors=True) == (code, "", "")


def test_work_that_is_told_to_nobody_is_done(streets):
    assert piped(streets, "release 3 -m x", "true")[:2] == (0, "")
    manifest = json.loads((streets.folder / "releases" / "3" / "manifest.json").read_text())
    assert manifest["version"] == "3"


def test_output_without_room_is_a_letter(streets):
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m ontoman tree > /dev/full"],
        cwd=streets.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr[:5]) == (2, "OM202"), done.stderr
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("command", ["diff 1.0.0 2.0.0", "map todo maps/1.0.0..2.0.0/1.sssom.tsv", "import releases/2.0.0/ontology.nt --dry-run", "--help"])  # fmt: skip
def test_what_only_prints_and_finds_no_room_is_not_done(streets, command):
    code, said = full(streets, command)
    assert (code, said[:5]) == (2, "OM202"), said


@pytest.mark.parametrize(
    ("command", "code", "made"),
    [
        ("relabel boxes.csv --from 1.0.0 --to 2.0.0 -o out.csv", 1, "out.csv"),
        ("relabel cars.csv --from 1.0.0 --to 2.0.0 -o out.csv", 0, "out.csv"),
        ("guideline 2.0.0 -o guideline.md", 0, "guideline.md"),
        ("release 3 -m x", 0, "releases/3/manifest.json"),
        ("release 3 -m x --json", 0, "releases/3/manifest.json"),
    ],
)
def test_what_was_done_is_done_where_only_the_report_finds_no_room(streets, command, code, made):
    (streets.folder / "boxes.csv").write_text("label\nvan\n")
    (streets.folder / "cars.csv").write_text("label\ncar\n")
    assert full(streets, command) == (
        code,
        "Note: It is done, but the output could not be printed: No space left on device.\n",
    )
    assert (streets.folder / made).exists()


def full(streets, command):
    """Return the exit code of `ontoman COMMAND` where standard output has no room, and what it said beside."""
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m ontoman {command} > /dev/full"],
        cwd=streets.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_done_without(streets, closed):
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m ontoman tree {closed}"],
        cwd=streets.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
