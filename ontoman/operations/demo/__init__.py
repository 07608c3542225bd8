"""The demo: the whole story on street scenes, and the annotations that it makes up."""

from __future__ import annotations

from ontoman.operations.demo.story import MARK_FILE, Step, play

__all__ = ["MARK_FILE", "Step", "play"]
