"""The vocabulary's tokens in plain words, and the small things that templates say."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flask import g
from markupsafe import Markup, escape

from ontoman.model import names
from ontoman.model.terms import literal_of, local_name, split
from ontoman.operations import browsing, resources
from ontoman_web.changes import CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Flask

    from ontoman.model import Attribute, Category, Entity, Iri, LangString

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Piece(NamedTuple):
    """A part of a text that stayed or that only one side has."""

    text: str
    changed: bool


def install(app: Flask) -> None:
    """Give the templates their words."""
    app.jinja_env.filters.update(
        words=words, short=short_iri, colour=colour, label=label, marked=marked, count=count, mine_first=mine_first
    )
    app.jinja_env.globals.update(
        names=names,
        pieces=pieces,
        plural=plural,
        kind_of=browsing.kind_of,
        sentence=sentence,
        trail=trail,
        inherited_from=inherited_from,
        meaning=CLASSES,
    )


def words(name: str) -> str:
    """Write a name of the vocabulary as words: by its label there, else `PrefLabelChanged` as `pref label changed`."""
    return _labels().get(name) or _CAMEL.sub(" ", name).lower()


@cache
def _labels() -> Mapping[str, str]:
    """Return the English labels of the vocabulary by local name; all in small letters."""
    found = {}
    for triple in map(split, resources.vocabulary()):
        if triple.predicate == f"<{names.RDFS_LABEL}>" and triple.object.endswith("@en"):
            found[local_name(triple.subject[1:-1])] = literal_of(triple.object).text.lower()
    return found


def short_iri(iri: str) -> str:
    """Write an IRI with its usual prefix, where it has one."""
    for prefix, namespace in names.PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def colour(value: str | None) -> str | None:
    """Return a colour that is one; anything else could be more than a colour in a page."""
    return value if value and _COLOUR.fullmatch(value) else None


def label(entity: Entity) -> str:
    """Return an entity's label in the reader's language."""
    return entity.label(*g.scene.languages)


def mine_first(texts: Sequence[LangString]) -> tuple[LangString, ...]:
    """Put the texts in the reader's languages first."""
    order = {lang: place for place, lang in reversed(tuple(enumerate(g.scene.languages)))}
    return tuple(sorted(texts, key=lambda text: order.get(text.lang, len(order))))


def sentence(condition: str) -> str | None:
    """Say a condition in the reader's language; None for one that cannot be read."""
    told: str | None = g.scene.book.conditions.sentence(condition, g.scene.languages[0])
    return told


def trail(category: Category) -> tuple[Category, ...]:
    """Return one way down from the top to *category*, itself left out."""
    categories = g.scene.ontology.categories
    path: list[Category] = []
    here = category
    while parent := next((categories[iri] for iri in here.broader if iri in categories), None):
        if parent in path or parent.iri == category.iri:
            break
        path.append(parent)
        here = parent
    return tuple(reversed(path))


def inherited_from(attribute: Attribute, category: Category) -> tuple[Iri, ...]:
    """Return the categories above *category* that give it an attribute."""
    above = g.scene.ontology.ancestors(category.iri)
    return tuple(iri for iri in attribute.applies_to if iri in above)


def count(number: int) -> str:
    """Write a number with its thousands apart."""
    return f"{number:,}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def marked(text: str, query: str) -> Markup:
    """Mark the words of a search in a text."""
    found = [re.escape(word) for word in query.split()]
    if not found:
        return Markup(escape(text))  # noqa: S704 - escaped
    parts = re.split(f"({'|'.join(found)})", text, flags=re.IGNORECASE)
    marks = (Markup("<mark>{}</mark>").format(part) if n % 2 else escape(part) for n, part in enumerate(parts))
    return Markup("").join(marks)


def pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Compare two texts word by word, for showing what changed inside a definition."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    left = tuple(_piece(before[a:b], tag) for tag, a, b, _, _ in steps if a < b)
    right = tuple(_piece(after[c:d], tag) for tag, _, _, c, d in steps if c < d)
    return left, right


def _piece(parts: list[str], tag: str) -> Piece:
    return Piece("".join(parts), tag != "equal")
