"""Ways to take the right to write away from a process, each by the kernel, as a user meets it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NOBODY = "65534"
# nobody may not reach the Python of every machine: what is left to it is to read everything.
_NOBODY = (
    "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups",
    "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search",
)  # fmt: skip
_MOUNT = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"'


def read_only_mount(folder: Path) -> list[str]:
    """Before a command: it sees the folder as a file system that cannot be written."""
    own = [] if os.geteuid() == 0 else ["--map-root-user"]
    return ["unshare", "--mount", *own, "sh", "-c", _MOUNT, str(folder)]


def without_permission(folder: Path) -> list[str]:
    """Before a command: it may write neither the folder nor what is in it; root becomes nobody for it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return list(_NOBODY) if os.geteuid() == 0 else []


def give_back(folder: Path) -> None:
    """Let the folder be written again."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def works(before: list[str]) -> bool:
    """Tell whether this machine has the way."""
    if before and shutil.which(before[0]) is None:
        return False
    command = [*before, sys.executable, "-c", "import json, sqlite3"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


WAYS = {"a read-only file system": read_only_mount, "no permission": without_permission}
