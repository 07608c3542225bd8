"""Before, after, and every change that leads from one to the other: kind, key, old, new, facts; a file per aspect."""

from __future__ import annotations

from changes.samples import (
    attributes,
    compounds,
    derived,
    documentation,
    header,
    hierarchy,
    labels,
    leftovers,
    lifecycle,
    logic,
    mappings,
    partings,
    plain,
    representation,
    rules,
    shapes,
)
from changes.samples.writing import Sample, turtle

__all__ = ["SAMPLES", "Sample", "turtle"]

_ASPECTS = (
    lifecycle,
    compounds,
    derived,
    partings,
    representation,
    labels,
    documentation,
    hierarchy,
    plain,
    mappings,
    attributes,
    logic,
    rules,
    shapes,
    header,
    leftovers,
)

SAMPLES: tuple[Sample, ...] = tuple(sample for aspect in _ASPECTS for sample in aspect.SAMPLES)
