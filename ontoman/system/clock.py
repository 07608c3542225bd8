"""The clock, read at the edge only."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> str:
    """Return the time as `2026-11-23T18:30:00Z`; `SOURCE_DATE_EPOCH` pins it for reproducible runs."""
    pinned = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(pinned), UTC) if pinned else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime | None:
    """Return what `2026-11-23T18:30:00Z` means, or None where there is no such day or hour."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
