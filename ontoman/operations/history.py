"""Log and blame: when, by whom, in which release and by which decision a thing got what it has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ontoman.changes.kinds import GATHERING
from ontoman.model import KeyNotFound
from ontoman.model.terms import iri_of, is_blank, is_iri, literal_of, split
from ontoman.operations.browsing import kind_of
from ontoman.operations.resources import about, may_hold_key
from ontoman.operations.states import draft_state, resolve
from ontoman.store.database import DEFAULT_DRAFT
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.model import Iri, Line, Node, Ontology
    from ontoman.operations.states import State
    from ontoman.store.database import Decision, Operation
    from ontoman.store.workspace import ReleaseRecord, Workspace

_SEEN = "operations"


@dataclass(frozen=True)
class Chapter:
    """A release with the operations that led to it; the last chapter is the draft, which has no release yet."""

    release: ReleaseRecord | None
    operations: tuple[Operation, ...]

    @cached_property
    def changes(self) -> Sequence[Mapping[str, Any]]:
        """What the release changed, as it stands in its changes.json."""
        if self.release is None:
            return ()
        found: list[dict[str, Any]] = json.loads(read_bytes(self.release.folder / "changes.json"))["changes"]
        return found

    @property
    def accepted(self) -> list[dict[str, str]]:
        """The gates that were passed on purpose, each with the reason."""
        checks: Any = self.release.manifest["checks"] if self.release else {"accepted": []}
        return [dict(row) for row in checks["accepted"]]


def chapters(workspace: Workspace) -> tuple[Chapter, ...]:
    """Return the story of a workspace, oldest first; the draft is the last chapter."""
    operations = workspace.database.history(DEFAULT_DRAFT)
    ends = {str(deed.details["version"]): deed.details.get(_SEEN, 0) for deed in _deeds(workspace, "release")}
    found, start = [], 0
    for release in workspace.releases():
        end = int(str(ends.get(release.version.text, start)))
        found.append(Chapter(release, tuple(o for o in operations if start < o.seq <= end)))
        start = end
    return (*found, Chapter(None, tuple(o for o in operations if o.seq > start)))


def _deeds(workspace: Workspace, kind: str) -> Iterator[Any]:
    return (deed for link in workspace.database.audit_chain(kind) if (deed := link.deed).kind == kind)


def log(workspace: Workspace, key: str | None = None) -> dict[str, object]:
    """Return what happened, the newest first, to everything or to one thing (`ontoman/log/1`)."""
    story = chapters(workspace)
    thing = find_thing(workspace, key) if key is not None else None
    entries = [entry for chapter in story for entry in _entries(chapter, thing)]
    if thing is None:
        entries = _with_withdrawals(workspace, entries)
    decided = [_decided(d) for d in workspace.database.decisions() if thing and d.subject in {thing.iri, thing.key}]
    return {
        "schema": "ontoman/log/1",
        "key": thing.key if thing else None,
        "iri": thing.iri if thing else None,
        "entries": [*decided[::-1], *entries[::-1]],
    }


@dataclass(frozen=True, slots=True)
class Thing:
    """A category, attribute, rule or example, in the last state that has it, with the nodes that it owns anywhere."""

    key: str
    iri: Iri
    kind: str
    state: State
    nodes: frozenset[Node]

    def lines(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Return those lines that are about it."""
        starts = tuple(f"{node} " for node in self.nodes)
        return tuple(line for line in lines if line.startswith(starts))


def find_thing(workspace: Workspace, key: str, release: str | None = None) -> Thing:
    """Return the thing of this key, in *release* or else in the latest state that has it; KeyNotFound (OM120)."""
    states = [*(resolve(workspace, r.version.text) for r in workspace.releases()), draft_state(workspace)]
    asked = [resolve(workspace, release)] if release else states[::-1]
    for state in asked:
        entity = state.ontology.find(key) if may_hold_key(state, key) else None
        if entity is not None:
            nodes = {split(line).subject for each in states for line in about(each, entity.iri)}
            return Thing(entity.key, entity.iri, kind_of(entity), state, frozenset(nodes))
    raise KeyNotFound(key)


def _entries(chapter: Chapter, thing: Thing | None) -> Iterator[dict[str, object]]:
    for operation in chapter.operations:
        lines = (*operation.removed, *operation.added)
        if thing is None or thing.lines(lines):
            yield _operation(operation, chapter, thing)
    changes = _changes_of(chapter.changes, thing) if thing and chapter.release else []
    if chapter.release and (thing is None or changes):
        yield _released(chapter, chapter.release, changes)


def _operation(operation: Operation, chapter: Chapter, thing: Thing | None) -> dict[str, object]:
    return _entry(
        operation.kind,
        at=operation.at,
        author=operation.author,
        release=chapter.release.version.text if chapter.release else None,
        message=str(operation.details.get("message") or ""),
        seq=operation.seq,
        removed=len(thing.lines(operation.removed) if thing else operation.removed),
        added=len(thing.lines(operation.added) if thing else operation.added),
    )


