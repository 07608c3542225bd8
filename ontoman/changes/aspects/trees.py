"""Blank nodes that a statement leads to, and what follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.model.terms import is_blank

if TYPE_CHECKING:
    from ontoman.changes.delta import Half, Statement


def tree(half: Half, links: list[Statement]) -> list[Statement]:
    """Return the lines of every blank node that *links* lead to."""
    found: list[Statement] = []
    seen = set()
    waiting = [s.object for s in links if is_blank(s.object)]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            found += half.nested.get(node, ())
            waiting += [s.object for s in half.nested.get(node, ()) if is_blank(s.object)]
    return found
