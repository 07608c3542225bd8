"""Validation of a state, and what the release gate makes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from ontoman.errors import BadInput
from ontoman.operations.progress import SILENT
from ontoman.system import read_bytes, resource_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ontoman.operations.progress import Progress
    from ontoman.operations.states import State
    from ontoman.store.workspace import Workspace
    from ontoman.validation import PriorKeys, Result

_PERCENT = 100
_REPORTED = ("code", "severity", "focus", "path", "value", "message", "fix")
PROFILES = ("skos", "labeling", "guideline")


def validate_state(
    state: State,
    *,
    profile: str,
    workspace: Workspace | None = None,
    baseline: Path | None = None,
    progress: Progress = SILENT,
) -> tuple[Result, ...]:
    """Check a state under a profile; what a baseline (an earlier report) already names is left out."""
    from ontoman.validation import validate, without  # noqa: PLC0415 - heavy

    progress.stage(f"Reading {state.name}")
    lines, ontology = state.lines(), state.ontology
    progress.stage("Reading what was released")
    before = prior_keys(workspace) if workspace else None
    progress.stage("Checking", _PERCENT)
    results = validate(
        lines,
        ontology,
        profile,
        shapes_dir=resource_dir("shapes"),
        prior_keys=before,
        languages=workspace.config.languages if workspace else (),
        metadata=workspace.config.metadata if workspace else {},
        done=lambda share: progress.to(int(share * _PERCENT)),
    )
    return without(results, read_baseline(baseline)) if baseline else results


def prior_keys(workspace: Workspace) -> PriorKeys:
    """Return the keys of every release with the IRI that each first meant."""
    from ontoman.operations.states import resolve  # noqa: PLC0415 - states reads the RDF layer
    from ontoman.validation import PriorKeys  # noqa: PLC0415 - heavy

    return PriorKeys.of(resolve(workspace, release.version.text).ontology for release in workspace.releases())


def read_baseline(path: Path) -> frozenset[tuple[str, str, str, str]]:
    """Read an earlier `validate --json` report as a baseline; OM203 where it is none."""
    try:
        document = json.loads(read_bytes(path))
        rows = cast("list[dict[str, str]]", document["results"])
        return frozenset((r["code"], r["focus"], r["path"] or "", r["value"] or "") for r in rows)
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "OM203", f"{path} is no report of `ontoman validate --json`.", fix="Save one, and name it here."
        ) from error


def report(state: State, results: tuple[Result, ...]) -> dict[str, object]:
    """Return a report as JSON (`ontoman/validate/1`)."""
    return {
        "schema": "ontoman/validate/1",
        "release": state.name,
        "conforms": not violations(results),
        "results": [{name: getattr(result, name) for name in _REPORTED} for result in results],
    }


def violations(results: tuple[Result, ...]) -> tuple[Result, ...]:
    """Return what blocks a release."""
    return tuple(result for result in results if result.severity == "violation")


def coverage_of(state: State, workspace: Workspace | None) -> Mapping[str, int]:
    """Count the live categories, and those without a definition, examples, or a text in a language of the workspace."""
    from ontoman.validation import coverage  # noqa: PLC0415 - heavy

    found = coverage(state.ontology, workspace.config.languages if workspace else ())
    return {
        "categories": found.categories,
        "a definition": found.missing_definitions,
        "examples": found.missing_examples,
        "a translation": sum(found.missing_translations.values()),
    }
