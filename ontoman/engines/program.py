"""A map compiled for DuckDB: a table of labels, and one expression that says which branch a row takes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.engines.templates import RANK, VALUE, instance, of_label, quoted, text, with_labels, with_values
from ontoman.migration import Fate, Outcome, combined
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ontoman.conditions import Field
    from ontoman.migration import Subject

UNKNOWN = -1
_SQL_TYPES = {
    ValueKind.BOOLEAN: "BOOLEAN",
    ValueKind.SINGLE: "VARCHAR",
    ValueKind.TEXT: "VARCHAR",
    ValueKind.ORDINAL: "VARCHAR",
    ValueKind.MULTI: "VARCHAR[]",
    ValueKind.INTEGER: "DOUBLE",
    ValueKind.DECIMAL: "DOUBLE",
    ValueKind.DATE: "DATE",
}


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label of the data: where its outcomes start to count, which arm decides, and the literals for it."""

    label: str
    key: str
    base: int
    arm: int
    numbers: tuple[float, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """What DuckDB needs to decide; `outcome(code)` is what a branch comes to.

    `arms` are SQL expressions for the place of the branch that is taken, counted from 0. Fields that `reads`
    names must be columns of the relation `v`, typed as `typed_columns` says.
    """

    rows: tuple[LabelRow, ...]
    arms: tuple[str, ...]
    subjects: tuple[Subject, ...]
    bases: tuple[int, ...]
    fields: Mapping[str, Field]
    reads: frozenset[str]

    def code(self, read: Callable[[str], str], typed: Callable[[str], str] | None = None) -> str:
        """Return the SQL of the code of the branch that a row takes; UNKNOWN without a label.

        *read* gives the SQL of a column of the label's row, *typed* that of a field's value; without it they are
        columns of `v`. Only rows whose label has conditions ask for values: what is a column is there for every row.
        """
        base = read("base")
        if not self.arms:
            return f"coalesce({base}, {UNKNOWN})"
        # Most labels of most maps have no condition: they are through after one comparison.
        return f"coalesce(CASE WHEN {read('arm')} = 0 THEN {base} ELSE {self.branched(read, typed)} END, {UNKNOWN})"

    def branched(self, read: Callable[[str], str], typed: Callable[[str], str] | None = None) -> str:
        """Return the SQL of the code where the label has conditions, as `code` does; NULL elsewhere."""
        if not self.arms:
            return "NULL"
        cases = " ".join(f"WHEN {number} THEN {sql}" for number, sql in enumerate(self.arms, 1))
        code = f"{of_label('base')} + CASE {of_label('arm')} {cases} END"
        if typed is not None:
            code = with_values(code, lambda key, ranked: self._value(key, typed(key), ranked=ranked))
        return with_labels(code, read)

    def _value(self, key: str, value: str, *, ranked: bool) -> str:
        return rank(self.fields[key], value) if ranked else value

    def outcome(self, code: int) -> tuple[Subject, Outcome]:
        """Return whose branch it is, and what it comes to before attribute values have their say."""
        place = bisect_right(self.bases, code) - 1
        subject, branch = self.subjects[place], code - self.bases[place]
        if not subject.every:
            return subject, subject.branches[branch].outcome if branch < len(subject.branches) else subject.otherwise
        true = tuple(one.outcome for bit, one in enumerate(subject.branches) if branch >> bit & 1)
        return subject, combined(subject.label, true) if true else subject.otherwise


def compile_program(subjects: Iterable[Subject], fields: Mapping[str, Field]) -> Program:
    """Compile the decisions for the labels that the data has."""
    compiler = _Compiler(fields)
    for subject in subjects:
        compiler.take(subject)
    return compiler.program()


class _Compiler:
    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields
        self._arms: dict[str, int] = {}
        self._rows: list[LabelRow] = []
        self._subjects: list[Subject] = []
        self._reads: set[str] = set()
        self._next = 0

    def take(self, subject: Subject) -> None:
        numbers: list[float] = []
        texts: list[str] = []
        tests: list[str] = []
        for branch in subject.branches:
            self._reads |= branch.condition.reads - {"category"}
            one = instance(branch.condition, len(numbers), len(texts))
            numbers += one.numbers
            texts += one.texts
            tests.append(one.sql)
        arm = self._arms.setdefault(_arm(tests, every=subject.every), len(self._arms) + 1) if tests else 0
        self._rows.append(LabelRow(subject.label, subject.key, self._next, arm, tuple(numbers), tuple(texts)))
        self._subjects.append(subject)
        self._next += 2 ** len(tests) if subject.every else len(tests) + 1

    def program(self) -> Program:
        return Program(
            tuple(self._rows),
            tuple(self._arms),
            tuple(self._subjects),
            tuple(row.base for row in self._rows),
            self._fields,
            frozenset(self._reads),
        )


def _arm(tests: Sequence[str], *, every: bool) -> str:
    if every:
        return " + ".join(f"CASE WHEN {test} THEN {2**bit} ELSE 0 END" for bit, test in enumerate(tests))
    cases = " ".join(f"WHEN {test} THEN {place}" for place, test in enumerate(tests))
    return f"CASE {cases} ELSE {len(tests)} END"


def sql_type(field: Field) -> str:
    """Return the SQL type in which a field's values are compared."""
    return _SQL_TYPES[field.kind]


def value_columns(program: Program, expressions: Mapping[str, str]) -> list[str]:
    """Return the columns of `v` that the program reads, from SQL *expressions* of the typed values by key."""
    columns: list[str] = []
    for key in sorted(program.reads):
        field = program.fields[key]
        value = expressions.get(key, f"CAST(NULL AS {sql_type(field)})")
        columns.append(f"{value} AS {quoted(key + VALUE)}")
        if field.kind is ValueKind.ORDINAL:
            columns.append(f"{rank(field, value)} AS {quoted(key + RANK)}")
    return columns


def rank(field: Field, value: str) -> str:
    """Return the SQL of the rank of an ordinal's *value*, counted from 0."""
    ranks = " ".join(f"WHEN {text(name)} THEN {place}" for place, name in enumerate(field.values))
    return f"CASE {value} {ranks} END"


def unknown(label: str) -> Outcome:
    """Return what a label comes to that no row knows."""
    return Outcome(Fate.UNKNOWN, (label,))
