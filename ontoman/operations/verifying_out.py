"""Verification of relabeled data: it is what `relabel` wrote, at the release that is recorded beside it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ontoman.errors import BadInput
from ontoman.operations.problems import Problem
from ontoman.operations.relabel.output import RELEASE, REPORT, side_folder
from ontoman.store.maps import all_revisions
from ontoman.system import sha256_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ontoman.store.workspace import Workspace


def verify_out(out: Path, workspace: Workspace | None) -> dict[str, object]:
    """Compare relabeled data with what is recorded beside it (`ontoman/verify/1`); a workspace knows more."""
    sha256 = sha256_of_file(out)
    release, report = _record(out, RELEASE), _record(out, REPORT)
    problems = list(_problems(out, sha256, release, report))
    return {
        "schema": "ontoman/verify/1",
        "sound": not problems,
        "releases": None,
        "maps": None,
        "audit": None,
        "head": None,
        "problems": [asdict(problem) for problem in problems],
        "out": {
            "path": str(out),
            "sha256": sha256,
            "recorded": release.get("sha256"),
            "from": release.get("from"),
            "release": release.get("release"),
            "version": _version(workspace, release.get("release")),
            "map_sha256": release.get("map_sha256"),
            "map": _map(workspace, release.get("map_sha256")),
        },
    }


def _record(out: Path, name: str) -> dict[str, Any]:
    path = side_folder(out) / name
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise BadInput(
            "OM650",
            f"Nothing beside {out} says how it was made: {path} cannot be read.",
            fix="Only what `relabel` wrote can be checked, with the folder that it left beside it.",
        ) from error
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _problems(out: Path, sha256: str, release: Mapping[str, object], report: Mapping[str, object]) -> Iterator[Problem]:
    pairs = (
        (RELEASE, "sha256", release.get("sha256"), sha256),
        (REPORT, "output_sha256", report.get("output_sha256"), sha256),
        (REPORT, "map_sha256", report.get("map_sha256"), release.get("map_sha256")),
        (REPORT, "to", report.get("to"), release.get("release")),
        (REPORT, "from", report.get("from"), release.get("from")),
    )
    for name, key, recorded, found in pairs:
        if recorded != found:
            yield Problem(
                "OM198",
                str(side_folder(out) / name),
                f"{out} does not agree with what is recorded beside it: {name} has the {key} {recorded}, not {found}.",
                "It was worked on since, or the record was: `ontoman undo` lists what was edited; else relabel again.",
            )


def _version(workspace: Workspace | None, iri: object) -> str | None:
    releases = workspace.releases() if workspace else ()
    return next((release.version.text for release in releases if str(release.iri) == iri), None)


def _map(workspace: Workspace | None, sha256: object) -> str | None:
    """Return the map revision of the workspace that the data was relabeled with, or None."""
    paths = all_revisions(workspace.root) if workspace else ()
    return next(
        (path.relative_to(path.parents[2]).as_posix() for path in paths if sha256_of_file(path) == sha256), None
    )
