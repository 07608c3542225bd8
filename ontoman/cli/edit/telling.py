"""What an edit says to a person."""

from __future__ import annotations

import sys
from typing import Any

import click

from ontoman.cli.common import echo_json


def tell(report: dict[str, Any], *, as_json: bool) -> None:
    """Say what an edit changed, what is still to be said of it, and what it leaves to mend."""
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


def tell_waiting(document: dict[str, Any], *, as_json: bool) -> None:
    """List the new definitions of which nobody said what they do to the meaning."""
    if as_json:
        echo_json(document)
        return
    for one in document["undeclared"]:
        click.echo(f"{one['key']}" + (f" ({one['label']})" if one["label"] else ""))
        click.echo(f"  - {one['old'] or ''}\n  + {one['new'] or ''}")
    count = len(document["undeclared"])
    click.echo(
        f"{count} wait; `ontoman edit declare KEY=stays` (or narrows, widens, shifts) says what they do to the meaning."
        if count
        else "Nothing waits: every new definition says what it does to the meaning."
    )
