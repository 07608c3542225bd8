"""RDFC-1.0 labels for the blank nodes of one component, with a limit on the work.

pyoxigraph has the algorithm too, but no limit: a few dozen bytes of hostile RDF keep it busy for years. Here the
work is counted, so the same file is refused on every machine. A test holds that both give the same labels.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from contextlib import contextmanager
from hashlib import sha256
from itertools import permutations
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.model.terms import Node, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.model import Triple

STEPS = 1_000_000
"""How many visits of a blank node the labeling of one component may take; some seconds."""

_FRAMES = 20_000
"""How deep the labeling may call itself: a list of 500 blank nodes goes 1,500 deep."""


def canonical_labels(component: Iterable[Triple]) -> Mapping[Node, Node]:
    """Map the blank nodes of *component* to `_:c14n0`, `_:c14n1`, … (RDFC-1.0, section 4.4)."""
    labeling = _Labeling(component)
    try:
        with _deep_calls():
            return labeling.labels()
    except RecursionError:
        raise labeling.letter(f"{_FRAMES:,} calls") from None


@contextmanager
def _deep_calls() -> Iterator[None]:
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual, _FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


class _Issuer:
    """Gives nodes the next label of a series, once each (RDFC-1.0, section 4.5)."""

    def __init__(self, prefix: str, issued: Mapping[Node, Node] | None = None) -> None:
        self.prefix = prefix
        self.issued: dict[Node, Node] = dict(issued or {})

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, self.issued)

    def issue(self, node: Node) -> Node:
        return self.issued.setdefault(node, Node(f"_:{self.prefix}{len(self.issued)}"))


class _Labeling:
    def __init__(self, component: Iterable[Triple]) -> None:
        self.quads: defaultdict[Node, list[Triple]] = defaultdict(list)
        for triple in component:
            for node in {triple.subject, triple.object}:
                if is_blank(node):
                    self.quads[node].append(triple)
        self.first = {node: self._first_degree(node) for node in self.quads}
        self.canonical = _Issuer("c14n")
        self.steps = 0

    def labels(self) -> Mapping[Node, Node]:
        groups: defaultdict[str, list[Node]] = defaultdict(list)
        for node, digest in self.first.items():
            groups[digest].append(node)
        for digest in sorted(groups):
            if len(groups[digest]) == 1:
                self.canonical.issue(groups[digest][0])
        for digest in sorted(groups):
            if len(groups[digest]) > 1:
                self._label_twins(groups[digest])
        return self.canonical.issued

    def _label_twins(self, nodes: list[Node]) -> None:
        results: list[tuple[str, _Issuer]] = []
        for node in nodes:
            if node not in self.canonical.issued:
                issuer = _Issuer("b")
                issuer.issue(node)
                results.append(self._n_degree(node, issuer))
        for _, issuer in sorted(results, key=lambda result: result[0]):
            for node in issuer.issued:
                self.canonical.issue(node)

    def _first_degree(self, node: Node) -> str:
        """Hash the statements about *node*, itself written as `_:a`, others as `_:z` (section 4.6)."""

        def written(term: Node) -> str:
            return ("_:a" if term == node else "_:z") if is_blank(term) else term

        lines = sorted(f"{written(t.subject)} {t.predicate} {written(t.object)} .\n" for t in self.quads[node])
        return _hash("".join(lines))

    def _related(self, related: Node, triple: Triple, issuer: _Issuer, position: str) -> str:
        label = self.canonical.issued.get(related) or issuer.issued.get(related)
        return _hash(f"{position}{triple.predicate}{label or self.first[related]}")  # section 4.7

    def _n_degree(self, node: Node, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Hash *node* by the paths that lead away from it (section 4.8)."""
        self._count()
        groups: defaultdict[str, list[Node]] = defaultdict(list)
        for triple in self.quads[node]:
            for position, related in (("s", triple.subject), ("o", triple.object)):
                if is_blank(related) and related != node:
                    groups[self._related(related, triple, issuer, position)].append(related)
        data = ""
        for digest in sorted(groups):
            path, issuer = self._best_path(groups[digest], issuer)
            data += digest + path
        return _hash(data), issuer

    def _best_path(self, nodes: list[Node], issuer: _Issuer) -> tuple[str, _Issuer]:
        alone = len(nodes) == 1  # most often; where nothing can be chosen, nothing needs to be copied
        best: tuple[str, _Issuer] | None = None
        for order in permutations(nodes):
            found = self._path(order, issuer if alone else issuer.copy(), best[0] if best else "")
            if found is not None and (best is None or found[0] < best[0]):
                best = found
        if best is None:
            raise AssertionError  # the first order is never abandoned
        return best

    def _path(self, order: tuple[Node, ...], issuer: _Issuer, best: str) -> tuple[str, _Issuer] | None:
        """Walk *order*; None as soon as the path cannot be less than *best*."""
        self._count()
        path, waiting = "", []
        for node in order:
            if node in self.canonical.issued:
                path += self.canonical.issued[node]
            else:
                if node not in issuer.issued:
                    waiting.append(node)
                path += issuer.issue(node)
            if _hopeless(path, best):
                return None
        for node in waiting:
            digest, deeper = self._n_degree(node, issuer)
            path += f"{issuer.issue(node)}<{digest}>"
            issuer = deeper
            if _hopeless(path, best):
                return None
        return path, issuer

    def _count(self) -> None:
        self.steps += 1
        if self.steps > STEPS:
            raise self.letter(f"{STEPS:,} steps")

    def letter(self, limit: str) -> BadInput:
        """Say that these blank nodes are too much alike."""
        return BadInput(
            "OM217",
            f"{len(self.quads)} blank nodes hang together, so alike that {limit} do not tell them apart.",
            fix="Give some of these nodes an IRI.",
            details={"blank_nodes": len(self.quads)},
        )


def _hopeless(path: str, best: str) -> bool:
    return bool(best) and len(path) >= len(best) and path > best


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
