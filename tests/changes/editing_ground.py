"""The street scenes as a ground for edits, and what an edit comes to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ontoman.changes import SortedLines, diff
from ontoman.changes.editing import Ground
from ontoman.rdf import ontology_of, parse_text
from ontoman.rdf.catalogue import our_catalogue

STREETS = Path(__file__).resolve().parents[2] / "vocab/examples/streets/1.0.0.ttl"
NAMESPACE = "https://example.org/streets/"


@cache
def streets():
    return ground(parse_text(STREETS.read_bytes(), "turtle"))


def ground(lines, **more):
    return Ground(tuple(lines), ontology_of(lines), NAMESPACE, "en", **more)


def after(before, edit):
    """The ground that an edit leaves."""
    return ground(sorted({*before.lines} - {*edit.removed} | {*edit.added}))


def changes(before, edit):
    old, new = before.lines, after(before, edit).lines
    return diff(old, new, SortedLines(old, new), our_catalogue())


def told(before, edit):
    """What the diff says of an edit: kind and key of what is no part of another change."""
    found = changes(before, edit).changes
    parts = {part for change in found for part in change.parts}
    return sorted((change.kind, change.key) for change in found if change.id not in parts)
