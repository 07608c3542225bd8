"""`review` and `refs`: how risky a difference is, and where changed keys are used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontoman.cli.common import Look, command, echo_json, json_option, workspace_option
from ontoman.cli.progress import shown_progress
from ontoman.review import LEVELS

if TYPE_CHECKING:
    from ontoman.operations.relabel.layout import Layout

_FILE = click.Path(path_type=Path, dir_okay=False)


@command("review", "ontoman review 1.0.0 draft --fail-on breaking\nontoman review 1.0.0 2.0.0 --data boxes.csv")
@click.argument("old")
@click.argument("new")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS, case_sensitive=False),
    metavar="LEVEL",
    help=f"Exit 1 where a change reaches this: {', '.join(LEVELS)}.",
)
@click.option(
    "--data",
    type=_FILE,
    metavar="PROFILE",
    help="How many labels each change touches: a CSV with the columns label and count, or data as for `relabel`.",
)
@click.option("--label-column", metavar="NAME|N", help="The column of labels, by name or number from 1.")
@click.option("--sep", metavar="TEXT", help="What stands between the labels of one cell.")
@workspace_option
@json_option
def review(
    old: str,
    new: str,
    fail_on: str | None,
    data: Path | None,
    label_column: str | None,
    sep: str | None,
    workspace: Path | None,
    *,
    as_json: bool,
) -> None:
    """Say how risky each change from OLD to NEW is, and why; with --fail-on, the gate of a CI."""
    from ontoman.operations.reviewing import Wish, review as run
    from ontoman.operations.states import find_workspace

    with shown_progress() as progress:
        wish = Wish(old, new, fail_on, data, _layout(label_column, sep), progress)
        found = run(find_workspace(workspace), wish)
    echo_json(found.document) if as_json else click.echo(found.text(colour=sys.stdout.isatty()), nl=False)
    if found.closed:
        raise Look


def _layout(label_column: str | None, sep: str | None) -> Layout:
    from ontoman.operations.relabel.layout import Layout

    return Layout(label_column=label_column, sep=sep)


@command("refs", "ontoman refs 1.0.0 2.0.0 src queries\nontoman refs 1.0.0 2.0.0 . --quoted --fail-on any")
@click.argument("old")
@click.argument("new")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--quoted", is_flag=True, help="Only keys between quotes: for keys that are common words or numbers.")
@click.option("--max-size", metavar="MB", type=click.FloatRange(min=0), default=5, help="Pass over larger files (5).")
@click.option("--fail-on", type=click.Choice(["any"]), help="Exit 1 where any is found.")
@workspace_option
@json_option
def refs(
    old: str,
    new: str,
    paths: tuple[Path, ...],
    max_size: float,
    fail_on: str | None,
    workspace: Path | None,
    *,
    quoted: bool,
    as_json: bool,
) -> None:
    """Find where code, SQL and settings use a key that changed from OLD to NEW, and what takes its place."""
    from ontoman.formats.refs_text import refs_text
    from ontoman.operations.refs import Wish, refs as run
    from ontoman.operations.states import find_workspace

    with shown_progress() as progress:
        document = run(find_workspace(workspace), Wish(old, new, paths, quoted, max_size, progress))
    echo_json(document) if as_json else click.echo(refs_text(document), nl=False)
    if fail_on and document["refs"]:
        raise Look
