"""Publishing the draft: gates, then a folder that never changes again."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ontoman.errors import BadInput, Refused
from ontoman.model import Iri, Version, names, version_iri
from ontoman.model.terms import iri_node, join, literal_node, split
from ontoman.operations.diffing import compare
from ontoman.operations.progress import SILENT
from ontoman.operations.states import DRAFT, State, cached, draft_state, resolve
from ontoman.operations.validating import validate_state, violations
from ontoman.operations.workspace import counts
from ontoman.rdf import canonical, file_bytes, ontology_of
from ontoman.store.database import DEFAULT_DRAFT, Deed
from ontoman.store.workspace import MAPS
from ontoman.system import atomic_folder, now

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ontoman.migration import MigrationMap
    from ontoman.model import Line
    from ontoman.operations.progress import Progress
    from ontoman.reasoning import ReasoningReport
    from ontoman.store.workspace import ReleaseRecord, Workspace
    from ontoman.validation import Result

REASONING = "reasoning"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,79}")
# Kinds of change that no release may hold unless somebody says why (change-types, A2 and the partition law).
GATED_KINDS = {"EntityDeleted": "entity-deleted", "UnclassifiedTriple": "unclassified"}


@dataclass(frozen=True, slots=True)
class Publication:
    """What `release` is asked for; `version` None means the bump decides."""

    version: str | None
    message: str
    author: str
    names: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    baseline: Path | None = None
    profile: str | None = None


@dataclass(frozen=True)
class _Plan:
    """Everything about a release before anything is written."""

    version: Version
    prior: ReleaseRecord | None
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


def release(workspace: Workspace, wish: Publication, progress: Progress = SILENT) -> dict[str, object]:
    """Publish the draft; return the manifest. Refused (OM132-OM134) where a gate is closed."""
    workspace.database.check_writable()
    plan = _planned(workspace, wish, progress)
    _gate(plan, wish)
    progress.stage("Writing the release")
    at = now()
    with workspace.database.transaction():
        _check_unmoved(workspace, plan)
        manifest = _manifest(workspace, plan, wish, at)
        manifest["map"] = _store_map(workspace, plan)
        _write(workspace.release_folder(plan.version.text), plan, manifest)
        workspace.database.rebase(DEFAULT_DRAFT, plan.version.text)
    return manifest


def _check_unmoved(workspace: Workspace, plan: _Plan) -> None:
    if workspace.database.last_operation() != plan.seen or workspace.release_folder(plan.version.text).exists():
        raise Refused(
            "OM135",
            "The draft changed while it was checked; nothing was released.",
            fix="Look at it, and release again.",
        )


def _planned(workspace: Workspace, wish: Publication, progress: Progress) -> _Plan:
    from ontoman.operations.maps import build_map  # noqa: PLC0415 - maps bring the parser of conditions
    from ontoman.reasoning import check  # noqa: PLC0415 - heavy

    progress.stage("Reading the draft")
    seen = workspace.database.last_operation()
    releases = workspace.releases()
    prior = releases[-1] if releases else None
    draft = draft_state(workspace)
    old = resolve(workspace, prior.version.text) if prior else None
    version = _version(workspace, wish, _bumped(workspace, old, draft, prior, progress))
    ontology_iri = draft.ontology.header.iri or Iri(workspace.config.namespace)
    iri = Iri(version_iri(ontology_iri, version.text))
    state = _stamped(workspace, draft, ontology_iri, version, prior)
    judged = compare(old or _nothing(workspace), state, workspace, progress)
    results = validate_state(
        state,
        profile=wish.profile or workspace.config.profile,
        workspace=workspace,
        baseline=wish.baseline,
        progress=progress,
    )
    progress.stage("Looking for contradictions")
    reasoning = check(state.ontology, state.lines())
    progress.stage("Building the map")
    return _Plan(
        version=version,
        prior=prior,
        iri=iri,
        state=state,
        results=results,
        reasoning=reasoning,
        changes=judged.document,
        map=build_map(old, state, judged.changes, stored_as=workspace.config.labels_stored_as) if old else None,
        seen=seen,
    )


def _bumped(
    workspace: Workspace, old: State | None, draft: State, prior: ReleaseRecord | None, progress: Progress
) -> Version:
    if old is None or prior is None:
        return Version.parse("1.0.0")
    bump = compare(old, draft, workspace, progress).bump
    return prior.version.bumped("patch" if bump == "none" else bump)


def _version(workspace: Workspace, wish: Publication, bumped: Version) -> Version:
    version = Version.parse(wish.version) if wish.version else bumped
    _check_names(wish.names)
    known = workspace.releases()
    taken = {name for release in known for name in (release.version.text, *release.names)}
    same = next((r for r in known if r.version == version), None)
    if same is not None or taken & {version.text, *wish.names}:
        shown = same.version.text if same else ", ".join(sorted(taken & {version.text, *wish.names}))
        raise Refused(
            "OM132",
            f"{shown} exists, and a release never changes.",
            fix=f"Publish under a later version, like {known[-1].version.bumped('minor')}.",
        )
    if known and version < known[-1].version:
        raise Refused(
            "OM133", f"{version} comes before {known[-1].version}, the latest release.", fix="Give a later version."
        )
    return version


def _check_names(wished: tuple[str, ...]) -> None:
    for name in wished:
        if not _NAME.fullmatch(name) or name == DRAFT or re.fullmatch(r"[\d.]+", name):
            raise BadInput(
                "OM119",
                f"{name!r} can't be the name of a release.",
                fix="Start with a letter or digit, go on with letters, digits, - _ . +; no version, and not `draft`.",
            )


def _stamped(workspace: Workspace, draft: State, ontology: Iri, version: Version, prior: ReleaseRecord | None) -> State:
    """Write the version into the header, in place of what an earlier release or a file said."""
    subject = iri_node(ontology)
    stamps = {names.VERSION_IRI, names.VERSION_INFO, names.PRIOR_VERSION}
    kept = [line for line in draft.lines() if not _is_stamp(line, subject, stamps)]
    header = {
        join(subject, iri_node(names.TYPE), iri_node(names.ONTOLOGY)),
        join(subject, iri_node(names.VERSION_IRI), iri_node(version_iri(ontology, version.text))),
        join(subject, iri_node(names.VERSION_INFO), literal_node(version.text)),
    }
    if prior is not None:
        header.add(join(subject, iri_node(names.PRIOR_VERSION), iri_node(prior.iri)))
    return _saved(workspace, version.text, canonical([*kept, *header]))


def _is_stamp(line: Line, subject: str, stamps: set[Iri]) -> bool:
    triple = split(line)
    return triple.subject == subject and triple.predicate[1:-1] in stamps


def _saved(workspace: Workspace, name: str, lines: tuple[Line, ...]) -> State:
    data = file_bytes(lines)
    path = cached(workspace.cache, f"release-{hashlib.sha256(data).hexdigest()[:16]}.nt", data)
    return State(name, ontology_of(lines).header.version_iri, path)


def _nothing(workspace: Workspace) -> State:
    return _saved(workspace, "nothing", ())


def _gate(plan: _Plan, wish: Publication) -> None:
    blocking = Counter(result.code for result in violations(plan.results))
    if plan.reasoning.status == "failed":
        blocking[REASONING] = len(plan.reasoning.findings)
    blocking.update({code: plan.summary[kind] for kind, code in GATED_KINDS.items() if plan.summary[kind]})
    unknown = set(wish.accept) - set(blocking)
    if unknown:
        raise BadInput(
            "OM113",
            f"--accept {', '.join(sorted(unknown))}: no such check stands in the way.",
            fix=f"What does: {', '.join(sorted(blocking)) or 'nothing'}.",
        )
    closed = {code: count for code, count in blocking.items() if code not in wish.accept}
    if closed:
        raise _closed(plan, closed)
    if wish.accept and not wish.message:
        raise BadInput("OM114", "--accept needs a reason.", fix="Give it with -m TEXT; it is kept in the manifest.")


def _closed(plan: _Plan, closed: Mapping[str, int]) -> Refused:
    first = {r.code: r.message for r in reversed(violations(plan.results))}
    first[REASONING] = "; ".join(map(str, plan.reasoning.findings))
    first["entity-deleted"] = (
        "terms of the release before are gone; labels may still name them: deprecate them instead."
    )
    first["unclassified"] = "statements changed that no kind of change explains."
    lines = [f"{code} ({count}): {first[code]}" for code, count in sorted(closed.items())]
    return Refused(
        "OM134",
        f"{plan.version} is not released: checks stand in the way.\n" + "\n".join(lines),
        fix="See all with `ontoman validate draft`. Mend them, or pass one on purpose with --accept CODE -m REASON.",
        details={"checks": dict(sorted(closed.items()))},
    )


def _manifest(workspace: Workspace, plan: _Plan, wish: Publication, at: str) -> dict[str, object]:
    ontology = plan.state.path.read_bytes()
    files = {"ontology.nt": _sha256(ontology), "changes.json": _sha256(_json(plan.changes))}
    deed = Deed("release", wish.author, at, {"version": plan.version.text, "files": files, "accepted": wish.accept})
    for code in wish.accept:
        workspace.database.decide(deed, code, plan.version.text, wish.message)
    return {
        "schema": "ontoman/manifest/1",
        "version": plan.version.text,
        "versionIRI": plan.iri,
        "priorVersion": plan.prior.iri if plan.prior else None,
        "names": list(wish.names),
        "message": wish.message,
        "author": wish.author,
        "at": at,
        "files": files,
        "counts": {**counts(plan.state.ontology), "statements": ontology.count(b"\n")},
        "bump": plan.changes["bump"],
        "checks": _checks(plan, wish),
        "map": None,
        "audit": workspace.database.audit(deed),
    }


def _checks(plan: _Plan, wish: Publication) -> dict[str, object]:
    severities = Counter(result.severity for result in plan.results)
    return {
        "violations": severities["violation"],
        "warnings": severities["warning"],
        "accepted": [{"code": code, "reason": wish.message} for code in sorted(wish.accept)],
        "reasoning": {"status": plan.reasoning.status, "why": plan.reasoning.why},
    }


def _store_map(workspace: Workspace, plan: _Plan) -> dict[str, object] | None:
    if plan.map is None or plan.prior is None:
        return None
    from ontoman.formats.sssom import write  # noqa: PLC0415 - needs the YAML library
    from ontoman.migration.subjects import undecided  # noqa: PLC0415 - brings the parser of conditions
    from ontoman.store.maps import save_revision  # noqa: PLC0415

    # A release that failed on its way may have left a map without a release.
    shutil.rmtree(workspace.root / MAPS / f"{plan.prior.version}..{plan.version}", ignore_errors=True)
    data = write(plan.map)
    path, number = save_revision(workspace.root, plan.prior.version.text, plan.version.text, data)
    return {
        "path": str(path.relative_to(workspace.root)),
        "revision": number,
        "sha256": _sha256(data),
        "undecided": len(undecided(plan.map.rows)),
    }


def _write(folder: Path, plan: _Plan, manifest: dict[str, object]) -> None:
    with atomic_folder(folder) as new:
        (new / "ontology.nt").write_bytes(plan.state.path.read_bytes())
        (new / "changes.json").write_bytes(_json(plan.changes))
        (new / "manifest.json").write_bytes(_json(manifest))


def _json(document: Mapping[str, object]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
