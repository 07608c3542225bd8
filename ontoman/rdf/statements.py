"""Canonical statements: lines sorted by byte, each once, blank nodes named for what they hang together with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.rdf.blank_nodes import mentions_blank, named_for_content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.model import Line


def canonical(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Sort *lines*, keep each once, and name blank nodes for their component.

    >>> canonical(["<b:> <p:> _:x .", "<a:> <p:> <o:> ."])[0]
    '<a:> <p:> <o:> .'
    """
    ground: set[Line] = set()
    blank: set[Line] = set()
    for line in lines:
        (blank if mentions_blank(line) else ground).add(line)
    if blank:
        ground.update(named_for_content(blank))
    return tuple(sorted(ground))