def _released(chapter: Chapter, release: ReleaseRecord, changes: list[dict[str, object]]) -> dict[str, object]:
    return _entry(
        "release",
        at=str(release.manifest["at"]),
        author=str(release.manifest["author"]),
        release=release.version.text,
        message=release.message,
        changes=changes,
        accepted=chapter.accepted,
    )


def _decided(decision: Decision) -> dict[str, object]:
    return _entry("decision", at=decision.at, author=decision.author, release=None, message=decision.reason)


def _entry(kind: str, **said: object) -> dict[str, object]:
    """Return an entry with all its keys."""
    empty: dict[str, object] = {"seq": None, "removed": None, "added": None, "changes": [], "accepted": []}
    return {"kind": kind, **empty, **said}


def _with_withdrawals(workspace: Workspace, entries: list[dict[str, object]]) -> list[dict[str, object]]:
    """Put each withdrawal behind the operations that had been done by then."""
    for deed in _deeds(workspace, "withdraw"):
        seen, version = int(str(deed.details[_SEEN])), str(deed.details["version"])
        later = (place for place, e in enumerate(entries) if isinstance(e["seq"], int) and e["seq"] > seen)
        entry = _entry("withdraw", at=deed.at, author=deed.author, release=version, message=str(deed.details["reason"]))
        entries.insert(next(later, len(entries)), entry)
    return entries


def _changes_of(changes: Iterable[Mapping[str, Any]], thing: Thing | None) -> list[dict[str, object]]:
    """Return the changes of one thing; those that a compound change groups are told by it."""
    if thing is None:
        return []
    subjects = {iri_of(node) for node in thing.nodes if is_iri(node)}
    own = [c for c in changes if c["about"] in subjects or thing.lines((*c["removed"], *c["added"]))]
    grouped = {part for change in own if change["kind"] not in GATHERING for part in change["parts"]}
    return [
        {name: change[name] for name in ("id", "kind", "old", "new")} for change in own if change["id"] not in grouped
    ]


def blame(workspace: Workspace, key: str, release: str | None = None) -> dict[str, object]:
    """Return for each statement of a thing where it came from (`ontoman/blame/1`)."""
    thing = find_thing(workspace, key, release)
    origins: dict[Line, dict[str, object]] = {}
    for chapter in chapters(workspace):
        origins |= _origins(chapter, thing)
        if chapter.release and chapter.release.version.text == thing.state.name:
            break
    lines = about(thing.state, thing.iri)
    return {
        "schema": "ontoman/blame/1",
        "release": thing.state.name,
        "key": thing.key,
        "iri": thing.iri,
        "kind": thing.kind,
        "statements": [_statement(line, origins.get(line, _UNKNOWN), thing.state.ontology) for line in lines],
    }


_UNKNOWN: dict[str, object] = dict.fromkeys(("release", "at", "author", "message", "operation", "change"))


def _origins(chapter: Chapter, thing: Thing) -> dict[Line, dict[str, object]]:
    """Return what a chapter added to a thing, line by line, with how it came there."""
    by_operation = {line: o for o in chapter.operations for line in thing.lines(o.added)}
    if chapter.release is None:
        return {line: _origin(chapter, by_operation[line], None) for line in by_operation}
    within = {
        part: change["kind"]
        for change in chapter.changes
        if change["kind"] not in GATHERING
        for part in change["parts"]
    }
    return {
        line: _origin(chapter, by_operation.get(line), {**_named(change), "within": within.get(change["id"])})
        for change in chapter.changes
        for line in thing.lines(change["added"])
    }


def _named(change: Mapping[str, Any]) -> dict[str, object]:
    return {"id": change["id"], "kind": change["kind"]}


def _origin(chapter: Chapter, operation: Operation | None, change: Mapping[str, object] | None) -> dict[str, object]:
    release = chapter.release
    said: Mapping[str, object] = release.manifest if release else {}
    return {
        "release": release.version.text if release else None,
        "at": said.get("at") or (operation.at if operation else None),
        "author": operation.author if operation and not said.get("imported") else said.get("author"),
        "message": said.get("message"),
        "operation": _named_operation(operation),
        "change": change,
        "accepted": chapter.accepted,
    }


def _named_operation(operation: Operation | None) -> dict[str, object] | None:
    if operation is None:
        return None
    return {
        "seq": operation.seq,
        "kind": operation.kind,
        "author": operation.author,
        "at": operation.at,
        "message": str(operation.details.get("message") or ""),
    }


def _statement(line: Line, origin: Mapping[str, object], ontology: Ontology) -> dict[str, object]:
    triple = split(line)
    value = triple.object
    literal = None if is_iri(value) or is_blank(value) else literal_of(value)
    entity = ontology.entities.get(iri_of(value)) if is_iri(value) else None
    return {
        "line": line,
        "property": iri_of(triple.predicate),
        "value": literal.text if literal else iri_of(value) if is_iri(value) else value,
        "lang": literal.lang or None if literal else None,
        "key": entity.key if entity else None,
        **origin,
        "accepted": origin.get("accepted") or [],
    }
