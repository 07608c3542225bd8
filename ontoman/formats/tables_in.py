"""An ontology out of a CSV or TSV table: a row is a category, its parent a key, a name, a path or level columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from ontoman.errors import BadInput
from ontoman.formats.table_parents import parents_of
from ontoman.formats.table_rows import Columns, Problem, Row, read_rows
from ontoman.model import names
from ontoman.model.terms import iri_node, join, literal_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ontoman.model import Line, Node

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where a table has what. A column that is not named is found by its usual names; None where there is none.

    `path_column` holds the way from the top to the row itself, as in `Vehicle/Truck`; `level_columns` are one column
    a level, the top first. `skip_rows` are rows above the header.
    """

    id_column: str | None = None
    parent_column: str | None = None
    label_column: str | None = None
    definition_column: str | None = None
    skip_rows: int = 0
    parent_is: Literal["key", "label"] = "key"
    path_column: str | None = None
    path_separator: str = "/"
    level_columns: Sequence[str] = ()
    delimiter: str | None = None


def read_table_ontology(path: Path, layout: TableLayout, namespace: str, language: str) -> tuple[Line, ...]:
    """Read a table as categories: canonical statements, IRIs from *namespace* and the percent-encoded id.

        read_table_ontology(Path("taxonomy.tsv"), TableLayout(id_column="Unique ID"), "https://example.org/t#", "en")

    Everything that is wrong with its rows comes in one letter (OM221).
    """
    columns = Columns(
        layout.id_column,
        layout.parent_column,
        layout.label_column,
        layout.definition_column,
        layout.path_column,
        tuple(layout.level_columns),
    )
    rows, ragged = read_rows(path, columns, layout.skip_rows, layout.delimiter)
    parents, orphans = parents_of(rows, layout.parent_is, layout.path_separator)
    problems = sorted([*ragged, *_id_problems(rows), *orphans])
    if problems:
        raise _letter(path, problems)
    found = {line for row in rows for line in _statements(row, parents, namespace, language)}
    return tuple(sorted(found))


def _id_problems(rows: Iterable[Row]) -> Iterator[Problem]:
    seen: dict[str, Row] = {}
    for row in rows:
        if not row.id:
            yield Problem(row.number, "no id", "has no id")
            continue
        other = seen.setdefault(row.id.casefold(), row)
        if other is not row and other.id == row.id:
            yield Problem(row.number, "id twice", f"has the id {row.id!r}, as row {other.number} has")
        elif other is not row:
            what = f"has the id {row.id!r}, which differs from {other.id!r} in row {other.number} only in case"
            yield Problem(row.number, "id differs in case", what)


def _statements(row: Row, parents: Mapping[str, str], namespace: str, language: str) -> Iterator[Line]:
    subject, scheme = _node(namespace, row.id), iri_node(namespace)
    for kind in (names.CONCEPT, names.CLASS):
        yield join(subject, iri_node(names.TYPE), iri_node(kind))
    yield join(subject, iri_node(names.NOTATION), literal_node(row.id))
    yield join(subject, iri_node(names.IN_SCHEME), scheme)
    if row.label:
        yield join(subject, iri_node(names.PREF_LABEL), literal_node(row.label, language))
    if row.definition:
        yield join(subject, iri_node(names.DEFINITION), literal_node(row.definition, language))
    if row.id in parents:
        yield join(subject, iri_node(names.BROADER), _node(namespace, parents[row.id]))
    else:
        yield join(subject, iri_node(names.TOP_CONCEPT_OF), scheme)


def _node(namespace: str, key: str) -> Node:
    return iri_node(namespace + quote(key, safe=""))


def _letter(path: Path, problems: Sequence[Problem]) -> BadInput:
    shown = [f"  row {problem.row} {problem.what}" for problem in problems[:_SHOWN]]
    more = [f"  … and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else []
    count = "1 row" if len(problems) == 1 else f"{len(problems)} rows"
    return BadInput(
        "OM221",
        "\n".join([f"{path}: {count} cannot be read as categories:", *shown, *more]),
        fix="Correct the rows, or name other columns.",
        details={
            "path": str(path),
            "problems": [{"row": problem.row, "kind": problem.kind, "what": problem.what} for problem in problems],
        },
    )
