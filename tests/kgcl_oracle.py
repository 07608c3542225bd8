"""KGCL's own grammar and schema, in a folder of their own: installed as they are they would bring an old pytest plugin.

The folder is kept in pytest's cache, so that it is fetched once a checkout.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WANTED = ("kgcl-schema==0.7.0", "lark==1.3.1")
_PARSE = """
import sys
from lark import Lark
grammar = Lark.open(sys.argv[1], start="expression")
for line in sys.stdin.read().splitlines():
    try:
        grammar.parse(line)
    except Exception:
        print(line)
"""


class Unavailable(Exception):
    """There is no pip, or no package index."""


class Oracle:
    """What KGCL says of commands, classes and slots."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def refused(self, commands: Iterable[str]) -> list[str]:
        """Return the commands that are not in KGCL's language."""
        grammar = self._folder / "kgcl_schema" / "grammar" / "kgcl.lark"
        done = subprocess.run(
            [sys.executable, "-c", _PARSE, str(grammar)],
            input="\n".join(commands),
            env={**os.environ, "PYTHONPATH": str(self._folder), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.splitlines()

    def terms(self) -> set[str]:
        """Return the names of KGCL's classes and slots."""
        import yaml

        schema = yaml.safe_load((self._folder / "kgcl_schema" / "schema" / "kgcl.yaml").read_text("utf-8"))
        return {name for part in ("classes", "slots") for name in schema[part]}


def oracle(cache: Path) -> Oracle:
    """Return the oracle, fetched into *cache* where it is not there yet."""
    folder = cache / "-".join(WANTED).replace("=", "")
    if not folder.is_dir():
        _fetch(folder)
    return Oracle(folder)


def _fetch(folder: Path) -> None:
    if importlib.util.find_spec("pip") is None:
        raise Unavailable("KGCL's grammar: this environment has no pip to fetch it with")
    half = folder.with_name(f"{folder.name}.{os.getpid()}")  # two workers may fetch at once
    words = ("--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--retries", "1")
    try:
        subprocess.run(
            [sys.executable, "-m", "pip", "install", *words, "--timeout", "10", "--target", str(half), *WANTED],
            capture_output=True,
            timeout=120,
            check=True,
        )
        if not folder.is_dir():
            half.rename(folder)
    except (subprocess.SubprocessError, OSError) as error:
        if not folder.is_dir():
            raise Unavailable(f"KGCL's grammar: no package index has {' and '.join(WANTED)}") from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
