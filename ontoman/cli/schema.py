"""schema: what each JSON output looks like."""

from __future__ import annotations

import click

from ontoman.cli.common import command


@command("schema", "ontoman schema diff")
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of an output; without NAME, the list of names."""
    from ontoman.operations.schemas import schema_names, schema_text

    click.echo(schema_text(name) if name else "\n".join(schema_names()))
