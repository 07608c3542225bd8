"""The clock, read at the edge only."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> str:
    """Return the time as `2026-11-23T18:30:00Z`; `SOURCE_DATE_EPOCH` pins it for reproducible runs."""
    pinned = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(pinned), UTC) if pinned else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
