"""A state with its report; an edit is checked on what it touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.model.terms import split
from ontoman.rdf import ontology_of
from ontoman.system.garbage import no_collection, settle
from ontoman.validation.checks import CHECKS
from ontoman.validation.library import library_of
from ontoman.validation.live.findings import Findings
from ontoman.validation.live.neighbours import Neighbours
from ontoman.validation.live.part import part_of
from ontoman.validation.live.python_checks import PythonChecks
from ontoman.validation.live.rule_checks import RULES, RuleChecks
from ontoman.validation.live.shape_checks import ShapeChecks
from ontoman.validation.live.state import State
from ontoman.validation.live.tree import Tree
from ontoman.validation.scene import PriorKeys, Scene
from ontoman.validation.validating import spoken_in
from ontoman.validation.words import result_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ontoman.model import Iri, Line, Ontology
    from ontoman.validation.live.state import Rebuilt
    from ontoman.validation.results import Found, Result


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did to the report, and how many nodes it had to look at again for that."""

    gone: tuple[Result, ...]
    come: tuple[Result, ...]
    reach: int


class Checked:
    """A state, checked under a profile; `results` is at any time what `validate` would find.

    >>> from ontoman.system import resource_dir
    >>> report = Checked((), "labeling", shapes_dir=resource_dir("shapes"))
    >>> [result.code for result in report.results]
    ['no-header']
    >>> change = report.edit(added=['<urn:x:a> <http://www.w3.org/2004/02/skos/core#notation> " a" .'])
    >>> [result.code for result in change.come]
    ['key-malformed']
    """

    def __init__(
        self,
        lines: Iterable[Line],
        profile: str,
        *,
        shapes_dir: Path,
        ontology: Ontology | None = None,
        prior_keys: PriorKeys | None = None,
        languages: Iterable[str] = (),
        metadata: Mapping[str, str] | None = None,
        everything: bool = True,
    ) -> None:
        """Read a state; without *everything* nothing is checked yet, and `results` holds what edits touched."""
        self._library = library_of(shapes_dir)
        self._severities = self._library.profile(profile)
        self._prior_keys, self._metadata = prior_keys or PriorKeys(), metadata or {}
        self._languages = tuple(languages)
        kept = tuple(lines)
        with no_collection():
            self._load(kept, ontology or ontology_of(kept), everything=everything)
        if everything:
            settle()

    def _load(self, lines: tuple[Line, ...], ontology: Ontology, *, everything: bool) -> None:
        codes = [code for code in CHECKS if code in self._severities]
        self._state = State(lines, ontology)
        self._spoken = spoken_in(ontology, self._languages)
        self._findings = Findings(self._worded)
        self._shapes = ShapeChecks(self._library, frozenset(self._severities), lines)
        neighbours = Neighbours(self._state.records)
        self._python = PythonChecks(self._state, neighbours, codes, self._prior_keys)
        self._rules = RuleChecks(self._state, Tree(self._state.records, neighbours), codes, self._metadata)
        self._replace(self._rules.all())
        if everything:
            self._check(Scene(ontology, lines, self._prior_keys, self._spoken, self._metadata), codes)
        self._findings.settle()

    def _check(self, scene: Scene, codes: Iterable[str]) -> None:
        """Carry out all other checks over everything."""
        for unit, by_focus in self._shapes.all(self._state.lines):
            self._findings.put(unit, by_focus)
        for code in codes:
            if code not in RULES:
                self._put(code, CHECKS[code](scene))

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result, in the order of a report."""
        return self._findings.results

    def edit(self, removed: Iterable[Line] = (), added: Iterable[Line] = ()) -> Change:
        """Take an edit, and check again what it touches; what is gone or there already changes nothing."""
        goes, comes = self._effective(set(removed), set(added))
        head = self._head()
        reach = self._edit_shapes(goes, comes)
        rebuilt = self._state.edit(goes, comes)
        if self._head() != head:  # its languages and its name are in every message
            return self._again()
        reach.update(self._edit_python(rebuilt))
        self._findings.reword(rebuilt.named)
        gone, come = self._findings.settle()
        return Change(tuple(gone), tuple(come), len(reach))

    def caused(self, removed: Iterable[Line] = (), added: Iterable[Line] = ()) -> tuple[Result, ...]:
        """Take an edit, and return what is found because of it, whether or not everything was checked before.

        The edit is made, undone and made again, so that what it touches was checked on both sides.
        """
        goes, comes = tuple(removed), tuple(added)
        self.edit(goes, comes)
        self.edit(comes, goes)
        known = {result.place for result in self.results}
        return tuple(result for result in self.edit(goes, comes).come if result.place not in known)

    def _effective(self, removed: set[Line], added: set[Line]) -> tuple[list[Line], list[Line]]:
        """Return the statements that really go and come, in order."""
        return (
            sorted(line for line in removed - added if self._state.has(line)),
            sorted(line for line in added - removed if not self._state.has(line)),
        )

    def _head(self) -> tuple[Iri | None, tuple[str, ...]]:
        header = self._state.header
        return header.iri, spoken_in(part_of(self._state, ()), self._languages)

    def _edit_shapes(self, goes: list[Line], comes: list[Line]) -> set[str]:
        reach: set[str] = set()
        for unit, scope, by_focus in self._shapes.edit([split(line) for line in goes], [split(line) for line in comes]):
            self._findings.put(unit, by_focus, scope)
            reach |= {node[1:-1] for node in scope}
        return reach

    def _edit_python(self, rebuilt: Rebuilt) -> set[Iri]:
        """Carry out the checks in Python over what changed, and return what they looked at."""
        touched = set(rebuilt.before)
        circles = self._python.tangles(touched, rebuilt.before)
        scope = self._python.take(rebuilt)
        read = self._python.read(scope)
        if scope:
            for code, found in self._python.local(scope, read, self._spoken):
                self._put(code, found, scope)
            self._edit_circles(touched, circles)
        if self._rules.take(rebuilt):
            self._replace(self._rules.all())
            read |= self._rules.read
        self._replace(self._python.headers())
        for unit, by_focus in self._shapes.left(self._state.lines):
            self._findings.put(unit, by_focus, self._findings.places(unit))
        return read

    def _edit_circles(self, touched: set[Iri], before: Mapping[str, set[Iri]]) -> None:
        now = self._python.tangles(touched.union(*before.values()))
        scopes = {code: touched | before[code] | now[code] for code in before}
        for code, found in self._python.circles(scopes):
            self._put(code, found, scopes[code])

    def _replace(self, every: Iterable[tuple[str, list[Found]]]) -> None:
        """Take all that some checks find anywhere."""
        for code, found in every:
            self._put(code, found, self._findings.places(code))

    def _again(self) -> Change:
        """Check everything: the header changed."""
        old = self.results
        lines = tuple(sorted(self._state.lines()))
        self._load(lines, ontology_of(lines), everything=True)
        new = self.results
        was, is_now = set(old), set(new)
        gone, come = (one for one in old if one not in is_now), (one for one in new if one not in was)
        return Change(tuple(gone), tuple(come), len(self._state.by_subject))

    def _put(self, code: str, found: Iterable[Found], scope: Iterable[str] = ()) -> None:
        by_focus: dict[str, list[tuple[str, Found]]] = {}
        for one in found:
            by_focus.setdefault(one.focus, []).append((code, one))
        self._findings.put(code, by_focus, scope)

    def _worded(self, code: str, found: Found) -> Result:
        return result_of(found, self._library.checks[code], self._severities[code], part_of(self._state, ()))
