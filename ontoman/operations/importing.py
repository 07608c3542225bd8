"""Import: a file is the whole new state of the draft, as one logged operation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ontoman.errors import BadInput, Refused
from ontoman.model import names
from ontoman.model.terms import iri_node, is_blank, join, literal_node, split
from ontoman.operations.progress import SILENT
from ontoman.operations.states import draft_lines
from ontoman.operations.workspace import counts
from ontoman.rdf import canonical, ontology_of, parse_file
from ontoman.store.database import DEFAULT_DRAFT, Deed
from ontoman.system import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ontoman.formats.tables_in import TableLayout
    from ontoman.model import Entity, Iri, Line, Node, Ontology
    from ontoman.operations.progress import Progress
    from ontoman.store.workspace import Workspace

Missing = Literal["deprecate", "keep", "delete"]
_MANY, _RELATED = 10, 10  # a draft of so many terms; a file with less than one in so many of them
TABLES = {".csv": ",", ".tsv": "\t"}


@dataclass(frozen=True, slots=True)
class Choice:
    """How a file is taken in: what becomes of terms that it lacks, and what makes two terms the same.

    With no word on what is `missing`, it is deprecated, and a file that has next to nothing of the draft is refused.
    """

    missing: Missing | None = None
    match: Literal["key", "label"] = "key"
    syntax: str | None = None
    dry_run: bool = False
    author: str = "unknown"
    message: str = ""

    @property
    def fate(self) -> Missing:
        """What becomes of terms that the file lacks."""
        return self.missing or "deprecate"


def table_layout(path: Path, columns: Mapping[str, object]) -> TableLayout | None:
    """Return where a CSV or TSV file keeps what, or None for RDF."""
    delimiter = TABLES.get(path.suffix.lower())
    if delimiter is None:
        return None
    from ontoman.formats.tables_in import TableLayout  # noqa: PLC0415 - only tables need it

    return TableLayout(**{"delimiter": delimiter, **columns})  # type: ignore[arg-type]


def import_file(
    workspace: Workspace,
    path: Path,
    choice: Choice,
    layout: TableLayout | None,
    progress: Progress = SILENT,
) -> dict[str, object]:
    """Take *path* as the whole new state of the draft; return what was new, kept, changed and missing."""
    progress.stage(f"Reading {path.name}")
    incoming = _read(workspace, path, choice, layout)
    progress.stage("Comparing with the draft")
    if choice.dry_run:
        return _take(workspace, path, choice, incoming, progress)
    with workspace.database.transaction():  # the draft is read under the lock: of two imports the later one wins whole
        return _take(workspace, path, choice, incoming, progress)


def _take(
    workspace: Workspace, path: Path, choice: Choice, incoming: tuple[Line, ...], progress: Progress
) -> dict[str, object]:
    before = draft_lines(workspace)
    old = ontology_of(before)
    incoming = _matched(_with_header(incoming, before, workspace.config.namespace), old, choice.match)
    new = ontology_of(incoming)
    if old.entities and not new.entities:
        raise Refused(
            "OM118",
            f"{path} holds no category, attribute, rule or example; everything in the draft would be missing.",
            fix="Name the file that is the whole new state.",
        )
    if choice.missing is None:
        _check_related(path, old, new)
    missing = sorted(set(old.entities) - set(new.entities), key=lambda iri: (old.entities[iri].key, iri))
    after = canonical([*incoming, *_kept(before, missing, old, choice.fate)])
    if not choice.dry_run:
        progress.stage("Keeping it")
        _log(workspace, path, choice, before, after)
    return _report(path, choice, old, new, missing, before=before, after=after)


def _check_related(path: Path, old: Ontology, new: Ontology) -> None:
    """Refuse (OM121) a file with next to nothing of the draft: label data by mistake, or another ontology."""
    live = {iri for iri, entity in old.entities.items() if not entity.deprecated}
    shared = len(live & set(new.entities))
    if len(live) < _MANY or shared * _RELATED >= len(live):
        return
    raise Refused(
        "OM121",
        f"{path} holds {len(new.entities)} terms, and {shared} of the {len(live)} terms of the draft; "
        f"the other {len(live) - shared} would be deprecated.",
        fix="Name the file that is the whole new state; label data goes to `ontoman relabel`. "
        "If it is meant, say what becomes of them with --missing.",
        details={"terms": len(new.entities), "shared": shared, "draft": len(live)},
    )


def _read(workspace: Workspace, path: Path, choice: Choice, layout: TableLayout | None) -> tuple[Line, ...]:
    config = workspace.config
    if layout is None:
        return parse_file(path, syntax=choice.syntax, base=config.namespace)
    from ontoman.formats.tables_in import read_table_ontology  # noqa: PLC0415 - only tables need it

    return read_table_ontology(path, layout, namespace=config.namespace, language=config.languages[0])


def _with_header(incoming: tuple[Line, ...], before: Iterable[Line], namespace: str) -> tuple[Line, ...]:
    """Keep the draft's header where the file brings none of its own."""
    if any(line.endswith(f"<{names.ONTOLOGY}> .") for line in incoming):
        return incoming
    header = [line for line in before if line.startswith(f"<{namespace}> ")]
    return tuple(sorted({*incoming, *header}))


