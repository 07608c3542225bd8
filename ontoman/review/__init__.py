"""How risky a change is: for old labels, for models, for consumers."""

from __future__ import annotations

from ontoman.review.judging import Compat, Settings, bump, hedged, judge, judge_all
from ontoman.review.levels import LEVELS, reaches

__all__ = ["LEVELS", "Compat", "Settings", "bump", "hedged", "judge", "judge_all", "reaches"]
