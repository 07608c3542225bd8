"""query: SPARQL over any release."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from ontoman.cli.common import command, tell_withdrawn, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ("table", "json", "csv", "tsv", "xml", "turtle", "nt", "rdfxml", "jsonld")


@command(
    "query",
    'ontoman query "SELECT ?key WHERE { ?c a skos:Concept ; skos:notation ?key }" 1.0.0\nontoman query - < ask.rq',
)
@click.argument("sparql")
@click.argument("release", required=False)
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@click.option("--timeout", type=click.FloatRange(min=0.01, max=3600), default=30, show_default=True, help="Seconds.")
@workspace_option
def query(sparql: str, release: str | None, form: str, timeout: float, workspace: Path | None) -> None:
    """Ask SPARQL of RELEASE (the latest without it); `-` reads the query from standard input.

    Common prefixes (om:, skos:, owl:, sh:, …) are known. Every release is a named graph under its versionIRI.
    """
    from ontoman.operations.query import run
    from ontoman.operations.states import find_workspace, open_workspace

    room = find_workspace(workspace) if release else open_workspace(workspace)
    tell_withdrawn(room, release)
    text = sys.stdin.read() if sparql == "-" else sparql
    result = run(room, text, release, "json" if form == "table" else form, timeout)
    if form == "table" and result.media_type.endswith("json"):
        _tell(json.loads(result.body))
    else:
        click.echo(result.body.decode("utf-8"), nl=not result.body.endswith(b"\n"))


def _tell(document: dict[str, Any]) -> None:
    if "boolean" in document:
        click.echo("yes" if document["boolean"] else "no")
        return
    columns = document["head"]["vars"]
    rows = [[_shown(row.get(column)) for column in columns] for row in document["results"]["bindings"]]
    widths = [max(len(text) for text in column) for column in zip(columns, *rows, strict=True)]
    for cells in (columns, ["-" * width for width in widths], *rows):
        click.echo("  ".join(text.ljust(width) for text, width in zip(cells, widths, strict=True)).rstrip())


def _shown(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    return f"<{term['value']}>" if term["type"] == "uri" else term["value"]
