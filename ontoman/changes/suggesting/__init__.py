"""What nobody declared, and looks as if it had happened: suggestions with a score and the evidence."""

from __future__ import annotations

from ontoman.changes.suggesting.suggest import suggest

__all__ = ["suggest"]
