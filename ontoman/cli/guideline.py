"""guideline: what annotators read."""

from __future__ import annotations

from pathlib import Path

import click

from ontoman.cli.common import command, tell_withdrawn, workspace_option


@command("guideline", "ontoman guideline 2.0.0 -o guideline.html\nontoman guideline -o anleitung.md --language de")
@click.argument("release", required=False)
@click.option(
    "-o",
    "--out",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.(html|md)",
    help="Where to write it.",
)
@click.option("--language", metavar="TAG", help="The language to write in; the workspace's first without it.")
@workspace_option
def guideline(release: str | None, path: Path, language: str | None, workspace: Path | None) -> None:
    """Build the labeling guideline of RELEASE (the latest without it): one file, to read, print or send."""
    from ontoman.operations.guideline import write
    from ontoman.operations.states import find_workspace, open_workspace

    room = find_workspace(workspace) if release else open_workspace(workspace)
    tell_withdrawn(room, release)
    guide = write(room, release, path, language)
    click.echo(
        f"{path}: {guide.title} {guide.version}, {len(guide.entries)} categories, {len(guide.questions)} attributes."
    )
