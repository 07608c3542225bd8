"""Verification: every byte of what was released is what it was, by hashes that hang on one audit chain.

The audit entry of a release holds the hash of its manifest, the manifest those of the release's files and of the map
that was stored with it; later map revisions have entries of their own. Every entry hangs on the one before. So the
head of the chain, kept elsewhere, vouches for everything.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from ontoman.errors import BadInput, OntomanError
from ontoman.operations.chain import Chain, read_chain
from ontoman.operations.problems import Problem
from ontoman.operations.verifying_files import check_maps, check_releases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.operations.progress import Progress
    from ontoman.store.workspace import Workspace

_HEAD: Final = re.compile(r"[0-9a-f]{16,64}")


def verify(workspace: Workspace, progress: Progress, head: str | None = None) -> dict[str, object]:
    """Check every release, manifest, map revision and the audit chain (`ontoman/verify/1`).

    *head* is a head of the chain that was kept elsewhere, or at least 16 digits of it: it must be in the chain.
    """
    if head is not None and not _HEAD.fullmatch(head):
        raise BadInput(
            "OM184",
            f"--head {head!r} is no head of an audit chain.",
            fix="Give 16 to 64 digits of a manifest's `audit`.",
        )
    progress.stage("Following the audit chain")
    chain, problems = read_chain(workspace)
    progress.stage("Checking the releases")
    releases = check_releases(workspace, chain, problems)
    progress.stage("Checking the maps")
    maps = check_maps(workspace, chain, problems)
    problems.extend(_decisions(workspace, chain))
    found = _found(chain, head)
    if found is False:
        problems.append(_lost_head(str(head)))
    return {
        "schema": "ontoman/verify/1",
        "sound": not problems,
        "releases": releases,
        "maps": maps,
        "audit": {"entries": len(chain.hashes), "head": chain.head},
        "head": {"asked": head, "found": found},
        "problems": [asdict(problem) for problem in problems],
        "out": None,
    }


def _found(chain: Chain, head: str | None) -> bool | None:
    return None if head is None else any(link.startswith(head) for link in chain.hashes)


def _lost_head(head: str) -> Problem:
    return Problem(
        "OM197",
        "ontoman.db",
        f"The head {head} that was kept elsewhere is not in the audit chain: the chain was written anew, or cut off.",
        "Take the workspace from the time when the chain held it, from a backup.",
    )


def _decisions(workspace: Workspace, chain: Chain) -> Iterator[Problem]:
    """Compare the log of decisions with what the chain says was accepted and withdrawn."""
    try:
        decided = {(d.code, d.subject, d.author, d.at) for d in workspace.database.decisions()}
        reasons = {(d.code, d.subject, d.reason) for d in workspace.database.decisions()}
    except OntomanError:
        return  # told with the chain
    for deed in chain.deeds:
        version = str(deed.details.get("version"))
        codes = _codes(deed.details.get("accepted")) if deed.kind == "release" else ()
        for code in (*codes, *(("withdraw",) if deed.kind == "withdraw" else ())):
            if (code, version, deed.author, deed.at) not in decided or not _said(chain, reasons, code, version):
                yield Problem(
                    "OM199",
                    "ontoman.db",
                    f"The log of decisions does not say of {version} what was decided: {code} by {deed.author}.",
                    "It was altered: bring the database back from a backup.",
                )


def _codes(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _said(chain: Chain, reasons: set[tuple[str, str, str]], code: str, version: str) -> bool:
    reason = chain.reasons.get((code, version))
    return reason is None or (code, version, reason) in reasons
