"""Making a workspace, and saying where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.errors import BadInput, Refused
from ontoman.model import names
from ontoman.model.terms import iri_node, join, literal_node
from ontoman.operations.states import DRAFT, draft_lines, resolve
from ontoman.operations.withdrawing import as_json
from ontoman.store.config import Config
from ontoman.store.database import DEFAULT_DRAFT, Deed
from ontoman.store.workspace import Workspace
from ontoman.system import now

if TYPE_CHECKING:
    from pathlib import Path

    from ontoman.model import Line, Ontology
    from ontoman.store.database import Database

_NAMESPACE = re.compile(r"(https?://|urn:)[^\s<>\"{}|\\^`]+[/#:]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Wish:
    """What `init` is asked for."""

    namespace: str
    title: str | None
    languages: tuple[str, ...]
    author: str


def init(folder: Path, wish: Wish) -> Workspace:
    """Make a workspace with an empty draft that carries only the ontology's header."""
    _check(folder, wish)
    config = Config(name=wish.title or folder.resolve().name, namespace=wish.namespace, languages=wish.languages)
    deed = Deed("init", wish.author, now(), {"namespace": wish.namespace})

    def begin(database: Database) -> None:
        with database.transaction():
            database.append(DEFAULT_DRAFT, deed, (), header_lines(config, wish.title))
            database.audit(deed)

    return Workspace.create(folder, config, begin)


def _check(folder: Path, wish: Wish) -> None:
    if not _NAMESPACE.fullmatch(wish.namespace):
        raise BadInput(
            "OM106",
            f"{wish.namespace!r} can't be a namespace.",
            fix="Give an absolute IRI that ends in / or #, like https://example.org/streets/.",
        )
    for language in wish.languages:
        if not _LANGUAGE.fullmatch(language):
            raise BadInput("OM107", f"{language!r} is no language tag.", fix="Write tags like en or pt-BR.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            "OM108", f"{folder} exists and is not empty.", fix="Name a new folder; ontoman overwrites nothing."
        )
    if not folder.parent.is_dir():
        raise BadInput("OM109", f"{folder.parent} is not there.", fix="Make it first, or name another place.")


def header_lines(config: Config, title: str | None = None) -> tuple[Line, ...]:
    """Return the statements that make the namespace an ontology and a concept scheme."""
    subject = iri_node(config.namespace)
    lines = [
        join(subject, iri_node(names.TYPE), iri_node(names.ONTOLOGY)),
        join(subject, iri_node(names.TYPE), iri_node(names.CONCEPT_SCHEME)),
        join(subject, iri_node(names.TITLE), literal_node(title or config.name, config.languages[0])),
    ]
    return tuple(sorted(lines))


def counts(ontology: Ontology) -> dict[str, int]:
    """Count what an ontology holds."""
    return {
        "categories": len(ontology.categories),
        "deprecated": sum(category.deprecated for category in ontology.categories.values()),
        "attributes": len(ontology.attributes),
        "values": len(ontology.values),
        "rules": len(ontology.rules),
        "examples": len(ontology.examples),
    }


def status(workspace: Workspace) -> dict[str, object]:
    """Say where a workspace stands: releases, draft, what the draft holds and how it differs from its base."""
    row = workspace.database.draft()
    operations = workspace.database.operations(row) if row else ()
    lines = draft_lines(workspace)
    base = resolve(workspace, row.base).lines() if row and row.base else ()
    withdrawn = workspace.withdrawals()
    releases = [
        {
            "version": r.version.text,
            "names": list(r.names),
            "iri": r.iri,
            "sha256": r.sha256,
            "message": r.message,
            "withdrawn": as_json(workspace, withdrawn.get(r.version.text)),
        }
        for r in workspace.releases()
    ]
    return {
        "schema": "ontoman/status/1",
        "name": workspace.config.name,
        "namespace": workspace.config.namespace,
        "languages": list(workspace.config.languages),
        "profile": workspace.config.profile,
        "releases": releases,
        "draft": {
            "name": DRAFT,
            "base": row.base if row else None,
            "operations": [{"seq": o.seq, "kind": o.kind, "author": o.author, "at": o.at} for o in operations],
            "added": len(set(lines) - set(base)),
            "removed": len(set(base) - set(lines)),
            "counts": counts(resolve(workspace, DRAFT).ontology),
        },
    }
