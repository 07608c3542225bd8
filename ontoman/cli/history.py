"""log and blame: what happened, and where everything came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ontoman.cli.common import command, echo_json, json_option, workspace_option
from ontoman.model import Iri
from ontoman.model.terms import local_name

if TYPE_CHECKING:
    from pathlib import Path

_DAY = 10


@command("log", "ontoman log\nontoman log van")
@click.argument("key", required=False)
@workspace_option
@json_option
def log(key: str | None, workspace: Path | None, *, as_json: bool) -> None:
    """Say what happened, the newest first: to the workspace, or to KEY."""
    from ontoman.operations.history import log as tell
    from ontoman.operations.states import open_workspace

    document: dict[str, Any] = tell(open_workspace(workspace), key)
    if as_json:
        echo_json(document)
        return
    for entry in document["entries"]:
        _tell_entry(entry)


def _tell_entry(entry: dict[str, Any]) -> None:
    where = f" {entry['release']}" if entry["kind"] in {"release", "withdraw"} else ""
    counted = f"  ({entry['added']} statements new, {entry['removed']} gone)" if entry["seq"] is not None else ""
    message = f"  {entry['message']}" if entry["message"] else ""
    click.echo(f"{entry['at'][:_DAY]}  {entry['author']}  {entry['kind']}{where}{message}{counted}")
    for row in entry["accepted"]:
        click.echo(f"            accepted: {row['code']} ({row['reason']})")
    for change in entry["changes"]:
        old, new = (", ".join(v) if isinstance(v, list) else v for v in (change["old"], change["new"]))
        sides = " → ".join(side for side in (old, new) if side)
        click.echo(f"            {change['kind']}{f': {sides}' if sides else ''}")


@command("blame", "ontoman blame van\nontoman blame van --release 1.0.0")
@click.argument("key")
@click.option("--release", metavar="RELEASE", help="As it was there; else in the latest state that has it.")
@workspace_option
@json_option
def blame(key: str, release: str | None, workspace: Path | None, *, as_json: bool) -> None:
    """Say of each statement of KEY when, by whom and in which release it came."""
    from ontoman.operations.history import blame as ask
    from ontoman.operations.states import open_workspace

    document: dict[str, Any] = ask(open_workspace(workspace), key, release)
    if as_json:
        echo_json(document)
        return
    click.echo(f"{document['kind']} {document['key']}  <{document['iri']}>  in {document['release']}")
    rows = [_row(statement) for statement in document["statements"]]
    widths = [max((len(row[place]) for row in rows), default=0) for place in range(4)]
    for row in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]))


def _row(statement: dict[str, Any]) -> tuple[str, ...]:
    operation, change = statement["operation"], statement["change"]
    came = (change["within"] or change["kind"]) if change else operation["kind"] if operation else ""
    at, by = statement["at"] or "", statement["author"] or ""
    said = f"{local_name(statement['property'])} {_value(statement)}"
    return statement["release"] or "draft", at[:_DAY], by, came, said


def _value(statement: dict[str, Any]) -> str:
    """Show an entity by its key, another IRI by its last word, a text in quotation marks with its language."""
    value = str(statement["value"])
    if statement["key"] is not None:
        return str(statement["key"])
    if statement["line"].endswith("> .") and not statement["line"].partition('"')[1]:
        return local_name(Iri(value))
    lang = f"@{statement['lang']}" if statement["lang"] else ""
    return f'"{value}"{lang}'
