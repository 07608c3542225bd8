"""What one category, or one value of an attribute, held is shared among others."""

from __future__ import annotations

from typing import Unpack

import click

from ontoman.cli.edit.group import At, desk_at, label_option, named, of_keys, operation, parts_of, when_option
from ontoman.cli.edit.telling import tell


@operation(
    "split",
    "ontoman edit split cycle bicycle wide_cycle --when 'bicycle=wheels <= 2'\n"
    "ontoman edit split activity=moving activity=driving activity=rolling",
)
@click.argument("source", metavar="KEY")
@click.argument("parts", nargs=-1, required=True, metavar="PART...")
@when_option
@label_option
def split(
    source: str,
    parts: tuple[str, ...],
    whens: tuple[str, ...],
    labels: tuple[str, ...],
    *,
    as_json: bool,
    **at: Unpack[At],
) -> None:
    """Retire a category in favour of its parts; or a value of an attribute, ATTRIBUTE=VALUE.

    A part without a condition takes the rest; where no part has one, people decide. Of values, people decide always.
    """
    from ontoman.operations.editing import split as do

    tell(do(*desk_at(**at), source, parts_of(parts, whens, labels)), as_json=as_json)


@operation("redistribute", "ontoman edit redistribute van truck --into light_goods --into heavy_goods")
@click.argument("sources", nargs=-1, required=True, metavar="KEY...")
@click.option("--into", "parts", multiple=True, required=True, metavar="KEY", help="Who takes a part. Repeatable.")
@when_option
@label_option
def redistribute(
    sources: tuple[str, ...],
    parts: tuple[str, ...],
    whens: tuple[str, ...],
    labels: tuple[str, ...],
    *,
    as_json: bool,
    **at: Unpack[At],
) -> None:
    """Retire several categories; others share the items of all of them."""
    from ontoman.operations.editing import redistribute as do

    tell(do(*desk_at(**at), sources, parts_of(parts, whens, labels)), as_json=as_json)


@operation("split-off", "ontoman edit split-off truck tipper --when \"has(equipment, 'tipping_body')\"")
@click.argument("source", metavar="KEY")
@click.argument("part")
@click.option("--when", metavar="CONDITION", help="Which items leave; without it, people decide.")
@label_option
def split_off(
    source: str, part: str, when: str | None, labels: tuple[str, ...], *, as_json: bool, **at: Unpack[At]
) -> None:
    """Let PART, new or there already, take a part of a category that stays and means less from then on."""
    from ontoman.changes.editing import Part
    from ontoman.operations.editing import split_off as do

    report = do(*desk_at(**at), source, Part(part, when, of_keys(labels, (part,), "--label").get(part)))
    tell(report, as_json=as_json)


@operation("facet-out", "ontoman edit facet-out police_vehicle car service=police")
@click.argument("source", metavar="KEY")
@click.argument("to")
@click.argument("facet", metavar="ATTRIBUTE=VALUE")
def facet_out(source: str, to: str, facet: str, *, as_json: bool, **at: Unpack[At]) -> None:
    """Move a category to an attribute: its items become TO with that value."""
    from ontoman.operations.editing import facet_out as do

    tell(do(*desk_at(**at), source, to, facet), as_json=as_json)


@operation("facet-in", "ontoman edit facet-in car service=taxi taxi")
@click.argument("source", metavar="KEY")
@click.argument("facet", metavar="ATTRIBUTE=VALUE")
@click.argument("into")
@label_option
def facet_in(source: str, facet: str, into: str, labels: tuple[str, ...], *, as_json: bool, **at: Unpack[At]) -> None:
    """Move a category out of an attribute: INTO takes the items of KEY that have that value."""
    from ontoman.operations.editing import facet_in as do

    tell(do(*desk_at(**at), source, facet, named(into, labels)), as_json=as_json)
