"""map compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ontoman.cli.common import command, echo_json, json_option, tell_notes

_FILE = click.Path(path_type=Path, dir_okay=False)


@command("compare", "ontoman map compare ours.sssom.tsv theirs.sssom.tsv")
@click.argument("one", metavar="FILE", type=_FILE)
@click.argument("other", metavar="OTHER", type=_FILE)
@json_option
def compare(one: Path, other: Path, *, as_json: bool) -> None:
    """Compare two maps that start from the same labels: where they agree, and where not."""
    from ontoman.operations.maps.comparing import compare_maps

    document: dict[str, Any] = compare_maps(one, other)
    echo_json(document) if as_json else _tell(document)


def _tell(document: dict[str, Any]) -> None:
    tell_notes(document["warnings"])
    for found in document["differ"]:
        click.echo(f"{found['subject']}: {' | '.join(found['one'])}  /  {' | '.join(found['other'])}")
    for name, which in (("only_one", "one"), ("only_other", "other")):
        if document[name]:
            click.echo(f"{len(document[name])} labels stand in {document[which]} only.")
    if document["undecided"]:
        click.echo(f"{len(document['undecided'])} labels are undecided in one of them.")
    click.echo(f"{document['agree']} of {document['shared']} labels that both decide agree.")
