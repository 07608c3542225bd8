"""withdraw and verify: which releases are to be used, and whether they are what they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ontoman.cli.common import Look, author, command, echo_json, json_option, tell_withdrawn, workspace_option
from ontoman.cli.progress import shown_progress


@command("withdraw", "ontoman withdraw 2.0.0 -m 'Vans were split by mistake' --use 1.0.0")
@click.argument("version", metavar="RELEASE")
@click.option("--use", metavar="RELEASE", help="The release to go to; else the latest that is not withdrawn.")
@click.option("-m", "--message", metavar="TEXT", default="", help="Say why; whoever uses the release reads it.")
@workspace_option
@json_option
def withdraw(version: str, use: str | None, message: str, workspace: Path | None, *, as_json: bool) -> None:
    """Say that nobody should use RELEASE any more.

    Its files stay. Whoever uses it is told why, and which release to go to.
    """
    from ontoman.operations.states import open_workspace
    from ontoman.operations.withdrawing import Wish, withdraw as take_back

    document = take_back(open_workspace(workspace), Wish(version, use, message, author()))
    if as_json:
        echo_json(document)
        return
    go = f"use {document['use']} instead" if document["use"] else "there is no other to use"
    click.echo(f"{document['version']} is withdrawn: {go}. Its files stay as they are.")


@command("verify", "ontoman verify --head 030975c255ed3eec\nontoman verify boxes-2.csv")
@click.argument("out", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--head", metavar="HASH", help="A head of the audit chain that was kept elsewhere: it must be in it.")
@workspace_option
@json_option
def verify(out: Path | None, head: str | None, workspace: Path | None, *, as_json: bool) -> None:
    """Check that every release, map and audit entry is what it was, or that OUT is what `relabel` wrote.

    Exit 1 where anything was altered; each is named.
    """
    from ontoman.operations.states import find_workspace, open_workspace
    from ontoman.operations.verifying import verify as look
    from ontoman.operations.verifying_out import verify_out

    if out is not None and head is not None:
        raise click.UsageError("--head is about the workspace, OUT about a file: ask one at a time.")
    if out is not None:
        room = find_workspace(workspace)
        document: dict[str, Any] = verify_out(out, room)
        tell_withdrawn(room, document["out"]["version"])
    else:
        with shown_progress() as progress:
            document = look(open_workspace(workspace), progress, head)
    echo_json(document) if as_json else _tell(document)
    if not document["sound"]:
        raise Look


def _tell(document: dict[str, Any]) -> None:
    for problem in document["problems"]:
        for number, line in enumerate((*problem["message"].splitlines(), problem["fix"])):
            click.echo(f"       {line}" if number else f"{problem['code']}  {line}")
    count = len(document["problems"])
    found = f"{count} thing{'s' * (count != 1)} not as it was" if count else "all as it was"
    _tell_out(document["out"], found) if document["out"] else _tell_workspace(document, found)


def _tell_workspace(document: dict[str, Any], found: str) -> None:
    audit, asked = document["audit"], document["head"]
    counted = f"{document['releases']} releases, {document['maps']} map revisions, {audit['entries']} audit entries"
    click.echo(f"{counted}: {found}.")
    click.echo(f"head {audit['head']}")
    if asked["found"]:
        click.echo(f"The head {asked['asked'][:16]}… that was kept elsewhere is in the chain.")


def _tell_out(out: dict[str, Any], found: str) -> None:
    click.echo(f"{out['path']}: {found}.")
    click.echo(f"  sha256  {out['sha256']}")
    click.echo(f"  from    {out['from'] or 'an open release'}")
    click.echo(f"  at      {out['release'] or 'an open release'}")
    click.echo(f"  map     {out['map'] or out['map_sha256']}")
