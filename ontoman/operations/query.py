"""Asking SPARQL of releases."""

from __future__ import annotations

import atexit
import re
import threading
from typing import TYPE_CHECKING

from ontoman.operations.change_graphs import asks_for_changes, change_graphs
from ontoman.operations.states import DRAFT, latest, resolve
from ontoman.query import Graphs, QueryResult, Worker, check_size, is_worker_of

if TYPE_CHECKING:
    from ontoman.operations.states import State
    from ontoman.store.workspace import Workspace

TIMEOUT = 30.0
_KEPT = 3
_NAMES_GRAPHS = re.compile(r"\b(graph|from)\b", re.IGNORECASE)


class _Pool:
    """Workers that stay loaded, for a server: one a set of graphs, the last few used."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: list[Worker] = []

    def worker(self, graphs: Graphs) -> Worker:
        with self._lock:
            worker = next((w for w in self._workers if is_worker_of(w, graphs)), None) or Worker(graphs)
            others = [w for w in self._workers if w is not worker]
            for old in others[_KEPT - 1 :]:
                old.close()
            self._workers = [worker, *others[: _KEPT - 1]]
            return worker

    def close(self) -> None:
        with self._lock:
            for worker in self._workers:
                worker.close()
            self._workers = []


_POOL = _Pool()
atexit.register(_POOL.close)


def run(
    workspace: Workspace | None, sparql: str, release: str | None = None, form: str = "json", timeout: float = TIMEOUT
) -> QueryResult:
    """Answer a query over a release (the latest, where none is named); every release is a named graph, too.

    *form*: json, xml, csv or tsv for rows; turtle, nt, rdfxml or jsonld for graphs. *timeout* in seconds.
    """
    check_size(sparql)
    state = latest(workspace) if workspace and not release else resolve(workspace, release or DRAFT)
    named = workspace if _NAMES_GRAPHS.search(sparql) else None  # loading every release takes its time
    graphs = graphs_of(named, state, changes=asks_for_changes(sparql))
    return _POOL.worker(graphs).ask(sparql, form, timeout)


def graphs_of(workspace: Workspace | None, state: State, *, changes: bool = False) -> Graphs:
    """Return the graphs that a query sees: *state* by default, each release by its versionIRI, the draft if asked.

    With *changes* the change set of each release, too.
    """
    named = [(str(release.iri), str(release.ontology)) for release in workspace.releases()] if workspace else []
    if workspace is not None and changes:
        named += change_graphs(workspace)
    if workspace is not None and state.name.startswith(DRAFT):
        name = state.name.partition(":")[2] or DRAFT
        named.append((f"{workspace.config.namespace.rstrip('/#')}/draft/{name}", str(state.path)))
    return Graphs(str(state.path), tuple(named))
