"""init, import, status."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ontoman.cli.common import author, command, echo_json, json_option, message_option, workspace_option
from ontoman.cli.progress import shown_progress

if TYPE_CHECKING:
    from ontoman.formats.tables_in import TableLayout
    from ontoman.operations.importing import Choice


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
    "ontoman import taxonomy.tsv --id-column 'Unique ID' --parent-column Parent --label-column Name --skip-rows 1\n"
    "ontoman import 2019.ttl --as-release 1.0.0 --at 2019-03-25 --author 'Ada' -m 'As it was published'",
)
@click.argument("file", type=click.Path(path_type=Path))
@workspace_option
@click.option(
    "--format", "syntax", metavar="N", help="turtle, nt, rdfxml, jsonld, trig, n3; without it, the file says."
)
@click.option(
    "--missing",
    type=click.Choice(["deprecate", "keep", "delete"]),
    help="What becomes of terms that the file lacks: deprecate; with --as-release, where the file is what was, delete.",
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
@click.option("--as-release", metavar="VERSION", help="Publish it at once, as a release from before the workspace.")
@click.option("--at", metavar="DAY", help="With --as-release: when it was published, like 2019-03-25.")
@click.option("--author", "made_by", metavar="NAME", help="With --as-release: who published it.")
@click.option("--name", "names", multiple=True, metavar="N", help="With --as-release: a further name; repeatable.")
@message_option
@json_option
def import_(  # noqa: PLR0913 - one parameter an option
    file: Path,
    workspace: Path | None,
    syntax: str | None,
    missing: Literal["deprecate", "keep", "delete"] | None,
    match: Literal["key", "label"],
    message: str | None,
    *,
    as_release: str | None,
    at: str | None,
    made_by: str | None,
    names: tuple[str, ...],
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
    if as_release is not None:
        choice = replace(choice, missing=missing or "delete")
        _import_past(workspace, file, choice, table, (as_release, at, made_by, names), as_json=as_json)
        return
    if at or made_by or names:
        raise click.UsageError("--at, --author and --name belong to --as-release.")
    with shown_progress() as progress:
        report = import_file(open_workspace(workspace), file, choice, table, progress)
    echo_json(report) if as_json else _tell_import(report)


def _import_past(
    workspace: Path | None,
    file: Path,
    choice: Choice,
    table: TableLayout | None,
    was: tuple[str, str | None, str | None, tuple[str, ...]],
    *,
    as_json: bool,
) -> None:
    from ontoman.cli.releases import tell_release
    from ontoman.operations.past import OldRelease, import_release
    from ontoman.operations.states import open_workspace

    version, at, made_by, names = was
    if at is None or choice.dry_run:
        raise click.UsageError("--as-release needs --at DAY, and has no --dry-run.")
    old = OldRelease(version, at, made_by or choice.author, choice.message, names, choice)
    with shown_progress() as progress:
        manifest = import_release(open_workspace(workspace), file, old, table, progress)
    echo_json(manifest) if as_json else tell_release(manifest)


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


def _withdrawn(there: dict[str, str] | None) -> str:
    if there is None:
        return ""
    return f"  [withdrawn: {there['reason']}; use {there['use'] or 'none'}]"


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
        click.echo(f"  {release['version']}{also}  {release['message']}{_withdrawn(release['withdrawn'])}")
    base = f"over {draft['base']}" if draft["base"] else "over nothing yet"
    click.echo(
        f"  draft {base}: {draft['added']} statements new, {draft['removed']} gone,"
        f" {len(draft['operations'])} operations"
    )
    held = ", ".join(f"{count} {word}" for word, count in draft["counts"].items() if count)
    click.echo(f"  it holds {held or 'nothing yet'}")
