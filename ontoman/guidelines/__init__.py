"""Labeling guidelines, built from an ontology: one value, written as HTML or Markdown."""

from __future__ import annotations

from ontoman.guidelines.building import Facts, build
from ontoman.guidelines.html import html
from ontoman.guidelines.languages import languages_of, speaks
from ontoman.guidelines.markdown import markdown
from ontoman.guidelines.values import Guide

__all__ = ["Facts", "Guide", "build", "html", "languages_of", "markdown", "speaks"]
