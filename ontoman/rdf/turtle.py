"""Turtle that a person likes to read: prefixes, a block for each subject, blank nodes where they are used."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from ontoman.model import names
from ontoman.model.terms import XSD, iri_of, is_blank, is_iri, is_literal, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.model import Line

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_-])?")
_BARE: Final = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
_TYPE: Final = f"<{names.TYPE}>"
_INDENT: Final = "    "


def turtle_of(lines: Iterable[Line]) -> str:
    """Write *lines* as Turtle; the same lines give the same text, and lexical forms stay.

    >>> print(turtle_of(['<a:> <b:> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .']))
    <a:>
        <b:> 01 .
    <BLANKLINE>
    """
    page = _Page(lines)
    blocks = [page.block(subject) for subject in page.subjects()]
    body = "\n".join(blocks)
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(page.used.items()))
    return f"{prefixes}\n{body}" if prefixes else body


class _Page:
    def __init__(self, lines: Iterable[Line]) -> None:
        self.said: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        for subject, predicate, obj in map(split, sorted(lines)):
            self.said[subject].setdefault(predicate, []).append(obj)
        self.main = self._main_subject()
        self.prefixes = {iri: prefix for prefix, iri in names.PREFIXES.items()}
        if self.main and self.main[1:-1].endswith(("#", "/")):
            self.prefixes.setdefault(iri_of(self.main), "")
        self.used: dict[str, str] = {}
        self.inline = self._used_once()

    def subjects(self) -> list[str]:
        """Return who gets a block: the ontology first, then IRIs, then the blank nodes that stand alone."""
        order = sorted(self.said, key=lambda node: (node != self.main, is_blank(node), node))
        return [node for node in order if node not in self.inline]

    def block(self, subject: str) -> str:
        return f"{self.term(subject)}\n{self._properties(subject, 1)} .\n"

    def _properties(self, subject: str, depth: int) -> str:
        said = self.said[subject]
        lines = []
        for predicate in sorted(said, key=lambda node: (node != _TYPE, node)):
            objects = ", ".join(self._object(obj, depth) for obj in said[predicate])
            lines.append(f"{_INDENT * depth}{'a' if predicate == _TYPE else self.term(predicate)} {objects}")
        return " ;\n".join(lines)

    def _object(self, node: str, depth: int) -> str:
        if node in self.inline:
            return f"[\n{self._properties(node, depth + 1)}\n{_INDENT * depth}]"
        return self.term(node)

    def term(self, node: str) -> str:
        if is_iri(node):
            return self._short(iri_of(node))
        return self._literal(node) if is_literal(node) else node

    def _short(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix, local = self.prefixes.get(iri[:cut]), iri[cut:]
        if prefix is None or not (local == "" or _LOCAL.fullmatch(local)):
            return f"<{iri}>"
        self.used[prefix] = iri[:cut]
        return f"{prefix}:{local}"

    def _literal(self, node: str) -> str:
        end = node.rfind('"')
        if not node.startswith("^^<", end + 1):
            return node
        datatype, text = node[end + 4 : -1], node[1:end]
        bare = _BARE.get(datatype)
        return text if bare and bare.fullmatch(text) else f"{node[: end + 1]}^^{self._short(datatype)}"

    def _main_subject(self) -> str | None:
        kinds = {f"<{names.ONTOLOGY}>", f"<{names.CONCEPT_SCHEME}>"}
        found = (node for node, said in self.said.items() if is_iri(node) and kinds.intersection(said.get(_TYPE, ())))
        return next(found, None)

    def _used_once(self) -> frozenset[str]:
        """Return the blank nodes that are the object of one statement and lead up to a block of their own."""
        times: Counter[str] = Counter()
        user: dict[str, str] = {}
        for subject, said in self.said.items():
            for obj in (obj for objects in said.values() for obj in objects if is_blank(obj)):
                times[obj] += 1
                user[obj] = subject
        once = {node: user[node] for node in times if times[node] == 1 and node in self.said}
        return frozenset(node for node in once if _leads_out(node, once))


def _leads_out(node: str, users: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while node in users:
        if node in seen or len(seen) > _DEEPEST:
            return False
        seen.add(node)
        node = users[node]
    return True


_DEEPEST: Final = 50
"""How deep blank nodes stand in each other before they get names: a long list is no good staircase."""
