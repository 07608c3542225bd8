"""The audit chain, followed from its first entry: what it vouches for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontoman.errors import OntomanError
from ontoman.operations.problems import Problem
from ontoman.store.database import FIRST_LINK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ontoman.store.database import Deed, Link
    from ontoman.store.workspace import Workspace

DATABASE = "ontoman.db"
RESTORE = "Bring the database back from a backup; the head of its chain stands in the manifest of the latest release."


@dataclass
class Chain:
    """What the entries say, in order; why a gate was passed (`reasons`, by code and version) say the manifests."""

    hashes: list[str] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    by_hash: dict[str, Deed] = field(default_factory=dict)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The hash of the last entry that is what was written."""
        return next(reversed(self.by_hash), FIRST_LINK)

    def of_kind(self, kind: str) -> Iterator[Deed]:
        """Yield the deeds of one kind, oldest first."""
        return (deed for deed in self.deeds if deed.kind == kind)

    def maps(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the hash of every map revision that was stored, with a release or later."""
        with_release = (deed.details.get("map") for deed in self.of_kind("release"))
        for said in (*with_release, *(deed.details for deed in self.of_kind("map"))):
            if isinstance(said, dict):
                yield str(said.get("path")), str(said.get("sha256"))


def read_chain(workspace: Workspace) -> tuple[Chain, list[Problem]]:
    """Follow the chain; return what it holds, and where it is broken (OM194)."""
    chain = Chain()
    try:
        links = workspace.database.audit_chain()
    except OntomanError as error:
        return chain, [Problem(error.code, DATABASE, error.message, error.fix)]
    return chain, list(_followed(chain, links))


def _followed(chain: Chain, links: Sequence[Link]) -> Iterator[Problem]:
    prior = FIRST_LINK
    if not links:
        yield _broken(0, "is not there: the chain is empty")
    for place, link in enumerate(links, 1):
        if link.seq != place:
            yield _broken(link.seq, f"stands at place {place}: entries were taken out, or their order was changed")
        elif link.prior != prior:
            yield _broken(place, "does not hang on the entry before it")
        elif link.hash != link.expected:
            yield _broken(place, f"is not what was written: its hash is {link.expected[:16]}…, not {link.hash[:16]}…")
        else:
            yield from _read(chain, link)
        chain.hashes.append(link.hash)
        prior = link.hash


def _read(chain: Chain, link: Link) -> Iterator[Problem]:
    try:
        deed = link.deed
    except OntomanError as error:
        yield _broken(link.seq, error.message)
        return
    chain.deeds.append(deed)
    chain.by_hash[link.hash] = deed
    if deed.kind == "withdraw":
        chain.reasons["withdraw", str(deed.details.get("version"))] = str(deed.details.get("reason"))


def _broken(place: int, what: str) -> Problem:
    return Problem("OM194", DATABASE, f"Entry {place} of the audit chain {what}.", RESTORE)
