"""A guideline as Markdown, for tools that take their instructions so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ontoman.guidelines.words import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ontoman.guidelines.values import Case, Entry, Guide, Question, Sample
    from ontoman.guidelines.words import Wording

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!])")
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)", re.MULTILINE)


def markdown(guide: Guide) -> str:
    """Write *guide* as Markdown (CommonMark, with tables)."""
    return "\n".join(_lines(guide, wording(guide.language))) + "\n"


def _lines(guide: Guide, words: Wording) -> Iterator[str]:
    yield f"# {_text(guide.title)}: {words.guideline}"
    said = [f"{words.version} {guide.version}", guide.date, guide.owner]
    yield from ("", " · ".join(_text(part) for part in said if part))
    if guide.changed:
        yield from _section(words.changed_since.format(guide.since), [f"- {_text(line)}" for line in guide.changed])
    if guide.purpose:
        yield from _section(words.purpose, [_text(guide.purpose)])
    if guide.general:
        yield from _section(words.general_rules, [line for case in guide.general for line in _case(case, words)])
    yield from ("", f"## {words.categories}")
    for entry in guide.entries:
        yield from _entry(entry, words)
    yield from ("", f"## {words.attributes}")
    for question in guide.questions:
        yield from _question(question, words)
    if guide.unsure:
        yield from _section(words.unsure, [f"- **{_text(label)}**: {text}" for label, text in guide.unsure])
    yield from _annex(guide, words)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield from ("", f"## {_text(title)}", "", *lines)


def _entry(entry: Entry, words: Wording) -> Iterator[str]:
    yield from ("", f"{'#' * min(3 + entry.depth, 6)} {_text(entry.label)} (`{entry.key}`)", "")
    if entry.definition:
        yield _text(entry.definition)
    for note in (entry.role, "" if entry.selectable else words.not_selectable):
        if note:
            yield from ("", f"*{note}*")
    lists = (
        (words.labeled, entry.labeled),
        (words.not_labeled, entry.not_labeled),
        (words.draw, entry.drawing),
        (words.notes, entry.notes),
    )
    for title, texts in lists:
        if texts:
            yield from ("", f"**{title}**", "", *(f"- {_text(text)}" for text in texts))
    if entry.questions:
        yield from ("", f"**{words.attributes}**: " + ", ".join(_text(label) for _, label in entry.questions))
    if entry.cases:
        yield from ("", f"**{words.edge_cases}**", "", *(line for case in entry.cases for line in _case(case, words)))
    if entry.samples:
        yield from ("", f"**{words.examples}**", "", *(_sample(sample, words) for sample in entry.samples))
    if entry.confusable:
        pairs = (f"- **{_text(pair.label)}**: {_text(pair.definition)}" for pair in entry.confusable)
        yield from ("", f"**{words.confusable}**", "", *pairs)


def _case(case: Case, words: Wording) -> Iterator[str]:
    yield f"- **{_text(case.title)}**\\"
    yield f"  {words.if_}: {_text(case.condition)}\\"
    more = case.exceptions or case.rationale
    yield f"  {words.then}: {_text(case.verdict)}." + ("\\" if more else "")
    if case.exceptions:
        listed = ", ".join(_text(title) for title in case.exceptions)
        yield f"  {words.unless}: {listed}." + ("\\" if case.rationale else "")
    if case.rationale:
        yield f"  {words.why}: {_text(case.rationale)}"
    yield from ("", *(f"  {_sample(sample, words)}" for sample in case.samples), "")


def _sample(sample: Sample, words: Wording) -> str:
    polarity = {"positive": words.positive, "negative": words.negative}.get(sample.polarity, words.borderline)
    gets = f" → {_text(sample.gets)}" if sample.gets else ""
    media = f" ({_text(sample.media)})" if sample.media else ""
    caption = f"{_text(sample.caption)}: " if sample.caption else ""
    return f"- *{polarity}*: {caption}{_text(sample.text)}{media}{gets}"


def _question(question: Question, words: Wording) -> Iterator[str]:
    yield from ("", f"### {_text(question.label)} (`{question.key}`)", "")
    if question.definition:
        yield from (_text(question.definition), "")
    scope = ", ".join(map(_text, question.applies_to)) or words.every_category
    need = words.required if question.required else words.optional
    yield f"{words.applies_to}: {scope}. {question.kind.capitalize()}, {need}."
    extras = (
        (words.only_when, question.condition),
        (words.unit, question.unit),
        (words.default, question.default),
    )
    yield from (f"{title}: {_text(text)}." for title, text in extras if text)
    if question.values:
        yield from ("", f"| {words.value} | {words.key} | {words.meaning} |", "|---|---|---|")
        yield from (f"| {_text(v.label)} | `{v.key}` | {_text(v.definition)} |" for v in question.values)


def _annex(guide: Guide, words: Wording) -> Iterator[str]:
    yield from ("", f"## {words.annex}", "", f"{words.checksum}: `{guide.sha256}`", "")
    yield from (f"| {words.key} | {words.label} | {words.index} |", "|---|---|---|")
    for entry in guide.entries:
        if entry.selectable:
            index = "" if entry.class_index is None else str(entry.class_index)
            yield f"| `{entry.key}` | {_text(entry.label)} | {index} |"


def _text(text: str) -> str:
    """Write a text so that nothing in it is markup, on one line."""
    flat = " ".join(text.split())
    return _LEADING.sub(r"\1\\\2\3", _MARKUP.sub(r"\\\1", flat))
