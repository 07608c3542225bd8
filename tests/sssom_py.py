"""sssom-py in an environment of its own: what it brings (pandas, linkml, Sphinx) does not fit beside our pins."""

from __future__ import annotations

import subprocess
import sys
import venv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WANTED = "sssom>=0.4.21,<0.5"
_SECONDS = 600


def sssom_command(home: Path) -> tuple[Path | None, str]:
    """Return the command `sssom`, installed in *home* where it is not there yet; else why it cannot be."""
    folder = home / "sssom-py"
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    done = folder / "installed"
    if done.is_file() and done.read_text() == WANTED:
        return scripts / "sssom", ""
    try:
        venv.create(folder, clear=True, with_pip=True)
        command = [scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", WANTED]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, text=True)
    except subprocess.CalledProcessError as error:
        return None, f"sssom-py cannot be installed: {error.stderr.strip().splitlines()[-1:]}"
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, f"sssom-py cannot be installed: {error}"
    done.write_text(WANTED)
    return scripts / "sssom", ""
