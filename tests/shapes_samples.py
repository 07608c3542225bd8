"""The samples of all checks in one graph, which each of them leaves as wrong, or as right, as it is."""

from __future__ import annotations

from functools import cache

from ontoman.model.terms import split
from ontoman.rdf import parse_text
from ontoman.system import resource_dir

SHAPES = resource_dir("shapes")


@cache
def samples(side="invalid"):
    """Every sample with IRIs of its own, so that none heals or hides another, in one graph."""
    found = set()
    for folder in sorted((SHAPES / "samples").iterdir()):
        text = (folder / f"{side}.ttl").read_text("utf-8")
        lines = parse_text(text, "turtle")
        own = {node for line in lines for node in split(line)[::2] if node.startswith("<https://example.org/")}
        for line in lines:
            subject, predicate, node = split(line)
            renamed = (f"{one[:-1]}-{folder.name}>" if one in own else one for one in (subject, node))
            subject, node = (
                f"{one}x{folder.name.replace('-', '')}" if one.startswith("_:") else one for one in renamed
            )
            found.add(f"{subject} {predicate} {node} .")
    return tuple(sorted(found))
