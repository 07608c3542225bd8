"""edit: every way to change a draft."""

from __future__ import annotations

from ontoman.cli.edit import lineage, parts, steps, terms
from ontoman.cli.edit.group import edit

__all__ = ["edit", "lineage", "parts", "steps", "terms"]
