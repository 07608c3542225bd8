"""The checks of shapes/, carried out."""

from __future__ import annotations

from ontoman.validation.coverage import Coverage, coverage
from ontoman.validation.library import Check, Library, library_of
from ontoman.validation.live import Change, Checked
from ontoman.validation.results import Result, Severity, without
from ontoman.validation.scene import PriorKeys
from ontoman.validation.validating import run, validate

__all__ = [
    "Change",
    "Check",
    "Checked",
    "Coverage",
    "Library",
    "PriorKeys",
    "Result",
    "Severity",
    "coverage",
    "library_of",
    "run",
    "validate",
    "without",
]
