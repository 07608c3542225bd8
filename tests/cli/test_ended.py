"""A command that is told to end leaves nothing half written behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without telling it")


@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_relabel_that_is_told_to_end_cleans_up(streets, told, code):
    (streets.folder / "boxes.csv").write_text("label,wheels\n" + "cycle,3\n" * 300_000)
    before = sorted(path.name for path in streets.folder.iterdir())
    command = [sys.executable, "-m", "ontoman", "relabel", "boxes.csv", "--from", "1.0.0", "--to", "2.0.0"]
    running = subprocess.Popen([*command, "-o", "out.csv"], cwd=streets.folder, stderr=subprocess.PIPE, text=True)
    while running.poll() is None and not list(streets.folder.glob(".out.csv.*.part")):
        time.sleep(0.01)
    running.send_signal(told)
    _, said = running.communicate(timeout=60)
    assert running.returncode == code, said
    assert said.strip().endswith("nothing was changed.")
    assert sorted(path.name for path in streets.folder.iterdir()) == before
