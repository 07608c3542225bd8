"""SPARQL over releases, in a process that can be stopped."""

from __future__ import annotations

from ontoman.query.client import Graphs, QueryResult, Worker, check_size, is_worker_of

__all__ = ["Graphs", "QueryResult", "Worker", "check_size", "is_worker_of"]
