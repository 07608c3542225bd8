"""Withdrawn releases: their files stay, and whoever uses one is told, and where to go instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.errors import BadInput, Refused
from ontoman.operations.states import unknown_release
from ontoman.store.database import Deed
from ontoman.store.workspace import find_around
from ontoman.system import now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.store.workspace import ReleaseRecord, Withdrawal, Workspace


@dataclass(frozen=True, slots=True)
class Wish:
    """What `withdraw` is asked for; `use` None means the latest release that is not withdrawn."""

    release: str
    use: str | None
    reason: str
    author: str


def withdraw(workspace: Workspace, wish: Wish) -> dict[str, object]:
    """Record that nobody should use a release any more (`ontoman/withdrawal/1`); its files stay as they are."""
    release = _known(workspace, wish.release)
    use = _known(workspace, wish.use).version.text if wish.use else None
    _check(workspace, release.version.text, use, wish.reason)
    with workspace.database.transaction():
        details = {
            "version": release.version.text,
            "use": use,
            "reason": wish.reason,
            "operations": workspace.database.last_operation(),
        }
        deed = Deed("withdraw", wish.author, now(), details)
        workspace.database.decide(deed, "withdraw", release.version.text, wish.reason)
        head = workspace.database.audit(deed)
    return {
        "schema": "ontoman/withdrawal/1",
        "version": release.version.text,
        "use": instead_of(workspace, release.version.text),
        "reason": wish.reason,
        "author": wish.author,
        "at": deed.at,
        "audit": head,
    }


def _known(workspace: Workspace, ref: str) -> ReleaseRecord:
    found = workspace.find_release(ref)
    if found is None:
        raise unknown_release(workspace, ref)
    return found


def _check(workspace: Workspace, version: str, use: str | None, reason: str) -> None:
    withdrawn = workspace.withdrawals()
    if not reason.strip():
        raise BadInput("OM182", "A withdrawal needs a reason.", fix="Give it with -m TEXT; whoever uses it reads it.")
    if version in withdrawn:
        there = withdrawn[version]
        raise Refused(
            "OM180",
            f"{version} is withdrawn already, by {there.author} at {there.at}: {there.reason}",
            fix="Nothing is to do.",
        )
    if use is not None and (use == version or use in withdrawn):
        what = "the release itself" if use == version else "withdrawn itself"
        raise BadInput("OM181", f"--use {use} is {what}.", fix="Name a release that people can go to.")


def instead_of(workspace: Workspace, version: str) -> str | None:
    """Return where to go from a withdrawn release: the one that was named, as long as it stands, else the latest."""
    withdrawn = workspace.withdrawals()
    seen: set[str] = set()
    here: str | None = version
    while here is not None and here in withdrawn and here not in seen:
        seen.add(here)
        here = withdrawn[here].use
    if here is not None and here not in withdrawn:
        return here
    standing = [r.version.text for r in workspace.releases() if r.version.text not in withdrawn]
    return standing[-1] if standing else None


def notes(workspace: Workspace | None, *refs: str | None) -> tuple[str, ...]:
    """Return what those should know who use these releases: which are withdrawn, why, and where to go."""
    found: dict[str, str] = {}
    for ref in refs:
        room = workspace or (find_around(ref) if ref else None)
        record = room.find_release(ref) or room.release_of_file(ref) if room and ref else None
        withdrawal = room.withdrawals().get(record.version.text) if room and record else None
        if room and withdrawal:
            found[withdrawal.version] = _note(room, withdrawal)
    return tuple(found.values())


def _note(workspace: Workspace, withdrawal: Withdrawal) -> str:
    use = instead_of(workspace, withdrawal.version)
    go = f"Use {use}." if use else "There is no release to go to."
    return f"{withdrawal.version} is withdrawn: {withdrawal.reason.rstrip('.')}. {go}"


def as_json(workspace: Workspace, withdrawal: Withdrawal | None) -> Mapping[str, object] | None:
    """Return a withdrawal as documents hold it."""
    if withdrawal is None:
        return None
    return {
        "at": withdrawal.at,
        "author": withdrawal.author,
        "reason": withdrawal.reason,
        "use": instead_of(workspace, withdrawal.version),
    }
