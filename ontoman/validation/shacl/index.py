"""Statements by predicate: from subjects to objects, and back where someone asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ontoman.model import names
from ontoman.model.terms import iri_node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ontoman.model import Line

    Ties: TypeAlias = dict[str, list[str]]

TYPE, SUBCLASS_OF = iri_node(names.TYPE), iri_node(names.SUBCLASS_OF)
_NONE: dict[str, list[str]] = {}


class Index:
    """What shapes ask about: the objects of each subject, predicate by predicate.

    Only *asked* predicates are kept; no line comes twice.

    >>> Index(["<a> <p> <b> .", "<a> <q> <c> ."], {"<p>"}).objects("<p>", "<a>")
    ['<b>']
    """

    def __init__(self, lines: Iterable[Line] | Iterable[str], asked: Collection[str]) -> None:
        self._out: dict[str, Ties] = {predicate: {} for predicate in asked}
        self._into: dict[str, Ties] = {}
        self._instances: dict[str, frozenset[str]] = {}
        self._below: dict[str, frozenset[str]] = {}
        self._fill(lines)

    def _fill(self, lines: Iterable[str]) -> None:
        """Fill it; a subject stands in many lines, a token in more: each is kept once."""
        out, known = self._out, dict[str, str]()
        last = ""
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            ties = out.get(predicate)
            if ties is None:
                continue
            if subject == last:
                subject = last
            else:
                last = subject = known.setdefault(subject, subject)
            node = rest[:-2]
            if node[0] == "<":
                node = known.setdefault(node, node)
            held = ties.get(subject)
            if held is None:
                ties[subject] = [node]
            else:
                held.append(node)

    def out(self, predicate: str) -> Mapping[str, Sequence[str]]:
        """Return the objects of each subject."""
        return self._out.get(predicate, _NONE)

    def into(self, predicate: str) -> Mapping[str, Sequence[str]]:
        """Return the subjects of each object."""
        if predicate not in self._into:
            back: Ties = {}
            for subject, nodes in self.out(predicate).items():
                for node in nodes:
                    back.setdefault(node, []).append(subject)
            self._into[predicate] = back
        return self._into[predicate]

    def objects(self, predicate: str, subject: str) -> Sequence[str]:
        """Return what *subject* has as *predicate*."""
        return self.out(predicate).get(subject, ())

    def subjects(self, predicate: str, node: str) -> Sequence[str]:
        """Return what has *node* as *predicate*."""
        return self.into(predicate).get(node, ())

    def instances(self, kind: str) -> frozenset[str]:
        """Return what is of the class *kind*, or of one below it."""
        if kind not in self._instances:
            found = (subject for one in self.below(kind) for subject in self.subjects(TYPE, one))
            self._instances[kind] = frozenset(found)
        return self._instances[kind]

    def is_a(self, node: str, kind: str) -> bool:
        """Tell whether *node* is an instance, without gathering all of them."""
        return not self.below(kind).isdisjoint(self.objects(TYPE, node))

    def below(self, kind: str) -> frozenset[str]:
        """Return a class and all below it."""
        if kind not in self._below:
            self._below[kind] = frozenset(self._closure(kind))
        return self._below[kind]

    def _closure(self, kind: str) -> Iterator[str]:
        seen, waiting = {kind}, [kind]
        while waiting:
            one = waiting.pop()
            yield one
            new = [node for node in self.subjects(SUBCLASS_OF, one) if node not in seen]
            seen.update(new)
            waiting.extend(new)

    def add(self, subject: str, predicate: str, node: str) -> None:
        """Add a statement, if its predicate is asked about and it is not there."""
        ties = self._out.get(predicate)
        if ties is None or node in ties.get(subject, ()):
            return
        ties.setdefault(subject, []).append(node)
        if predicate in self._into:
            self._into[predicate].setdefault(node, []).append(subject)
        self._forget(predicate)

    def remove(self, subject: str, predicate: str, node: str) -> None:
        """Take a statement away, if it is there."""
        ties = self._out.get(predicate)
        if ties is None or node not in ties.get(subject, ()):
            return
        _drop(ties, subject, node)
        if predicate in self._into:
            _drop(self._into[predicate], node, subject)
        self._forget(predicate)

    def _forget(self, predicate: str) -> None:
        if predicate == TYPE:
            self._instances.clear()
        if predicate == SUBCLASS_OF:
            self._instances.clear()
            self._below.clear()


def _drop(ties: Ties, one: str, other: str) -> None:
    ties[one].remove(other)
    if not ties[one]:
        del ties[one]
