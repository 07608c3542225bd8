"""rules check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ontoman.cli.common import Look, command, echo_json, json_option, tell_withdrawn, workspace_option

if TYPE_CHECKING:
    from pathlib import Path


@click.group("rules", epilog="\b\nExample:\n  ontoman rules check 2.0.0")
def rules() -> None:
    """Check the edge-case rules against each other."""


@command("check", "ontoman rules check\nontoman rules check 2.0.0")
@click.argument("release", default="draft")
@workspace_option
@json_option
def check(release: str, workspace: Path | None, *, as_json: bool) -> None:
    """Find rules that contradict each other and rules that can never decide, each with an item; exit 1 where any is."""
    from ontoman.operations.rules import check_rules
    from ontoman.operations.states import find_workspace, resolve

    room = find_workspace(workspace)
    tell_withdrawn(room, release)
    document: dict[str, Any] = check_rules(room, resolve(room, release))
    echo_json(document) if as_json else _tell(document)
    if document["problems"]:
        raise Look


def _tell(document: dict[str, Any]) -> None:
    for rule in document["rules"]:
        if rule["decides"] is not None:
            item = ", ".join(f"{key} = {_shown(value)}" for key, value in rule["decides"].items())
            click.echo(f"{rule['key']}: decides {item}")
    for problem in document["problems"]:
        click.echo(f"{problem['severity']:9} {problem['code']}: {problem['message']}")
        click.echo(f"          {problem['fix']}")
    count, words = len(document["problems"]), len(document["in_words"])
    checked = f"{len(document['rules'])} rules with a condition, {words} in words"
    click.echo(f"{checked}; {count or 'no'} problem{'s' * (count != 1)} in {document['release']}.")


def _shown(value: object) -> str:
    if isinstance(value, list):
        return " and ".join(map(str, value)) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


rules.add_command(check)
