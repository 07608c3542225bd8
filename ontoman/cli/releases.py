"""validate, release, diff."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ontoman.cli.common import (
    Look,
    author,
    command,
    echo_json,
    json_option,
    message_option,
    tell_note,
    tell_withdrawn,
    workspace_option,
)
from ontoman.cli.progress import shown_progress

if TYPE_CHECKING:
    from collections.abc import Mapping


@command("validate", "ontoman validate draft --profile guideline")
@click.argument("release", metavar="[RELEASE]", default="draft")
@workspace_option
@click.option(
    "--profile",
    type=click.Choice(["skos", "labeling", "guideline"]),
    help="How strict; the workspace's own without it.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A saved `validate --json` report: what it names may stand.",
)
@json_option
def validate(
    release: str, workspace: Path | None, profile: str | None, baseline: Path | None, *, as_json: bool
) -> None:
    """Check a state; exit 1 where something is found that would block a release."""
    from ontoman.operations.states import find_workspace, resolve
    from ontoman.operations.validating import coverage_of, report, validate_state, violations

    room = find_workspace(workspace)
    state = resolve(room, release)
    tell_withdrawn(room, release)
    chosen = profile or (room.config.profile if room else "labeling")
    with shown_progress() as progress:
        results = validate_state(state, profile=chosen, workspace=room, baseline=baseline, progress=progress)
    document: dict[str, Any] = report(state, results)
    echo_json(document) if as_json else _tell_validation(document, chosen, coverage_of(state, room))
    if violations(results):
        raise Look


def _tell_validation(document: dict[str, Any], profile: str, coverage: Mapping[str, int]) -> None:
    for result in document["results"]:
        click.echo(f"{result['severity']:9} {result['code']}: {result['message']}")
        if result["fix"]:
            click.echo(f"          {result['fix']}")
    counted = {
        word: sum(r["severity"] == word for r in document["results"]) for word in ("violation", "warning", "info")
    }
    said = ", ".join(f"{count} {word}{'s' if count != 1 else ''}" for word, count in counted.items() if count)
    click.echo(f"{document['release']} under profile {profile}: {said or 'nothing found'}.")
    lacking = ", ".join(f"{count} without {word}" for word, count in coverage.items() if word != "categories")
    click.echo(f"Of {coverage['categories']} categories in use, {lacking}.")


@command(
    "release",
    "ontoman release 1.1.0 -m 'Vans are split' --name 2026-Q4\nontoman release --bump auto -m 'What changed decides'",
)
@click.argument("version", required=False)
@click.option("--bump", type=click.Choice(["auto"]), help="Let the changes decide the version.")
@click.option("--name", "names", multiple=True, metavar="N", help="A further name, such as 2026-Q4; repeatable.")
@click.option("--accept", multiple=True, metavar="CODE", help="Pass this check on purpose; -m says why. Repeatable.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A saved `validate --json` report: what it names may stand.",
)
@click.option(
    "--profile",
    type=click.Choice(["skos", "labeling", "guideline"]),
    help="How strict; the workspace's own without it.",
)
@message_option
@workspace_option
@json_option
def release(  # noqa: PLR0913 - one parameter an option
    version: str | None,
    bump: str | None,
    names: tuple[str, ...],
    accept: tuple[str, ...],
    baseline: Path | None,
    profile: str | None,
    message: str | None,
    workspace: Path | None,
    *,
    as_json: bool,
) -> None:
    """Publish the draft as an immutable, hashed release, with its changes and its migration map."""
    from ontoman.operations.releasing import Publication, release as publish
    from ontoman.operations.states import open_workspace

    if (version is None) == (bump is None):
        raise click.UsageError("Give a VERSION, or --bump auto.")
    wish = Publication(version, message or "", author(), names, accept, baseline, profile)
    with shown_progress() as progress:
        manifest: dict[str, Any] = publish(open_workspace(workspace), wish, progress)
    echo_json(manifest) if as_json else tell_release(manifest)


def tell_release(manifest: dict[str, Any]) -> None:
    """Say what was released, with what was accepted and why."""
    click.echo(f"Released {manifest['version']}  <{manifest['versionIRI']}>")
    click.echo(f"  {manifest['counts']['statements']} statements, sha256 {manifest['files']['ontology.nt'][:16]}…")
    checks = manifest["checks"]
    click.echo(
        f"  checks: {checks['violations']} violations, {checks['warnings']} warnings;"
        f" reasoning {checks['reasoning']['status']}"
    )
    for row in checks["accepted"]:
        click.echo(f"  accepted: {row['code']} ({row['reason']})")
    if checks["reasoning"]["why"]:
        click.echo(f"  {checks['reasoning']['why']}")
    if manifest["priorVersion"]:
        undecided = manifest["map"]["undecided"]
        waits = f"; {undecided} categories need a person (`ontoman map todo`)" if undecided else ""
        click.echo(
            f"  against {manifest['priorVersion']}: {manifest['bump']} change; map {manifest['map']['path']}{waits}"
        )


@command(
    "diff",
    "ontoman diff 1.0.0 draft\nontoman diff old.ttl new.ttl --format markdown\nontoman diff 1.0.0 2.0.0 --suggest",
)
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "markdown", "html", "turtle", "kgcl"]),
    default="text",
    show_default=True,
)
@click.option("--suggest", "suggesting", is_flag=True, help="Add what may have happened and nobody declared.")
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def diff(old: str, new: str, style: str, workspace: Path | None, *, suggesting: bool, as_json: bool) -> None:
    """Say what changed from OLD to NEW, and what that means for labels, models and queries."""
    from ontoman.operations.diffing import render
    from ontoman.operations.states import find_workspace

    form, colour, room = "json" if as_json else style, sys.stdout.isatty(), find_workspace(workspace)
    if suggesting and form not in {"text", "json", "markdown"}:
        raise click.UsageError(f"--suggest goes with text, json and markdown; {form} tells only what is so.")
    with shown_progress() as progress:
        text = render(room, old, new, form, suggesting=suggesting, colour=colour, progress=progress, tell=tell_note)
    tell_withdrawn(room, old, new)
    click.echo(text, nl=False)
