"""One category, or one value of an attribute, takes the place of others."""

from __future__ import annotations

from typing import Unpack

import click

from ontoman.cli.edit.group import At, desk_at, label_option, named, operation
from ontoman.cli.edit.telling import tell


@operation(
    "merge",
    "ontoman edit merge city_bus coach --into bus --label bus=Bus\n"
    "ontoman edit merge activity=parked activity=stopped --into activity=standing",
)
@click.argument("sources", nargs=-1, required=True, metavar="KEY...")
@click.option("--into", required=True, metavar="KEY", help="Who takes all items: one that is there, or a new key.")
@label_option
def merge(sources: tuple[str, ...], into: str, labels: tuple[str, ...], *, as_json: bool, **at: Unpack[At]) -> None:
    """Let one category take all items of others, which are retired; or one value of an attribute, ATTRIBUTE=VALUE."""
    from ontoman.operations.editing import merge as do

    tell(do(*desk_at(**at), sources, named(into, labels)), as_json=as_json)


@operation("unmerge", "ontoman edit unmerge bus\nontoman edit unmerge bus coach -m 'They are driven otherwise'")
@click.argument("target", metavar="KEY")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--retire", is_flag=True, help="Retire KEY as well: its labels are to be chosen among the sources.")
def unmerge(target: str, sources: tuple[str, ...], *, retire: bool, as_json: bool, **at: Unpack[At]) -> None:
    """Take a declared merge back: what went into KEY, or these SOURCES of it, is in use again.

    KEY is a category, or a value named ATTRIBUTE=VALUE. Which source an old label of KEY came from, only its lineage
    tells, so people decide. What leaned on the sources and was handed over to KEY stays with KEY.
    """
    from ontoman.operations.editing import unmerge as do

    tell(do(*desk_at(**at), target, sources, retire=retire), as_json=as_json)


@operation("supersede", "ontoman edit supersede tram rail_vehicle --relation broader")
@click.argument("source", metavar="OLD")
@click.argument("by", metavar="NEW")
@click.option(
    "--relation",
    type=click.Choice(["exact", "broader", "narrower", "close"]),
    default="exact",
    show_default=True,
    help="How the items of NEW relate to those of OLD.",
)
@label_option
def supersede(source: str, by: str, relation: str, labels: tuple[str, ...], *, as_json: bool, **at: Unpack[At]) -> None:
    """Let one category take the place of another, which is retired."""
    from ontoman.operations.editing import supersede as do

    tell(do(*desk_at(**at), source, named(by, labels), relation), as_json=as_json)


@operation("swap", "ontoman edit swap left_turn right_turn -m 'They were the wrong way round'")
@click.argument("one")
@click.argument("other")
def swap(one: str, other: str, *, as_json: bool, **at: Unpack[At]) -> None:
    """Let two categories exchange names and meanings, on purpose; keys stay."""
    from ontoman.operations.editing import swap as do

    tell(do(*desk_at(**at), one, other), as_json=as_json)
