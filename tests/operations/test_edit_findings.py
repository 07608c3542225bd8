"""What an edit causes is the same however it is found: on what it touches, or by checking both sides whole."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ontoman.changes.editing import Ground, assignment, move, retire, set_
from ontoman.operations import edit_findings
from ontoman.operations.edit_desk import applied
from ontoman.rdf import ontology_of, parse_text
from ontoman.store.config import Config
from ontoman.system import resource_dir
from ontoman.validation import PriorKeys

LINES = tuple(sorted(parse_text((resource_dir("vocab") / "examples/streets/2.0.0.ttl").read_bytes(), "turtle")))
EDITS = {
    "a label": lambda ground: set_(ground, "truck", [assignment("label=Car")]),
    "a key": lambda ground: set_(ground, "truck", [assignment("key=lorry")]),
    "a parent": lambda ground: move(ground, ["animal"], "movable_object"),
    "an end": lambda ground: retire(ground, "trailer", "drop", None, ""),
}


def ground_of(lines):
    return Ground(lines, ontology_of(lines), "https://example.org/streets/")


@pytest.mark.parametrize("name", EDITS)
def test_a_small_edit_is_told_as_a_large_one(name, monkeypatch):
    prior = PriorKeys(categories={"lorry": "urn:x:other"})
    monkeypatch.setattr(edit_findings, "prior_keys", lambda _: prior)
    room = SimpleNamespace(config=Config("Streets", "https://example.org/streets/", ("en", "de")))
    before = ground_of(LINES)
    edit = EDITS[name](before)
    after = ground_of(applied(LINES, edit))
    few = edit_findings.caused(room, edit, before, after)
    monkeypatch.setattr(edit_findings, "_MANY", 0)
    assert edit_findings.caused(room, edit, before, after) == few
    assert bool(few) == (name != "a parent")
