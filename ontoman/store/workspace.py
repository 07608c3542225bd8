"""A workspace on the disk: settings, database, immutable releases, maps, and a cache that may vanish."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.model import Iri, Version
from ontoman.store.config import Config, read_config, toml_of
from ontoman.store.database import Database
from ontoman.system import atomic_folder, atomic_write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SETTINGS = "ontoman.toml"
DATABASE = "ontoman.db"
RELEASES = "releases"
MAPS = "maps"
CACHE = ".cache"
ONTOLOGY = "ontology.nt"


@dataclass(frozen=True)
class ReleaseRecord:
    """A published release: its folder holds `ontology.nt`, `changes.json` and `manifest.json`."""

    version: Version
    folder: Path
    manifest: Mapping[str, object]

    @property
    def names(self) -> tuple[str, ...]:
        """Further names, such as `2024-Q2`, accepted wherever the version is."""
        names = self.manifest.get("names", [])
        return tuple(map(str, names)) if isinstance(names, list) else ()

    @property
    def iri(self) -> Iri:
        """The versionIRI."""
        return Iri(str(self.manifest["versionIRI"]))

    @property
    def message(self) -> str:
        """Why it was made."""
        return str(self.manifest.get("message", ""))

    @property
    def ontology(self) -> Path:
        """The file of statements."""
        return self.folder / ONTOLOGY

    @property
    def sha256(self) -> str:
        """The hash of `ontology.nt` that the manifest records."""
        files = self.manifest["files"]
        assert isinstance(files, dict)
        return str(files["ontology.nt"])


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That nobody should use a release any more: since when, by whom, why, and which one to use (None: the latest)."""

    version: str
    at: str
    author: str
    reason: str
    use: str | None


@dataclass(frozen=True)
class Workspace:
    """A folder with `ontoman.toml`; `open` and `create` are the two ways to get one."""

    root: Path
    config: Config

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """Open a workspace; OM101 where the folder is none."""
        if not (root / SETTINGS).is_file():
            raise BadInput(
                "OM101",
                f"{root} is not a workspace: it has no {SETTINGS}.",
                fix="Go to one, name one with -w DIR, or make one with `ontoman init DIR --namespace IRI`.",
                details={"path": str(root)},
            )
        if not (root / DATABASE).is_file():
            raise BadInput(
                "OM104", f"{root} has lost its {DATABASE}.", fix="Bring it back from a backup; the releases are whole."
            )
        return cls(root, read_config(root / SETTINGS))

    @classmethod
    def create(cls, root: Path, config: Config, begin: Callable[[Database], None]) -> Workspace:
        """Make a workspace in a folder that does not exist yet (or is empty), whole or not at all.

        *begin* writes the first entries into its database.
        """
        if root.is_dir() and not any(root.iterdir()):
            root.rmdir()
        with atomic_folder(root) as folder:
            atomic_write(folder / SETTINGS, toml_of(config).encode())
            atomic_write(folder / ".gitignore", f"/{CACHE}/\n/{DATABASE}-wal\n/{DATABASE}-shm\n".encode())
            (folder / RELEASES).mkdir()
            (folder / MAPS).mkdir()
            (folder / CACHE).mkdir()
            begin(Database.create(folder / DATABASE))
        return cls(root, config)

    @cached_property
    def database(self) -> Database:
        """The workspace's database; one object, so that transactions nest."""
        return Database(self.root / DATABASE)

    @property
    def cache(self) -> Path | None:
        """A folder for what can be rebuilt at will; None where the workspace can only be read."""
        folder = self.root / CACHE
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            return None
        return folder

    def releases(self) -> tuple[ReleaseRecord, ...]:
        """Return the published releases, oldest first."""
        folders = (path for path in (self.root / RELEASES).glob("*/manifest.json") if not _is_hidden(path.parent))
        return tuple(sorted((read_release(path) for path in folders), key=lambda release: release.version))

    def find_release(self, name: str) -> ReleaseRecord | None:
        """Return the release with this version or name, or None."""
        return next((r for r in self.releases() if name in {r.version.text, *r.names}), None)

    def release_of_file(self, path: str) -> ReleaseRecord | None:
        """Return the release that a file belongs to, or None."""
        file = Path(path)
        if file.name != ONTOLOGY or not file.is_file():
            return None
        return next((r for r in self.releases() if r.ontology.resolve() == file.resolve()), None)

    def withdrawals(self) -> Mapping[str, Withdrawal]:
        """Return the releases that were withdrawn, by version."""
        deeds = (link.deed for link in self.database.audit_chain("withdraw"))
        said = ((deed, deed.details) for deed in deeds if deed.kind == "withdraw")
        return {
            str(details["version"]): Withdrawal(
                str(details["version"]), deed.at, deed.author, str(details["reason"]), _named(details["use"])
            )
            for deed, details in said
        }

    def standing(self) -> tuple[ReleaseRecord, ...]:
        """Return the releases that are not withdrawn, oldest first."""
        withdrawn = self.withdrawals()
        return tuple(release for release in self.releases() if release.version.text not in withdrawn)

    def release_folder(self, version: str) -> Path:
        """Return where a release stands, or would."""
        return self.root / RELEASES / version


def _is_hidden(folder: Path) -> bool:
    return folder.name.startswith(".")


def _named(version: object) -> str | None:
    return None if version is None else str(version)


def find_around(path: str) -> Workspace | None:
    """Open the workspace that a release's file stands in, or return None."""
    file = Path(path).resolve()
    if file.name != ONTOLOGY or not file.is_file():
        return None
    root = file.parent.parent.parent  # ROOT/releases/VERSION/ontology.nt
    return Workspace.open(root) if all((root / name).is_file() for name in (SETTINGS, DATABASE)) else None


def read_release(manifest: Path) -> ReleaseRecord:
    """Read a release from its manifest; OM105 where it is none."""
    try:
        data = json.loads(manifest.read_text("utf-8"))
        version = Version.parse(str(data["version"]))
        return ReleaseRecord(version, manifest.parent, {"versionIRI": None, **data})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "OM105", f"{manifest} is not the manifest of a release: {error}.", fix="Bring it back from a backup."
        ) from error
