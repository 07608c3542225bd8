"""The manual is run: each block does what it shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
README = Path(__file__).resolve().parents[2] / "README.md"
KNOWN = {"console", "sh", "turtle", "toml", "python", "json", "sparql", "sql", "text"}


def blocks(*kinds):
    return [(kind, body) for kind, body in BLOCK.findall(README.read_text("utf-8")) if kind in kinds]


def openings(text):
    """Yield what stands behind each fence that opens a block: every other fence, indented or not."""
    return re.findall(r"^[ \t]*(?:```|~~~)(.*)$", text, re.MULTILINE)[::2]


def test_every_block_is_of_a_kind_that_is_run():
    text = README.read_text("utf-8")
    assert set(openings(text)) <= KNOWN
    assert openings(text) == [kind for kind, _ in BLOCK.findall(text)], "a block that is not read as one, so not run"


def commands(body):
    """Yield each `$ command` (with its `> ` continuation) and the output shown below it."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        while shown.startswith("> "):
            more, _, shown = shown[2:].partition("\n")
            command += "\n" + more
        yield command, shown


def matches(shown, printed):
    """Compare what is shown with what was printed; `…` alone on a line stands for any lines, inside one for any text."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line.rstrip()).replace("…", ".*?") + r"[ \t]*\n"
        for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    (folder / "streets-1.ttl").write_bytes((README.parent / "vocab/examples/streets/1.0.0.ttl").read_bytes())
    (folder / "streets-2.ttl").write_bytes((README.parent / "vocab/examples/streets/2.0.0.ttl").read_bytes())
    return folder


@pytest.fixture(scope="module")
def played(desk):
    """Play the session; return the desk, and what printed something else than the manual shows."""
    bin_folder = Path(sys.executable).parent
    env = {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "ONTOMAN_AUTHOR": "ada",
        "SOURCE_DATE_EPOCH": "1767225600",
        "COLUMNS": "100",
    }
    assert shutil.which("ontoman", path=env["PATH"])
    where, wrong = desk, []
    for _, body in blocks("console"):
        for command, shown in commands(body):
            if command.startswith("cd "):
                where = (where / command[3:]).resolve()
                continue
            done = subprocess.run(
                ["bash", "-c", command], cwd=where, env=env, capture_output=True, text=True, check=False, timeout=120
            )
            printed = done.stdout + done.stderr
            if not matches(shown, printed):
                wrong.append(f"$ {command}\n--- the manual shows\n{shown}--- it prints\n{printed}")
    return desk, wrong


@pytest.mark.xdist_group("readme")
def test_the_session_prints_what_the_manual_shows(played):
    assert not played[1], "\n\n".join(played[1])


@pytest.mark.parametrize("body", [body for _, body in blocks("sh")])
def test_the_commands_to_install_exist(body, root):
    for line in body.splitlines():
        words = line.split("#")[0].split()
        if words[:1] == ["make"]:
            done = subprocess.run(["make", "-n", *words[1:]], cwd=root, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        else:
            assert words[0] in {"pip", "uv", "python3", "git", "cd", ".", "ontoman", "source"}, line


@pytest.mark.parametrize("body", [body for _, body in blocks("turtle")])
def test_the_turtle_parses(body):
    from ontoman.model.names import PREFIXES
    from ontoman.rdf import parse_text

    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    assert parse_text(f"{prefixes}@prefix : <https://example.org/streets/> .\n{body}", "turtle")


@pytest.mark.parametrize(("kind", "body"), blocks("toml", "json"))
def test_the_settings_and_documents_parse(kind, body):
    assert tomllib.loads(body) if kind == "toml" else json.loads(body)


@pytest.mark.parametrize("body", [body for _, body in blocks("sql")])
def test_the_conditions_are_in_the_language(body):
    from ontoman.conditions import categories_of, fields_of, parse
    from ontoman.rdf import ontology_of, parse_file

    ontology = ontology_of(parse_file(README.parent / "vocab/examples/streets/1.0.0.ttl"))
    for line in body.strip().splitlines():
        assert parse(line.split("--")[0].strip(), fields_of(ontology), categories=categories_of(ontology))


@pytest.mark.xdist_group("readme")
@pytest.mark.parametrize("body", [body for _, body in blocks("python")])
def test_the_python_runs(body, played, monkeypatch):
    monkeypatch.chdir(played[0])
    exec(compile(body, "README.md", "exec"), {"__name__": "readme"})


def test_every_error_code_has_its_line():
    text = README.read_text("utf-8")
    listed = set(re.findall(r'<a id="(om\d{3})">', text))
    used = set()
    for folder in ("ontoman", "web"):
        for path in (README.parent / folder).rglob("*.py"):
            used |= {code.lower() for code in re.findall(r"\"(OM\d{3})\"", path.read_text("utf-8"))}
    assert used - listed == set(), "used, and not in the manual"
    assert listed - used == set(), "in the manual, and not used"


def test_every_section_that_is_linked_is_there():
    text = README.read_text("utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    anchors = headings | set(re.findall(r'<a id="([^"]+)">', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
