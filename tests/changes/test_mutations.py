"""Each claim is needed: without it, a row of the samples tells another story, or the partition breaks."""

from __future__ import annotations

import pytest
from changes.samples import SAMPLES
from changes.test_kinds import states, told

from ontoman.changes import SortedLines, apply, diff, diffing, pipeline
from ontoman.rdf.catalogue import our_catalogue

FOLLOWING = ("lineages", "rewordings", "subtrees", "reuse", "bulk", "derived")


def name_of(step):
    return f"{step.claim.__module__.rpartition('.')[2]}.{step.claim.__name__}"


STEPS = {name_of(step): step for step in pipeline.PIPELINE}


@pytest.fixture
def without(monkeypatch):
    """Take one step away, for as long as a test runs."""

    def take_away(name):
        if name in STEPS:
            left = tuple(step for step in pipeline.PIPELINE if name_of(step) != name)
            monkeypatch.setattr(pipeline, "PIPELINE", left)
        else:
            monkeypatch.setattr(diffing, name, lambda _: ())
        pipeline._claims_for.cache_clear()

    yield take_away
    monkeypatch.undo()
    pipeline._claims_for.cache_clear()


def holds(sample):
    """Tell whether a row's story is told, and its lines are all claimed."""
    old, new = states(sample)
    changes = diff(old, new, SortedLines(old, new), our_catalogue())
    return sorted(map(told, changes.changes), key=repr) == sorted(sample.expected, key=repr) and (
        apply(old, changes) == new
    )


def test_every_step_has_a_name_of_its_own():
    assert len(STEPS) == len(pipeline.PIPELINE)


@pytest.mark.parametrize("name", [*STEPS, *FOLLOWING])
def test_without_one_step_a_row_or_a_law_fails(name, without):
    without(name)
    assert not all(map(holds, SAMPLES))
