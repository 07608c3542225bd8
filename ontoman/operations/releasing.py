"""Publishing the draft: gates, then a folder that never changes again."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from ontoman.errors import BadInput, OntomanError, Refused
from ontoman.model import Iri, Version, names, version_iri
from ontoman.model.terms import iri_node, join, literal_node, split
from ontoman.operations.diffing import compare
from ontoman.operations.gates import Candidate, barriers, check as check_gates
from ontoman.operations.progress import SILENT
from ontoman.operations.states import DRAFT, State, cached, draft_state, resolve
from ontoman.operations.validating import validate_state
from ontoman.operations.workspace import counts
from ontoman.rdf import canonical, file_bytes, ontology_of
from ontoman.store.database import DEFAULT_DRAFT, Deed
from ontoman.store.workspace import MAPS
from ontoman.system import atomic_folder, now

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ontoman.model import Line
    from ontoman.operations.progress import Progress
    from ontoman.store.workspace import ReleaseRecord, Workspace

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,79}")


IMPORTED_HISTORY = "imported history"


@dataclass(frozen=True, slots=True)
class Past:
    """A release from before the workspace: when it was made, by whom it was taken in, and from which file."""

    at: str
    by: str
    file: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What `release` is asked for; `version` None means the bump decides, `past` lets every gate stand open."""

    version: str | None
    message: str
    author: str
    names: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    baseline: Path | None = None
    profile: str | None = None
    past: Past | None = None


def release(workspace: Workspace, wish: Publication, progress: Progress = SILENT) -> dict[str, object]:
    """Publish the draft; return the manifest. Refused (OM132-OM135) where a gate is closed."""
    workspace.database.check_writable()
    return publish(workspace, wish, progress)


def publish(workspace: Workspace, wish: Publication, progress: Progress = SILENT) -> dict[str, object]:
    """Publish as `release` does, within a transaction that may be open."""
    plan = _planned(workspace, wish, progress)
    accepted = _accepted(plan, wish)
    progress.stage("Writing the release")
    folder, written = workspace.release_folder(plan.version.text), False
    try:
        with workspace.database.transaction():
            _check_unmoved(workspace, plan)
            manifest = _signed(workspace, plan, wish, _manifest(plan, wish, accepted, _store_map(workspace, plan)))
            workspace.database.rebase(DEFAULT_DRAFT, plan.version.text)
            _write(folder, plan, manifest)
            written = True
    except OntomanError:
        if written:  # and the database could not keep it
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return manifest


def _accepted(plan: Candidate, wish: Publication) -> dict[str, str]:
    """Return the gates that are passed on purpose, each with the reason; refused where another one is closed."""
    closed = barriers(plan)
    if wish.past is not None:
        return dict.fromkeys(closed, IMPORTED_HISTORY)
    check_gates(plan, closed, wish.accept, wish.message)
    return dict.fromkeys(sorted(wish.accept), wish.message)


def _check_unmoved(workspace: Workspace, plan: Candidate) -> None:
    if workspace.database.last_operation() != plan.seen or workspace.release_folder(plan.version.text).exists():
        raise Refused(
            "OM135",
            "The draft changed while it was checked; nothing was released.",
            fix="Look at it, and release again.",
        )


def _planned(workspace: Workspace, wish: Publication, progress: Progress) -> Candidate:
    from ontoman.operations.maps.building import build_map  # noqa: PLC0415 - maps bring the parser of conditions
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
    return Candidate(
        version=version,
        prior=prior,
        old=old,
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


def _manifest(
    plan: Candidate, wish: Publication, accepted: Mapping[str, str], stored_map: dict[str, object] | None
) -> dict[str, object]:
    ontology = plan.state.path.read_bytes()
    return {
        "schema": "ontoman/manifest/1",
        "version": plan.version.text,
        "versionIRI": plan.iri,
        "priorVersion": plan.prior.iri if plan.prior else None,
        "names": list(wish.names),
        "message": wish.message,
        "author": wish.author,
        "at": wish.past.at if wish.past else now(),
        "imported": {**asdict(wish.past), "at": now()} if wish.past else None,
        "files": {"ontology.nt": _sha256(ontology), "changes.json": _sha256(document_bytes(plan.changes))},
        "counts": {**counts(plan.state.ontology), "statements": ontology.count(b"\n")},
        "bump": plan.bump,
        "checks": _checks(plan, accepted),
        "map": stored_map,
    }


def _checks(plan: Candidate, accepted: Mapping[str, str]) -> dict[str, object]:
    severities = Counter(result.severity for result in plan.results)
    return {
        "violations": severities["violation"],
        "warnings": severities["warning"],
        "accepted": [{"code": code, "reason": reason} for code, reason in sorted(accepted.items())],
        "reasoning": {"status": plan.reasoning.status, "why": plan.reasoning.why},
    }


def _signed(
    workspace: Workspace, plan: Candidate, wish: Publication, manifest: Mapping[str, object]
) -> dict[str, object]:
    """Hang the manifest on the audit chain, and write the new head under it.

    The entry holds the hash of the manifest without its last line, the head, which is the hash of the entry.
    """
    checks = manifest["checks"]
    assert isinstance(checks, dict)
    details = {
        "version": plan.version.text,
        "files": manifest["files"],
        "accepted": [row["code"] for row in checks["accepted"]],
        "map": manifest["map"],
        "manifest": _sha256(document_bytes(manifest)),
        "operations": plan.seen,
    }
    deed = Deed("release", wish.past.by if wish.past else wish.author, now(), details)
    for row in checks["accepted"]:
        workspace.database.decide(deed, row["code"], plan.version.text, row["reason"])
    return {**manifest, "audit": workspace.database.audit(deed)}


def _store_map(workspace: Workspace, plan: Candidate) -> dict[str, object] | None:
    if plan.map is None or plan.prior is None:
        return None
    from ontoman.formats.sssom.files import write  # noqa: PLC0415 - needs the YAML library
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


def _write(folder: Path, plan: Candidate, manifest: dict[str, object]) -> None:
    with atomic_folder(folder) as new:
        (new / "ontology.nt").write_bytes(plan.state.path.read_bytes())
        (new / "changes.json").write_bytes(document_bytes(plan.changes))
        (new / "manifest.json").write_bytes(document_bytes(manifest))


def document_bytes(document: Mapping[str, object]) -> bytes:
    """Return the bytes that a document has in a release: the same for the same document."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
