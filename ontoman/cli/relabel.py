"""`relabel` and `undo`: labels carried over to another release, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ontoman.cli.common import Look, command, echo_json, json_option, tell_notes, workspace_option
from ontoman.cli.progress import shown_progress

_FILE = click.Path(path_type=Path, dir_okay=False)


@command("relabel", "ontoman relabel boxes.json --from 1.0.0 --to 2.0.0 -o boxes-2.json")
@click.argument("data", type=_FILE)
@click.option("--map", "map_file", type=_FILE, metavar="FILE", help="The map (SSSOM TSV); it stands alone.")
@click.option("--from", "from_", metavar="RELEASE", help="The release that the data is at, where none is recorded.")
@click.option("--to", metavar="RELEASE", help="The release to go to, in a workspace.")
@click.option("-o", "--out", type=_FILE, metavar="FILE", help="Where the relabeled data goes.")
@click.option("--label-column", metavar="NAME|N", help="The column of labels, by name or number from 1.")
@click.option("--sep", metavar="TEXT", help="What stands between the labels of one cell.")
@click.option("--attributes", metavar="A,B…", help="The columns of attributes; else those named like the map's.")
@click.option("--no-header", is_flag=True, help="The first line is data.")
@click.option("--index", type=_FILE, metavar="FILE", help="Cells hold positions in this list of names.")
@click.option("--out-index", type=_FILE, metavar="FILE", help="The list of names after relabeling.")
@click.option("--id-column", metavar="NAME", help="The column that tells rows apart; else their content does.")
@click.option("--decisions", type=_FILE, metavar="FILE", help="The filled review.csv of an earlier run.")
@click.option("--pending", metavar="omit|KEY", help="What waiting items get; without it their old label stays.")
@click.option(
    "--unknown",
    type=click.Choice(["fail", "keep", "review"]),
    default="fail",
    help="What labels get that the map lacks.",
)
@click.option("--max-review", metavar="N|%", default="0", help="So many may wait with exit code 0.")
@click.option("--no-lineage", is_flag=True, help="Keep no lineage; `undo` is not possible then.")
@click.option("--dry-run", is_flag=True, help="Only count.")
@click.option("--force", is_flag=True, help="Replace an earlier OUT.")
@workspace_option
@json_option
def relabel(**options: Any) -> None:  # noqa: ANN401 - click's own
    """Carry labels over to another release; what a person must decide goes to OUT.ontoman/review.csv."""
    from ontoman.operations.relabel import Request, relabel as run
    from ontoman.operations.relabel.layout import Layout
    from ontoman.operations.relabel.words import summary

    attributes = options.pop("attributes")
    as_json, no_header, no_lineage = (options.pop(name) for name in ("as_json", "no_header", "no_lineage"))
    layout = Layout(
        attributes=tuple(attributes.split(",")) if attributes else None,
        header=not no_header,
        **{name: options.pop(name) for name in ("label_column", "sep", "index", "out_index", "id_column")},
    )
    with shown_progress() as progress:
        request = Request(layout=layout, lineage=not no_lineage, progress=progress, **options)
        result = run(request)
    if as_json:
        echo_json(result.report)
        tell_notes(result.warnings)
    else:
        click.echo(summary(request, result))
    if result.look:
        raise Look


@command("undo", "ontoman undo boxes-2.json -o boxes-again.json")
@click.argument("out", type=_FILE)
@click.option("-o", "--data", type=_FILE, required=True, metavar="FILE", help="Where the data as it was goes.")
@click.option("--force", is_flag=True, help="Replace what is there.")
@json_option
def undo(out: Path, data: Path, *, force: bool, as_json: bool) -> None:
    """Bring relabeled data back; items that were worked on since are listed, not overwritten."""
    from ontoman.operations.relabel.undo import undo as run
    from ontoman.operations.relabel.words import undone

    with shown_progress() as progress:
        report = run(out, data, force=force, progress=progress)
    if as_json:
        echo_json(report)
    else:
        click.echo(undone(report, data))
    if report["edited"] or report["added"] or report["deleted"]:
        raise Look
