"""map build, map import, map check, map todo; map compare stands beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ontoman.cli.common import (
    Look,
    author,
    command,
    echo_json,
    json_option,
    tell_notes,
    tell_withdrawn,
    workspace_option,
)
from ontoman.cli.map_compare import compare
from ontoman.cli.progress import shown_progress

if TYPE_CHECKING:
    from ontoman.operations.maps.building import StoredMap

_FILE = click.Path(path_type=Path, dir_okay=False)
output_option = click.option(
    "-o", "--output", type=_FILE, metavar="FILE", help="Only write this file; without it, keep a revision."
)


@click.group("map", epilog="\b\nExample:\n  ontoman map build 1.0.0 2.0.0 -o map.sssom.tsv")
def map_() -> None:
    """Build, import and check migration maps: what becomes of every label."""


@command(
    "build",
    "ontoman map build 1.0.0 2.0.0 -o map.sssom.tsv\nontoman map build old.ttl new.ttl --suggest -o map.sssom.tsv",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@output_option
@click.option("--suggest", "suggesting", is_flag=True, help="Take in, as proposed, what nobody declared.")
@workspace_option
def build(old: str, new: str, output: Path | None, workspace: Path | None, *, suggesting: bool) -> None:
    """Build the map from one release to another, from what was declared when it was edited."""
    from ontoman.operations.maps.building import build_between
    from ontoman.operations.states import find_workspace

    room = find_workspace(workspace)
    tell_withdrawn(room, old, new)
    with shown_progress() as progress:
        stored = build_between(room, old, new, output, progress, by=author(), suggesting=suggesting)
    _tell(stored)


@command(
    "import",
    "ontoman map import old_to_new.tsv --retire 'void / ignore=ignore' -o map.sssom.tsv\n"
    "ontoman map import table.csv --from-column old --to-column new --when-column if -o map.sssom.tsv\n"
    "ontoman map import groups.json --identity neutral -o map.sssom.tsv\n"
    "ontoman map import theirs.tsv --from-column old --to-column new --flag-column remark --flag 'Imperfect=review' "
    "--blank review -o map.sssom.tsv",
)
@click.argument("file", type=_FILE)
@output_option
@click.option("--from-column", metavar="NAME", help="The column of old labels (CSV, TSV).")
@click.option("--to-column", metavar="NAME", help="The column of new labels.")
@click.option("--when-column", metavar="NAME", help="The column of conditions; the first that holds decides.")
@click.option("--sep", metavar="CHAR", help="What parts the columns, where the file's name does not say.")
@click.option(
    "--retire",
    multiple=True,
    metavar="TARGET=DISPOSITION",
    help="This target means retired: keep, ignore, drop or residual. Repeatable.",
)
@click.option("--identity", multiple=True, metavar="LABEL", help="A label that maps to itself. Repeatable.")
@click.option("--flag-column", metavar="NAME", help="The column of remarks, such as Mapped to Parent.")
@click.option(
    "--flag",
    "flags",
    multiple=True,
    metavar="REMARK=MEANING",
    help="It means exact, broad, narrow, close, review, or retired: keep, ignore, drop. Repeatable.",
)
@click.option("--blank", metavar="MEANING", help="An empty target means review, keep, ignore or drop.")
@click.option("--repair", multiple=True, metavar="WRITTEN=MEANT", help="Read a label as another one. Repeatable.")
@click.option("--pick", is_flag=True, help="Let a person pick where a label stands with several targets.")
@click.option("--one-label", is_flag=True, help="`A or B` and `A; B` are one label each, and no choice.")
@click.option("--from", "from_", metavar="RELEASE", help="Tie the old labels to this release.")
@click.option("--to", metavar="RELEASE", help="Tie the new labels to this release.")
@workspace_option
def import_(  # noqa: PLR0913 - one parameter an option
    file: Path,
    *,
    output: Path | None,
    from_column: str | None,
    to_column: str | None,
    when_column: str | None,
    sep: str | None,
    retire: tuple[str, ...],
    identity: tuple[str, ...],
    flag_column: str | None,
    flags: tuple[str, ...],
    blank: str | None,
    repair: tuple[str, ...],
    pick: bool,
    one_label: bool,
    from_: str | None,
    to: str | None,
    workspace: Path | None,
) -> None:
    r"""Take in a table of two columns, JSON groups {"target": ["source", …]}, or any SSSOM file."""
    from ontoman.formats.map_layout import MapLayout, blank_meaning, flag_meaning, repair as repaired, retirement
    from ontoman.operations.maps.building import import_map
    from ontoman.operations.states import find_workspace

    layout = MapLayout(
        from_column=from_column,
        to_column=to_column,
        when_column=when_column,
        separator=_separator(sep),
        retire=dict(map(retirement, retire)),
        identity=identity,
        flag_column=flag_column,
        flags=dict(map(flag_meaning, flags)),
        blank=blank_meaning(blank) if blank else None,
        repairs=dict(map(repaired, repair)),
        one_label=one_label,
        pick=pick,
    )
    room = find_workspace(workspace)
    tell_withdrawn(room, from_, to)
    _tell(import_map(file, layout, workspace=room, releases=(from_, to), output=output, by=author()))


def _separator(text: str | None) -> str | None:
    char = {"\\t": "\t", "tab": "\t"}.get(text or "", text)
    if char is not None and len(char) != 1:
        raise click.UsageError(f"--sep {text!r}: give one character, or tab.")
    return char


@command("check", "ontoman map check maps/1.0.0..2.0.0/1.sssom.tsv")
@click.argument("file", type=_FILE)
@click.option("--from", "from_", metavar="RELEASE", help="Check against this release; else the one that the map names.")
@click.option("--to", metavar="RELEASE", help="Likewise.")
@workspace_option
@json_option
def check(file: Path, from_: str | None, to: str | None, workspace: Path | None, *, as_json: bool) -> None:
    """Check a map: total, landing on live terms, groups whole; exit 1 where something is found."""
    from ontoman.operations.maps.checking import check_map
    from ontoman.operations.states import find_workspace

    document: dict[str, Any] = check_map(find_workspace(workspace), file, (from_, to))
    echo_json(document) if as_json else _tell_check(document)
    if document["problems"]:
        raise Look


def _tell_check(document: dict[str, Any]) -> None:
    tell_notes(document["warnings"])
    for problem in document["problems"]:
        click.echo(f"{problem['severity']:9} {problem['code']}: {problem['message']}")
        click.echo(f"          {problem['fix']}")
    at_hand = ", ".join(f"{side} {name}" for side, name in document["checked"].items() if name)
    against = f"checked {at_hand}" if at_hand else "checked by itself: no release was at hand"
    count = len(document["problems"])
    click.echo(_said(document["cardinality"]))
    click.echo(f"{document['rows']} rows, {count or 'no'} problem{'s' * (count != 1)}; {against}.")


def _said(counts: dict[str, int]) -> str:
    """Say what becomes of how many."""
    words = {
        "1:1": "one to one",
        "n:1": f"in {counts['merges']} merge{'s' * (counts['merges'] != 1)}",
        "1:n": "to several",
        "n:n": "to several, which others become too",
        "1:0": "retired",
        "undecided": "undecided",
    }
    told = [f"{counts[said]} {text}" for said, text in words.items() if counts[said]]
    return f"{sum(counts[said] for said in words)} labels: {', '.join(told)}."


@command("todo", "ontoman map todo maps/1.0.0..2.0.0/1.sssom.tsv")
@click.argument("file", type=_FILE)
@json_option
def todo(file: Path, *, as_json: bool) -> None:
    """List the labels that wait for a person, with what they may become."""
    from ontoman.operations.maps.checking import todo as waiting

    document: dict[str, Any] = waiting(file)
    echo_json(document) if as_json else _tell_todo(document)


def _tell_todo(document: dict[str, Any]) -> None:
    tell_notes(document["warnings"])
    for entry in document["undecided"]:
        choices = f" -> {' | '.join(entry['candidates'])}" if entry["candidates"] else ""
        click.echo(f"{entry['subject']}{choices}  ({entry['why']})")
    for entry in document["samples"]:
        click.echo(f"{entry['subject']}: look at {entry['size']} of its labels. {entry['comment'] or ''}".rstrip())
    if not document["undecided"]:
        click.echo("Nothing waits for a person.")


def _tell(stored: StoredMap) -> None:
    tell_notes(stored.warnings)
    click.echo(stored.summary)


for _command in (build, import_, check, todo, compare):
    map_.add_command(_command)
