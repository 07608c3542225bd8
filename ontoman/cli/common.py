"""What commands share: options, output, exit code 1."""

from __future__ import annotations

import getpass
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ontoman.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ontoman.store.workspace import Workspace

workspace_option = click.option(
    "-w",
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Use this workspace; without it, the current folder.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON; `ontoman schema NAME` describes it.")
message_option = click.option("-m", "--message", metavar="TEXT", help="Say why; it is kept.")


class Look(click.exceptions.Exit):
    """Done, and there is something to look at: exit code 1."""

    def __init__(self) -> None:
        super().__init__(ExitCode.LOOK)


def command(name: str, example: str, **settings: Any) -> Callable[[Callable[..., None]], click.Command]:  # noqa: ANN401 - click's own settings
    """Declare a command whose help ends with an example."""
    epilog = "\b\nExample:\n" + "\n".join(f"  {line}" for line in example.splitlines())
    return click.command(name, epilog=epilog, **settings)


def echo_json(document: Mapping[str, object], *, err: bool = False) -> None:
    """Print a document as JSON, keys in the order that its schema gives."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2), err=err)


def tell_notes(notes: Iterable[str]) -> None:
    """Say what the user should know, beside the output."""
    for note in notes:
        tell_note(note)


def tell_note(note: str) -> None:
    """Say one thing that the user should know, beside the output."""
    click.echo(f"Note: {note}", err=True)


def tell_withdrawn(workspace: Workspace | None, *refs: str | None) -> None:
    """Say of each release that is used here and was withdrawn, why, and which one to go to."""
    from ontoman.operations.withdrawing import notes

    tell_notes(notes(workspace, *refs))


def author() -> str:
    """Return who acts: `ONTOMAN_AUTHOR`, else the name of the user of this machine."""
    try:
        return os.environ.get("ONTOMAN_AUTHOR") or getpass.getuser()
    except OSError:
        return "unknown"
