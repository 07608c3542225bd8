"""serve."""

from __future__ import annotations

from pathlib import Path

import click

from ontoman.cli.common import command, workspace_option


@command("serve", "ontoman serve -w streets --port 8080")
@workspace_option
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address; others are refused.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes any free one."
)
@click.option("--open/--no-open", "open_", default=False, help="Open the page in a browser, too.")
def serve(workspace: Path | None, host: str, port: int, *, open_: bool) -> None:
    """Show the workspace as pages in a browser, on this machine only."""
    from ontoman_web.server import open_server

    opened = open_server(workspace or Path.cwd(), host, port)
    click.echo(f"Open {opened.url}")
    click.echo("The address works once; the browser that opens it stays in. Ctrl-C ends the server.")
    if open_:
        click.launch(opened.url)
    opened.run()
    click.echo("Stopped.")
