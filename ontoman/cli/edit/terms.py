"""New terms, what is said of them, where they stand, and how they end."""

from __future__ import annotations

from typing import Unpack

import click

from ontoman.cli.edit.group import MEANINGS, At, desk_at, meaning_of, operation
from ontoman.cli.edit.telling import tell, tell_waiting


@operation("add", "ontoman edit add category tram label=Tram label@de=Straßenbahn parent=vehicle")
@click.argument("noun", type=click.Choice(["category", "attribute", "value", "rule", "example"]))
@click.argument("key")
@click.argument("said", nargs=-1, metavar="[PROPERTY=VALUE]...")
def add(noun: str, key: str, said: tuple[str, ...], *, as_json: bool, **at: Unpack[At]) -> None:
    """Add a category, an attribute, a value, a rule or an example."""
    from ontoman.changes.editing import assignment
    from ontoman.operations.editing import add as do

    tell(do(*desk_at(**at), noun, key, [assignment(one) for one in said]), as_json=as_json)


@operation(
    "set",
    "ontoman edit set bus label=Omnibus altLabel+=Bus\n"
    "ontoman edit set bus definition='A vehicle for many people.' --meaning stays\n"
    "ontoman edit set activity=moving label@de=fährt",
)
@click.argument("key")
@click.argument("said", nargs=-1, required=True, metavar="PROPERTY=VALUE...")
@click.option("--meaning", type=click.Choice(MEANINGS), help="What another definition does to the meaning.")
def set_(key: str, said: tuple[str, ...], meaning: str | None, *, as_json: bool, **at: Unpack[At]) -> None:
    """Say something else of a term: = replaces, += adds, -= takes one away.

    KEY is a key or an IRI; a value is named ATTRIBUTE=VALUE. A text may carry its language: label@de=Bus.
    """
    from ontoman.changes.editing import assignment
    from ontoman.operations.editing import set_ as do

    report = do(*desk_at(**at), key, [assignment(one) for one in said], meaning_of(meaning) if meaning else None)
    tell(report, as_json=as_json)


@operation("move", "ontoman edit move van lorry --to heavy_vehicle")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("--to", metavar="KEY", help="The parent.")
@click.option("--to-top", is_flag=True, help="No parent: a top category.")
def move(keys: tuple[str, ...], to: str | None, *, to_top: bool, as_json: bool, **at: Unpack[At]) -> None:
    """Put categories under another parent."""
    from ontoman.operations.editing import move as do

    if (to is None) != to_top:
        raise click.UsageError("Give --to KEY or --to-top.")
    tell(do(*desk_at(**at), keys, to), as_json=as_json)


@operation("redefine", "ontoman edit redefine van 'A vehicle with a closed body, for parcels.' --meaning narrows")
@click.argument("key")
@click.argument("definition")
@click.option("--meaning", type=click.Choice(MEANINGS), required=True, help="What that does to the meaning.")
@click.option("--language", metavar="TAG", help="The language of the definition; the main one where none is given.")
def redefine(key: str, definition: str, meaning: str, language: str | None, *, as_json: bool, **at: Unpack[At]) -> None:
    """Give a term another definition, and say what that does to its meaning; -m says what changed."""
    from ontoman.operations.editing import redefine as do

    tell(do(*desk_at(**at), key, definition, language, meaning_of(meaning)), as_json=as_json)


@operation("retire", "ontoman edit retire bicycle_rack --disposition ignore -m 'No model uses them'")
@click.argument("key")
@click.option(
    "--disposition",
    type=click.Choice(["keep", "ignore", "drop", "residual"]),
    default="keep",
    show_default=True,
    help="What becomes of its labels.",
)
@click.option("--residual", metavar="KEY", help="Where they go, with --disposition residual.")
def retire(key: str, disposition: str, residual: str | None, *, as_json: bool, **at: Unpack[At]) -> None:
    """Retire a category that nothing succeeds; -m says why."""
    from ontoman.operations.editing import retire as do

    tell(do(*desk_at(**at), key, disposition, residual), as_json=as_json)


@operation("declare", "ontoman edit declare\nontoman edit declare van=narrows --all stays")
@click.argument("said", nargs=-1, metavar="[KEY=MEANING]...")
@click.option("--all", "rest", type=click.Choice(MEANINGS), help="For all others that wait.")
def declare(said: tuple[str, ...], rest: str | None, *, as_json: bool, **at: Unpack[At]) -> None:
    """Say of new definitions what they do to the meaning; without KEY or --all, list those that wait."""
    from ontoman.operations.edit_declaring import meanings_of, waiting
    from ontoman.operations.editing import declare as do

    workspace, desk = desk_at(**at)
    if said or rest:
        tell(do(workspace, desk, meanings_of(said), meaning_of(rest) if rest else None), as_json=as_json)
        return
    tell_waiting(waiting(workspace, desk.draft), as_json=as_json)
