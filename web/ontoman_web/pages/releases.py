"""`/releases`: what was published, and each release with its manifest, checks and files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, send_file
from werkzeug.exceptions import NotFound

from ontoman.model import Iri, names
from ontoman.model.terms import iri_node, join, literal_node
from ontoman.operations import states
from ontoman_web.history import stored
from ontoman_web.negotiation import page_or_data, rdf
from ontoman_web.scene import current

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ontoman.model import Line
    from ontoman.store.workspace import ReleaseRecord
    from ontoman_web.scene import Scene

pages = Blueprint("releases", __name__)

_SYNTAXES = {"ontology.ttl": "text/turtle", "ontology.jsonld": "application/ld+json"}
_STORED = {
    "ontology.nt": "application/n-triples",
    "changes.json": "application/json",
    "manifest.json": "application/json",
}
_MAP = "map.sssom.tsv"
FILES = (*_STORED, *_SYNTAXES, _MAP)


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a release: its name, what it holds, its recorded hash where it has one."""

    name: str
    what: str
    size: int | None = None
    sha256: str | None = None


@pages.get("/releases")
def index() -> Response:
    """Show all releases, the newest first."""
    scene = current()
    return page_or_data(
        lambda: render_template("releases.html", releases=tuple(reversed(scene.releases))),
        lambda: tuple(_catalog(scene)),
    )


@pages.get("/releases/<ref>")
def show(ref: str) -> Response:
    """Show one release."""
    scene, release = current(), _find(ref)
    place = scene.releases.index(release)

    def page() -> str:
        return render_template(
            "release.html",
            release=release,
            manifest=release.manifest,
            prior=scene.releases[place - 1] if place else None,
            next=scene.releases[place + 1] if place + 1 < len(scene.releases) else None,
            downloads=_downloads(scene, release),
            summary=stored(release.folder)["summary"],
        )

    return page_or_data(page, lambda: states.resolve(scene.workspace, release.version.text).lines())


@pages.get(f"/releases/<ref>/<any({','.join(repr(name) for name in FILES)}):name>")
def download(ref: str, name: str) -> Response:
    """Send one file of a release."""
    scene, release = current(), _find(ref)
    saved_as = f"{scene.workspace.root.resolve().name}-{release.version.text}-{name}"
    if name in _SYNTAXES:
        response = rdf(states.resolve(scene.workspace, release.version.text).lines(), _SYNTAXES[name])
        response.headers.set("Content-Disposition", "attachment", filename=saved_as)
        return response
    path = _map(scene, release) if name == _MAP else release.folder / name
    if path is None or not path.is_file():
        raise NotFound
    kind = _STORED.get(name, "text/tab-separated-values")
    return send_file(path.resolve(), mimetype=kind, as_attachment=True, download_name=saved_as)


def _find(ref: str) -> ReleaseRecord:
    workspace = current().workspace
    release = workspace.find_release(ref)
    if release is None:
        raise states.unknown_release(workspace, ref)
    return release


def _map(scene: Scene, release: ReleaseRecord) -> Path | None:
    """Return the map that a release was published with; its path is recorded, and must be inside the workspace."""
    recorded = release.manifest.get("map")
    if not isinstance(recorded, dict):
        return None
    path = (scene.workspace.root / str(recorded["path"])).resolve()
    return path if path.is_relative_to(scene.workspace.root.resolve()) else None


def _downloads(scene: Scene, release: ReleaseRecord) -> tuple[Download, ...]:
    hashes = release.manifest["files"]
    assert isinstance(hashes, dict)
    files = [
        Download(name, what, (release.folder / name).stat().st_size, hashes.get(name))
        for name, what in (
            ("ontology.nt", "The release itself, as sorted N-Triples"),
            ("changes.json", "What changed since the release before"),
            ("manifest.json", "Version, hashes, counts and checks"),
        )
        if (release.folder / name).is_file()
    ]
    files[1:1] = [Download("ontology.ttl", "As Turtle"), Download("ontology.jsonld", "As JSON-LD")]
    path, recorded = _map(scene, release), release.manifest.get("map")
    if path is not None and path.is_file() and isinstance(recorded, dict):
        what = "The migration map from the release before (SSSOM)"
        files.append(Download(_MAP, what, path.stat().st_size, str(recorded["sha256"])))
    return tuple(files)


def _catalog(scene: Scene) -> Iterator[Line]:
    """Yield the releases as statements about their versionIRIs."""
    prior: Iri | None = None
    for release in scene.releases:
        subject = iri_node(release.iri)
        yield join(subject, iri_node(names.TYPE), iri_node(names.ONTOLOGY))
        yield join(subject, iri_node(names.VERSION_INFO), literal_node(release.version.text))
        if release.manifest.get("message"):
            yield join(subject, iri_node(names.DESCRIPTION), literal_node(str(release.manifest["message"])))
        if prior is not None:
            yield join(subject, iri_node(names.PRIOR_VERSION), iri_node(prior))
        prior = release.iri
