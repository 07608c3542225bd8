"""The demo tells the story, and what it tells is so."""

from __future__ import annotations

import json
import re

import pytest


@pytest.fixture(scope="module")
def told(tmp_path_factory, module_shell):
    shell = module_shell(tmp_path_factory.mktemp("demo"))
    return shell, shell("demo", "streets")


def test_the_demo_counts_every_annotation(told):
    shell, text = told
    folder = shell.folder / "streets" / "data"
    for name in ("annotations-2.0.0.parquet", "annotations-2.0.0.coco.json"):
        report = json.loads((folder / f"{name}.ontoman" / "report.json").read_text())
        assert report["read"] == 5000
        assert report["read"] == sum(report[k] for k in ("unchanged", "relabeled", "review", "retired", "unknown"))
        assert report["written"] == report["read"] - report["collapsed"] - report["omitted"] + report["added"]
        assert report["unknown"] == 0
        assert min(report[k] for k in ("unchanged", "relabeled", "review", "retired")) > 0
        assert f"{report['relabeled']:,} relabeled" in text


def test_after_the_decisions_nothing_waits(told):
    shell, _ = told
    report = json.loads(
        (shell.folder / "streets/data/annotations-2.0.0-decided.parquet.ontoman/report.json").read_text()
    )
    assert report["review"] == 0


def test_the_way_back_was_tried(told):
    assert "came back byte for byte" in told[1]


def test_the_end_says_how_to_open_the_pages(told):
    assert re.search(r"serve -w streets\n", told[1])


def test_the_workspace_that_it_leaves_is_one(told):
    shell, _ = told
    status = shell.json("status", "-w", "streets")
    assert [release["version"] for release in status["releases"]] == ["1.0.0", "2.0.0"]
    assert "Diese" not in (shell.folder / "streets" / "guideline.html").read_text()
    assert "Kategorien" in (shell.folder / "streets" / "anleitung.html").read_text()


def test_it_replaces_only_what_it_made_and_only_when_asked(told):
    shell, _ = told
    assert "OM108" in shell("demo", "streets", code=3)
    (shell.folder / "mine").mkdir()
    (shell.folder / "mine" / "thesis.txt").write_text("mine")
    assert "OM116" in shell("demo", "mine", "--again", code=3)
    assert (shell.folder / "mine" / "thesis.txt").read_text() == "mine"
    assert "ontoman" in shell("demo", "streets", "--again")
