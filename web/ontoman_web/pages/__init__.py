"""A blueprint for each noun."""

from __future__ import annotations

from ontoman_web.pages import (
    attributes,
    categories,
    diffs,
    guidelines,
    releases,
    resources,
    rules,
    sparql,
    tree,
    vocabulary,
)

BLUEPRINTS = (
    tree.pages,
    categories.pages,
    attributes.pages,
    rules.pages,
    releases.pages,
    diffs.pages,
    guidelines.pages,
    sparql.pages,
    vocabulary.pages,
    resources.pages,
)
