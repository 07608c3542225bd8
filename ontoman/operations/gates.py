"""The gates of a release: what stands in the way, with the statement, until somebody says why it may pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, cast

from ontoman.errors import BadInput, Refused
from ontoman.model.terms import Node, iri_node, iri_of, is_iri, literal_of, split
from ontoman.operations.validating import violations
from ontoman.rdf import SortedFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.migration import MigrationMap
    from ontoman.model import Bump, Iri, Line, Version
    from ontoman.operations.states import State
    from ontoman.reasoning import ReasoningReport
    from ontoman.store.workspace import ReleaseRecord
    from ontoman.validation import Result

    _Entry = dict[str, object]

REASONING: Final = "reasoning"
DELETED: Final = "entity-deleted"
UNCLASSIFIED: Final = "unclassified"
SWAPPED: Final = "undeclared-swap"
REUSED: Final = "meaning-reused"
EMPTY: Final = "empty"
BUMP: Final = "bump"
NOTHING_IN_COMMON: Final = "nothing-in-common"
_SHOWN = 3  # statements that a letter quotes for one gate


@dataclass(frozen=True)
class Candidate:
    """Everything about a release before anything is written."""

    version: Version
    prior: ReleaseRecord | None
    old: State | None
    iri: Iri
    state: State
    results: tuple[Result, ...]
    reasoning: ReasoningReport
    changes: dict[str, object]
    map: MigrationMap | None
    seen: int

    @property
    def summary(self) -> Counter[str]:
        """How many changes there are of each kind."""
        return Counter(cast("dict[str, int]", self.changes["summary"]))

    @property
    def bump(self) -> Bump:
        """What the changes demand of the version."""
        return cast("Bump", self.changes["bump"])


@dataclass(frozen=True, slots=True)
class Barrier:
    """A closed gate: how often, the first case in words, and the statements of that case."""

    code: str
    count: int
    message: str
    statements: tuple[Line, ...] = ()

    def __str__(self) -> str:
        """Return it as a letter says it."""
        return "\n".join([f"{self.code} ({self.count}): {self.message}", *(f"  {line}" for line in self.statements)])


def barriers(candidate: Candidate) -> dict[str, Barrier]:
    """Return every gate that is closed for a candidate, by code and in order."""
    found = (
        *_empty(candidate),
        *_broken_checks(candidate),
        *_contradictions(candidate),
        *_lost(candidate),
        *_unclassified(candidate),
        *_swapped(candidate),
        *_reused(candidate),
        *_unrelated(candidate),
        *_low_version(candidate),
    )
    return {barrier.code: barrier for barrier in sorted(found, key=lambda barrier: barrier.code)}


def check(candidate: Candidate, closed: dict[str, Barrier], accept: tuple[str, ...], reason: str) -> None:
    """Refuse (OM134) a candidate with a closed gate that nobody accepts; OM113, OM114 for an idle or mute --accept."""
    unknown = set(accept) - set(closed)
    if unknown:
        raise BadInput(
            "OM113",
            f"--accept {', '.join(sorted(unknown))}: no such check stands in the way.",
            fix=f"What does: {', '.join(closed) or 'nothing'}.",
        )
    standing = [barrier for code, barrier in closed.items() if code not in accept]
    if standing:
        raise Refused(
            "OM134",
            f"{candidate.version} is not released: checks stand in the way.\n" + "\n".join(map(str, standing)),
            fix="See all with `ontoman validate draft`. Mend them, or pass one on purpose: --accept CODE -m REASON.",
            details={
                "checks": {barrier.code: barrier.count for barrier in standing},
                "statements": {barrier.code: list(barrier.statements) for barrier in standing},
            },
        )
    if accept and not reason.strip():
        raise BadInput("OM114", "--accept needs a reason.", fix="Give it with -m TEXT; it is kept in the manifest.")


def _empty(candidate: Candidate) -> Iterator[Barrier]:
    of = candidate.state.ontology
    if not (of.categories or of.attributes or of.rules):
        yield Barrier(EMPTY, 1, "no category, no attribute and no rule: there is nothing to publish.")


def _broken_checks(candidate: Candidate) -> Iterator[Barrier]:
    found = violations(candidate.results)
    first = {result.code: result for result in reversed(found)}
    for code, count in Counter(result.code for result in found).items():
        yield Barrier(code, count, first[code].message, statements_of(first[code], candidate.state))


def _contradictions(candidate: Candidate) -> Iterator[Barrier]:
    if candidate.reasoning.status == "failed":
        findings = candidate.reasoning.findings
        yield Barrier(REASONING, len(findings), "; ".join(map(str, findings)))


def _lost(candidate: Candidate) -> Iterator[Barrier]:
    """Find terms of the release before that are gone: deprecated ones stay as well, since old labels name them."""
    if candidate.old is None:
        return
    old, new = candidate.old.ontology.entities, candidate.state.ontology.entities
    gone = sorted(set(old) - set(new), key=lambda iri: (old[iri].key, iri))
    count = max(len(gone), candidate.summary["EntityDeleted"])
    if count:
        statements = _about(candidate.old, iri_node(gone[0]))[:1] if gone else ()
        message = "terms of the release before are gone; labels may still name them: deprecate them instead."
        yield Barrier(DELETED, count, message, statements)


def _unclassified(candidate: Candidate) -> Iterator[Barrier]:
    if found := _changes(candidate, "UnclassifiedTriple"):
        message = "statements changed that no kind of change explains."
        yield Barrier(UNCLASSIFIED, len(found), message, _lines(found))


def _swapped(candidate: Candidate) -> Iterator[Barrier]:
    """Find two categories that exchanged their names in silence (change-types, K14): old labels would change sides."""
    if found := [change for change in _changes(candidate, "Swap") if change["evidence"] != "declared"]:
        keys = f"{found[0]['old']} and {found[0]['new']}"
        message = f"{keys} exchanged their names, and nobody said so: declare it with `ontoman edit swap`."
        yield Barrier(SWAPPED, len(found), message, _lines(_parts(candidate, found[0])))


def _reused(candidate: Candidate) -> Iterator[Barrier]:
    """Find a retired identifier or a key that comes back with another meaning (change-types, K15)."""
    if found := [*_changes(candidate, "Resurrect"), *_changes(candidate, "IdReuse")]:
        message = f"{found[0]['key']} comes back with another meaning; labels that name it would change theirs."
        yield Barrier(REUSED, len(found), message, _lines(_parts(candidate, found[0])))


def _changes(candidate: Candidate, kind: str) -> list[_Entry]:
    return [change for change in cast("list[_Entry]", candidate.changes["changes"]) if change["kind"] == kind]


def _parts(candidate: Candidate, compound: _Entry) -> list[_Entry]:
    parts = set(cast("list[str]", compound["parts"]))
    return [change for change in cast("list[_Entry]", candidate.changes["changes"]) if change["id"] in parts]


def _lines(changes: list[_Entry]) -> tuple[Line, ...]:
    both = (cast("list[Line]", change[side]) for change in changes for side in ("removed", "added"))
    return tuple(chain.from_iterable(both))[:_SHOWN]


def _unrelated(candidate: Candidate) -> Iterator[Barrier]:
    """Find a draft that has nothing of the release before: another ontology, most likely."""
    if candidate.old is None or candidate.prior is None:
        return
    old, new = candidate.old.ontology.entities, candidate.state.ontology.entities
    if old and new and not set(old) & set(new):
        first = _about(candidate.state, iri_node(min(new)))[:1]
        message = f"not one term of {candidate.prior.version} is in the draft: they have nothing in common."
        yield Barrier(NOTHING_IN_COMMON, 1, message, first)


def _low_version(candidate: Candidate) -> Iterator[Barrier]:
    if candidate.prior is None or candidate.bump == "none":
        return
    least = candidate.prior.version.bumped(candidate.bump)
    if candidate.version < least:
        message = (
            f"the changes since {candidate.prior.version} are {candidate.bump}, so the version is at least {least}:"
            " who reads only the number must not be misled."
        )
        yield Barrier(BUMP, 1, message)


def statements_of(result: Result, state: State) -> tuple[Line, ...]:
    """Return the statements that a result is about: those of its focus with its property, and with its value."""
    focus = Node(result.focus) if result.focus.startswith("_:") else iri_node(cast("Iri", result.focus))
    said = [line for line in _about(state, focus) if split(line).predicate == f"<{result.path}>"]
    exact = [line for line in said if _text(split(line).object) == result.value]
    return tuple(exact or said)[:_SHOWN]


def _text(node: Node) -> str:
    if is_iri(node):
        return iri_of(node)
    return str(node) if node.startswith("_:") else literal_of(node).text


def _about(state: State, node: Node) -> tuple[Line, ...]:
    with SortedFile(state.path) as file:
        return tuple(file.about(node))
