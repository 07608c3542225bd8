"""Worker processes that end when they are told to, with everything that they started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Finished:
    """What a process left behind."""

    code: int
    output: bytes
    errors: bytes


def run_killable(
    command: Sequence[str], *, data: bytes, seconds: float, environment: Mapping[str, str] | None = None
) -> Finished | None:
    """Run *command* with *data* as its input; None where *seconds* passed, and then its children are gone too.

    >>> run_killable([sys.executable, "-c", "print(1)"], data=b"", seconds=60).output.strip()
    b'1'
    """
    process = subprocess.Popen(  # noqa: S603 - the caller's own command, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(environment) if environment is not None else None,
        start_new_session=True,  # a group of its own, to be killed as one; Windows ignores it
    )
    try:
        output, errors = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    else:
        return Finished(process.returncode, output, errors)
    finally:
        if process.poll() is None:
            kill_tree(process)


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """End *process* and what it started; where the platform has no process groups, by its own means."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    elif sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607 - Windows' own
    process.kill()
    process.communicate()
