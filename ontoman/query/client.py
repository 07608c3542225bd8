"""The side of a query that stays alive: it starts the worker, talks to it, and ends it when time is up."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, Self

from ontoman.errors import BadInput, OntomanError, Refused

if TYPE_CHECKING:
    from types import TracebackType

MAX_BYTES: Final = 64 << 10
MAX_DEPTH: Final = 64
MEMORY: Final = 4 << 30
LOADING: Final = 300.0
_SKIPPED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|<[^<>\s]*>|#[^\n]*')


@dataclass(frozen=True, slots=True)
class Graphs:
    """What a query can ask: the file of the default graph, and files by the IRI of their named graph."""

    default: str
    named: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class QueryResult:
    """An answer, whole, in the form that its media type names."""

    media_type: str
    body: bytes


def check_size(text: str) -> None:
    """Refuse a query of over 64 KB or nested deeper than 64 (OM702): such can crash the engine."""
    size = len(text.encode("utf-8", "surrogatepass"))
    depth = _depth(_SKIPPED.sub(" ", text))
    if size > MAX_BYTES or depth > MAX_DEPTH:
        raise BadInput(
            "OM702",
            f"The query has {size} bytes and nests {depth} deep; {MAX_BYTES} and {MAX_DEPTH} are allowed.",
            fix="Ask in smaller steps.",
        )


def _depth(text: str) -> int:
    depth = deepest = 0
    for mark in re.findall(r"[({\[\])}]|[!+\-]{2,}", text):
        depth += 1 if mark in "({[" else -1 if mark in ")}]" else 0
        deepest = max(deepest, depth, len(mark))
    return deepest


class Worker:
    """A process that holds graphs and answers queries one at a time; a context manager."""

    def __init__(self, graphs: Graphs) -> None:
        self._graphs = graphs
        self._lock = threading.Lock()
        self._loaded = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ontoman.query.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._send({"default": graphs.default, "named": graphs.named, "memory": MEMORY})

    def __enter__(self) -> Self:
        """Return the worker."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.close()

    @property
    def alive(self) -> bool:
        """Whether the process can still answer."""
        return self._process.poll() is None

    @property
    def graphs(self) -> Graphs:
        """What it holds."""
        return self._graphs

    def ask(self, text: str, form: str, timeout: float) -> QueryResult:
        """Answer a query; *form* is json, xml, csv or tsv, or for graphs turtle, nt, rdfxml or jsonld.

        OM701 a query that is none, OM703 one that would reach outside, OM704 a form that does not fit,
        OM720 one that was ended after *timeout* seconds or for its memory (the worker is gone then).
        """
        check_size(text)
        with self._lock:
            self._wait_until_loaded()
            timer = threading.Timer(timeout, self._process.kill)
            timer.start()
            try:
                self._send({"query": text, "form": form})
                head, body = _receive(self._process.stdout)
            finally:
                timer.cancel()
        if head is None:
            raise self._ended(timeout)
        if "code" in head:
            raise _letter(head)
        return QueryResult(str(head["media_type"]), body)

    def _wait_until_loaded(self) -> None:
        """Let the graphs load first, so that the time limit is the query's alone; loading has its own."""
        if self._loaded:
            return
        timer = threading.Timer(LOADING, self._process.kill)
        timer.start()
        try:
            head, _ = _receive(self._process.stdout)
        finally:
            timer.cancel()
        if head is None:
            raise self._ended(LOADING)
        self._loaded = True

    def _send(self, message: dict[str, object]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            if self.alive:
                raise
            raise self._ended(0) from error

    def _ended(self, timeout: float) -> BadInput:
        self.close()
        return BadInput(
            "OM720",
            f"The query was ended: it took longer than {timeout:g} s, or more memory than it may.",
            fix="Ask for less: add a LIMIT, or a pattern that narrows the search; --timeout gives more time.",
        )

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with contextlib.suppress(KeyboardInterrupt):  # somebody who presses Ctrl-C twice
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close(stream)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:  # what it still held had nobody to go to
        return


def _receive(stream: IO[bytes] | None) -> tuple[dict[str, object] | None, bytes]:
    assert stream is not None
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None, b""
    head = json.loads(line)
    body = stream.read(head.get("size", 0))
    return (head, body) if len(body) == head.get("size", 0) else (None, b"")


def _letter(head: dict[str, object]) -> OntomanError:
    kind = Refused if head["code"] == "OM703" else BadInput
    return kind(str(head["code"]), str(head["message"]), fix=str(head["fix"]))


def is_worker_of(worker: Worker | None, graphs: Graphs) -> bool:
    """Tell whether a worker lives and holds just these graphs."""
    return worker is not None and worker.alive and worker.graphs == graphs
