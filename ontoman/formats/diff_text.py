"""The diff for a terminal."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from ontoman.formats.diff_story import classes, counts, reasons, sides, stories, suggestions, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.formats.diff_story import Entry, Story, Told

_WIDTH: Final = 24
_REASONS: Final = 8
_COLOURS: Final = {"bold": "1", "dim": "2", "major": "31", "minor": "33", "patch": "32", "compound": "36"}


def text(document: Mapping[str, Any], *, colour: bool = False) -> str:
    """Write a diff subject by subject, then the counts, the bump and why."""
    paint = painted if colour else plain
    return "\n".join([*_body(document, paint), *_end(document, paint), *_suggested(document, paint)]) + "\n"


def stories_text(document: Mapping[str, Any], *, colour: bool = False) -> str:
    """Write what changed, subject by subject, and no more: what an edit has to tell."""
    return "\n".join(_stories(document, painted if colour else plain)).rstrip("\n")


def _body(document: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    yield paint("bold", f"{document['from']} → {document['to']}")
    yield ""
    yield from _stories(document, paint)


def _stories(document: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    for story in stories(document):
        yield paint("bold", safe(story.title))
        for told in story.told:
            yield from _told(story, told, paint)
        yield ""


def _told(story: Story, told: Told, paint: Paint) -> Iterator[str]:
    entry = told.entry
    yield _line("  ", entry, sides(entry), paint, style="compound" if told.parts else "")
    for part in told.parts:
        yield _line("    ", part, sides(part, within=story.about), paint, style="dim")
    if entry["kind"] == "UnclassifiedTriple":
        yield from (f"    - {safe(line)}" for line in entry["removed"])
        yield from (f"    + {safe(line)}" for line in entry["added"])


def _line(indent: str, entry: Entry, words: str, paint: Paint, style: str) -> str:
    kind = f"{entry['kind']:<{_WIDTH - len(indent)}}"
    marks = f" [{paint(weight(entry), classes(entry))}]" if classes(entry) else ""
    said = f" {safe(words)}" if words else ""
    return f"{indent}{paint(style, kind if said or marks else entry['kind'])}{said}{marks}"


def _end(document: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    total = sum(count for _, count in counts(document))
    if not total:
        yield "Nothing changed."
        return
    yield f"{_count(total, 'change')}: " + ", ".join(f"{count} {kind}" for kind, count in counts(document))
    bump = document["bump"]
    yield paint(bump, f"Bump: {bump}")
    found = reasons(document)
    for kind, why, count in found[:_REASONS]:
        yield f"  {count} {kind}: {why}"
    if len(found) > _REASONS:
        yield f"  and {_count(len(found) - _REASONS, 'more reason')}"


def _suggested(document: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    found = suggestions(document)
    if found:
        yield ""
        yield paint("bold", f"{_count(len(found), 'suggestion')}, not applied: nobody declared what follows")
    for suggestion in found:
        entry = suggestion.entry
        yield _line(f"  {suggestion.score}  ", entry, suggestion.what, paint, style="compound")
        yield from (paint("dim", f"        {safe(reason)}") for reason in suggestion.reasons)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def safe(words: str) -> str:
    """Drop control characters: a label must not move the cursor or change the colours of a terminal."""
    return "".join(c if unicodedata.category(c) not in {"Cc", "Cf"} else "\N{REPLACEMENT CHARACTER}" for c in words)


def plain(_style: str, words: str) -> str:
    """Write without colour."""
    return words


def painted(style: str, words: str) -> str:
    """Write in the colour of a style."""
    code = _COLOURS.get(style)
    return f"\x1b[{code}m{words}\x1b[0m" if code and words else words


if TYPE_CHECKING:
    from collections.abc import Callable

    Paint = Callable[[str, str], str]
