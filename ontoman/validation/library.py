"""The checks and profiles of `shapes/`, as values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.model import Iri, Node, names
from ontoman.model.terms import iri_node, iri_of, is_blank, is_iri, literal_of, split
from ontoman.rdf import parse_text
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ontoman.model import Line
    from ontoman.validation.results import Severity

# Terms that only shapes/ uses.
CODE = Iri(names.OM_NS + "code")
FIX = Iri(names.OM_NS + "fix")
REPORTED_PATH = Iri(names.OM_NS + "path")
CHECK = Iri(names.OM_NS + "Check")
PROFILE = Iri(names.OM_NS + "Profile")
NAME = Iri(names.OM_NS + "name")
EXTENDS = Iri(names.OM_NS + "extends")
SAME_CHECK_AS = Iri(names.OM_NS + "sameCheckAs")
TAKES = Iri(names.OM_NS + "check")
SEVERITY_TERMS: Mapping[Iri, Severity] = {
    Iri(names.SH_NS + "Violation"): "violation",
    Iri(names.SH_NS + "Warning"): "warning",
    Iri(names.SH_NS + "Info"): "info",
}
_AS: Mapping[Iri, Severity] = {
    Iri(names.OM_NS + "asViolation"): "violation",
    Iri(names.OM_NS + "asWarning"): "warning",
    Iri(names.OM_NS + "asInfo"): "info",
}
_SEVERITY, _MESSAGE = Iri(names.SH_NS + "severity"), Iri(names.SH_NS + "message")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its code, what it says, and whether a shape or Python carries it out."""

    code: str
    iri: Iri
    severity: Severity
    message: str
    fix: str
    by_shape: bool


@dataclass(frozen=True)
class Library:
    """Everything in `shapes/`."""

    lines: tuple[Line, ...]

    @cached_property
    def said(self) -> Mapping[Node, Mapping[Iri, Sequence[Node]]]:
        """The objects of each subject by predicate, in order."""
        found: dict[Node, dict[Iri, list[Node]]] = {}
        for line in self.lines:
            subject, predicate, obj = split(line)
            found.setdefault(subject, {}).setdefault(iri_of(predicate), []).append(obj)
        return found

    @cached_property
    def checks(self) -> Mapping[str, Check]:
        """Every check by its code."""
        found = (self._check(subject) for subject, said in self.said.items() if CODE in said)
        return {check.code: check for check in sorted(found, key=lambda check: check.code)}

    @cached_property
    def profiles(self) -> Mapping[str, Mapping[str, Severity]]:
        """For each profile the severity of each check that it has."""
        found = {self._text(node, NAME): self._severities(node) for node in self._of_type(PROFILE)}
        return dict(sorted(found.items()))

    def profile(self, name: str) -> Mapping[str, Severity]:
        """Return the severities of one profile; OM901 where there is none of that name."""
        if name not in self.profiles:
            raise BadInput(
                "OM901",
                f"There is no profile {name!r}.",
                fix=f"Choose one of: {', '.join(self.profiles)}.",
                details={"profile": name, "profiles": list(self.profiles)},
            )
        return self.profiles[name]

    @cached_property
    def shapes(self) -> Mapping[Node, tuple[str, Iri | None]]:
        """The nodes of shapes, nameless ones too: which check each belongs to, and the property that it reports."""
        found: dict[Node, tuple[str, Iri | None]] = {}
        for check in self.checks.values():
            for shape in self._shapes_of(check) if check.by_shape else ():
                found |= dict.fromkeys(self._nodes(shape), (check.code, self._reported(shape)))
        return found

    def _shapes_of(self, check: Check) -> Iterator[Node]:
        primary = iri_node(check.iri)
        yield primary
        yield from (node for node, said in self.said.items() if primary in said.get(SAME_CHECK_AS, ()))

    def _nodes(self, node: Node) -> Iterator[Node]:
        """Yield a shape and the nameless nodes that it is made of."""
        yield node
        for objects in self.said.get(node, {}).values():
            for obj in objects:
                if is_blank(obj):
                    yield from self._nodes(obj)

    def _reported(self, shape: Node) -> Iri | None:
        said = self.said[shape]
        path = (said.get(REPORTED_PATH) or said.get(Iri(names.SH_NS + "path")) or [Node("")])[0]
        return iri_of(path) if is_iri(path) else None

    def _of_type(self, kind: Iri) -> Iterator[Node]:
        return (node for node, said in self.said.items() if iri_node(kind) in said.get(names.TYPE, ()))

    def _text(self, subject: Node, predicate: Iri) -> str:
        nodes = self.said[subject].get(predicate, ())
        return literal_of(nodes[0]).text if nodes else ""

    def _check(self, subject: Node) -> Check:
        said = self.said[subject]
        return Check(
            code=self._text(subject, CODE),
            iri=iri_of(subject),
            severity=self._severity(subject),
            message=self._text(subject, _MESSAGE),
            fix=self._text(subject, FIX),
            by_shape=iri_node(CHECK) not in said[names.TYPE],
        )

    def _severity(self, subject: Node) -> Severity:
        for node in self.said[subject].get(_SEVERITY, ()):
            if (term := iri_of(node)) in SEVERITY_TERMS:
                return SEVERITY_TERMS[term]
        raise unusable(f"{subject} has no sh:severity")

    def _severities(self, profile: Node) -> dict[str, Severity]:
        said = self.said[profile]
        found: dict[str, Severity] = {}
        for extended in said.get(EXTENDS, ()):
            found |= self._severities(extended)
        found |= {self._named(node).code: self._named(node).severity for node in said.get(TAKES, ())}
        for predicate, severity in _AS.items():
            found |= {self._named(node).code: severity for node in said.get(predicate, ())}
        return found

    def _named(self, node: Node) -> Check:
        check = self._by_iri.get(node)
        if check is None:
            raise unusable(f"a profile names {node}, which is no check")
        return check

    @cached_property
    def _by_iri(self) -> Mapping[Node, Check]:
        return {iri_node(check.iri): check for check in self.checks.values()}


def unusable(what: str) -> BadInput:
    """Make the letter for shapes that cannot be used (OM902)."""
    return BadInput("OM902", f"The shapes cannot be used: {what.strip()}.", fix="Correct the files in shapes/.")


def library_of(shapes_dir: Path) -> Library:
    """Read `shapes/`, once for as long as its files stay the same."""
    files = tuple(sorted(shapes_dir.glob("*.ttl")))
    return _library(files, tuple(file.stat().st_mtime_ns for file in files))


@lru_cache(maxsize=4)
def _library(files: tuple[Path, ...], _changed: tuple[int, ...]) -> Library:
    lines = (line for file in files for line in parse_text(read_bytes(file), "turtle"))
    return Library(tuple(sorted(set(lines))))
