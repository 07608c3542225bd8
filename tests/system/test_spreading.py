"""Work that two processes share comes out as if one had done it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from ontoman.system import spreading
from ontoman.system.spreading import spread

# A process of its own: threads that other tests left behind would keep this one from being copied.
HEAD = """
import os
from ontoman.system import spreading
from ontoman.system.spreading import spread
spreading.WORTHWHILE = 4
here = os.getpid()
"""


def alone(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", HEAD + script], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


needs_fork = pytest.mark.skipif(
    sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="no process is copied here: one core, or no fork"
)


@needs_fork
def test_the_second_half_is_done_by_a_copy_and_stands_second():
    said = alone("print(spread(lambda values: [(value, os.getpid() == here) for value in values], range(5)))")
    assert said == "[(0, True), (1, True), (2, False), (3, False), (4, False)]\n"


@needs_fork
def test_something_else_is_done_here_meanwhile():
    said = alone("""
done = []
print(spread(lambda values: [os.getpid() == here for value in values], range(8), lambda: done.append(1)), done)
""")
    assert said == "[True, True, True, True, False, False, False, False] [1]\n"


@needs_fork
def test_what_a_copy_cannot_do_is_done_here():
    script = """
def work(values):
    if os.getpid() != here:
        os._exit(9)  # killed, say
    return list(values)
print(spread(work, range(9)))
"""
    assert alone(script) == "[0, 1, 2, 3, 4, 5, 6, 7, 8]\n"


@needs_fork
@pytest.mark.parametrize("size", [1, 2, 7, 40, 100, 2000])
def test_half_a_pickle_is_no_result(size):
    script = f"""
def send(reading, writing, work, values):
    whole = spreading.pickle.dumps([(n, str(n), float(n)) for n in range(999)], protocol=5)
    os.write(writing, whole[:{size}])
    os._exit(0)
spreading._send = send
print(spread(list, range(9)))
"""
    assert alone(script) == "[0, 1, 2, 3, 4, 5, 6, 7, 8]\n"


@needs_fork
def test_bytes_that_are_no_pickle_are_no_result():
    script = """
def send(reading, writing, work, values):
    os.write(writing, b"cno.such.module\\nthing\\n.")
    os._exit(0)
spreading._send = send
print(spread(list, range(9)))
"""
    assert alone(script) == "[0, 1, 2, 3, 4, 5, 6, 7, 8]\n"


@needs_fork
def test_what_is_wrong_with_a_value_is_raised_here():
    said = alone("spread(lambda values: [10 // value for value in values], [1, 2, 3, 4, 0])")
    assert said.endswith("ZeroDivisionError: integer division or modulo by zero\n")


def pids(values):
    return {os.getpid() for _ in values}


@pytest.mark.parametrize("size", [0, 1, 3])
def test_a_few_values_are_not_worth_a_copy(size, monkeypatch):
    monkeypatch.setattr(spreading, "WORTHWHILE", 4)
    monkeypatch.setattr(spreading, "can_copy", lambda: True)
    assert spread(pids, list(range(size))) <= {os.getpid()}


def test_nothing_is_copied_while_another_thread_runs(monkeypatch):
    monkeypatch.setattr(spreading, "WORTHWHILE", 4)
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert spread(pids, list(range(9))) == {os.getpid()}
    finally:
        done.set()
        other.join()
