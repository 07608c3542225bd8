"""The bar that a terminal shows while a command works; it vanishes when the command has something to say."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click._termui_impl import ProgressBar

    from ontoman.operations.progress import Progress

_WIDEST = 30
_UNKNOWN = 80  # columns of a terminal that does not tell
_SHOWN_CURSOR = "" if os.name == "nt" else "\033[?25h"  # click hides it


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Yield what shows progress on standard error, where that is a terminal; else what shows nothing."""
    from ontoman.operations.progress import SILENT

    if not sys.stderr or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield SILENT
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.clear()


class _Bar:
    """One line: the stage, and a bar where it is known how much there is to do."""

    def __init__(self) -> None:
        self._bar: ProgressBar[int] | None = None

    def stage(self, name: str, total: int = 0) -> None:
        """Begin a stage, in the place of the one before."""
        self.clear()
        columns = _columns()
        label = name[: columns - 1]
        width = min(_WIDEST, columns - len(label) - len("  []  100%  00:00:00 "))
        if total and width > 0:
            self._bar = click.progressbar(length=total, label=label, width=width, file=sys.stderr)
        else:
            self._bar = click.progressbar(length=1, label=label, width=1, bar_template="%(label)s", file=sys.stderr)
        self._bar.render_progress()

    def to(self, done: int) -> None:
        """Move the bar forward."""
        if self._bar is not None and done > self._bar.pos:
            self._bar.update(done - self._bar.pos)

    def clear(self) -> None:
        """Leave the line as if nothing had stood there."""
        if self._bar is not None:
            click.echo(f"\r{' ' * (self._bar.max_width or 0)}\r{_SHOWN_CURSOR}", file=sys.stderr, nl=False)
            self._bar = None


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _UNKNOWN
    except OSError:
        return _UNKNOWN
