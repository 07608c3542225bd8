"""init, import, status."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from ontoman.cli.common import author, command, echo_json, json_option, message_option, workspace_option
from ontoman.cli.progress import shown_progress


@command("init", "ontoman init streets --namespace https://example.org/streets/ --title 'Street scenes' --language en")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--namespace", required=True, metavar="IRI", help="What every IRI of yours begins with; ends in / or #.")
@click.option("--title", metavar="TEXT", help="What the ontology is called.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("en",),
    show_default=True,
    help="Repeatable; the first is the main one.",
)
def init(folder: Path, namespace: str, title: str | None, languages: tuple[str, ...]) -> None:
    """Make a workspace: settings, an empty draft, room for releases."""
    from ontoman.operations.workspace import Wish, init as make

    make(folder, Wish(namespace, title, languages, author()))
    click.echo(f"{folder} is a workspace. Next: cd {folder}, then `ontoman import FILE`.")


@command(
    "import",
    "ontoman import taxonomy.tsv --id-column 'Unique ID' --parent-column Parent --label-column Name --skip-rows 1",
)
@click.argument("file", type=click.Path(path_type=Path))
@workspace_option
@click.option(
    "--format", "syntax", metavar="N", help="turtle, nt, rdfxml, jsonld, trig, n3; without it, the file says."
)
@click.option(
    "--missing",
    type=click.Choice(["deprecate", "keep", "delete"]),
    default="deprecate",
    show_default=True,
    help="What becomes of terms that the file lacks.",
)
@click.option(
    "--match",
    type=click.Choice(["key", "label"]),
    default="key",
    help="Rows match by IRI or key; by label only where you say so.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--id-column", metavar="NAME", help="CSV, TSV: the column of keys.")
@click.option("--parent-column", metavar="NAME", help="CSV, TSV: the column that names each row's parent.")
@click.option(
    "--parent-is",
    type=click.Choice(["key", "label"]),
    default="key",
    show_default=True,
    help="What the parent column holds.",
)
@click.option("--label-column", metavar="NAME", help="CSV, TSV: the column of labels.")
@click.option("--definition-column", metavar="NAME", help="CSV, TSV: the column of definitions.")
@click.option("--path-column", metavar="NAME", help="CSV, TSV: a column of paths from the top.")
@click.option("--path-separator", default="/", show_default=True, help="What parts the steps of a path.")
@click.option(
    "--level-column",
    "level_columns",
    multiple=True,
    metavar="NAME",
    help="CSV, TSV: a column a level, from the top; repeatable.",
)
@click.option("--skip-rows", type=click.IntRange(min=0), default=0, help="CSV, TSV: rows above the header.")
@message_option
@json_option
def import_(
    file: Path,
    workspace: Path | None,
    syntax: str | None,
    missing: Literal["deprecate", "keep", "delete"],
    match: Literal["key", "label"],
    message: str | None,
    *,
    dry_run: bool,
    as_json: bool,
    **layout: object,
) -> None:
    """Take FILE as the whole new state of the draft.

    RDF in every syntax, or CSV and TSV with their columns named. Terms that FILE lacks are listed.
    """
    from ontoman.operations.importing import Choice, import_file, table_layout
    from ontoman.operations.states import open_workspace

    table = table_layout(file, layout)
    choice = Choice(missing, match, syntax, dry_run, author(), message or "")
    with shown_progress() as progress:
        report = import_file(open_workspace(workspace), file, choice, table, progress)
    echo_json(report) if as_json else _tell_import(report)


def _tell_import(report: dict[str, object]) -> None:
    counts, lacking = report["counts"], report["lacking"]
    assert isinstance(counts, dict)
    assert isinstance(lacking, list)
    verb = "would hold" if report["dry_run"] else "holds"
    held = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    click.echo(
        f"The draft {verb} {held or 'nothing yet'} ({report['added']} statements new, {report['removed']} gone)."
    )
    if lacking:
        some = ", ".join(lacking[:8]) + (", …" if len(lacking) > 8 else "")  # noqa: PLR2004 - a line's worth
        done = {"deprecate": "deprecated", "keep": "kept", "delete": "deleted"}[str(report["missing"])]
        click.echo(f"{len(lacking)} that the file lacks: {done} ({some}).")


@command("status", "ontoman status")
@workspace_option
@json_option
def status(workspace: Path | None, *, as_json: bool) -> None:
    """Say where the workspace stands."""
    from ontoman.operations.states import open_workspace
    from ontoman.operations.workspace import status as stand

    document = stand(open_workspace(workspace))
    echo_json(document) if as_json else _tell_status(document)


def _tell_status(document: dict[str, object]) -> None:
    releases, draft = document["releases"], document["draft"]
    assert isinstance(releases, list)
    assert isinstance(draft, dict)
    click.echo(f"{document['name']} · {document['namespace']}")
    for release in releases:
        also = f" ({', '.join(release['names'])})" if release["names"] else ""
        click.echo(f"  {release['version']}{also}  {release['message']}")
    base = f"over {draft['base']}" if draft["base"] else "over nothing yet"
    click.echo(
        f"  draft {base}: {draft['added']} statements new, {draft['removed']} gone,"
        f" {len(draft['operations'])} operations"
    )
    held = ", ".join(f"{count} {word}" for word, count in draft["counts"].items() if count)
    click.echo(f"  it holds {held or 'nothing yet'}")
