"""The workspace's SQLite file: drafts, their operations, decisions and the audit chain.

WAL with `synchronous=FULL`: one fsync a transaction, and a killed process loses nothing that was acknowledged.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.model import Line
from ontoman.store.connecting import letter, reading, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

DEFAULT_DRAFT = "draft"
FIRST_LINK = "0" * 64

_SCHEMA = """
CREATE TABLE draft (name TEXT PRIMARY KEY, base TEXT, since INTEGER NOT NULL) STRICT;
CREATE TABLE operation (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, draft TEXT NOT NULL REFERENCES draft (name), kind TEXT NOT NULL,
    author TEXT NOT NULL, at TEXT NOT NULL, details TEXT NOT NULL, removed BLOB NOT NULL, added BLOB NOT NULL
) STRICT;
CREATE TABLE decision (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, author TEXT NOT NULL, at TEXT NOT NULL, code TEXT NOT NULL,
    subject TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL, prior TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft: the release that it starts from (None for an empty one) and the last operation before it."""

    name: str
    base: str | None
    since: int


@dataclass(frozen=True, slots=True)
class Operation:
    """One logged operation on a draft, with the lines that it took away and brought."""

    seq: int
    kind: str
    author: str
    at: str
    details: Mapping[str, object]
    removed: tuple[Line, ...]
    added: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does to a draft: `kind` and `details` are kept beside the lines."""

    kind: str
    author: str
    at: str
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom, and why: `code` is the check that was passed, `subject` what it was about."""

    seq: int
    author: str
    at: str
    code: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the audit chain, as it stands: `hash` is to be the sha256 over `prior` and `entry`."""

    seq: int
    entry: str
    prior: str
    hash: str

    @property
    def deed(self) -> Deed:
        """What the entry says; OM138 where it is not what was written."""
        try:
            said = json.loads(self.entry)
            return Deed(str(said["kind"]), str(said["author"]), str(said["at"]), dict(said["details"]))
        except (ValueError, KeyError, TypeError) as error:
            raise BadInput(
                "OM138",
                f"Entry {self.seq} of the audit chain cannot be read: {error}.",
                fix="It was altered: `ontoman verify` says what else was; bring the database back from a backup.",
            ) from error

    @property
    def expected(self) -> str:
        """The hash that prior and entry have."""
        return link_hash(self.prior, self.entry)


def link_hash(prior: str, entry: str) -> str:
    """Return the hash of an entry: the sha256 over the prior hash and its text."""
    return hashlib.sha256(f"{prior}\n{entry}".encode()).hexdigest()


class Database:
    """`ontoman.db`; every method is one transaction, or part of the `transaction` around it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None

    @classmethod
    def create(cls, path: Path) -> Database:
        """Make a new database with one empty draft."""
        try:
            with closing(writing(path)) as connection:
                connection.executescript(_SCHEMA)
                connection.execute("INSERT INTO draft VALUES (?, NULL, 0)", (DEFAULT_DRAFT,))
        except sqlite3.Error as error:
            raise letter(path, error) from error
        return cls(path)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run a block as one transaction that is on the disk when the block ends; a nested one joins in."""
        if self._open is not None:
            yield self._open
            return
        with closing(writing(self._path)) as connection:
            self._open = connection
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.commit()
            except sqlite3.Error as error:
                raise letter(self._path, error) from error
            finally:
                self._open = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if self._open is not None:
            yield self._open
            return
        with closing(reading(self._path)) as connection:
            try:
                yield connection
            except sqlite3.Error as error:
                raise letter(self._path, error) from error

    def check_writable(self) -> None:
        """Refuse (OM103, OM131) before long work whose outcome could not be kept; nothing is written."""
        with self.transaction() as connection:
            connection.execute("PRAGMA user_version = 0")  # BEGIN IMMEDIATE alone passes where only reading does
            connection.rollback()

    def draft(self, name: str = DEFAULT_DRAFT) -> DraftRow | None:
        """Return the draft of this name, or None."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT name, base, since FROM draft WHERE name = ? AND since >= 0", (name,)
            ).fetchone()
        return DraftRow(*row) if row else None

    def drafts(self) -> tuple[DraftRow, ...]:
        """Return every draft, by name."""
        with self._reading() as connection:
            rows = connection.execute("SELECT name, base, since FROM draft WHERE since >= 0 ORDER BY name").fetchall()
        return tuple(DraftRow(*row) for row in rows)

    def new_draft(self, name: str, base: str | None) -> None:
        """Begin a draft that starts from a release, or from nothing."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO draft SELECT ?, ?, coalesce(max(seq), 0) FROM operation WHERE true"
                " ON CONFLICT (name) DO UPDATE SET base = excluded.base, since = excluded.since",
                (name, base),
            )

    def drop_draft(self, name: str) -> None:
        """Let a draft go; what was done to it stays in the log, so its row stays, too."""
        with self.transaction() as connection:
            connection.execute("UPDATE draft SET since = -1 WHERE name = ?", (name,))

    def operations(self, draft: DraftRow) -> tuple[Operation, ...]:
        """Return what was done to a draft since its base, oldest first."""
        return self.history(draft.name, draft.since)

    def history(self, draft: str, after: int = 0) -> tuple[Operation, ...]:
        """Return what was done to a draft after an operation, released since or not, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT seq, kind, author, at, details, removed, added FROM operation"
                " WHERE draft = ? AND seq > ? ORDER BY seq",
                (draft, after),
            ).fetchall()
        return tuple(
            Operation(seq, kind, author, at, json.loads(details), _unpack(removed), _unpack(added))
            for seq, kind, author, at, details, removed, added in rows
        )

    def last_operation(self) -> int:
        """Return the number of the last operation: what was read before is stale once it has moved."""
        with self._reading() as connection:
            row = connection.execute("SELECT coalesce(max(seq), 0) FROM operation").fetchone()
        return int(row[0])

    def append(self, draft: str, deed: Deed, removed: Iterable[Line], added: Iterable[Line]) -> int:
        """Log an operation and return its number; the log never shrinks."""
        with self.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO operation (draft, kind, author, at, details, removed, added) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (draft, deed.kind, deed.author, deed.at, _json(deed.details), _pack(removed), _pack(added)),
            )
            return int(cursor.lastrowid or 0)

    def rebase(self, draft: str, base: str) -> None:
        """Let a draft start from a release; what was done before stays in the log."""
        with self.transaction() as connection:
            connection.execute(
                "UPDATE draft SET base = ?, since = (SELECT coalesce(max(seq), 0) FROM operation) WHERE name = ?",
                (base, draft),
            )

    def decide(self, deed: Deed, code: str, subject: str, reason: str) -> None:
        """Record a decision with its reason."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO decision (author, at, code, subject, reason) VALUES (?, ?, ?, ?, ?)",
                (deed.author, deed.at, code, subject, reason),
            )

    def decisions(self) -> tuple[Decision, ...]:
        """Return what was decided, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT seq, author, at, code, subject, reason FROM decision ORDER BY seq"
            ).fetchall()
        return tuple(Decision(*row) for row in rows)

    def audit_chain(self, kind: str | None = None) -> tuple[Link, ...]:
        """Return the audit chain as it stands, oldest first; of one kind of deed, where one is named."""
        with self._reading() as connection:
            rows = connection.execute("SELECT seq, entry, prior, hash FROM audit ORDER BY seq").fetchall()
        needle = f'"kind":{_json(kind)}' if kind else ""
        return tuple(Link(*row) for row in rows if needle in str(row[1]))

    def audit_head(self) -> str:
        """Return the hash of the last audit entry."""
        with self._reading() as connection:
            row = connection.execute("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        return str(row[0]) if row else FIRST_LINK

    def audit(self, deed: Deed) -> str:
        """Append an entry to the audit chain and return its hash: the sha256 over the prior hash and the entry."""
        with self.transaction() as connection:
            prior = self.audit_head()
            entry = _json({"kind": deed.kind, "author": deed.author, "at": deed.at, "details": dict(deed.details)})
            link = link_hash(prior, entry)
            connection.execute("INSERT INTO audit (entry, prior, hash) VALUES (?, ?, ?)", (entry, prior, link))
            return link


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _pack(lines: Iterable[Line]) -> bytes:
    return zlib.compress("\n".join(lines).encode())


def _unpack(blob: bytes) -> tuple[Line, ...]:
    text = zlib.decompress(blob).decode()
    return tuple(Line(line) for line in text.split("\n")) if text else ()
