"""edit: every way to change a draft."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from ontoman.cli.common import author, command, echo_json, json_option, message_option, workspace_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ontoman.model import Meaning
    from ontoman.operations.editing import Desk
    from ontoman.store.workspace import Workspace


class _At(TypedDict):
    """What every edit is told: where, of which draft, why, and whether for a try only."""

    workspace: Path | None
    draft: str
    message: str | None
    dry_run: bool


_MEANINGS = ("stays", "narrows", "widens", "shifts")
draft_option = click.option(
    "--draft", default="draft", metavar="NAME", help="Edit this draft; without it, the one that `release` publishes."
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Show the changes; keep nothing.")
label_option = click.option(
    "--label", "labels", multiple=True, metavar="KEY=TEXT", help="The label of a category that is new. Repeatable."
)
when_option = click.option(
    "--when", "whens", multiple=True, metavar="KEY=CONDITION", help="When an item falls to this part. Repeatable."
)


@click.group("edit", epilog="\b\nExample:\n  ontoman edit merge city_bus coach --into bus -m 'One class for both'")
def edit() -> None:
    """Edit a draft: each edit is logged, says what it changes, and can be undone."""


def _edit(name: str, example: str) -> Callable[[Callable[..., None]], click.Command]:
    """Declare an operation of `edit`, with the options that all of them have."""

    def declare(function: Callable[..., None]) -> click.Command:
        for option in (json_option, workspace_option, dry_run_option, draft_option, message_option):
            function = option(function)
        made = command(name, example)(function)
        edit.add_command(made)
        return made

    return declare


def _at(workspace: Path | None, draft: str, message: str | None, *, dry_run: bool = False) -> tuple[Workspace, Desk]:
    from ontoman.operations.editing import Desk
    from ontoman.operations.states import open_workspace

    return open_workspace(workspace), Desk(author(), message or "", draft, dry_run)


@_edit("add", "ontoman edit add category tram label=Tram label@de=Straßenbahn parent=vehicle")
@click.argument("noun", type=click.Choice(["category", "attribute", "value", "rule", "example"]))
@click.argument("key")
@click.argument("said", nargs=-1, metavar="[PROPERTY=VALUE]...")
def add(noun: str, key: str, said: tuple[str, ...], *, as_json: bool, **at: Unpack[_At]) -> None:
    """Add a category, an attribute, a value, a rule or an example."""
    from ontoman.changes.editing import assignment
    from ontoman.operations.editing import add as do

    _tell(do(*_at(**at), noun, key, [assignment(one) for one in said]), as_json=as_json)


@_edit(
    "set",
    "ontoman edit set bus label=Omnibus altLabel+=Bus\n"
    "ontoman edit set bus definition='A vehicle for many people.' --meaning stays\n"
    "ontoman edit set activity=moving label@de=fährt",
)
@click.argument("key")
@click.argument("said", nargs=-1, required=True, metavar="PROPERTY=VALUE...")
@click.option("--meaning", type=click.Choice(_MEANINGS), help="What another definition does to the meaning.")
def set_(key: str, said: tuple[str, ...], meaning: str | None, *, as_json: bool, **at: Unpack[_At]) -> None:
    """Say something else of a term: = replaces, += adds, -= takes one away.

    KEY is a key or an IRI; a value is named ATTRIBUTE=VALUE. A text may carry its language: label@de=Bus.
    """
    from ontoman.changes.editing import assignment
    from ontoman.operations.editing import set_ as do

    report = do(*_at(**at), key, [assignment(one) for one in said], _meaning(meaning) if meaning else None)
    _tell(report, as_json=as_json)


@_edit("move", "ontoman edit move van lorry --to heavy_vehicle")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("--to", metavar="KEY", help="The parent.")
@click.option("--to-top", is_flag=True, help="No parent: a top category.")
def move(keys: tuple[str, ...], to: str | None, *, to_top: bool, as_json: bool, **at: Unpack[_At]) -> None:
    """Put categories under another parent."""
    from ontoman.operations.editing import move as do

    if (to is None) != to_top:
        raise click.UsageError("Give --to KEY or --to-top.")
    _tell(do(*_at(**at), keys, to), as_json=as_json)


@_edit("merge", "ontoman edit merge city_bus coach --into bus --label bus=Bus")
@click.argument("sources", nargs=-1, required=True, metavar="KEY...")
@click.option(
    "--into", required=True, metavar="KEY", help="Who takes all items: a category that is there, or a new key."
)
@label_option
def merge(sources: tuple[str, ...], into: str, labels: tuple[str, ...], *, as_json: bool, **at: Unpack[_At]) -> None:
    """Let one category take all items of others, which are retired."""
    from ontoman.changes.editing import Named
    from ontoman.operations.editing import merge as do

    named = Named(into, _of_keys(labels, (into,), "--label").get(into))
    _tell(do(*_at(**at), sources, named), as_json=as_json)


@_edit("split", "ontoman edit split cycle bicycle wide_cycle --when 'bicycle=wheels <= 2'")
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
    **at: Unpack[_At],
) -> None:
    """Retire a category in favour of its parts.

    A part without a condition takes the rest; where no part has one, people decide.
    """
    from ontoman.operations.editing import split as do

    _tell(do(*_at(**at), source, _parts(parts, whens, labels)), as_json=as_json)


@_edit("redistribute", "ontoman edit redistribute van truck --into light_goods --into heavy_goods")
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
    **at: Unpack[_At],
) -> None:
    """Retire several categories; others share the items of all of them."""
    from ontoman.operations.editing import redistribute as do

    _tell(do(*_at(**at), sources, _parts(parts, whens, labels)), as_json=as_json)


@_edit("split-off", "ontoman edit split-off truck tipper --when \"has(equipment, 'tipping_body')\"")
@click.argument("source", metavar="KEY")
@click.argument("part")
@click.option("--when", metavar="CONDITION", help="Which items leave; without it, people decide.")
@label_option
def split_off(
    source: str, part: str, when: str | None, labels: tuple[str, ...], *, as_json: bool, **at: Unpack[_At]
) -> None:
    """Let PART, new or there already, take a part of a category that stays and means less from then on."""
    from ontoman.changes.editing import Part
    from ontoman.operations.editing import split_off as do

    report = do(*_at(**at), source, Part(part, when, _of_keys(labels, (part,), "--label").get(part)))
    _tell(report, as_json=as_json)


@_edit("facet-out", "ontoman edit facet-out police_vehicle car service=police")
@click.argument("source", metavar="KEY")
@click.argument("to")
@click.argument("facet", metavar="ATTRIBUTE=VALUE")
def facet_out(source: str, to: str, facet: str, *, as_json: bool, **at: Unpack[_At]) -> None:
    """Move a category to an attribute: its items become TO with that value."""
    from ontoman.operations.editing import facet_out as do

    _tell(do(*_at(**at), source, to, facet), as_json=as_json)


@_edit("facet-in", "ontoman edit facet-in car service=taxi taxi")
@click.argument("source", metavar="KEY")
@click.argument("facet", metavar="ATTRIBUTE=VALUE")
@click.argument("into")
@label_option
def facet_in(source: str, facet: str, into: str, labels: tuple[str, ...], *, as_json: bool, **at: Unpack[_At]) -> None:
    """Move a category out of an attribute: INTO takes the items of KEY that have that value."""
    from ontoman.changes.editing import Named
    from ontoman.operations.editing import facet_in as do

    named = Named(into, _of_keys(labels, (into,), "--label").get(into))
    _tell(do(*_at(**at), source, facet, named), as_json=as_json)


@_edit("swap", "ontoman edit swap left_turn right_turn -m 'They were the wrong way round'")
@click.argument("one")
@click.argument("other")
def swap(one: str, other: str, *, as_json: bool, **at: Unpack[_At]) -> None:
    """Let two categories exchange names and meanings, on purpose; keys stay."""
    from ontoman.operations.editing import swap as do

    _tell(do(*_at(**at), one, other), as_json=as_json)


@_edit("supersede", "ontoman edit supersede tram rail_vehicle --relation broader")
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
def supersede(
    source: str, by: str, relation: str, labels: tuple[str, ...], *, as_json: bool, **at: Unpack[_At]
) -> None:
    """Let one category take the place of another, which is retired."""
    from ontoman.changes.editing import Named
    from ontoman.operations.editing import supersede as do

    named = Named(by, _of_keys(labels, (by,), "--label").get(by))
    _tell(do(*_at(**at), source, named, relation), as_json=as_json)


@_edit("retire", "ontoman edit retire bicycle_rack --disposition ignore -m 'No model uses them'")
@click.argument("key")
@click.option(
    "--disposition",
    type=click.Choice(["keep", "ignore", "drop", "residual"]),
    default="keep",
    show_default=True,
    help="What becomes of its labels.",
)
@click.option("--residual", metavar="KEY", help="Where they go, with --disposition residual.")
def retire(key: str, disposition: str, residual: str | None, *, as_json: bool, **at: Unpack[_At]) -> None:
    """Retire a category that nothing succeeds; -m says why."""
    from ontoman.operations.editing import retire as do

    _tell(do(*_at(**at), key, disposition, residual), as_json=as_json)


@_edit("redefine", "ontoman edit redefine van 'A vehicle with a closed body, for parcels.' --meaning narrows")
@click.argument("key")
@click.argument("definition")
@click.option("--meaning", type=click.Choice(_MEANINGS), required=True, help="What that does to the meaning.")
@click.option("--language", metavar="TAG", help="The language of the definition; the main one where none is given.")
def redefine(
    key: str, definition: str, meaning: str, language: str | None, *, as_json: bool, **at: Unpack[_At]
) -> None:
    """Give a term another definition, and say what that does to its meaning; -m says what changed."""
    from ontoman.operations.editing import redefine as do

    _tell(do(*_at(**at), key, definition, language, _meaning(meaning)), as_json=as_json)


@_edit("declare", "ontoman edit declare\nontoman edit declare van=narrows --all stays")
@click.argument("said", nargs=-1, metavar="[KEY=MEANING]...")
@click.option("--all", "rest", type=click.Choice(_MEANINGS), help="For all others that wait.")
def declare(said: tuple[str, ...], rest: str | None, *, as_json: bool, **at: Unpack[_At]) -> None:
    """Say of new definitions what they do to the meaning; without KEY or --all, list those that wait."""
    from ontoman.operations.edit_declaring import meanings_of, waiting
    from ontoman.operations.editing import declare as do

    workspace, desk = _at(**at)
    if said or rest:
        _tell(do(workspace, desk, meanings_of(said), _meaning(rest) if rest else None), as_json=as_json)
        return
    document = waiting(workspace, desk.draft)
    echo_json(document) if as_json else _tell_waiting(document)


@_edit("undo", "ontoman edit undo")
def undo(*, as_json: bool, **at: Unpack[_At]) -> None:
    """Take back the last edit or import of the draft."""
    from ontoman.operations.edit_log import undo as do

    _tell(do(*_at(**at)), as_json=as_json)


@_edit("redo", "ontoman edit redo")
def redo(*, as_json: bool, **at: Unpack[_At]) -> None:
    """Do again what was undone last."""
    from ontoman.operations.edit_log import redo as do

    _tell(do(*_at(**at)), as_json=as_json)


# -- words ------------------------------------------------------------------------------------------------------------


def _meaning(word: str) -> Meaning:
    from ontoman.model import Meaning

    return Meaning(word.capitalize())


def _parts(keys: tuple[str, ...], whens: tuple[str, ...], labels: tuple[str, ...]) -> list[Any]:
    from ontoman.changes.editing import Part

    conditions, texts = _of_keys(whens, keys, "--when"), _of_keys(labels, keys, "--label")
    return [Part(key, conditions.get(key), texts.get(key)) for key in keys]


def _of_keys(pairs: tuple[str, ...], keys: tuple[str, ...], option: str) -> dict[str, str]:
    """Read KEY=TEXT for some of these keys; the longest key that fits is meant."""
    found: dict[str, str] = {}
    for pair in pairs:
        key = max((key for key in keys if pair.startswith(f"{key}=")), key=len, default=None)
        if key is None:
            raise click.UsageError(f"{option} {pair!r} names none of {', '.join(keys)}; write {option} '{keys[0]}=…'.")
        if key in found:
            raise click.UsageError(f"{option} names {key} twice.")
        found[key] = pair[len(key) + 1 :]
    return found


def _tell(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        echo_json(report)
        return
    from ontoman.formats.diff_text import stories_text
    from ontoman.formats.edit_text import findings_text

    click.echo(stories_text(report, colour=sys.stdout.isatty()))
    done = "would change" if report["dry_run"] else "is changed"
    draft = "The draft" if report["draft"] == "draft" else f"Draft {report['draft']}"
    click.echo(f"{draft} {done}: {len(report['added'])} statements new, {len(report['removed'])} gone.")
    for key in report["undeclared"]:
        click.echo(f"Does the meaning stay? `ontoman edit declare {key}=stays` (or narrows, widens, shifts).")
    for words in report["loose_ends"]:
        click.echo(f"To mend: {words}")
    for line in findings_text(report):
        click.echo(line)


def _tell_waiting(document: dict[str, Any]) -> None:
    for one in document["undeclared"]:
        click.echo(f"{one['key']}" + (f" ({one['label']})" if one["label"] else ""))
        click.echo(f"  - {one['old'] or ''}\n  + {one['new'] or ''}")
    count = len(document["undeclared"])
    click.echo(
        f"{count} wait; `ontoman edit declare KEY=stays` (or narrows, widens, shifts) says what they do to the meaning."
        if count
        else "Nothing waits: every new definition says what it does to the meaning."
    )
