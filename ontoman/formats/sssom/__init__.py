"""Migration maps as SSSOM 1.1 TSV: `sssom.read`, `sssom.write`, and their graph."""

from __future__ import annotations

from ontoman.formats.sssom.files import ReadMap, read, write

__all__ = ["ReadMap", "read", "write"]
