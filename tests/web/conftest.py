"""A workspace with the street scenes in two releases, and visitors who are in or out."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for `browsing`, which the pictures share
from browsing import TOKEN, serving

STREETS = Path(__file__).resolve().parents[2] / "vocab" / "examples" / "streets"


def publish(root: Path) -> Path:
    """Make a workspace with the street scenes released as 1.0.0 and 2.0.0."""
    from ontoman.operations import importing, releasing, workspace as workspaces

    wish = workspaces.Wish("https://example.org/streets/", "Street scenes", ("en", "de"), "ada")
    made = workspaces.init(root, wish)
    for version, names in (("1.0.0", ("2026-Q1",)), ("2.0.0", ())):
        choice = importing.Choice(author="ada")
        importing.import_file(made, STREETS / f"{version}.ttl", choice, None)
        wanted = releasing.Publication(version, f"Streets {version}", "ada", names)
        releasing.release(made, wanted)
    return root


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """The folder of the workspace; tests only read it."""
    return publish(tmp_path_factory.mktemp("web") / "streets")


@pytest.fixture
def streets(released, tmp_path):
    """A copy of the workspace that a test may change."""
    return Path(shutil.copytree(released, tmp_path / "streets"))


@pytest.fixture(scope="session")
def app(released):
    from ontoman_web import create_app

    return create_app(released, token=TOKEN)


@pytest.fixture
def fresh(released):
    """An application whose token nobody has used yet."""
    from ontoman_web import create_app

    return create_app(released, token=TOKEN)


@pytest.fixture
def stranger(fresh):
    return fresh.test_client()


@pytest.fixture(scope="session")
def session(app):
    """The session's cookie, got with the token."""
    client = app.test_client()
    assert client.get(f"/?token={TOKEN}").status_code == 303
    return client.get_cookie("ontoman")


@pytest.fixture
def visitor(app, session):
    """Somebody who opened the start-up address, with a browser's way of asking."""
    client = app.test_client()
    client.set_cookie(session.key, session.value)
    client.environ_base["HTTP_ACCEPT"] = "text/html,application/xhtml+xml,*/*;q=0.8"
    return client


@pytest.fixture
def program(app):
    """A program that speaks HTTP and has no session."""
    return app.test_client()


@pytest.fixture
def served(released):
    """A real server of its own; the address that opens it, once."""
    with serving(released) as url:
        yield url


@pytest.fixture(scope="session")
def open_house(released):
    """A real server for many tests; the address that opens it, once."""
    with serving(released) as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    """A Chromium; without one the tests are skipped, except on CI, where that is a failure."""
    from browsing import NAMES, chromium, executable

    if executable() is None:
        reason = f"no browser: none of {', '.join(NAMES)} is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, chromium(playwright) as found:
        yield found
