"""demo: the whole story, told while it happens."""

from __future__ import annotations

import time
from pathlib import Path

import click

from ontoman.cli.common import command


@command("demo", "ontoman demo\nontoman demo streets --again")
@click.argument("folder", metavar="[DIR]", default="demo", type=click.Path(path_type=Path))
@click.option("--again", is_flag=True, help="Replace the workspace that an earlier demo left in DIR.")
def demo(folder: Path, *, again: bool) -> None:
    """Play the whole story on street scenes, and leave a workspace to explore.

    An ontology is imported, checked, released, changed, released again; the difference is explained, old labels are
    carried over and brought back, and a guideline is built.
    """
    from ontoman.operations.demo import play

    begun = time.monotonic()
    for step in play(folder, again=again):
        click.secho(f"\n{step.title}", bold=True)
        if step.command:
            click.secho(f"  $ {step.command}", fg="cyan")
        for line in step.lines:
            click.echo(f"  {line}".rstrip())
    click.secho(
        f"\nThat took {time.monotonic() - begun:.0f} s. Everything is in {folder}. Now open the pages:", bold=True
    )
    click.secho(f"\n  {invoked()} serve -w {folder}\n", fg="cyan")


def invoked() -> str:
    """Return how ontoman was called, so that the command shown works in the same shell."""
    called = Path(click.get_current_context().find_root().info_name or "ontoman")
    import sys

    program = Path(sys.argv[0])
    return str(program) if program.name == called.name and program.parent.name in {"bin", "Scripts"} else "ontoman"
