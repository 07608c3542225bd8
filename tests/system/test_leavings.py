"""What a killed process left beside its work goes with the next one; what a living one holds stays."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from ontoman.system import leavings
from ontoman.system.leavings import work_folder

HOLD = """
import sys, time
from pathlib import Path
from ontoman.system.leavings import work_folder
with work_folder(Path(sys.argv[1])) as place:
    (place / "half").write_text("x")
    print(place.name, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "out.csv")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline().strip() in {path.name for path in tmp_path.iterdir()}
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def hidden(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_is_gone_at_the_end_whatever_happens(tmp_path):
    with work_folder(tmp_path / "out.csv") as place:
        assert place.parent == tmp_path
    with pytest.raises(KeyError), work_folder(tmp_path / "out.csv"):
        raise KeyError
    assert hidden(tmp_path) == []


@pytest.mark.skipif(leavings.fcntl is None, reason="this platform has no locks that end with their process")
def test_what_a_killed_process_left_goes_and_what_a_living_one_holds_stays(tmp_path, holder):
    (left,) = hidden(tmp_path)
    with work_folder(tmp_path / "out.csv") as place:
        assert hidden(tmp_path) == sorted([left, place.name])
    with work_folder(tmp_path / "other.csv"):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with work_folder(tmp_path / "other.csv"):  # another path's leavings are not ours to take
        assert left in hidden(tmp_path)
    with work_folder(tmp_path / "out.csv") as place:
        assert hidden(tmp_path) == [place.name]


def test_a_folder_that_somebody_else_made_stays(tmp_path):
    (tmp_path / ".out.csv.mine.part").mkdir()
    with work_folder(tmp_path / "out.csv"):
        pass
    assert hidden(tmp_path) == [".out.csv.mine.part"]


def test_without_locks_nothing_is_taken_away(tmp_path, monkeypatch):
    monkeypatch.setattr(leavings, "fcntl", None)
    (tmp_path / ".out.csv.abc.part").mkdir()
    (tmp_path / ".out.csv.abc.part" / "lock").touch()
    with work_folder(tmp_path / "out.csv"):
        assert len(hidden(tmp_path)) == 2
    assert hidden(tmp_path) == [".out.csv.abc.part"]
