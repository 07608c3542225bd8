"""The command line as a person uses it: real processes, real files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]


class Shell:
    """Runs `ontoman` in a folder; checks every JSON document against its schema."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: object, code: int = 0, **env: str) -> str:
        done = self.run(*words, **env)
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done.stdout if code < 2 else done.stderr

    def run(self, *words: object, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ontoman", *map(str, words)]
        fixed = {"ONTOMAN_AUTHOR": "ada", "SOURCE_DATE_EPOCH": "1767225600"}
        return subprocess.run(
            command, cwd=self.folder, env={**os.environ, **fixed, **env}, capture_output=True, text=True, check=False
        )

    def json(self, *words: object, code: int = 0) -> dict[str, object]:
        document = json.loads(self(*words, "--json", code=code))
        name = document["schema"].split("/")[1]
        schema = json.loads((ROOT / "vocab" / "schemas" / f"{name}.json").read_text("utf-8"))
        jsonschema.validate(document, schema)
        return document


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path)


@pytest.fixture(scope="session")
def module_shell():
    """A shell in a folder of one's own choice."""
    return Shell


def play(shell):
    """Release the street scenes as 1.0.0 and 2.0.0, by the command line."""
    made = (
        "--namespace",
        "https://example.org/streets/",
        "--title",
        "Street scenes",
        "--language",
        "en",
        "--language",
        "de",
    )
    shell("init", "streets", *made)
    shell.folder /= "streets"
    for version in ("1.0.0", "2.0.0"):
        shell("import", ROOT / "vocab" / "examples" / "streets" / f"{version}.ttl")
        shell("release", version, "-m", f"Release {version}")
    return shell.folder


@pytest.fixture(scope="session")
def play_streets():
    return play


@pytest.fixture(scope="session")
def streets_template(tmp_path_factory):
    """A workspace with both releases of the street scenes, made once."""
    return play(Shell(tmp_path_factory.mktemp("streets")))


@pytest.fixture
def streets(streets_template, tmp_path):
    """A copy of that workspace, to do with as you like."""
    shutil.copytree(streets_template, tmp_path / "streets")
    return Shell(tmp_path / "streets")
