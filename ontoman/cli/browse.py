"""tree, show, search, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ontoman.cli.common import command, echo_json, json_option, tell_withdrawn, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from ontoman.operations.states import State

release_option = click.option(
    "--release", metavar="RELEASE", default="draft", show_default=True, help="The state to look at."
)


def _state(workspace: Path | None, release: str) -> State:
    from ontoman.operations.states import find_workspace, resolve

    room = find_workspace(workspace)
    state = resolve(room, release)
    tell_withdrawn(room, release)
    return state


@command("tree", "ontoman tree vehicle --release 1.0.0")
@click.argument("key", required=False)
@release_option
@click.option("--deprecated", is_flag=True, help="Show deprecated categories, too.")
@workspace_option
@json_option
def tree(key: str | None, release: str, workspace: Path | None, *, deprecated: bool, as_json: bool) -> None:
    """Show the categories as a tree, or the branch below KEY."""
    from ontoman.operations.browsing import tree as grow

    document: dict[str, Any] = grow(_state(workspace, release), key, deprecated=deprecated)
    if as_json:
        echo_json(document)
        return
    for node in document["tree"]:
        _tell_node(node, "", "")


def _tell_node(node: dict[str, Any], first: str, rest: str) -> None:
    marks = [] if node["selectable"] else ["group"]
    marks += [] if node["role"] == "Ordinary" else [node["role"]]
    marks += ["deprecated"] if node["deprecated"] else []
    suffix = f"  [{', '.join(marks)}]" if marks else ""
    label = f"  {node['label']}" if node["label"] != node["key"] else ""
    click.echo(f"{first}{node['key']}{label}{suffix}")
    for place, child in enumerate(node["children"], 1):
        last = place == len(node["children"])
        _tell_node(child, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))


@command("show", "ontoman show cargo_bike")
@click.argument("key")
@release_option
@workspace_option
@json_option
def show(key: str, release: str, workspace: Path | None, *, as_json: bool) -> None:
    """Show everything that a category, an attribute, a rule or an example carries."""
    from ontoman.operations.browsing import show as look_at

    document: dict[str, Any] = look_at(_state(workspace, release), key)
    if as_json:
        echo_json(document)
        return
    click.echo(f"{document['kind']} {document['entity']['key']}  <{document['entity']['iri']}>")
    for name, value in document["entity"].items():
        _tell_field(name, value)
    for name, value in (document["context"] or {}).items():
        _tell_field(name, value)


def _tell_field(name: str, value: object) -> None:
    if name in {"iri", "key"} or value in (None, [], "", False):
        return
    for part in value if isinstance(value, list) else [value]:
        click.echo(f"  {name.replace('_', ' ')}: {_words(part)}")


def _words(part: object) -> str:
    match part:
        case {"text": text, "lang": lang, "property": kind}:
            return f"{kind} {lang}: {text}"
        case {"text": text, "lang": lang}:
            return f"{text} @{lang}" if lang else str(text)
        case {"key": key, **rest}:
            return f"{key} ({_words(rest.get('labels') or [])})"
        case dict():
            return "; ".join(f"{name} {_words(value)}" for name, value in part.items() if value not in (None, [], ""))
        case list():
            return ", ".join(_words(one) for one in part)
    return str(part)


@command("search", "ontoman search bicycle")
@click.argument("text")
@release_option
@workspace_option
@json_option
def search(text: str, release: str, workspace: Path | None, *, as_json: bool) -> None:
    """Find categories, attributes, rules and examples by key, label, definition or note."""
    from ontoman.operations.browsing import search as find

    document: dict[str, Any] = find(_state(workspace, release), text)
    if as_json:
        echo_json(document)
        return
    for hit in document["hits"]:
        gone = "  [deprecated]" if hit["deprecated"] else ""
        click.echo(f"{hit['kind']:9} {hit['key']}  {hit['label']}{gone}  ({hit['found_in']})")
    click.echo(f"{document['total']} found.")


@command("where", "ontoman where van")
@click.argument("key", metavar="OLDKEY")
@workspace_option
@json_option
def where(key: str, workspace: Path | None, *, as_json: bool) -> None:
    """Say where an old key went, release by release."""
    from ontoman.operations.browsing import where as follow
    from ontoman.operations.states import open_workspace

    document: dict[str, Any] = follow(open_workspace(workspace), key)
    if as_json:
        echo_json(document)
        return
    for station in document["history"]:
        click.echo(f"{station['release']:8} {station['key']}  {station['label']}: {station['fate']}")
    ends = ", ".join(f"{end['key']} ({end['label']})" for end in document["now"])
    click.echo(f"now      {ends or 'nothing takes its labels'}")
