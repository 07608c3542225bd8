"""The registry of commands is walked: each has help, an example, and output that its schema describes."""

from __future__ import annotations

import shlex
import subprocess
import sys

import click
import pytest

from ontoman.cli import _COMMANDS, cli


def commands():
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", command.commands[sub]) for sub in sorted(command.commands))


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda x: x if isinstance(x, str) else "")
def test_every_command_says_what_it_does_and_shows_an_example(name, command):
    assert command.help
    assert command.help.splitlines()[0].endswith(".")
    if not isinstance(command, click.Group):
        assert f"ontoman {name}" in (command.epilog or ""), "an example"
        for option in command.params:
            if isinstance(option, click.Option) and option.name != "help":
                assert option.help or option.metavar or isinstance(option.type, click.Choice), option.name


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda x: x if isinstance(x, str) else "")
def test_the_examples_in_help_use_options_that_exist(name, command):
    if isinstance(command, click.Group):
        return
    known = {opt for param in command.params for opt in (*param.opts, *param.secondary_opts)} | {"-h", "--help"}
    for line in (command.epilog or "").splitlines():
        if line.strip().startswith(f"ontoman {name}"):
            used = {word.split("=")[0] for word in shlex.split(line) if word.startswith("-") and len(word) > 1}
            assert used <= known


def test_the_list_of_commands_agrees_with_what_they_say_of_themselves():
    context = click.Context(cli)
    for name, (_, short) in _COMMANDS.items():
        command = cli.get_command(context, name)
        assert command.name == name
        assert short.endswith(".")


def test_help_imports_no_heavy_library():
    code = "import sys; sys.argv=['ontoman','--help']\ntry:\n import ontoman.cli; ontoman.cli.main()\nexcept SystemExit: pass\n"
    heavy = [
        "rdflib",
        "pyshacl",
        "owlready2",
        "flask",
        "duckdb",
        "networkx",
        "sqlglot",
        "pyoxigraph",
        "msgspec",
        "yaml",
    ]
    code += f"found = [m for m in {heavy} if m in sys.modules]\nassert not found, found\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