def _matched(incoming: tuple[Line, ...], old: Ontology, match: Literal["key", "label"]) -> tuple[Line, ...]:
    """Rename incoming IRIs to those that the draft already has for the same key (or label, where asked)."""
    renames = _renames(ontology_of(incoming), old, match)
    if not renames:
        return incoming

    def rename(node: Node) -> Node:
        return renames.get(node, node)

    return canonical(join(rename(s), p, rename(o)) for s, p, o in map(split, incoming))


def _renames(new: Ontology, old: Ontology, match: Literal["key", "label"]) -> Mapping[Node, Node]:
    by_name = _unique_names(old, match)
    found: dict[Node, Node] = {}
    for entity in new.categories.values():
        target = by_name.get(_name(entity, match)) or by_name.get(entity.key)
        if entity.iri not in old.entities and target is not None and target not in new.entities:
            found[iri_node(entity.iri)] = iri_node(target)
    return found


def _unique_names(old: Ontology, match: Literal["key", "label"]) -> dict[str, Iri]:
    by_name: dict[str, Iri] = {category.key: category.iri for category in old.categories.values()}
    if match == "key":
        return by_name
    for category in old.categories.values():
        if by_name.setdefault(_name(category, match), category.iri) != category.iri:
            raise BadInput(
                "OM112",
                f"Two categories are called {_name(category, match)!r}: --match label can't tell them apart.",
                fix="Import with keys or IRIs, or give one of them another label first.",
            )
    return by_name


def _name(entity: Entity, match: Literal["key", "label"]) -> str:
    return entity.label() if match == "label" else entity.key


def _kept(before: Iterable[Line], missing: Iterable[Iri], old: Ontology, what: Missing) -> Iterable[Line]:
    """Yield the statements that stay of the terms that the file lacks."""
    if what == "delete":
        return
    subjects = {iri_node(iri) for iri in missing}
    owned = _owned(before, subjects)
    for line in before:
        if split(line).subject in owned:
            yield line
    if what == "deprecate":
        true = literal_node("true", datatype=names.XSD_BOOLEAN)
        for iri in missing:
            if not old.entities[iri].deprecated:
                yield join(iri_node(iri), iri_node(names.DEPRECATED), true)


def _owned(lines: Iterable[Line], subjects: set[Node]) -> set[Node]:
    """Return the subjects with the blank nodes below them."""
    triples = [t for t in map(split, lines) if t.subject in subjects or is_blank(t.subject)]
    owned = set(subjects)
    grown = True
    while grown:
        more = {t.object for t in triples if t.subject in owned and is_blank(t.object)} - owned
        owned |= more
        grown = bool(more)
    return owned


def _log(workspace: Workspace, path: Path, choice: Choice, before: tuple[Line, ...], after: tuple[Line, ...]) -> None:
    details = {"file": path.name, "missing": choice.fate, "match": choice.match, "message": choice.message}
    deed = Deed("import", choice.author, now(), details)
    old, new = set(before), set(after)
    with workspace.database.transaction():
        workspace.database.append(DEFAULT_DRAFT, deed, sorted(old - new), sorted(new - old))
        workspace.database.audit(deed)


def _report(
    path: Path,
    choice: Choice,
    old: Ontology,
    new: Ontology,
    missing: list[Iri],
    *,
    before: tuple[Line, ...],
    after: tuple[Line, ...],
) -> dict[str, object]:
    live = [iri for iri in missing if not old.entities[iri].deprecated]
    return {
        "schema": "ontoman/import/1",
        "file": str(path),
        "dry_run": choice.dry_run,
        "missing": choice.fate,
        "new": sorted(new.entities[iri].key for iri in set(new.entities) - set(old.entities)),
        "lacking": [old.entities[iri].key for iri in live],
        "added": len(set(after) - set(before)),
        "removed": len(set(before) - set(after)),
        "counts": counts(ontology_of(after)),
    }
