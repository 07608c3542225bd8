"""The command line: each command is imported when it is called, so that help is there at once."""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontoman.cli.streams import patient_streams, trouble
from ontoman.errors import BadInput, ExitCode, OntomanError

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    "rules": ("ontoman.cli.rules:rules", "Check the edge-case rules against each other."),
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

# Commands that change nothing, unless they are told to write a file.
_READ = frozenset(
    "status tree show search where validate verify diff review refs log blame query schema".split()  # noqa: SIM905
)
_READ_BELOW = frozenset({("map", "check"), ("map", "todo"), ("map", "compare"), ("rules", "check"), ("draft", "list")})
_DONE = frozenset({ExitCode.DONE, ExitCode.LOOK})


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
    signal.signal(signal.SIGTERM, _end)
    code = _run()
    lost = trouble(sys.stdout)
    sys.exit(_without_report(code, lost) if lost and code in _DONE else code)


class _Ended(BaseException):
    """The process was told to end (SIGTERM): what is half done is cleared up on the way out."""


def _end(_number: int, _frame: object) -> None:
    raise _Ended


def _without_report(code: int, lost: OSError) -> int:
    """Say that the output could not be printed (OM202); what was done beside it is done, and keeps its exit code."""
    why = lost.strerror or lost
    if not only_prints(sys.argv[1:]):
        click.echo(f"Note: It is done, but the output could not be printed: {why}.", err=True)
        return code
    _tell(BadInput("OM202", f"The output cannot be written: {why}.", fix="Make room, or send it to another place."))
    return ExitCode.BAD_INPUT


def only_prints(words: Sequence[str]) -> bool:
    """Tell whether a command line asks for output only, so that nothing is done where that cannot be printed."""
    if not words or {"-h", "--help", "--version", "--dry-run"} & set(words):
        return True
    given = any(word.startswith(("-o", "--out", "--accept")) for word in words)
    return (words[0] in _READ or tuple(words[:2]) in _READ_BELOW) and not given


def _run() -> int:
    """Run the command line; return the exit code that the outcome has."""
    try:
        code = cli.main(prog_name="ontoman", standalone_mode=False)
        return code if isinstance(code, int) else ExitCode.DONE
    except OntomanError as error:
        _tell(error)
        return error.exit_code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return ExitCode.BAD_INPUT
    except (KeyboardInterrupt, click.Abort, _Ended) as told:
        ended = isinstance(told, _Ended)
        click.echo(f"{'Ended' if ended else 'Interrupted'}; nothing was changed.", err=True)
        return ExitCode.ENDED if ended else ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last door: a bug becomes a letter, too
        _tell_bug(error)
        return ExitCode.INTERNAL


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
