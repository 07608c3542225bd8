"""Reasoning over an ontology: by sets at once, by HermiT in a process that can be ended."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from typing import TYPE_CHECKING, cast

from ontoman.model import Iri
from ontoman.reasoning.exclusions import exclusions_of, overlaps
from ontoman.reasoning.explaining import why_inconsistent, why_unsatisfiable
from ontoman.reasoning.java import find_java
from ontoman.reasoning.projection import project
from ontoman.reasoning.report import Finding, ReasoningReport
from ontoman.system.processes import run_killable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.model import Line, Ontology
    from ontoman.reasoning.projection import Projection

MANY_CLASSES = 2000
"""From about here HermiT does not finish in a minute; a plain tree needs no reasoner."""


def check(ontology: Ontology, lines: Iterable[Line], *, timeout: float = 60) -> ReasoningReport:
    """Say whether every category can have members, and why not; with no Java, at least who overlaps.

    >>> from ontoman.model import Ontology
    >>> check(Ontology(), []).findings
    ()
    """
    lines = tuple(lines)
    exclusions = exclusions_of(ontology, lines)
    by_sets = tuple(overlaps(ontology, exclusions))
    plain = project(ontology, lines)
    if plain.by_sets and len(plain.classes) > MANY_CLASSES and find_java():
        return _report(by_sets, "by sets: there are only classes, their places and exclusions")
    projection = project(ontology, lines, [one.members for one in exclusions if one.by_group])
    answer = _asked(projection, timeout)
    if "why" in answer:
        return _report(by_sets, str(answer["why"]), finished=False)
    return _report((*by_sets, *_explained(answer, by_sets, projection, ontology)))


def _report(findings: Iterable[Finding], why: str = "", *, finished: bool = True) -> ReasoningReport:
    ordered = tuple(sorted(set(findings), key=lambda one: (one.kind, one.category or "", one.message)))
    return ReasoningReport("failed" if ordered else "passed" if finished else "not run", why, ordered)


def _asked(projection: Projection, timeout: float) -> Mapping[str, object]:
    """Ask HermiT; the answer has `why` where there is none."""
    java = find_java()
    if java is None:
        return {"why": "no Java: install one, or the extra ontoman[reasoning]"}
    data = "".join(f"{line}\n" for line in projection.lines).encode()
    command = [sys.executable, "-P", "-m", "ontoman.reasoning.worker", java]
    with tempfile.TemporaryDirectory(
        prefix="ontoman-reasoning-"
    ) as folder:  # owlready2 leaves a file behind when killed
        done = run_killable(command, data=data, seconds=timeout, environment={**os.environ, "TMPDIR": folder})
    if done is None:
        return {"why": f"HermiT did not finish in {timeout:g} s"}
    if done.code:
        return {"why": f"the reasoner stopped: {_last_line(done.errors.decode(errors='replace'))}"}
    answer: dict[str, object] = json.loads(done.output)
    return {"why": f"HermiT stopped: {_last_line(str(answer['error']))}"} if "error" in answer else answer


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "without a word")


def _explained(
    answer: Mapping[str, object], known: Iterable[Finding], projection: Projection, ontology: Ontology
) -> Iterator[Finding]:
    """Put the reasoner's verdict in words; what the sets found already is not said twice."""
    if not answer["consistent"]:
        yield Finding("inconsistent", None, why_inconsistent(projection, ontology))
    unsatisfiable = frozenset(Iri(str(iri)) for iri in cast("list[str]", answer["unsatisfiable"]))
    said = {finding.category for finding in known}
    for iri in sorted(unsatisfiable - said):
        category = ontology.categories.get(iri)
        if category is None or not category.deprecated:
            yield Finding("unsatisfiable", iri, why_unsatisfiable(iri, unsatisfiable, projection, ontology))
