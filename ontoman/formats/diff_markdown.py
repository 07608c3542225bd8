"""The diff as Markdown, for a pull request or a changelog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ontoman.formats.diff_story import classes, counts, reasons, sides, stories, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.formats.diff_story import Entry, Story, Told

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def markdown(document: Mapping[str, Any]) -> str:
    """Write a diff: the bump and why first, then the counts, then subject by subject."""
    return "\n".join([*_head(document), *_counts(document), *_body(document), *_suggested(document)]) + "\n"


def _head(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"# {escape(document['from'])} → {escape(document['to'])}"
    yield ""
    if not document["changes"]:
        yield "Nothing changed."
        return
    yield f"Bump: **{document['bump']}**"
    yield ""
    for kind, why, count in reasons(document):
        yield f"- {count} {kind}: {escape(why)}"
    yield ""


def _counts(document: Mapping[str, Any]) -> Iterator[str]:
    if document["summary"]:
        yield from ("| Kind | Changes |", "|---|---:|")
        yield from (f"| {kind} | {count} |" for kind, count in counts(document))
        yield ""


def _body(document: Mapping[str, Any]) -> Iterator[str]:
    for story in stories(document):
        yield f"## {escape(story.title)}"
        yield ""
        for told in story.told:
            yield from _told(story, told)
        yield ""


def _suggested(document: Mapping[str, Any]) -> Iterator[str]:
    found = suggestions(document)
    if found:
        yield from ("## Suggestions", "", "Nobody declared these, and none is applied.", "")
    for suggestion in found:
        entry = suggestion.entry
        marks = f" ({classes(entry)})" if classes(entry) else ""
        yield f"- {suggestion.score} **{entry['kind']}**: {escape(suggestion.what)}{marks}"
        yield from (f"  - {escape(reason)}" for reason in suggestion.reasons)
    if found:
        yield ""


def _told(story: Story, told: Told) -> Iterator[str]:
    entry = told.entry
    yield _item("", entry, sides(entry), strong=bool(told.parts))
    for part in told.parts:
        yield _item("  ", part, sides(part, within=story.about), strong=False)
    if entry["kind"] == "UnclassifiedTriple":
        yield from (f"  - `{line.replace('`', chr(39))}`" for line in (*entry["removed"], *entry["added"]))


def _item(indent: str, entry: Entry, words: str, *, strong: bool) -> str:
    kind = f"**{entry['kind']}**" if strong else entry["kind"]
    said = f": {escape(words)}" if words else ""
    why = f" ({classes(entry)}: {escape(entry['compat']['why'])})" if classes(entry) and not indent else ""
    return f"{indent}- {kind}{said}{why}"


def escape(words: str) -> str:
    """Escape what Markdown would read as markup; a line break becomes a blank."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
