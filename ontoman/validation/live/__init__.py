"""A report that follows edits: what an edit touches is checked again, and nothing else."""

from __future__ import annotations

from ontoman.validation.live.checked import Change, Checked

__all__ = ["Change", "Checked"]
