"""Tests of a group share what is dear to start (a Spark, a demo): with several processes they go to one of them."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("together")
def test_a_group_is_known_to_xdist(request):
    """Where it is not, nothing fails: each process starts its own."""
    by_group = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith("@together") is by_group
