"""A browser for tests and pictures, and the pages of the street scenes that are worth seeing."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Playwright

TOKEN = "the-start-up-token"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
VARIANTS = {"tree-1.0.0", "category-top", "diff-filtered", "sparql", "sparql-error"}
QUERY = "SELECT ?key WHERE { ?c <http://www.w3.org/2004/02/skos/core#notation> ?key } ORDER BY ?key"


def executable() -> str | None:
    """Return the browser of this machine, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Start the browser."""
    browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def serving(workspace: Path) -> Iterator[str]:
    """Serve a workspace on a free port; the address opens it once."""
    from ontoman_web.server import open_server

    opened = open_server(workspace, port=0)
    thread = threading.Thread(target=opened.run, daemon=True)
    thread.start()
    try:
        yield opened.url
    finally:
        opened.close()
        thread.join(5)


def pages_to_see(url: str) -> dict[str, str]:
    """Return the addresses of one page of each kind, in the street scenes."""
    paths = {
        "tree": "/",
        "tree-1.0.0": "/?release=1.0.0",
        "search": "/?q=bicycle",
        "category": "/categories/pedestrian",
        "category-retired": "/categories/cycle",
        "category-top": "/categories/vehicle?lang=de",
        "attribute": "/attributes/visibility",
        "rule": "/rules/person_in_vehicle",
        "releases": "/releases",
        "release": "/releases/2.0.0",
        "diff": "/diff/1.0.0/2.0.0",
        "diff-filtered": "/diff/1.0.0/2.0.0?labels=L3",
        "guideline": "/guideline/2.0.0",
        "sparql": "/sparql",
        "sparql-answer": f"/sparql?query={quote(QUERY)}",
        "sparql-error": "/sparql?query=SELECT",
        "vocabulary": "/ns",
        "resource": "/resource?iri=" + quote("http://www.w3.org/2004/02/skos/core#Concept", safe=""),
        "not-found": "/categories/pedestrians",
    }
    return {name: urljoin(url, path) for name, path in paths.items()}
