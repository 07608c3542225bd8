"""What every test may ask for."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ONTOMAN_SHARED", ROOT.parent / "shared"))

# A shell ignores Ctrl-C for what it runs in the background, and so would every command that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data():
    """`shared_data("lvis")` is that folder of the real data; the test is skipped where it is absent."""

    def folder(name: str) -> Path:
        path = SHARED / "data" / name
        if not path.is_dir():
            pytest.skip(f"real data: {name} is not beside this checkout (../shared/data/{name})")
        return path

    return folder


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """A Spark, one a process (group `spark` keeps it to one); without it skipped, except on CI, where that fails."""
    from spark_session import missing, started

    if reason := missing():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with started(tmp_path_factory.mktemp("spark")) as session:
        yield session
