"""The bench compares what it says it does."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from ontoman.changes import kinds
from ontoman.rdf.catalogue import our_catalogue
from ontoman.rdf.delta import diff_files


@pytest.fixture(scope="module")
def bench(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    generate = [sys.executable, root / "bench" / "generate.py", "--categories", "1000", "-o", folder]
    said = subprocess.run(generate, check=True, capture_output=True, text=True).stdout
    return folder, said


def test_the_generated_releases_show_every_kind_of_change(bench):
    folder, said = bench
    gone, come = map(int, re.search(r"(\d+) go, (\d+) come", said).groups())
    assert gone >= 110
    assert come >= 290
    changes = diff_files(folder / "old-1000" / "ontology.nt", folder / "new-1000" / "ontology.nt", our_catalogue())
    assert {change.kind for change in changes.changes} == set(kinds.ALL)


def test_the_command_that_is_measured_writes_the_diff(bench):
    folder, _ = bench
    files = [folder / "old-1000" / "ontology.nt", folder / "new-1000" / "ontology.nt"]
    said = subprocess.run(
        [sys.executable, "-m", "ontoman", "diff", *files, "--json"], check=True, capture_output=True
    ).stdout
    found = json.loads(said)
    assert found["schema"] == "ontoman/diff/1"
    assert sum(found["summary"].values()) == len(found["changes"])


def test_the_same_numbers_give_the_same_releases(bench, root, tmp_path):
    folder, _ = bench
    generate = [sys.executable, root / "bench" / "generate.py", "--categories", "1000", "-o", tmp_path]
    subprocess.run(generate, check=True, capture_output=True)
    for name in ("old-1000/ontology.nt", "new-1000/ontology.nt"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
