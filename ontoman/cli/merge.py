"""merge: two sides of one state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontoman.cli.common import Look, author, command, echo_json, json_option, message_option, workspace_option
from ontoman.cli.progress import shown_progress

if TYPE_CHECKING:
    from ontoman.operations.merging import Outcome


@command(
    "merge",
    "ontoman merge 1.0.0 draft theirs.ttl\n"
    "ontoman merge draft draft:grace\n"
    "ontoman merge 1.0.0 draft theirs.ttl --conflicts todo.tsv\n"
    "ontoman merge 1.0.0 draft theirs.ttl --resolutions todo.tsv --into draft",
)
@click.argument("states", nargs=-1, required=True, metavar="[BASE] OURS THEIRS")
@click.option(
    "--resolve",
    multiple=True,
    metavar="CONFLICT=CHOICE",
    help="Resolve a conflict: ours, theirs, base, and where it says so both. Repeatable.",
)
@click.option(
    "--resolutions",
    "sheet",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take what was filled in where --conflicts wrote it.",
)
@click.option(
    "--conflicts",
    type=click.Path(path_type=Path),
    metavar="FILE.(tsv|csv)",
    help="Write the conflicts as a table, with a column `resolution` to fill in.",
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE.(nt|ttl)", help="Write the merged state to a file."
)
@click.option("--into", metavar="draft|draft:NAME", help="Make it one operation on the draft, which must be OURS.")
@message_option
@workspace_option
@json_option
def merge(  # noqa: PLR0913 - one parameter an option
    states: tuple[str, ...],
    resolve: tuple[str, ...],
    sheet: Path | None,
    conflicts: Path | None,
    out: Path | None,
    into: str | None,
    message: str | None,
    workspace: Path | None,
    *,
    as_json: bool,
) -> None:
    """Merge OURS and THEIRS, which both went on from BASE.

    Without BASE it is the nearest release that both went on from: that of two drafts, or the last one of two chains.
    Exit 1 where conflicts are open; where an outcome was asked for as well, nothing is kept, and the exit is 3.
    """
    from ontoman.operations.merging import Wish, document, merge_states
    from ontoman.operations.states import find_workspace

    base, ours, theirs = _three(states)
    wish = Wish(base, ours, theirs, resolve, sheet, out, conflicts, _draft(into), author(), message or "")
    with shown_progress() as progress:
        found = merge_states(find_workspace(workspace), wish, progress)
    echo_json(document(found)) if as_json else _tell(found)
    if found.open:
        raise Look


def _three(states: tuple[str, ...]) -> tuple[str | None, str, str]:
    match states:
        case (ours, theirs):
            return None, ours, theirs
        case (base, ours, theirs):
            return base, ours, theirs
    raise click.UsageError("Name two states, OURS and THEIRS, or three: BASE OURS THEIRS.")


def _draft(into: str | None) -> str | None:
    """Read the name of the draft that takes the outcome."""
    if into is None:
        return None
    word, _, name = into.partition(":")
    if word != "draft" or (":" in into and not name):
        raise click.UsageError(f"--into {into}: the outcome goes into draft, or draft:NAME.")
    return name or word


def _tell(found: Outcome) -> None:
    from ontoman.formats.merge_report import text

    base, ours, theirs = (state.name for state in found.states)
    click.echo(f"{ours} and {theirs}, over {base}")
    click.echo(text(found.merge, found.choices))
    if found.operation is not None:
        draft = "The draft" if ours == "draft" else f"Draft {ours.partition(':')[2] or ours}"
        click.echo(f"{draft} holds the merged state, as operation {found.operation}.")
    if found.written is not None:
        click.echo(f"Written: {found.written}")
