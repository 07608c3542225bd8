"""What all edits share: the group that they stand in, their options, and how these are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

import click

from ontoman.cli.common import author, command, json_option, message_option, workspace_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ontoman.changes.editing import Named
    from ontoman.model import Meaning
    from ontoman.operations.editing import Desk
    from ontoman.store.workspace import Workspace


class At(TypedDict):
    """What every edit is told: where, of which draft, why, and whether for a try only."""

    workspace: Path | None
    draft: str
    message: str | None
    dry_run: bool


MEANINGS = ("stays", "narrows", "widens", "shifts")
draft_option = click.option(
    "--draft", default="draft", metavar="NAME", help="Edit this draft; without it, the one that `release` publishes."
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Show the changes; keep nothing.")
label_option = click.option(
    "--label", "labels", multiple=True, metavar="KEY=TEXT", help="The label of what is new. Repeatable."
)
when_option = click.option(
    "--when", "whens", multiple=True, metavar="KEY=CONDITION", help="When an item falls to this part. Repeatable."
)


@click.group("edit", epilog="\b\nExample:\n  ontoman edit merge city_bus coach --into bus -m 'One class for both'")
def edit() -> None:
    """Edit a draft: each edit is logged, says what it changes, and can be undone."""


def operation(name: str, example: str) -> Callable[[Callable[..., None]], click.Command]:
    """Declare an operation of `edit`, with the options that all of them have."""

    def declare(function: Callable[..., None]) -> click.Command:
        for option in (json_option, workspace_option, dry_run_option, draft_option, message_option):
            function = option(function)
        made = command(name, example)(function)
        edit.add_command(made)
        return made

    return declare


def desk_at(
    workspace: Path | None, draft: str, message: str | None, *, dry_run: bool = False
) -> tuple[Workspace, Desk]:
    """Open the workspace, and the desk at which the draft is edited."""
    from ontoman.operations.editing import Desk
    from ontoman.operations.states import open_workspace

    return open_workspace(workspace), Desk(author(), message or "", draft, dry_run)


def meaning_of(word: str) -> Meaning:
    """Read a word of MEANINGS."""
    from ontoman.model import Meaning

    return Meaning(word.capitalize())


def named(key: str, labels: tuple[str, ...]) -> Named:
    """Return a target by key, with the label that it gets where it is new."""
    from ontoman.changes.editing import Named

    return Named(key, of_keys(labels, (key,), "--label").get(key))


def parts_of(keys: tuple[str, ...], whens: tuple[str, ...], labels: tuple[str, ...]) -> list[Any]:
    """Return the parts of a split, each with its condition and its label."""
    from ontoman.changes.editing import Part

    conditions, texts = of_keys(whens, keys, "--when"), of_keys(labels, keys, "--label")
    return [Part(key, conditions.get(key), texts.get(key)) for key in keys]


def of_keys(pairs: tuple[str, ...], keys: tuple[str, ...], option: str) -> dict[str, str]:
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
