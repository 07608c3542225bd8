"""A small workspace, made in this process."""

from __future__ import annotations

import pytest

from ontoman.operations.importing import Choice, import_file
from ontoman.operations.releasing import Publication, release
from ontoman.operations.workspace import Wish, init
from ontoman.reasoning import ReasoningReport

NAMESPACE = "https://example.org/new/"
PREFIXES = f"""@prefix : <{NAMESPACE}> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix om: <https://w3id.org/ontoman/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


class Desk:
    """A workspace, and what one does in it."""

    def __init__(self, folder):
        self.folder = folder
        self.workspace = init(folder / "new", Wish(NAMESPACE, "New", ("en",), "ada"))

    def take(self, turtle, missing="deprecate", author="ada", message=""):
        file = self.folder / "state.ttl"
        file.write_text(PREFIXES + turtle, "utf-8")
        return import_file(self.workspace, file, Choice(missing=missing, author=author, message=message), None)

    def release(self, version, *accept, message="Because", author="ada", **wish):
        return release(self.workspace, Publication(version, message, author, accept=accept, **wish))

    def releases(self):
        return sorted(path.name for path in (self.workspace.root / "releases").iterdir())


@pytest.fixture(scope="session")
def without_java():
    return ReasoningReport("not run", "not in this test", ())


@pytest.fixture
def desk(tmp_path, monkeypatch, without_java):
    """A new workspace; HermiT, which takes a second each time, is left out."""
    monkeypatch.setattr("ontoman.reasoning.check", lambda *_: without_java)
    return Desk(tmp_path)
