"""draft list, draft new, draft drop, draft rebase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ontoman.cli.common import author, command, echo_json, json_option, workspace_option

if TYPE_CHECKING:
    from pathlib import Path


@click.group("draft", epilog="\b\nExample:\n  ontoman draft new rail")
def draft() -> None:
    """Keep several drafts: `edit --draft NAME` edits one, `draft:NAME` names it everywhere."""


@command("list", "ontoman draft list")
@workspace_option
@json_option
def list_(workspace: Path | None, *, as_json: bool) -> None:
    """List the drafts."""
    from ontoman.operations.drafts import drafts
    from ontoman.operations.states import open_workspace

    document = drafts(open_workspace(workspace))
    if as_json:
        echo_json(document)
        return
    found = document["drafts"]
    assert isinstance(found, list)
    for one in found:
        base = f"over {one['base']}" if one["base"] else "over nothing yet"
        by = f", by {', '.join(one['authors'])}" if one["authors"] else ""
        click.echo(
            f"{one['name']} {base}: {one['added']} statements new, {one['removed']} gone,"
            f" {one['operations']} operations{by}"
        )


@command("new", "ontoman draft new rail --base 2.0.0")
@click.argument("name")
@click.option("--base", metavar="RELEASE", help="Where it starts; without it, the latest release.")
@workspace_option
def new(name: str, base: str | None, workspace: Path | None) -> None:
    """Begin a draft."""
    from ontoman.operations.drafts import new_draft
    from ontoman.operations.states import open_workspace

    new_draft(open_workspace(workspace), name, base, author())
    click.echo(f"Draft {name} begins. Edit it with `ontoman edit … --draft {name}`.")


@command("drop", "ontoman draft drop rail")
@click.argument("name")
@workspace_option
def drop(name: str, workspace: Path | None) -> None:
    """Let a draft go; the log keeps what was done."""
    from ontoman.operations.drafts import drop_draft
    from ontoman.operations.states import open_workspace

    drop_draft(open_workspace(workspace), name, author())
    click.echo(f"Draft {name} is gone; the log keeps what was done.")


@command("rebase", "ontoman draft rebase rail --onto 2.1.0")
@click.argument("name")
@click.option("--onto", metavar="RELEASE", help="Where it starts from now; without it, the latest release.")
@workspace_option
def rebase(name: str, onto: str | None, workspace: Path | None) -> None:
    """Carry a draft's changes over to another release."""
    from ontoman.operations.drafts import rebase_draft
    from ontoman.operations.states import open_workspace

    rebase_draft(open_workspace(workspace), name, onto, author())
    click.echo(f"Draft {name} starts from {onto or 'the latest release'} now.")


for _command in (list_, new, drop, rebase):
    draft.add_command(_command)
