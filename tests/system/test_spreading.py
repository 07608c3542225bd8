"""Work that two processes share comes out as if one had done it."""

from __future__ import annotations

import os
import threading

import pytest

from ontoman.system import spreading
from ontoman.system.spreading import spread


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(spreading, "WORTHWHILE", 4)


def pids(values):
    return [(value, os.getpid()) for value in values]


needs_fork = pytest.mark.skipif(not spreading.can_copy(), reason="no process is copied here: one core, or no fork")


@needs_fork
def test_the_second_half_is_done_by_a_copy_and_stands_second():
    done = spread(pids, list(range(9)))
    assert [value for value, _ in done] == list(range(9))
    assert [pid == os.getpid() for _, pid in done] == [True] * 4 + [False] * 5


@pytest.mark.parametrize("size", [0, 1, 3])
def test_a_few_values_are_not_worth_a_copy(size):
    assert {pid for _, pid in spread(pids, list(range(size)))} <= {os.getpid()}


def test_nothing_is_copied_while_another_thread_runs():
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert {pid for _, pid in spread(pids, list(range(9)))} == {os.getpid()}
    finally:
        done.set()
        other.join()


@needs_fork
def test_what_a_copy_cannot_do_is_done_here():
    here = os.getpid()

    def work(values):
        if os.getpid() != here:
            os._exit(9)  # killed, say
        return list(values)

    assert spread(work, list(range(9))) == list(range(9))


@needs_fork
def test_what_is_wrong_with_a_value_is_raised_here():
    def work(values):
        return [10 // value for value in values]

    with pytest.raises(ZeroDivisionError):
        spread(work, [1, 2, 3, 4, 0])
