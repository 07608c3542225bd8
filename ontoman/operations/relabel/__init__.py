"""Carrying label data over to another release, and back: one format a module, decisions and counts shared."""

from __future__ import annotations

from ontoman.operations.relabel.request import Request
from ontoman.operations.relabel.running import Result, relabel

__all__ = ["Request", "Result", "relabel"]
