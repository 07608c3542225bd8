"""Moves, merges and splits as small drawings: SVG in the colours of its page, that says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDTH: Final = 360  # as wide as a phone: a text of 12 stays readable there
_BOX: Final = 142
_HEIGHT: Final = 26
_STEP: Final = 36
_LETTERS: Final = 21


def flow(sources: Sequence[str], targets: Sequence[str], says: str) -> Markup:
    """Draw how items go from every source to every target.

    >>> flow(["van"], ["people carrier", "delivery van"], "van is split").count("<path")
    2
    """
    rows = max(len(sources), len(targets))
    left, right = (_places(len(names), rows) for names in (sources, targets))
    lines = [_curve(a, b) for a in left for b in right]
    boxes = [_box(1, y, name, "gone") for y, name in zip(left, sources, strict=True)]
    boxes += [_box(_WIDTH - _BOX - 1, y, name, "here") for y, name in zip(right, targets, strict=True)]
    return _svg(rows * _STEP, says, (*lines, *boxes))


def move(subject: str, parents: Sequence[str], new_parents: Sequence[str], says: str) -> Markup:
    """Draw a category below its old parents, and below its new ones."""
    rows = max(len(parents), len(new_parents))
    at, right = rows * _STEP + 14, _WIDTH - _BOX - 1
    lines = [_fall(1, _y(rows - 1), at, "was"), _fall(right, _y(rows - 1), at, "is")]
    lines.append(_arrow(_BOX + 1, right, at + _HEIGHT / 2))
    boxes = [
        _box(x, y, name, "parent")
        for x, names in ((1, parents), (right, new_parents))
        for y, name in zip(map(_y, range(rows - len(names), rows)), names, strict=True)
    ]
    boxes += [_box(1, at, subject, "gone"), _box(right, at, subject, "here")]
    return _svg(at + _HEIGHT + 5, says, (*lines, *boxes))


def _places(count: int, rows: int) -> list[float]:
    """Return where *count* boxes stand in the middle of so many rows."""
    return [(rows - count) * _STEP / 2 + _y(place) for place in range(count)]


def _y(place: int) -> float:
    return place * _STEP + 5.0


def _box(x: float, y: float, name: str, kind: str) -> Markup:
    shown = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
    return Markup(
        '<g class="box {}"><title>{}</title><rect x="{:g}" y="{:g}" width="{}" height="{}" rx="6"/>'
        '<text x="{:g}" y="{:g}">{}</text></g>'
    ).format(kind, name, x, y, _BOX, _HEIGHT, x + _BOX / 2, y + 17, shown)


def _curve(y: float, to: float) -> Markup:
    start, end, half = _BOX + 1, _WIDTH - _BOX - 7, _HEIGHT / 2
    middle = (start + end) / 2
    path = f"M{start} {y + half:g} C{middle:g} {y + half:g} {middle:g} {to + half:g} {end} {to + half:g}"
    return Markup('<path class="is" d="{}"/>{}').format(path, _head(end, to + half))


def _fall(x: float, y: float, to: float, kind: str) -> Markup:
    return Markup('<path class="{}" d="M{:g} {:g} V{:g}"/>').format(kind, x + _BOX / 2, y + _HEIGHT, to)


def _arrow(start: float, end: float, y: float) -> Markup:
    return Markup('<path class="is" d="M{:g} {:g} H{:g}"/>{}').format(start, y, end - 6, _head(end - 6, y))


def _head(x: float, y: float) -> Markup:
    return Markup('<path class="head" d="M{:g} {:g} l6 4 l-6 4 z"/>').format(x, y - 4)


def _svg(height: float, says: str, parts: Iterator[Markup] | Sequence[Markup]) -> Markup:
    return Markup('<svg class="drawing" viewBox="0 0 {} {:g}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, height, says, Markup("").join(parts)
    )
