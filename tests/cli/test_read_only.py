"""A workspace that cannot be written is read all the same; what would write says that it can't."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from cli.read_only import WAYS, give_back, works

READING = [
    ("status",),
    ("tree",),
    ("show", "van"),
    ("search", "rack", "--release", "1.0.0"),
    ("where", "van"),
    ("diff", "1.0.0", "2.0.0"),
    ("diff", "2.0.0", "draft"),
    ("validate",),
    ("validate", "1.0.0"),
    ("query", "ASK { ?c om:role om:Residual }"),
    ("query", "ASK { GRAPH ?g { ?c om:role om:Residual } }", "draft"),
    ("guideline", "-o", "{out}/guideline.html"),
    ("verify",),
    ("log",),
    ("log", "van"),
    ("blame", "van"),
    ("map", "check", "maps/1.0.0..2.0.0/1.sssom.tsv"),
    ("map", "todo", "maps/1.0.0..2.0.0/1.sssom.tsv"),
    ("map", "build", "1.0.0", "2.0.0", "-o", "{out}/map.sssom.tsv"),
    ("relabel", "{out}/boxes.csv", "--from", "1.0.0", "--to", "2.0.0", "-o", "{out}/boxes-2.csv"),
    ("import", "{out}/new.ttl", "--missing", "keep", "--dry-run"),
]
WRITING = [
    ("import", "{out}/new.ttl"),
    ("import", "{out}/new.ttl", "--as-release", "3", "--at", "2025-01-01"),
    ("release", "3", "-m", "x"),
    ("withdraw", "2.0.0", "-m", "x"),
    ("map", "build", "1.0.0", "2.0.0"),
    ("map", "import", "{out}/map.csv", "--from", "1.0.0", "--to", "2.0.0"),
    ("guideline", "-o", "guideline.html"),
    ("relabel", "{out}/boxes.csv", "--from", "1.0.0", "--to", "2.0.0", "-o", "boxes-2.csv"),
    ("init", "another", "--namespace", "https://example.org/another/"),
    ("demo", "another"),
]
NEW = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<https://example.org/streets/x> a skos:Concept ; skos:notation "x" .'


def snapshot(folder: Path):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def words(template, out):
    return [word.format(out=out) if "{out}" in word else word for word in template]


@pytest.fixture(params=WAYS)
def locked(request, streets_template):
    """`run(*words)` in a workspace that this process may not write, and beside it a folder that it may."""
    base = Path(tempfile.mkdtemp(prefix="ontoman-read-only-"))
    base.chmod(0o755)  # pytest's own folders are closed to others
    folder, out = base / "streets", base / "out"
    shutil.copytree(streets_template, folder)
    shutil.rmtree(folder / ".cache")
    out.mkdir()
    out.chmod(0o777)
    (out / "new.ttl").write_text(NEW)
    (out / "map.csv").write_text("old,new\nvan,bus\n")
    (out / "boxes.csv").write_text("id,label\na,car\n")
    before = WAYS[request.param](folder)
    if not works(before):
        give_back(folder)
        shutil.rmtree(base)
        pytest.skip(f"this machine has no way to {request.param}")

    def run(*template):
        command = [*before, sys.executable, "-m", "ontoman", *words(template, out)]
        env = {**os.environ, "ONTOMAN_AUTHOR": "ada", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        return done

    run.folder, run.before = folder, before
    yield run
    give_back(folder)
    shutil.rmtree(base)


def test_every_reading_command_works_and_leaves_no_trace(locked):
    before = snapshot(locked.folder)
    for template in READING:
        done = locked(*template)
        assert done.returncode == 0, (template, done.stdout, done.stderr)
        assert done.stdout
    assert snapshot(locked.folder) == before


def test_every_writing_command_says_that_it_cannot(locked):
    before = snapshot(locked.folder)
    for template in WRITING:
        done = locked(*template)
        assert (done.returncode, done.stderr[:5] in {"OM103", "OM202"}) == (2, True), (template, done.stderr)
        assert "Nothing was changed" in done.stderr
    assert snapshot(locked.folder) == before


def test_a_release_that_could_not_be_kept_is_refused_before_the_checks(locked):
    assert "can only be read" in locked("release", "3", "-m", "x").stderr


_LEFT = """
import os, sqlite3, sys, zlib
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
line = zlib.compress(b'<urn:a> <urn:b> "left in the log" .')
connection.execute(
    "INSERT INTO operation (draft, kind, author, at, details, removed, added) VALUES ('draft', 'import', 'ada', '', '{}', ?, ?)",
    (zlib.compress(b""), line),
)
os._exit(0)
"""


@pytest.mark.parametrize("kept", [("-wal", "-shm"), ("-wal",)])
def test_what_a_killed_process_left_in_the_log_is_read(locked, kept):
    give_back(locked.folder)
    database = locked.folder / "ontoman.db"
    subprocess.run([sys.executable, "-c", _LEFT, database], check=True)
    for suffix in {"-wal", "-shm"} - set(kept):
        database.with_name(database.name + suffix).unlink()
    if "setpriv" in locked.before:
        WAYS["no permission"](locked.folder)
    before = snapshot(locked.folder)
    assert "1 statements new" in locked("status").stdout
    assert snapshot(locked.folder) == before


def test_a_cache_that_cannot_be_made_is_done_without(streets):
    shutil.rmtree(streets.folder / ".cache")
    (streets.folder / ".cache").write_text("no folder")
    assert "0 statements new" in streets("status")
    assert (streets.folder / ".cache").read_text() == "no folder"
