"""What follows from an ontology, and what cannot be."""

from __future__ import annotations

from ontoman.reasoning.checking import check
from ontoman.reasoning.java import find_java
from ontoman.reasoning.report import Finding, ReasoningReport

__all__ = ["Finding", "ReasoningReport", "check", "find_java"]
