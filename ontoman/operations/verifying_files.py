"""Verification of releases and map revisions against what the audit chain says of them."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from ontoman.errors import BadInput, OntomanError
from ontoman.formats import sssom
from ontoman.operations.problems import Problem
from ontoman.operations.releasing import document_bytes
from ontoman.rdf import file_bytes
from ontoman.store.workspace import MAPS, ONTOLOGY, RELEASES
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ontoman.operations.chain import Chain
    from ontoman.store.workspace import Workspace

MANIFEST: Final = "manifest.json"
CHANGES: Final = "changes.json"
_SUFFIX: Final = ".sssom.tsv"
_RESTORE: Final = "Restore it from a backup; to change an ontology, release a new version."
_UNKNOWN: Final = "Take it away, or keep it elsewhere: this folder holds only what was released."


def check_releases(workspace: Workspace, chain: Chain, problems: list[Problem]) -> int:
    """Check the folder of every release; return how many there are."""
    root = workspace.root / RELEASES
    released = {str(deed.details.get("version")): deed.details for deed in chain.of_kind("release")}
    there = _visible(root)
    gone = sorted(released.keys() - there)
    problems.extend(_problem("OM191", f"{RELEASES}/{name}", "was released and is gone.") for name in gone)
    before: list[str] | None = []
    for name in sorted(there, key=lambda name: _place(released, name)):
        before = _check_release(root / name, chain, before, problems)
    return len(there)


def _place(released: Mapping[str, object], name: str) -> tuple[int, str]:
    names = list(released)
    return (names.index(name) if name in released else len(names), name)


def _check_release(folder: Path, chain: Chain, before: list[str] | None, problems: list[Problem]) -> list[str] | None:
    """Check one release; return its statements as its changes say, None where these are lost."""
    shown = f"{RELEASES}/{folder.name}"
    if not folder.is_dir():
        problems.append(_problem("OM192", shown, "is no release.", _UNKNOWN))
        return before
    files = _hashes(folder, shown, chain, problems)
    extra = sorted(_visible(folder) - {MANIFEST, ONTOLOGY, CHANGES})
    problems.extend(_problem("OM192", f"{shown}/{name}", "is in no manifest.", _UNKNOWN) for name in extra)
    changes = _check_file(folder / CHANGES, f"{shown}/{CHANGES}", files.get(CHANGES))
    after = _replayed(folder, before) if changes is None else None
    ontology = _check_file(folder / ONTOLOGY, f"{shown}/{ONTOLOGY}", files.get(ONTOLOGY))
    if ontology is not None and ontology.code == "OM190" and after is not None:
        ontology = _with_statement(ontology, folder / ONTOLOGY, after, files.get(ONTOLOGY))
    problems.extend(problem for problem in (changes, ontology) if problem)
    return after


def _hashes(folder: Path, shown: str, chain: Chain, problems: list[Problem]) -> Mapping[str, str]:
    """Return what the files of a release must hash to: as the chain says it, else its signed manifest."""
    manifest = _read_manifest(folder, f"{shown}/{MANIFEST}", chain, problems)
    said = next((d.details for d in chain.of_kind("release") if d.details.get("version") == folder.name), manifest)
    files = (said or {}).get("files")
    return files if isinstance(files, dict) else {}


def _read_manifest(folder: Path, shown: str, chain: Chain, problems: list[Problem]) -> dict[str, Any] | None:
    """Return a manifest that the chain vouches for; None, and a problem, where it does not."""
    try:
        data = read_bytes(folder / MANIFEST)
        manifest: dict[str, Any] = json.loads(data)
        head = str(manifest.pop("audit"))
        exact = document_bytes({**manifest, "audit": head}) == data
    except BadInput as error:
        problems.append(_problem("OM191", shown, f"is not there: {error.message}"))
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        problems.append(_problem("OM193", shown, "is not what was signed: it cannot be read."))
        return None
    deed = chain.by_hash.get(head)
    said = deed.details if deed and deed.kind == "release" else {}
    signed = said.get("manifest") == sha256(document_bytes(manifest)).hexdigest()
    if not exact or not signed or said.get("version") != folder.name:
        problems.append(_problem("OM193", shown, "is not what was signed: no entry of the audit chain has its hash."))
        return None
    _remember(chain, manifest)
    return manifest


def _remember(chain: Chain, manifest: Mapping[str, Any]) -> None:
    for row in manifest["checks"]["accepted"]:
        chain.reasons[row["code"], manifest["version"]] = row["reason"]


def _check_file(path: Path, shown: str, expected: str | None) -> Problem | None:
    try:
        found = sha256(read_bytes(path)).hexdigest()
    except BadInput as error:
        return _problem("OM191", shown, f"is not there: {error.message}")
    if expected is None or found == expected:
        return None  # without a manifest there is nothing to compare with; the manifest is told of
    return _problem("OM190", shown, f"is not what was released: its hash is {found[:16]}…, not {expected[:16]}….")


def _replayed(folder: Path, before: list[str] | None) -> list[str] | None:
    """Return the statements that the changes of a release make of those of the release before."""
    if before is None:
        return None
    try:
        changes = json.loads(read_bytes(folder / CHANGES))["changes"]
        removed = {line for change in changes for line in change["removed"]}
        added = {line for change in changes for line in change["added"]}
    except (BadInput, ValueError, KeyError, TypeError):
        return None
    return sorted((set(before) - removed) | added, key=str.encode)


def _with_statement(problem: Problem, path: Path, expected: Sequence[str], recorded: str | None) -> Problem:
    """Name the first statement that was altered, where the changes still say what stood there."""
    if sha256(file_bytes(expected)).hexdigest() != recorded:  # type: ignore[arg-type]
        return problem
    found = read_bytes(path).decode("utf-8", "replace").split("\n")
    lost = next(iter(sorted(set(expected) - set(found))), None)
    strange = next(iter(sorted(set(found) - set(expected) - {""})), None)
    said = [f"  it should say  {lost}"] if lost else []
    said += [f"  it says        {strange}"] if strange else []
    return Problem(problem.code, problem.path, "\n".join([problem.message, *said]), problem.fix)


def check_maps(workspace: Workspace, chain: Chain, problems: list[Problem]) -> int:
    """Check every map revision; return how many there are."""
    recorded = dict(chain.maps())
    root = workspace.root / MAPS
    there = [f"{MAPS}/{way}/{name}" for way in sorted(_visible(root)) for name in sorted(_visible(root / way))]
    gone = sorted(recorded.keys() - set(there))
    problems.extend(_problem("OM196", shown, "was stored and is gone.") for shown in gone)
    hashes: dict[str, str] = {}
    for shown in sorted(there, key=_numbered):
        problems.extend(_check_map(workspace.root / shown, shown, recorded.get(shown), hashes))
    return len(there)


def _numbered(shown: str) -> tuple[str, int, str]:
    folder, _, name = shown.rpartition("/")
    number = name.removesuffix(_SUFFIX)
    return folder, int(number) if number.isascii() and number.isdigit() else 0, name


def _check_map(path: Path, shown: str, expected: str | None, hashes: dict[str, str]) -> Iterator[Problem]:
    try:
        hashes[shown] = found = sha256(read_bytes(path)).hexdigest()
    except BadInput as error:
        yield _problem("OM196", shown, f"cannot be read: {error.message}")
        return
    if expected is None:
        yield _problem("OM192", shown, "is a map that nobody stored: no entry of the audit chain names it.", _UNKNOWN)
    elif found != expected:
        yield _problem("OM195", shown, f"is not what was stored: its hash is {found[:16]}…, not {expected[:16]}….")
    else:
        yield from _check_predecessor(path, shown, hashes)


def _check_predecessor(path: Path, shown: str, hashes: Mapping[str, str]) -> Iterator[Problem]:
    folder, number, _ = _numbered(shown)
    if number == 1:
        return
    before = f"{folder}/{number - 1}{_SUFFIX}"
    try:
        named = sssom.read(path).map.header.predecessor_sha256
    except OntomanError as error:
        yield _problem("OM195", shown, f"cannot be read: {error.message}")
        return
    if before not in hashes or named != hashes[before]:
        yield _problem("OM196", shown, f"does not follow {before}: the hash that it names is another.")


def _visible(folder: Path) -> set[str]:
    """Return what stands in a folder; hidden names are what a killed process left on its way."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")} if folder.is_dir() else set()


def _problem(code: str, path: str, what: str, fix: str = _RESTORE) -> Problem:
    return Problem(code, path, f"{path} {what}", fix)
