"""The categories of one state as far as a comparison looks at them, read from its statements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ontoman.changes import predicates as p
from ontoman.changes.aspects.lifecycle import deprecated
from ontoman.changes.context import State
from ontoman.changes.literals import lang_string_of, text_of
from ontoman.changes.suggesting.words import name_of, words_of
from ontoman.model import names as n
from ontoman.model.terms import iri_node, iri_of, is_iri, is_literal, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.changes.suggesting.words import Name
    from ontoman.model import Iri, Line, Node

_DEFINITIONS: Final = (*p.DEFINITIONS, *p.SCOPE_NOTES)
_COMMENT: Final = iri_node(n.RDFS_COMMENT)
_SAME: Final = (p.EXACT_MATCH, p.EQUIVALENT_CLASS, iri_node(n.CLOSE_MATCH))
_WORD: Final = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class Term:
    """A category: what it is called, what is said of it, and where it stands."""

    iri: Iri
    key: str
    label: str
    names: tuple[Name, ...]
    definition: frozenset[str]
    parents: frozenset[Iri]
    shared: frozenset[str]
    """What it is mapped to, and its ids in other tools: two terms that have one in common mean the same there."""
    live: bool

    @property
    def telling_key(self) -> str:
        """Its key where that is a word; numbers and codes are alike by chance."""
        return " ".join(words_of(self.key)) if _WORD.search(self.key) else ""


def terms_of(lines: Iterable[Line]) -> dict[Iri, Term]:
    """Return the categories of a state (sorted lines), by IRI."""
    states = [State(subject, list(run)) for subject, run in groupby(lines, _subject)]
    categories = [state for state in states if is_iri(state.subject) and state.names.kind == "category"]
    above = _from_above(categories)
    return {iri_of(state.subject): _term(state, above) for state in categories}


def _subject(line: Line) -> Node:
    return split(line).subject


def _from_above(states: Iterable[State]) -> Mapping[Node, set[Iri]]:
    found: dict[Node, set[Iri]] = {}
    for state in states:
        for child in _objects(state, p.FROM_ABOVE):
            found.setdefault(child, set()).add(iri_of(state.subject))
    return found


def _term(state: State, above: Mapping[Node, set[Iri]]) -> Term:
    parents = {iri_of(node) for node in _objects(state, p.TO_PARENT) if is_iri(node)}
    return Term(
        iri=iri_of(state.subject),
        key=state.key,
        label=state.names.label or state.key,
        names=tuple(_names(state)),
        definition=frozenset(_definition(state)),
        parents=frozenset(parents | above.get(state.subject, set())),
        shared=frozenset(_shared(state)),
        live=not deprecated(state),
    )


def _names(state: State) -> Iterator[Name]:
    for predicates, main in ((p.PREF_LABELS, True), (p.ALT_LABELS, False)):
        for text in dict.fromkeys(map(lang_string_of, filter(is_literal, _objects(state, predicates)))):
            yield name_of(text.text, text.lang, main=main)


def _definition(state: State) -> Iterator[str]:
    said = list(filter(is_literal, _objects(state, _DEFINITIONS))) or state.objects(_COMMENT)
    for node in filter(is_literal, said):
        yield from words_of(text_of(node))


def _shared(state: State) -> Iterator[str]:
    yield from (iri_of(node) for node in _objects(state, _SAME) if is_iri(node))
    yield from (text_of(node) for node in state.objects(p.EXTERNAL_ID) if is_literal(node))


def _objects(state: State, predicates: Iterable[Node]) -> Iterator[Node]:
    for predicate in predicates:
        yield from state.objects(predicate)
