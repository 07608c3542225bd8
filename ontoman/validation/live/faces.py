"""What others see of an entity: an edit of all else is checked on the entity alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ontoman.model import Category
    from ontoman.validation.live.state import Record


def face(record: Record) -> Record:
    """Return a record without what no check reads of another category.

    The labels stay: messages call things by name.
    """
    category, attribute, rule, example = record
    return (category and _face(category), attribute, rule, example)


def _face(category: Category) -> Category:
    return replace(
        category,
        definitions=(),
        notes=(),
        alt_labels=(),
        related=(),
        status=None,
        disjoint_with=(),
        geometries=(),
        scopes=(),
        colour=None,
        confusable_with=(),
        order=None,
    )
