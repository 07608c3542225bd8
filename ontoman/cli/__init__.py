"""The command line: each command is imported when it is called, so that help is there at once."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from ontoman.cli.streams import patient_streams
from ontoman.errors import ExitCode, OntomanError

_COMMANDS = {
    "init": ("ontoman.cli.workspace:init", "Make a workspace."),
    "import": ("ontoman.cli.workspace:import_", "Take a file as the whole new state of the draft."),
    "status": ("ontoman.cli.workspace:status", "Say where the workspace stands."),
    "tree": ("ontoman.cli.browse:tree", "Show the categories as a tree."),
    "show": ("ontoman.cli.browse:show", "Show a category, an attribute, a rule or an example."),
    "search": ("ontoman.cli.browse:search", "Find categories, attributes and rules by text."),
    "where": ("ontoman.cli.browse:where", "Say where an old key went."),
    "edit": ("ontoman.cli.edit:edit", "Edit a draft: add, merge, split, retire, undo and more."),
    "draft": ("ontoman.cli.drafts:draft", "Keep several drafts."),
    "validate": ("ontoman.cli.releases:validate", "Check a state against the shapes."),
    "release": ("ontoman.cli.releases:release", "Publish the draft as an immutable release."),
    "withdraw": ("ontoman.cli.trust:withdraw", "Say that nobody should use a release any more."),
    "verify": ("ontoman.cli.trust:verify", "Check that everything released is what it was."),
    "diff": ("ontoman.cli.releases:diff", "Say what changed between two states, and what it means."),
    "review": ("ontoman.cli.review:review", "Say how risky each change is, and close a gate."),
    "refs": ("ontoman.cli.review:refs", "Find where code and settings use a changed key."),
    "log": ("ontoman.cli.history:log", "Say what happened, and who did it."),
    "blame": ("ontoman.cli.history:blame", "Say where each statement of a thing came from."),
    "merge": ("ontoman.cli.merge:merge", "Merge two sides that went on from one state."),
    "map": ("ontoman.cli.maps:map_", "Build, import and check migration maps."),
    "relabel": ("ontoman.cli.relabel:relabel", "Carry label data over to another release."),
    "undo": ("ontoman.cli.relabel:undo", "Bring relabeled data back."),
    "guideline": ("ontoman.cli.guideline:guideline", "Build the labeling guideline."),
    "query": ("ontoman.cli.query:query", "Ask SPARQL of a release."),
    "serve": ("ontoman.cli.serve:serve", "Open the pages in a browser."),
    "demo": ("ontoman.cli.demo:demo", "Play the whole story on street scenes."),
    "schema": ("ontoman.cli.schema:schema", "Print the JSON Schema of an output."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a day's work."""
        return [*_COMMANDS, *(name for name in super().list_commands(ctx) if name not in _COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command and return it."""
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = _COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `ontoman demo`; README.md is the manual.",
)
@click.version_option(package_name="ontoman", message="%(prog)s %(version)s")
def cli() -> None:
    """Make changes to a labeling ontology safe: release it, compare it, carry old labels over."""


def main() -> None:
    """Run the command line and leave with the exit code that the outcome has."""
    patient_streams()
    try:
        code = cli.main(prog_name="ontoman", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except OntomanError as error:
        _tell(error)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.BAD_INPUT)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted; nothing was changed.", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the last door: a bug becomes a letter, too
        _tell_bug(error)
        sys.exit(ExitCode.INTERNAL)


def _tell(error: OntomanError) -> None:
    if "--json" not in sys.argv:
        click.echo(str(error), err=True)
        return
    from ontoman.cli.common import echo_json

    letter = {"code": error.code, "message": error.message, "fix": error.fix, "details": error.details}
    echo_json({"schema": "ontoman/error/1", "error": letter}, err=True)


def _tell_bug(error: Exception) -> None:
    kept = _kept(error)
    _tell(
        OntomanError(
            "OM001",
            f"This is a bug in ontoman: {type(error).__name__}: {error}",
            fix=f"Please report it with {kept}, which says where it happened." if kept else "Please report it.",
        )
    )


def _kept(error: Exception) -> Path | None:
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile("w", prefix="ontoman-bug-", suffix=".txt", delete=False) as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return None
    return Path(file.name)
