"""What a person gets who installs ontoman, outside any checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from project.declared import requirements

pytestmark = pytest.mark.xdist_group("packaging")


def run(*command: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ONTOMAN", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env={**clean, **env}, capture_output=True, text=True, check=False
    )


def closure(wanted: Iterable[Requirement]) -> dict[str, Distribution]:
    """Return the distributions that *wanted* bring, by name: theirs, those that these require, and so on."""
    found: dict[str, Distribution] = {}
    waiting, asked = list(wanted), set()
    while waiting:
        requirement = waiting.pop()
        if str(requirement) in asked:
            continue
        asked.add(str(requirement))
        try:
            there = distribution(requirement.name)
        except PackageNotFoundError:
            continue  # not in this environment either; the code must do without
        found[canonicalize_name(requirement.name)] = there
        further = [Requirement(line) for line in there.requires or ()]
        waiting += [r for r in further if holds(r, requirement.extras)]
    return found


def holds(requirement: Requirement, extras: Iterable[str]) -> bool:
    """Tell whether *requirement* is made of one who asks for *extras*."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def environment(folder: Path, *tools: str) -> Path:
    """Make an environment with what ontoman declares and *tools*, what these require, and nothing else."""
    venv.create(folder, with_pip=False)
    site = next(folder.glob("lib/python*/site-packages"))
    for library in closure([*requirements(), *map(Requirement, tools)]).values():
        for top in {file.parts[0] for file in library.files or ()} - {"..", "__pycache__"}:
            if not (site / top).is_symlink():
                (site / top).symlink_to(library.locate_file(top))
    return folder / "bin" / "python"


def test_a_wheel_runs_the_demo_outside_the_checkout(root, tmp_path):
    built = run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", root, cwd=tmp_path
    )
    assert built.returncode == 0, built.stderr
    wheel = next((tmp_path / "dist").glob("*.whl"))
    python = environment(tmp_path / "env")
    put = run(
        sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=tmp_path
    )
    assert put.returncode == 0, put.stderr
    told = run(python.parent / "ontoman", "demo", "streets", cwd=tmp_path)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "ontoman serve" in told.stdout
    where = run(python, "-c", "from ontoman.system import resource_dir; print(resource_dir('shapes'))", cwd=tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(tmp_path / "env")


def test_an_editable_install_sees_an_edited_shape(root, tmp_path):
    checkout = tmp_path / "checkout"
    ignore = shutil.ignore_patterns(".*", "__pycache__", "demo", "bench", "screenshots", "tests", "*.egg-info")
    shutil.copytree(root, checkout, ignore=ignore)
    python = environment(tmp_path / "env", "hatchling", "editables")  # what builds, and what an editable build adds
    put = run(
        sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--no-build-isolation",
        "--editable", checkout, cwd=tmp_path,
    )  # fmt: skip
    assert put.returncode == 0, put.stderr
    streets = checkout / "vocab" / "examples" / "streets" / "1.0.0.ttl"
    command = (python.parent / "ontoman", "validate", streets, "--json")
    before = run(*command, cwd=tmp_path)
    assert before.returncode == 0, before.stdout + before.stderr
    assert "key-malformed" not in before.stdout
    shape = checkout / "shapes" / "category.ttl"
    text = shape.read_text("utf-8")
    assert "{0,198}" in text
    shape.write_text(text.replace("{0,198}", "{0,2}"), "utf-8")
    after = run(*command, cwd=tmp_path)
    assert after.returncode == 1
    assert "key-malformed" in after.stdout
