"""Where a command can take long, a terminal shows how far it is; off a terminal there is nothing."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys

import pytest

from ontoman.operations.progress import SILENT, watched

pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))

CSV = "id,label,wheels\n" + "".join(f"{n},car,4\n" for n in range(20_000))
COCO = {
    "images": [{"id": 1}],
    "annotations": [{"id": n, "image_id": 1, "category_id": 1} for n in range(1, 9000)],
    "categories": [{"id": 1, "name": "car"}],
}
RELABEL = ("--from", "1.0.0", "--to", "2.0.0")
COMMANDS = [
    (("import", "releases/2.0.0/ontology.nt"), ("Reading ontology.nt", "Comparing with the draft", "Keeping it")),
    (("validate", "2.0.0"), ("Reading 2.0.0", "Checking")),
    (("release", "3", "-m", "x"), ("Comparing", "Checking", "Looking for contradictions", "Writing")),
    (("diff", "1.0.0", "2.0.0"), ("Comparing", "Naming the changes")),
    (("diff", "1.0.0", "2.0.0", "--json"), ("Comparing", "Naming the changes")),
    (("review", "1.0.0", "2.0.0"), ("Comparing", "Naming the changes", "Weighing the changes")),
    (("refs", "1.0.0", "2.0.0", "ontoman.toml"), ("Comparing", "Naming the changes", "Searching")),
    (("map", "build", "1.0.0", "2.0.0", "-o", "m.tsv"), ("Comparing", "Building the map")),
    (("relabel", "boxes.csv", *RELABEL, "-o", "out.csv"), ("Reading the map", "Reading boxes.csv", "Deciding", "Writing")),
    (("relabel", "boxes.json", *RELABEL, "-o", "out.json"), ("Reading boxes.json", "Deciding", "Writing")),
    (("relabel", "boxes.parquet", *RELABEL, "-o", "out.parquet"), ("Reading boxes.parquet", "Relabeling")),
    (("undo", "done.csv", "-o", "back.csv"), ("Reading done.csv", "Bringing back")),
]  # fmt: skip


@pytest.fixture(scope="module")
def template(streets_template, module_shell, tmp_path_factory):
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("progress") / "streets"
    shutil.copytree(streets_template, folder)
    (folder / "boxes.csv").write_text(CSV)
    (folder / "boxes.json").write_text(json.dumps(COCO))
    pq.write_table(pa.table({"label": ["car"] * 100, "wheels": [4] * 100}), folder / "boxes.parquet")
    module_shell(folder)("relabel", "boxes.csv", *RELABEL, "-o", "done.csv")
    return folder


@pytest.fixture
def room(template, module_shell, tmp_path):
    """A workspace with data to relabel, and some that is relabeled."""
    return module_shell(shutil.copytree(template, tmp_path / "streets"))


def on_a_terminal(room, *words, columns=80, **env):
    """Run with a terminal as standard error; return the exit code, what was printed, and what the terminal got."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "ontoman", *words],
        cwd=room.folder, stdout=subprocess.PIPE, stderr=theirs,
        env={**os.environ, "TERM": "xterm", "ONTOMAN_AUTHOR": "ada", **env},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # Linux says EIO when the other side is closed
            break
        if not more:
            break
        shown += more
    os.close(ours)
    printed = process.communicate()[0]
    return process.returncode, printed.decode(), shown.decode()


def screen(shown):
    """What a terminal holds in the end: the cursor goes back at `\\r`, and what is written replaces what was there."""
    lines = []
    for line in shown.replace("\x1b[?25l", "").replace("\x1b[?25h", "").split("\r\n"):
        cells = []
        for part in line.split("\r"):
            cells[: len(part)] = part
        lines.append("".join(cells).rstrip())
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("words", "stages"), COMMANDS, ids=lambda one: " ".join(one[:2]) if isinstance(one, tuple) else ""
)
def test_a_terminal_shows_each_stage_and_is_left_clean(room, words, stages):
    code, printed, shown = on_a_terminal(room, *words)
    assert code == 0, printed + shown
    assert [shown.find(stage) for stage in stages] == sorted(shown.find(stage) for stage in stages)
    assert [stage for stage in stages if stage not in shown] == []
    assert printed
    assert screen(shown) == ""
    assert shown.count("\x1b[?25l") == 0 or shown.rfind("\x1b[?25h") > shown.rfind("\x1b[?25l"), "the cursor is back"


def test_a_bar_says_how_much_is_done(room):
    shown = on_a_terminal(room, "relabel", "boxes.csv", *RELABEL, "-o", "out.csv")[2]
    percents = [
        part.split("]")[1].split("%")[0].strip() for part in shown.split("\r") if "Deciding" in part and "%" in part
    ]
    assert percents[0] == "0"
    assert percents[-1] == "100"
    assert len(percents) > 3


@pytest.mark.parametrize(
    ("words", "stages"), COMMANDS, ids=lambda one: " ".join(one[:2]) if isinstance(one, tuple) else ""
)
def test_off_a_terminal_nothing_shows(room, words, stages):
    done = room.run(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_a_terminal_that_cannot_go_back_in_its_line_shows_nothing(room):
    assert on_a_terminal(room, "validate", "2.0.0", TERM="dumb")[2] == ""


def test_a_letter_stands_on_a_line_of_its_own(room):
    (room.folder / "boxes.csv").write_text("label\nyeti\n")
    code, _, shown = on_a_terminal(room, "relabel", "boxes.csv", *RELABEL, "-o", "out.csv")
    assert code == 2
    assert screen(shown).startswith("OM620  The map knows nothing")


def test_a_narrow_terminal_keeps_the_bar_in_one_line(room):
    shown = on_a_terminal(room, "relabel", "boxes.csv", *RELABEL, "-o", "out.csv", columns=20)[2]
    assert max(len(part.replace("\x1b[?25l", "").replace("\x1b[?25h", "")) for part in shown.split("\r")) <= 20


class Told:
    def __init__(self):
        self.stages, self.places = [], []

    def stage(self, name, total=0):
        self.stages.append((name, total))

    def to(self, done):
        self.places.append(done)


def test_what_is_watched_is_told_now_and_then_and_at_the_end():
    told = Told()
    rows = list(range(10_000))
    assert list(watched(told, "Deciding", rows, 20_000, lambda row: 2 * row)) == rows
    assert told.stages == [("Deciding", 20_000)]
    assert told.places == [0, 8192, 16384, 20_000]


def test_what_nobody_watches_is_not_held_up():
    rows = iter(range(10))
    assert watched(SILENT, "Deciding", rows, 10, int) is rows
